"""What the extraction that ships promises, on annotated papers that were not trained on."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.extract import DEFAULT_CONFIDENCE, load
from kg.quality.evaluation import evaluate
from kg.quality.gold import read_gold
from kg.text import title_key

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, Any]:
    """Of what is told by default, as ``kg evaluate`` and ``kg extract`` do."""
    extractor = load()
    gold = list(read_gold(shared / "gold" / "dev.jsonl"))
    return evaluate(
        gold, lambda p: [s for s in extractor(p).statements if s.confidence >= DEFAULT_CONFIDENCE]
    )


@pytest.mark.parametrize(
    ("level", "name", "least"),
    [("entity", "micro", 0.86), ("entity", "method+dataset", 0.88), ("triple", "micro", 0.80)],
)
def test_the_shipped_extraction_is_as_right_as_promised(
    figures: dict[str, Any], level: str, name: str, least: float
) -> None:
    assert figures[level][name]["f1"] >= least


def test_every_repository_is_found_and_no_other(figures: dict[str, Any]) -> None:
    assert figures["repository"]["f1"] == 1.0


def test_confidence_means_something(figures: dict[str, Any]) -> None:
    assert figures["calibration"]["ece"] <= 0.05
    assert figures["calibration"]["auroc"] >= 0.80


def test_what_was_learned_and_ships_is_small() -> None:
    package = files("kg.extract")
    learned = [package / "names.tsv.gz", package / "heads.txt"]
    for folder in (package / "weights", package / "tagger" / "weights"):
        learned += [item for item in folder.iterdir() if not item.name.endswith(".md")]
    assert 1e6 < sum(len(item.read_bytes()) for item in learned) <= 25e6


def test_no_paper_of_dev_was_trained_on(shared: Path) -> None:
    dev = {title_key(g.paper.title) for g in read_gold(shared / "gold" / "dev.jsonl")}
    ours = (ROOT / "training" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    trained = {title_key(json.loads(line)["title"]) for line in ours}
    trained |= {title_key(g.paper.title) for g in read_gold(shared / "gold" / "train.jsonl")}
    assert len(dev) == 60
    assert len(trained) > 5_000
    assert not dev & trained


def test_relations_between_entities_were_judged_right_often_enough() -> None:
    """By predicate; ``benchmarks/relations.py`` says what is still stated of them."""
    path = ROOT / "benchmarks" / "judged" / "relations.jsonl"
    judged = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(judged) == 100
    for predicate in {j["predicate"] for j in judged}:
        verdicts = [j["right"] for j in judged if j["predicate"] == predicate]
        assert sum(verdicts) >= 0.85 * len(verdicts), predicate
