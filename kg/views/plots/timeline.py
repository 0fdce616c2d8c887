"""Adoption by year: one row per entity, all to the same scale."""

from typing import Any

from matplotlib.ticker import MaxNLocator

from kg.graph.projection import node_type
from kg.graph.tables import Tables
from kg.views.figure import COLUMN, GRID, SOFT, Still, heading, new, style
from kg.views.network import Filters, load
from kg.views.plots.counts import by_year, most_used
from kg.views.plots.names import names_at_side, without_frame
from kg.views.style import plural, type_style

TOP = 12
_ROW = 0.26
_PEAK = 0.62  # of a row; above it stands the number


def plot(
    tables: Tables,
    filters: Filters,
    *,
    of: str = "Method",
    top: int = TOP,
    width: float = COLUMN,
    title: str | None = None,
) -> Still:
    """How many papers a year speak of the ``top`` most used entities of type ``of``.

    Raises:
        NotFoundError: There are none, or no paper has a year.
        UnknownNameError: There is no such type.
    """
    kind = node_type(of)
    counts = most_used(tables, load(tables, filters), filters, kind, top)
    years, table = by_year(tables, counts)
    height = 0.62 + _ROW * len(counts.names)
    with style():
        made = new(width, height)
        names, left = names_at_side(made, counts.names, 0.5)
        axes = made.add_axes((left, 0.26 / height, 0.92 - left, 1 - 0.62 / height))
        most = max(int(table.max()), 1)
        for row, values in enumerate(table):
            _row(axes, years, values, float(len(names) - 1 - row), most, type_style(kind).color)
        _frame(axes, years, names)
        said = f"most in a year: {most:,}; all rows to one scale"
        if undated := counts.undated(tables):
            said += f"; {undated:,} paper{'' if undated == 1 else 's'} without a year left out"
        heading(made, title or f"Papers by year: {plural(kind)}", said)
    return made


def _row(axes: Any, years: Any, values: Any, base: float, most: int, color: str) -> None:
    heights = base + _PEAK * values / most
    look = {"color": color, "edgecolor": color, "alpha": 0.75, "linewidth": 0.8, "zorder": 2}
    axes.fill_between(years, base, heights, **look)
    axes.axhline(base, color=GRID, linewidth=0.5, zorder=1)
    _mark_peak(axes, years, values, base, most)


def _mark_peak(axes: Any, years: Any, values: Any, base: float, most: int) -> None:
    at = int(values.argmax())
    if values[at]:
        axes.annotate(
            f"{int(values[at]):,}",
            (years[at], base + _PEAK * values[at] / most),
            xytext=(0, 0.6),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=5,
            color=SOFT,
        )


def _frame(axes: Any, years: Any, names: list[str]) -> None:
    rows = len(names)
    axes.set_yticks([rows - 1 - n + 0.22 for n in range(rows)], names)
    axes.tick_params(axis="x", length=2, labelsize=6.5)
    axes.set_ylim(-0.05, rows + 0.1)
    pad = 0.4 if len(years) == 1 else 0.02 * (years[-1] - years[0])
    axes.set_xlim(years[0] - pad, years[-1] + pad)
    ticks = MaxNLocator(integer=True, nbins=6).tick_values(years[0], years[-1])
    axes.set_xticks([int(tick) for tick in ticks if years[0] <= tick <= years[-1]])
    without_frame(axes)
