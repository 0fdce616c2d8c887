"""Papers folded into weighted links: which entities the same papers speak of."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.errors import KgError, UnknownNameError
from kg.model import NodeType

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_TYPES = tuple(t.value for t in NodeType)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of things that a paper speaks of: a row for each pair and paper.

    Rows of the same pair stand together, the best paper first.

    Attributes:
        a: Number of the one thing, the lower of the two.
        b: Number of the other.
        paper: Number of the paper.
        confidence: That the paper speaks of both: the less sure of the two.
    """

    a: Ints
    b: Ints
    paper: Ints
    confidence: Floats

    def first(self) -> Ints:
        """The first row of each pair."""
        new = np.ones(len(self.a), dtype=bool)
        new[1:] = (self.a[1:] != self.a[:-1]) | (self.b[1:] != self.b[:-1])
        return np.flatnonzero(new)

    def count(self) -> Ints:
        """How many papers speak of each pair, in the order of :meth:`first`."""
        return np.diff(np.append(self.first(), len(self.a)))


def pairs(paper: Ints, thing: Ints, confidence: Floats) -> Pairs:
    """Every pair of things that the same paper speaks of.

    Args:
        paper: Number of a paper.
        thing: Number of what it speaks of; the same may be said several times.
        confidence: How sure that is; the surest counts.
    """
    paper, thing, confidence = _distinct(paper, thing, confidence)
    starts = np.flatnonzero(np.r_[True, paper[1:] != paper[:-1]]) if len(paper) else paper
    ends = np.r_[starts[1:], len(paper)] if len(paper) else paper
    left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for length in np.unique(ends - starts):
        i, j = np.triu_indices(length, 1)
        rows = starts[ends - starts == length][:, None]
        left.append((rows + i).ravel())
        right.append((rows + j).ravel())
    one, two = np.concatenate(left), np.concatenate(right)
    a, b, by = thing[one], thing[two], paper[one]
    sure = np.minimum(confidence[one], confidence[two])
    order = np.lexsort((-sure, a * (b.max(initial=0) + 1) + b))
    return Pairs(a[order], b[order], by[order], sure[order])


def _distinct(paper: Ints, thing: Ints, confidence: Floats) -> tuple[Ints, Ints, Floats]:
    """Each (paper, thing) once, with the best confidence, sorted by paper and thing."""
    order = np.lexsort((-confidence, thing, paper))
    paper, thing, confidence = paper[order], thing[order], confidence[order]
    first = np.ones(len(paper), dtype=bool)
    first[1:] = (paper[1:] != paper[:-1]) | (thing[1:] != thing[:-1])
    return paper[first], thing[first], confidence[first]


def projection(text: str) -> tuple[str, str]:
    """The two types in ``text``, such as ``method-dataset``.

    Raises:
        KgError: It is not of this form, or asks for papers.
        UnknownNameError: There is no such type.
    """
    one, dash, two = text.partition("-")
    if not dash:
        raise KgError(f"'{text}' is not a projection: write two types, such as method-dataset")
    sides = (node_type(one), node_type(two))
    if NodeType.PAPER in sides:
        raise KgError(f"'{text}': papers become the links of a projection; name two other types")
    return sides


def node_type(name: str) -> str:
    """The type called ``name`` in any case, singular or plural.

    Raises:
        UnknownNameError: There is none; the message lists them.
    """
    plain = name.strip().lower()
    for value in _TYPES:
        plural = value[:-1] + "ies" if value.endswith("y") else value + "s"
        if plain in (value.lower(), plural.lower()):
            return value
    raise UnknownNameError(f"no type called '{name}'; there are: {', '.join(_TYPES)}")
