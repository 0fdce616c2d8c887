"""What all still pictures share: fonts, files that are the same each time, plain text."""

import io
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kg.errors import ExportError

COLUMN = 3.3
"""Width of a column of a two-column paper, in inches."""

PAGE = 7.0
"""Width of a page of a two-column paper, in inches."""

POINTS = 72.0
"""Points per inch."""

INK, SOFT, GRID = "#1b1f24", "#57606a", "#d5dae0"

_STYLE: dict[Any, Any] = {
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 7.0,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": GRID,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "axes.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "svg.hashsalt": "paper-kg",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "savefig.dpi": 300,
    "figure.dpi": 200,
}
_METADATA: dict[str, dict[str, Any]] = {
    ".svg": {"Date": None, "Creator": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    ".png": {"Software": None},
}


class Still(Figure):
    """A matplotlib figure that shows itself in a notebook, whatever backend is set there."""

    def _repr_png_(self) -> bytes:
        buffer = io.BytesIO()
        with style():
            self.savefig(buffer, format="png", dpi=self.dpi, metadata=_METADATA[".png"])
        return buffer.getvalue()


@contextmanager
def style() -> Iterator[None]:
    """Our fonts and colours, and no word about characters that the font does not have."""
    with rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def new(width: float, height: float) -> Still:
    """An empty figure of ``width`` by ``height`` inches."""
    made = Still(figsize=(width, height))
    FigureCanvasAgg(made)
    return made


def heading(figure: Still, title: str, said: str, *, size: float = 8.0, lines: int = 1) -> float:
    """Write a title and, smaller, in at most so many ``lines``, what is shown, above the axes.

    Returns:
        The height that both take, in inches.
    """
    height, room = figure.get_figheight(), 0.955 * figure.get_figwidth() * POINTS
    small = size - 2 if size <= 8 else size - 3
    line, under = 1.3 * small / POINTS, 0.06 + 1.35 * size / POINTS
    title = shortened(figure, plain(title), size, room, "bold")
    figure.text(0.02, 1 - 0.06 / height, title, va="top", weight="bold", size=size)
    texts = wrapped(figure, plain(said, 1000), small, room, lines)
    for number, text in enumerate(texts):
        top = 1 - (under + line * number) / height
        figure.text(0.02, top, text, va="top", size=small, color=SOFT)
    return under + line * len(texts)


def text_size(figure: Still, text: str, size: float, weight: str = "normal") -> tuple[float, float]:
    """Width and height of ``text`` in points, with the room that a line needs."""
    probe = figure.text(0, 0, text, size=size, weight=weight)
    extent = probe.get_window_extent()
    probe.remove()
    return extent.width / figure.dpi * POINTS + 2, size * 1.25


def shortened(figure: Still, text: str, size: float, room: float, weight: str = "normal") -> str:
    """``text``, or as much of its beginning as ``room`` points hold, with an ellipsis."""
    if text_size(figure, text, size, weight)[0] <= room:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        width = text_size(figure, text[:middle].rstrip() + "…", size, weight)[0]
        fits, over = (middle, over) if width <= room else (fits, middle)
    return text[:fits].rstrip() + "…"


def wrapped(figure: Still, text: str, size: float, room: float, most: int) -> list[str]:
    """``text`` in at most ``most`` lines of ``room`` points, broken between words."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words):
            if text_size(figure, " ".join(words[: count + 1]), size)[0] > room:
                break
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    rest = [" ".join(words)] if words else []
    return [shortened(figure, line, size, room) for line in lines + rest]


STILLS = tuple(_METADATA)
"""Endings of files that become still pictures."""


def save(figure: Figure, path: Path) -> None:
    """Write ``figure`` in the form that the ending of ``path`` names: the same bytes each time.

    Raises:
        ExportError: The ending is another one, or the file cannot be written.
    """
    if path.suffix.lower() not in STILLS:
        raise ExportError(f"{path}: a plot ends in {', '.join(STILLS)}; name it so")
    try:
        _write(figure, path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error


def _write(figure: Figure, path: Path) -> None:
    with style():
        figure.savefig(
            path, format=path.suffix[1:].lower(), metadata=_METADATA[path.suffix.lower()]
        )


def plain(text: str, limit: int = 200) -> str:
    """``text`` on one line of at most ``limit`` characters."""
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    # Direction marks and lone surrogates have no glyph and only confuse the layout.
    shown = "".join(c for c in shown if unicodedata.category(c) not in ("Cf", "Cs"))
    shown = " ".join(shown.split())
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"
