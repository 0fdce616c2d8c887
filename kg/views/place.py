"""Where names stand in a still picture: near their nodes, over nothing else."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_RINGS = 14
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
        dx = max(box.left - self.x, 0.0, self.x - box.right)
        dy = max(box.bottom - self.y, 0.0, self.y - box.top)
        return dx * dx + dy * dy < self.radius * self.radius


def place(
    discs: Sequence[Disc], sizes: Sequence[tuple[float, float]], frame: Box, near_only: int
) -> list[Box | None]:
    """A box for the name of each node, the first served first.

    Args:
        discs: The nodes, the most important first.
        sizes: Width and height of each name, in the same units.
        frame: Names stay inside.
        near_only: Names from this number on are only placed right beside their node; the others
            may move away as far as it takes.

    Returns:
        For each node its name's box, or ``None`` where there is no room. No two boxes overlap, and
        none overlaps a node.
    """
    placed: list[Box | None] = []
    taken: list[Box] = []
    for number, (disc, size) in enumerate(zip(discs, sizes, strict=True)):
        found = None
        for box in _candidates(disc, size, 1 if number >= near_only else _RINGS):
            if (
                box.within(frame)
                and not any(box.overlaps(other) for other in taken)
                and not any(other.covers(box) for other in discs)
            ):
                found = box
                taken.append(box)
                break
        placed.append(found)
    return placed


def _candidates(disc: Disc, size: tuple[float, float], rings: int) -> Iterator[Box]:
    """Boxes around a node: below, above and beside it, then all round and ever farther away."""
    width, height = size
    for ring in range(rings):
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
