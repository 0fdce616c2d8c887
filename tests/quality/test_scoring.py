"""Judging statements by gold."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Evidence, NodeType, Paper, Predicate, Statement, Thing
from kg.quality.calibration import auroc, expected_calibration_error, reliability
from kg.quality.evaluation import evaluate
from kg.quality.gold import GoldEntity, GoldPaper, read_gold
from kg.quality.scoring import score_paper

P, T = Predicate, NodeType
ABSTRACT = "We use Low-Rank Adaptation (LoRA) on GLUE. Code: https://github.com/a/fastrank"
GOLD = GoldPaper(
    paper=Paper("title:x", "FastRank", ABSTRACT),
    entities=(
        GoldEntity("FastRank", (T.METHOD,), ("FastRank",), (P.INTRODUCES,), required=True),
        GoldEntity("LoRA", (T.METHOD,), ("LoRA", "Low-Rank Adaptation"), (P.USES,), required=True),
        GoldEntity("GLUE", (T.DATASET,), ("GLUE",), (P.EVALUATES_ON,), required=True),
        GoldEntity("tuning", (T.TASK, T.METHOD), ("tuning",), (P.ADDRESSES,), required=False),
    ),
    links=("https://github.com/a/fastrank",),
)


def said(
    predicate: Predicate,
    node_type: NodeType,
    name: str,
    *quotes: str,
    confidence: float = 0.9,
    url: str | None = None,
) -> Statement:
    evidence = tuple(Evidence("abstract", 0, len(q), q, "test/1") for q in quotes or (name,))
    return Statement(predicate, Thing(node_type, name, url=url), confidence, evidence)


def outcome(*statements: Statement) -> list[tuple[str, str]]:
    score = score_paper(GOLD, statements)
    return sorted((j.verdict, j.name) for j in score.predicted)


def test_a_name_counts_by_any_of_its_surfaces() -> None:
    assert outcome(said(P.USES, T.METHOD, "low rank adaptations")) == [("right", "LoRA")]
    assert outcome(said(P.USES, T.METHOD, "X", "LoRA")) == [("right", "LoRA")]


def test_a_wrong_relation_keeps_the_entity_and_loses_the_triple() -> None:
    assert outcome(said(P.COMPARES_WITH, T.METHOD, "LoRA")) == [("relation", "LoRA")]


def test_one_right_relation_among_several_is_enough() -> None:
    both = said(P.USES, T.METHOD, "LoRA"), said(P.COMPARES_WITH, T.METHOD, "LoRA")
    assert outcome(*both) == [("right", "LoRA")]


def test_wrong_type_and_spurious_names() -> None:
    assert outcome(said(P.USES, T.METHOD, "GLUE")) == [("type", "GLUE")]
    assert outcome(said(P.USES, T.METHOD, "BERT")) == [("spurious", "BERT")]


def test_a_type_that_is_as_good_brings_its_usual_relation() -> None:
    assert outcome(said(P.USES, T.METHOD, "tuning")) == [("right", "tuning")]


def test_optional_gold_is_not_missed() -> None:
    found = {e.name: (hit, ok) for e, hit, ok in score_paper(GOLD, []).found}
    assert found == dict.fromkeys(("FastRank", "LoRA", "GLUE"), (False, False))


def test_a_name_read_off_a_url_alone_is_neither_right_nor_wrong() -> None:
    assert outcome(said(P.USES, T.METHOD, "rank")) == []


def test_repositories_are_compared_exactly() -> None:
    ours = said(P.HAS_CODE, T.REPOSITORY, "a/fastrank", url="https://github.com/A/FastRank.git")
    other = said(P.MENTIONS, T.REPOSITORY, "b/c", url="https://github.com/b/c")
    assert score_paper(GOLD, [ours, other]).repositories == (1, 1, 0)
    assert score_paper(GOLD, []).repositories == (0, 0, 1)


def test_calibration_of_a_perfect_and_of_a_constant_judge() -> None:
    perfect = [(1.0, True)] * 5 + [(0.0, False)] * 5
    assert expected_calibration_error(perfect) == 0.0
    assert auroc(perfect) == 1.0
    constant = [(0.5, True), (0.5, False)]
    assert auroc(constant) == 0.5
    assert expected_calibration_error([(0.9, False)]) == pytest.approx(0.9)
    assert [b.count for b in reliability(perfect)] == [5, 5]
    assert auroc([(0.9, False), (0.1, True)]) == 0.0


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "is empty"), ("{}", ":1: not a gold paper"), ("[1", ":1: not a gold paper")],
)
def test_a_file_that_is_not_gold_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        list(read_gold(path))


def test_the_figures_are_those_of_the_reference_scorer(shared: Path, tmp_path: Path) -> None:
    """A deliberately imperfect reader, judged by us and by the scorer that made the gold."""
    gold = list(read_gold(shared / "gold" / "dev.jsonl"))

    def guess(paper: Paper) -> list[Statement]:
        annotated = next(g for g in gold if g.paper == paper)
        guesses = [
            said(
                e.relations[0] if i % 3 else P.USES,
                e.types[0] if i % 5 else T.METHOD,
                e.surfaces[-1],
                confidence=1 - i / 100,
            )
            for i, e in enumerate(annotated.entities)
            if i % 4
        ]
        words = paper.abstract.split()[:3]
        return [*guesses, *(said(P.USES, T.METHOD, w, confidence=0.1) for w in words)]

    ours = evaluate(gold, guess)
    extracted = tmp_path / "out.jsonl"
    with extracted.open("w") as file:
        for paper in gold:
            statements = [
                {
                    "predicate": s.predicate.value,
                    "object": {"type": s.object.type.value, "name": s.object.name},
                    "evidence": [{"text": e.text} for e in s.evidence],
                }
                for s in guess(paper.paper)
            ]
            record = {"paper": {"title": paper.paper.title}, "statements": statements}
            file.write(json.dumps(record) + "\n")
    scorer = shared / "gold" / "score.py"
    command = [sys.executable, scorer, shared / "gold" / "dev.jsonl", extracted, "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    for level in ("entity", "triple"):
        for name, figures in theirs[level].items():
            mine = ours[level][name]
            assert (mine["precision"], mine["recall"], mine["f1"]) == pytest.approx(
                (figures["p"], figures["r"], figures["f1"])
            ), (level, name)
            assert mine["predicted"] == figures["predicted"]
            assert mine["required"] == figures["required"]
