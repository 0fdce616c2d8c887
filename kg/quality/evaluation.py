"""Extraction quality over a set of gold papers, as one report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.model import CONCEPTS, NodeType, Paper, Statement
from kg.quality.calibration import auroc, expected_calibration_error, reliability
from kg.quality.gold import GoldPaper
from kg.quality.scoring import PaperScore, score_paper, verdicts

Extract = Callable[[Paper], Iterable[Statement]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, with the counts behind them."""

    precision: float
    recall: float
    f1: float
    predicted: int
    required: int


def evaluate(gold: Sequence[GoldPaper], extract: Extract) -> dict[str, Any]:
    """Run ``extract`` on every paper of ``gold`` and judge what it says.

    Returns:
        ``entity`` and ``triple`` with figures by type, ``micro`` and ``method+dataset``;
        ``relation`` with the share of right relations by gold relation; ``repository``;
        ``calibration`` with ``ece``, ``auroc`` and the reliability table; ``errors``, surest first.
    """
    scores = [score_paper(paper, extract(paper.paper)) for paper in gold]
    judged = [(s.confidence, ok) for score in scores for s, ok in score.statements]
    return {
        "papers": len(gold),
        "entity": by_type(scores, relation=False),
        "triple": by_type(scores, relation=True),
        "relation": _by_relation(scores),
        "repository": asdict(_repositories(scores)),
        "calibration": {
            "statements": len(judged),
            "ece": expected_calibration_error(judged),
            "auroc": auroc(judged),
            "reliability": [asdict(b) for b in reliability(judged)],
        },
        "errors": _errors(gold, scores),
    }


def by_type(scores: list[PaperScore], *, relation: bool) -> dict[str, dict[str, Any]]:
    """Precision, recall and F1 over ``scores`` for each type, and for all (``micro``).

    Args:
        scores: One for each paper.
        relation: Whether the relation to the paper must be right, too.
    """
    groups: dict[str, tuple[NodeType, ...]] = {str(t): (t,) for t in CONCEPTS}
    groups["micro"] = CONCEPTS
    groups["method+dataset"] = (NodeType.METHOD, NodeType.DATASET)
    return {
        name: asdict(_figures(scores, types, relation=relation)) for name, types in groups.items()
    }


def _figures(scores: list[PaperScore], types: Sequence[NodeType], *, relation: bool) -> Figures:
    good = {"right"} if relation else {"right", "relation"}
    predicted = [j for s in scores for j in s.predicted if j.type in types]
    required = [f for s in scores for f in s.found if f[0].types[0] in types]
    hits = sum(j.verdict in good for j in predicted)
    found = sum(with_relation if relation else hit for _, hit, with_relation in required)
    return _f1(hits, len(predicted), found, len(required))


def _f1(hits: int, predicted: int, found: int, required: int) -> Figures:
    precision = hits / predicted if predicted else 0.0
    recall = found / required if required else 0.0
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return Figures(round(precision, 4), round(recall, 4), round(f1, 4), predicted, required)


def _by_relation(scores: list[PaperScore]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for score in scores:
        for judgement in score.predicted:
            if judgement.relation is not None:
                row = table.setdefault(str(judgement.relation), {"found": 0, "right": 0})
                row["found"] += 1
                row["right"] += judgement.verdict == "right"
    return dict(sorted(table.items()))


def _repositories(scores: list[PaperScore]) -> Figures:
    hits, extra, missed = (sum(s.repositories[i] for s in scores) for i in range(3))
    return _f1(hits, hits + extra, hits, hits + missed)


def _errors(gold: Sequence[GoldPaper], scores: list[PaperScore]) -> list[dict[str, Any]]:
    found = [
        {
            "title": paper.paper.title,
            "verdict": judgement.verdict,
            "type": str(judgement.type),
            "name": judgement.name,
            "relation": None if judgement.relation is None else str(judgement.relation),
            "confidence": judgement.confidence,
        }
        for paper, score in zip(gold, scores, strict=True)
        for judgement in verdicts([score])
        if judgement.verdict != "right"
    ]
    return sorted(found, key=lambda e: (-e["confidence"], e["title"], e["type"], e["name"]))
