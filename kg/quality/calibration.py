"""Whether confidences mean what they say."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements with confidence in ``[low, high)`` (the last bin includes 1).

    Attributes:
        low: Lower bound.
        high: Upper bound.
        count: Number of statements.
        confidence: Their mean confidence.
        right: The share of them that is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(judged: Sequence[tuple[float, bool]]) -> list[Bin]:
    """``judged`` (confidence, right) in ten bins of equal width; empty bins are left out."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        groups[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [
        Bin(
            low=i / BINS,
            high=(i + 1) / BINS,
            count=len(group),
            confidence=sum(c for c, _ in group) / len(group),
            right=sum(r for _, r in group) / len(group),
        )
        for i, group in enumerate(groups)
        if group
    ]


def expected_calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Mean distance between confidence and accuracy over ten bins, weighted by their size."""
    total = len(judged)
    return sum(b.count * abs(b.confidence - b.right) for b in reliability(judged)) / max(total, 1)


def auroc(judged: Sequence[tuple[float, bool]]) -> float:
    """The probability that a right statement is said with more confidence than a wrong one.

    Ties count half. 0.5 where all are right or all are wrong.
    """
    positives = sum(right for _, right in judged)
    negatives = len(judged) - positives
    if not positives or not negatives:
        return 0.5
    rank_sum, start = 0.0, 0
    ordered = sorted(judged)
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end][0] == ordered[start][0]:
            end += 1
        mean_rank = (start + 1 + end) / 2
        rank_sum += mean_rank * sum(right for _, right in ordered[start:end])
        start = end
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)
