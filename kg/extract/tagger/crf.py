"""The linear-chain CRF at run time: exact probabilities of spans, in numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MAX_SPAN = 10
"""Longest span in words."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Likely spans: first and last word (inclusive), probability of each type (spans x types)."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    types: Array

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Crf:
    """Start and transition weights over the tags O, B-0, I-0, B-1, I-1 and so on.

    They are probabilities up to a factor; 0 is not allowed.
    """

    start: Array
    transitions: Array

    @classmethod
    def from_scores(cls, start: Array, transitions: Array) -> "Crf":
        """From trained scores in nats; I-x is allowed only after B-x and I-x."""
        allowed = np.ones_like(transitions)
        begin = np.ones_like(start)
        for inside in range(2, len(start), 2):
            allowed[:, inside] = begin[inside] = 0
            allowed[inside - 1 : inside + 1, inside] = 1
        return cls(np.exp(start.astype(float)) * begin, np.exp(transitions.astype(float)) * allowed)

    def _forward_backward(self, emit: Array) -> tuple[Array, Array, Array]:
        """Scaled forward and backward variables and the scale of every step."""
        n = len(emit)
        ahead, back, scale = np.empty_like(emit), np.empty_like(emit), np.empty(n)
        ones, into, out_of = np.ones(emit.shape[1]), self.transitions, self.transitions.T
        row = self.start * emit[0]
        for k in range(n):
            if k:
                row = row.dot(into) * emit[k]
            scale[k] = total = row.dot(ones)
            row /= total
            ahead[k] = row
        back[n - 1] = row = ones
        weighted = emit / scale[:, None]
        for k in range(n - 2, -1, -1):
            back[k] = row = (weighted[k + 1] * row).dot(out_of)
        return ahead, back, scale

    def spans(self, scores: Array, threshold: float) -> Spans:
        """All spans of at least `threshold` probability (types together), by first and last word.

        `scores` is words x tags, in nats. The marginals are exact: B at the first word, I up to
        the last, no I after it.
        """
        emit = np.exp(scores.astype(float) - scores.max(1, keepdims=True))
        ahead, back, scale = self._forward_backward(emit)
        n = len(emit)
        inside = np.arange(2, emit.shape[1], 2)
        begin = inside - 1
        step = emit / scale[:, None] * back
        ends = np.ones((2, n, len(inside)))
        for which, tags in enumerate((begin, inside)):
            ends[which, :-1] = (
                step[1:] @ self.transitions[tags].T
                - step[1:, inside] * self.transitions[tags, inside]
            )
        into = emit[:, inside] / scale[:, None]
        p = ahead[:, begin]
        found: list[tuple[NDArray[np.int64], int, Array]] = []
        for length in range(1, min(MAX_SPAN, n) + 1):
            if length > 1:
                previous = begin if length == 2 else inside
                p = p[: n - length + 1] * self.transitions[previous, inside] * into[length - 1 :]
            whole = p * ends[0 if length == 1 else 1, length - 1 :]
            at = np.flatnonzero(whole.sum(1) >= threshold)
            found.append((at, length, whole[at]))
        first = np.concatenate([at for at, _, _ in found])
        last = np.concatenate([at + length - 1 for at, length, _ in found])
        types = np.concatenate([t for _, _, t in found])
        order = np.lexsort((last, first))
        return Spans(first[order], last[order], np.clip(types[order], 0, 1))
