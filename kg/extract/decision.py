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
from typing import TYPE_CHECKING

import numpy as np

from kg.model import NodeType, Predicate

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
_COLUMNS = tuple(
    tuple(i + 1 for i, node in enumerate(_TYPES) if node is wanted) for wanted in _DISTINCT
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the model makes of a group.

    Attributes:
        type: The most likely type.
        predicate: The most likely relation for that type.
        entity: Probability that the group is an entity at all.
        confidence: Calibrated probability that type and relation are right.
    """

    type: NodeType
    predicate: Predicate
    entity: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model.

    Attributes:
        index: Feature -> row of ``weights``.
        weights: One row of whole numbers for each feature, one column for each class.
        bias: One number for each class.
        scale: What one unit of ``weights`` and ``bias`` is worth.
        knots: Rising probabilities of the model, and
        heights: how often statements with that probability were right in cross-validation.
    """

    index: dict[str, int]
    weights: "NDArray[np.int32]"
    bias: "NDArray[np.int32]"
    scale: float
    knots: "NDArray[np.float64]"
    heights: "NDArray[np.float64]"

    def probabilities(self, groups: Sequence[Sequence[str]]) -> "NDArray[np.float64]":
        """One row of class probabilities for each of ``groups``, given by its features."""
        totals = np.tile(self.bias, (len(groups), 1))
        for row, group in enumerate(groups):
            known = [self.index[f] for f in group if f in self.index]
            if known:
                totals[row] += self.weights[known].sum(axis=0)
        scores = totals * self.scale
        powers = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(groups) else scores
        shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def judge(self, groups: Sequence[Sequence[str]]) -> list[Verdict]:
        """A verdict on each of ``groups``, given by its features."""
        return [self._verdict(row) for row in self.probabilities(groups)]

    def _verdict(self, row: "NDArray[np.float64]") -> Verdict:
        columns = max(_COLUMNS, key=lambda some: float(row[list(some)].sum()))
        best = max(columns, key=lambda column: float(row[column]))
        confidence = float(np.interp(row[best], self.knots, self.heights))
        return Verdict(
            _TYPES[best - 1], _PREDICATES[best - 1], 1 - float(row[0]), round(confidence, 4)
        )


@cache
def load(name: str) -> Model:
    """The model ``name`` that ships with the package: ``fast`` or ``full``."""
    data = (files("kg.extract") / "weights" / f"{name}.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        features = bytes(arrays["features"]).decode().split("\n")
        return Model(
            index={feature: row for row, feature in enumerate(features)},
            weights=arrays["weights"].astype(np.int32),
            bias=arrays["bias"].astype(np.int32),
            scale=float(arrays["scale"]),
            knots=arrays["knots"],
            heights=arrays["heights"],
        )
