"""Colours, shapes and line styles: one table for every renderer.

Colours are those of Okabe and Ito (2008), which people with any kind of colour vision tell apart;
since no type has its colour alone (its shape differs too), pictures also work in grey.
"""

import math
from dataclasses import dataclass

from kg.model import NodeType, Predicate
from kg.views.picture import SHARED


@dataclass(frozen=True, slots=True)
class Shape:
    """A regular polygon or star.

    Attributes:
        corners: Number of corners; 0 is a circle.
        turn: Degrees from a corner that points up.
        inner: Radius between two corners as a part of that of the corners; 0 is a polygon.
        hollow: Only the outline is coloured.
        scale: Factor that makes shapes of one size look equally large.
    """

    corners: int = 0
    turn: float = 0.0
    inner: float = 0.0
    hollow: bool = False
    scale: float = 1.0

    def outline(self) -> list[tuple[float, float]]:
        """The corners on a circle of radius 1, y upwards; none for a circle."""
        count = self.corners * (2 if self.inner else 1)
        points = []
        for i in range(count):
            radius = self.inner if self.inner and i % 2 else 1.0
            angle = math.radians(90 - self.turn - 360 * i / count)
            points.append((radius * math.cos(angle), radius * math.sin(angle)))
        return points


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How nodes of a type look."""

    color: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How edges of a predicate look: colour, name, and lengths of dashes and gaps (none: solid)."""

    color: str
    label: str
    dash: tuple[int, ...] = ()


BLACK, GREY = "#000000", "#7f7f7f"
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILLION, PURPLE = "#0072B2", "#D55E00", "#CC79A7"

TYPES: dict[str, TypeStyle] = {
    NodeType.PAPER: TypeStyle(GREY, Shape(hollow=True)),
    NodeType.METHOD: TypeStyle(BLUE, Shape()),
    NodeType.DATASET: TypeStyle(ORANGE, Shape(4, 45, scale=1.2)),
    NodeType.TASK: TypeStyle(GREEN, Shape(3, scale=1.35)),
    NodeType.METRIC: TypeStyle(PURPLE, Shape(4, scale=1.2)),
    NodeType.REPOSITORY: TypeStyle(VERMILLION, Shape(6, scale=1.1)),
    NodeType.RESOURCE: TypeStyle(SKY, Shape(3, 180, scale=1.35)),
    NodeType.AUTHOR: TypeStyle(YELLOW, Shape(5, scale=1.15)),
    NodeType.ORGANIZATION: TypeStyle(GREY, Shape(4, 45, 0.45, scale=1.4)),
    NodeType.VENUE: TypeStyle(VERMILLION, Shape(5, 0, 0.45, scale=1.4)),
}
"""The look of each type of node, in the order of the legend."""

_SOLID: tuple[int, ...] = ()
_DASHED, _DOTTED, _MIXED = (8, 5), (2, 4), (9, 4, 2, 4)

PREDICATES: dict[str, LineStyle] = {
    SHARED: LineStyle(GREY, "shared papers"),
    Predicate.INTRODUCES: LineStyle(VERMILLION, "introduces"),
    Predicate.USES: LineStyle(BLUE, "uses"),
    Predicate.COMPARES_WITH: LineStyle(BLUE, "compares with", _DASHED),
    Predicate.EVALUATES_ON: LineStyle(ORANGE, "evaluates on"),
    Predicate.ADDRESSES: LineStyle(GREEN, "addresses"),
    Predicate.REPORTS: LineStyle(PURPLE, "reports", _DASHED),
    Predicate.MENTIONS: LineStyle(GREY, "mentions", _DOTTED),
    Predicate.HAS_CODE: LineStyle(VERMILLION, "has code", _DASHED),
    Predicate.HAS_RESOURCE: LineStyle(SKY, "has resource", _DASHED),
    Predicate.WRITTEN_BY: LineStyle(GREY, "written by", _MIXED),
    Predicate.PUBLISHED_IN: LineStyle(VERMILLION, "published in", _DOTTED),
    Predicate.AFFILIATED_WITH: LineStyle(SKY, "affiliated with", _DOTTED),
    Predicate.BASED_ON: LineStyle(BLUE, "based on", _MIXED),
    Predicate.OUTPERFORMS: LineStyle(PURPLE, "outperforms"),
    Predicate.EVALUATED_ON: LineStyle(ORANGE, "evaluated on", _MIXED),
    Predicate.USED_FOR: LineStyle(GREEN, "used for", _MIXED),
}
"""The look of each kind of edge, in the order of the legend."""

UNKNOWN_TYPE = TypeStyle(GREY, Shape(8))
UNKNOWN_LINE = LineStyle(GREY, "", _DOTTED)


def type_style(name: str) -> TypeStyle:
    """The look of nodes of the type ``name``."""
    return TYPES.get(name, UNKNOWN_TYPE)


def line_style(name: str) -> LineStyle:
    """The look of edges of the predicate ``name``."""
    return PREDICATES.get(name, UNKNOWN_LINE)


def edge_width(papers: int) -> float:
    """Width in pixels of an edge that ``papers`` papers stand behind."""
    return min(1.2 + 0.9 * math.log2(max(papers, 1)), 7.0)


def node_radius(importance: float, most: float) -> float:
    """Radius in pixels: the area grows with importance, from 5 to 22."""
    return round(5.0 + 17.0 * math.sqrt(max(importance, 0.0) / max(most, 1.0)), 1)


def plural(kind: str) -> str:
    """What several nodes of a type are called: ``Repository`` gives ``repositories``."""
    lower = kind.lower()
    return lower[:-1] + "ies" if lower.endswith("y") else lower + "s"
