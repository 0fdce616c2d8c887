"""The linear model that decides what a group of mentions is: its type and relation, or nothing.

Multinomial logistic regression over the features of :mod:`kg.extract.features`, with weights in
whole numbers, so that the sum is the same on every machine. ``training/fast.py`` trains it and
writes the file; the README beside the weights is its model card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.extract.extractor import DEFAULT_CONFIDENCE
from kg.extract.numbering import WIDTH, Numbers, unpacked
from kg.model import NodeType, Predicate

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 0.2
"""What is less likely is not said at all."""

NOTHING = "-"
"""The class of a group that is no entity."""

CLASSES = (
    NOTHING,
    "Method/INTRODUCES",
    "Method/USES",
    "Method/COMPARES_WITH",
    "Method/MENTIONS",
    "Dataset/INTRODUCES",
    "Dataset/EVALUATES_ON",
    "Dataset/MENTIONS",
    "Task/ADDRESSES",
    "Task/INTRODUCES",
    "Task/MENTIONS",
    "Metric/REPORTS",
    "Metric/INTRODUCES",
)
"""What a group can be; the others are ``Type/RELATION``."""

_TYPES = tuple(NodeType(c.partition("/")[0]) for c in CLASSES[1:])
_PREDICATES = tuple(Predicate[c.partition("/")[2]] for c in CLASSES[1:])
_DISTINCT = tuple(dict.fromkeys(_TYPES))
_OF_TYPE = np.array([[False, *(t is d for t in _TYPES)] for d in _DISTINCT])
_BEGINS = [1 + _TYPES.index(d) for d in _DISTINCT]
"""The first class of each type; those of one type stand together."""


class Verdict(NamedTuple):
    """What the model makes of a group.

    Attributes:
        type: The most likely type.
        predicate: The most likely relation for that type.
        entity: Probability that the group is an entity at all.
        confidence: Calibrated probability that type and relation are right; near the default
            threshold, on the side of it where :class:`Rule` puts the statement.
        needed: Probability that it is right and a reader would miss it.
    """

    type: NodeType
    predicate: Predicate
    entity: float
    confidence: float
    needed: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """What is told by default: how likely it is right, weighed against how much it matters.

    Attributes:
        weight: Share of :attr:`Verdict.needed`; the rest is the share of the confidence.
        cut: What their weighted mean must reach.
    """

    weight: float = 0.0
    cut: float = DEFAULT_CONFIDENCE

    def settle(
        self, sure: "NDArray[np.float64]", needed: "NDArray[np.float64]"
    ) -> "NDArray[np.float64]":
        """``sure``, moved across the default threshold where the rule decides otherwise."""
        told = (1 - self.weight) * sure + self.weight * needed >= self.cut
        return np.where(
            told,
            np.maximum(sure, DEFAULT_CONFIDENCE),
            np.minimum(sure, DEFAULT_CONFIDENCE - 0.0001),
        )


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model.

    Attributes:
        index: Feature -> row of ``table``.
        table: One row of whole numbers for each feature and a last one for all groups, the bias;
            one column for each class and a last one for :attr:`Verdict.needed`.
        scale: What one unit of ``table`` is worth.
        knots: Rising probabilities of the model, and
        heights: how often statements with that probability were right in cross-validation.
        rule: Fitted in cross-validation, too.
    """

    index: dict[str, int]
    table: "NDArray[np.int32]"
    scale: float
    knots: "NDArray[np.float64]"
    heights: "NDArray[np.float64]"
    rule: Rule = Rule()

    def probabilities(
        self, groups: Sequence[Numbers]
    ) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
        """The shares of the classes and the probability of being needed, a row for each group.

        Args:
            groups: The rows of the features of each.
        """
        from scipy.sparse import csr_matrix

        if not groups:
            return np.zeros((0, len(CLASSES))), np.zeros(0)
        ends = np.cumsum([len(group) // WIDTH for group in groups])
        rows = unpacked(b"".join(groups))
        counts = csr_matrix(
            (np.ones(len(rows), np.int32), rows, np.concatenate([[0], ends])),
            shape=(len(groups), len(self.index)),
        )
        scores = (counts @ self.table[:-1] + self.table[-1]) * self.scale
        powers = np.exp(scores[:, :-1] - scores[:, :-1].max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True), 1 / (1 + np.exp(-scores[:, -1]))

    def judge(self, groups: Sequence[Numbers]) -> list[Verdict]:
        """A verdict on each of ``groups``, given by its features' rows.

        The groups may be of several papers: no verdict depends on the other groups.
        """
        shares, needed = self.probabilities(groups)
        kind = np.add.reduceat(shares, _BEGINS, axis=1).argmax(axis=1)
        best = (shares * _OF_TYPE[kind]).argmax(axis=1)
        said = shares[np.arange(len(shares)), best]
        settled = self.rule.settle(np.interp(said, self.knots, self.heights), needed)
        sure = np.where(said >= LEAST, settled, said)  # Both were fitted to what can be said.
        return [
            Verdict(_TYPES[column - 1], _PREDICATES[column - 1], *figures)
            for column, *figures in zip(
                best.tolist(),
                (1 - shares[:, 0]).tolist(),
                np.round(sure, 4).tolist(),
                needed.tolist(),
                strict=True,
            )
        ]


@cache
def load(name: str) -> Model:
    """The model ``name`` that ships with the package: ``fast`` or ``full``."""
    data = (files("kg.extract") / "weights" / f"{name}.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        features = bytes(arrays["features"]).decode().split("\n")
        return Model(
            index={feature: row for row, feature in enumerate(features)},
            table=np.vstack([arrays["weights"], arrays["bias"]]).astype(np.int32),
            scale=float(arrays["scale"]),
            knots=arrays["knots"],
            heights=arrays["heights"],
            rule=Rule(*arrays["rule"].tolist()),
        )
