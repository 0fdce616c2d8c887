"""What plots with a row for each entity share: names at the side, no frame."""

from collections.abc import Iterable
from typing import Any

from kg.views.figure import POINTS, Still, plain, shortened, text_size

SIZE = 7.0
"""Of the names, in points."""

_GAP = 0.1  # inches


def names_at_side(
    figure: Still, names: Iterable[str], share: float, size: float = SIZE
) -> tuple[list[str], float]:
    """Names that fit beside the axes, and how much of the width they and a gap take.

    Args:
        figure: Where they will stand.
        names: In full.
        share: How much of the width of the figure they may take.
        size: In points.
    """
    width = figure.get_figwidth()
    room = (share * width - _GAP) * POINTS
    texts = [shortened(figure, plain(name), size, room) for name in names]
    longest = max((text_size(figure, text, size)[0] for text in texts), default=0.0)
    return texts, (longest / POINTS + _GAP) / width


def without_frame(axes: Any) -> None:
    """Leave out the frame of ``axes`` and the marks beside the names."""
    axes.tick_params(axis="y", length=0, labelsize=SIZE)
    for spine in axes.spines.values():
        spine.set_visible(False)
