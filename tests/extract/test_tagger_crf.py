"""Span probabilities of the CRF against an enumeration of all paths."""

import itertools

import numpy as np
import pytest

from kg.extract.tagger.crf import MAX_SPAN, Crf


def enumerated(
    scores: np.ndarray, start: np.ndarray, transitions: np.ndarray
) -> dict[tuple[int, int, int], float]:
    """Probability of each (first, last, type), summed over all legal tag sequences."""
    n, tags = scores.shape
    total, found = 0.0, dict[tuple[int, int, int], float]()
    for path in itertools.product(range(tags), repeat=n):
        if any(
            b and b % 2 == 0 and a not in (b, b - 1) for a, b in zip((0, *path), path, strict=False)
        ):
            continue
        score = start[path[0]] + sum(scores[i, t] for i, t in enumerate(path))
        weight = float(np.exp(score + sum(transitions[a, b] for a, b in itertools.pairwise(path))))
        total += weight
        for i in range(n):
            if path[i] % 2:
                j = i
                while j + 1 < n and path[j + 1] == path[i] + 1:
                    j += 1
                key = i, j, path[i] // 2
                found[key] = found.get(key, 0.0) + weight
    return {k: v / total for k, v in found.items()}


@pytest.mark.parametrize("seed", range(5))
def test_span_probabilities_are_exact(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, transitions, start = (
        rng.normal(size=(5, 5)) * 2,
        rng.normal(size=(5, 5)),
        rng.normal(size=5),
    )
    want = enumerated(scores, start, transitions)
    spans = Crf.from_scores(start, transitions).spans(scores, 0.0)
    got = {
        (i, j, t): spans.types[k, t]
        for k, (i, j) in enumerate(zip(spans.first.tolist(), spans.last.tolist(), strict=True))
        for t in range(2)
    }
    assert got == pytest.approx(want, abs=1e-9)


def test_long_texts_neither_overflow_nor_give_long_spans() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(5000, 9)) * 30
    spans = Crf.from_scores(np.zeros(9), np.zeros((9, 9))).spans(scores, 0.1)
    assert len(spans) > 0
    assert np.isfinite(spans.types).all()
    assert int((spans.last - spans.first).max()) < MAX_SPAN
