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


def heading(figure: Still, title: str, said: str) -> None:
    """Write a title and, smaller, what is shown above the axes of a plot."""
    height = figure.get_figheight()
    figure.text(0.02, 1 - 0.06 / height, title, va="top", weight="bold", size=8)
    figure.text(0.02, 1 - 0.21 / height, said, va="top", size=6, color=SOFT)


def text_size(figure: Still, text: str, size: float) -> tuple[float, float]:
    """Width and height of ``text`` in points, with the room that a line needs."""
    probe = figure.text(0, 0, text, size=size)
    extent = probe.get_window_extent()
    probe.remove()
    return extent.width / figure.dpi * POINTS + 2, size * 1.25


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
