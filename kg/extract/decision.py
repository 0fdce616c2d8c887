"""The linear model that decides what a group of mentions is: its type and relation, or nothing.

Multinomial logistic regression over the features of :mod:`kg.extract.features`, with weights in
whole numbers, so that the sum is the same on every machine. ``training/fast.py`` trains it and
writes the file; the README beside the weights is its model card.
"""

from collections.abc import Collection, Sequence
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
_OF_TYPE = np.array([[False] * len(_DISTINCT), *([t is d for d in _DISTINCT] for t in _TYPES)])


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
        index: Feature -> row of ``table``.
        table: One row of whole numbers for each feature and a last one for all groups, the bias;
            one column for each class.
        scale: What one unit of ``table`` is worth.
        knots: Rising probabilities of the model, and
        heights: how often statements with that probability were right in cross-validation.
    """

    index: dict[str, int]
    table: "NDArray[np.int32]"
    scale: float
    knots: "NDArray[np.float64]"
    heights: "NDArray[np.float64]"

    def number(self, feature: str) -> int:
        """The row of ``feature``; -1 where the model does not know it."""
        return self.index.get(feature, -1)

    def probabilities(self, groups: Sequence[Collection[int]]) -> "NDArray[np.float64]":
        """One row of class probabilities for each of ``groups``, given by its features' rows."""
        rows: list[int] = []
        starts: list[int] = []
        for group in groups:
            starts.append(len(rows))
            rows.append(len(self.index))  # The bias, so that no group is empty.
            rows += group
        if not groups:
            return np.zeros((0, len(CLASSES)))
        totals = np.add.reduceat(self.table[rows], starts, axis=0)
        scores = totals * self.scale
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def judge(self, groups: Sequence[Collection[int]]) -> list[Verdict]:
        """A verdict on each of ``groups``, given by its features' rows."""
        shares = self.probabilities(groups)
        kind = (shares @ _OF_TYPE).argmax(axis=1)
        best = (shares * _OF_TYPE.T[kind]).argmax(axis=1)
        said = shares[np.arange(len(shares)), best]
        sure = np.round(np.interp(said, self.knots, self.heights), 4)
        entity = 1 - shares[:, 0]
        return [
            Verdict(_TYPES[column - 1], _PREDICATES[column - 1], likely, confidence)
            for column, likely, confidence in zip(
                best.tolist(), entity.tolist(), sure.tolist(), strict=True
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
        )
