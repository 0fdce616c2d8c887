"""Where names stand in a still picture: near their nodes, over nothing else."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

NAMES = 300
"""How many nodes at most get a name."""

_RINGS = 14
_NEAR = 2  # rings around a node in which a name needs no line to its node
_DIRECTIONS = 16


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left, bottom, right and top edge."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, other: "Box") -> bool:
        """Whether this lies wholly in ``other``."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.bottom <= self.bottom
            and self.top <= other.top
        )


@dataclass(frozen=True, slots=True)
class Disc:
    """A node: its middle and its radius."""

    x: float
    y: float
    radius: float

    def covers(self, box: Box) -> bool:
        """Whether the node and ``box`` overlap."""
        return self.away(box) < 0

    def away(self, box: Box) -> float:
        """How far ``box`` is from the rim of the node; negative where they overlap."""
        return math.dist((self.x, self.y), self.nearest(box)) - self.radius

    def nearest(self, box: Box) -> tuple[float, float]:
        """The point of ``box`` that is nearest to the middle of the node."""
        return min(max(self.x, box.left), box.right), min(max(self.y, box.bottom), box.top)


def place(
    discs: Sequence[Disc], sizes: Sequence[tuple[float, float]], frame: Box, near_only: int
) -> list[Box | None]:
    """A box for the name of each node, the first served first.

    Names first take places beside their nodes, and make room for others there by moving round
    theirs; who finds none goes farther away.

    Args:
        discs: The nodes, the most important first.
        sizes: Width and height of each name, in the same units.
        frame: Names stay inside.
        near_only: Names from this number on are only placed beside their node; the others may
            move away as far as it takes.

    Returns:
        For each node its name's box, or ``None`` where there is no room. No two boxes overlap, and
        none overlaps a node.
    """
    board = _Board(discs, frame)
    named = range(min(len(discs), NAMES))
    near = [board.free(_candidates(discs[n], sizes[n], range(_NEAR))) for n in named]
    for number in named:
        if not board.put(number, near[number]):
            board.make_room(number, near)
    for number in named:
        if board.placed[number] is None and number < near_only:
            board.put(number, _candidates(discs[number], sizes[number], range(_NEAR, _RINGS)))
    return board.placed


class _Board:
    """Where names stand so far."""

    def __init__(self, discs: Sequence[Disc], frame: Box) -> None:
        self.placed: list[Box | None] = [None] * len(discs)
        self._frame = frame
        self._x, self._y, self._radius = (
            np.array([getattr(disc, name) for disc in discs]) for name in ("x", "y", "radius")
        )

    def free(self, boxes: Iterable[Box]) -> list[Box]:
        """Those of ``boxes`` that lie inside and over no node."""
        return [box for box in boxes if box.within(self._frame) and not self._covered(box)]

    def put(self, number: int, boxes: Iterable[Box]) -> bool:
        """Place a name in the first of ``boxes`` that lies over nothing, if any does."""
        for box in boxes:
            if box.within(self._frame) and not self._covered(box) and not self._blockers(box):
                self.placed[number] = box
                return True
        return False

    def make_room(self, number: int, near: Sequence[list[Box]]) -> bool:
        """Place a name where one or two others stand that can go elsewhere beside their nodes."""
        for box in near[number]:
            blockers = self._blockers(box)
            if len(blockers) > 2:
                continue
            before = list(self.placed)
            self.placed[number] = box
            for other in blockers:
                self.placed[other] = None
            if all(self.put(other, near[other]) for other in blockers):
                return True
            self.placed = before
        return False

    def _blockers(self, box: Box) -> list[int]:
        return [n for n, other in enumerate(self.placed) if other and box.overlaps(other)]

    def _covered(self, box: Box) -> bool:
        dx = np.maximum(np.maximum(box.left - self._x, self._x - box.right), 0.0)
        dy = np.maximum(np.maximum(box.bottom - self._y, self._y - box.top), 0.0)
        return bool((dx * dx + dy * dy < self._radius**2).any())


def _candidates(disc: Disc, size: tuple[float, float], rings: Iterable[int]) -> Iterator[Box]:
    """Boxes around a node: below, above and beside it, then all round and ever farther away."""
    width, height = size
    for ring in rings:
        away = disc.radius + height * (0.15 + 0.75 * ring)
        for step in range(_DIRECTIONS):
            # Below first, then alternately to both sides.
            turn = (step + 1) // 2 * (1 if step % 2 else -1) * 2 * math.pi / _DIRECTIONS
            x, y = math.sin(turn), -math.cos(turn)
            middle_x = disc.x + x * (away + width / 2 * abs(x))
            middle_y = disc.y + y * (away + height / 2)
            yield Box(
                middle_x - width / 2,
                middle_y - height / 2,
                middle_x + width / 2,
                middle_y + height / 2,
            )
