"""Which entities of two types go together, as a heat map."""

from typing import Any

import numpy as np

from kg.errors import KgError
from kg.graph.projection import node_type
from kg.graph.tables import Tables
from kg.views.figure import COLUMN, INK, Still, heading, new, style
from kg.views.network import Filters, Ints, load
from kg.views.plots.counts import most_used, together
from kg.views.plots.names import names_at_side
from kg.views.style import plural

TOP = 10
_CELL = 0.2
_SIZE = 6.5
_POOL = 60


def plot(
    tables: Tables,
    filters: Filters,
    *,
    rows: str = "Task",
    cols: str = "Dataset",
    top: int = TOP,
    width: float = COLUMN,
    title: str | None = None,
) -> Still:
    """How many papers speak of both, for the ``top`` most used entities of two types.

    Raises:
        NotFoundError: There are none of one type.
        UnknownNameError: There is no such type.
        KgError: The two types are one.
    """
    kinds = node_type(rows), node_type(cols)
    if kinds[0] == kinds[1]:
        raise KgError("a heat map needs two types: draw one with itself with kg view --project")
    network = load(tables, filters)
    pool = [most_used(tables, network, filters, kind, max(_POOL, 5 * top)) for kind in kinds]
    table = together(*pool)
    down, across = densest(table, top)
    with style():
        probe = new(width, 1)
        names, left = names_at_side(probe, [pool[0].names[n] for n in down], 0.44, _SIZE)
        heads, slant = names_at_side(probe, [pool[1].names[n] for n in across], 0.4, _SIZE)
        over = 0.85 * slant * width
        height = 0.44 + over + _CELL * len(names)
        made = new(width, height)
        # The last slanted head needs room on the right.
        inner = 1 - left - min(over / width, 0.22)
        axes = made.add_axes((left, 0.04 / height, inner, _CELL * len(names) / height))
        _cells(axes, table[np.ix_(down, across)])
        axes.set_xticks(range(len(heads)), heads, rotation=50, ha="left", rotation_mode="anchor")
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(
            length=0,
            labelsize=_SIZE,
            top=True,
            labeltop=True,
            bottom=False,
            labelbottom=False,
            pad=2,
        )
        what = f"{plural(kinds[0]).capitalize()} and {plural(kinds[1])} in the same papers"
        heading(made, title or what, "number of papers that speak of both")
    return made


def densest(table: Ints, top: int) -> tuple[Ints, Ints]:
    """At most ``top`` rows and columns that have most to do with each other, in their order.

    The one with the least in what is left goes first; at a tie, the last.
    """
    rows, columns = np.arange(table.shape[0]), np.arange(table.shape[1])
    while True:
        left = table[np.ix_(rows, columns)]
        by_row, by_column = left.sum(1), left.sum(0)
        worst_row, worst_column = _last_least(by_row), _last_least(by_column)
        too_many = len(rows) > top, len(columns) > top
        empty = not by_row[worst_row], not by_column[worst_column]
        if not any(too_many) and not (any(empty) and left.any()):
            return rows, columns
        row_goes = too_many[0] or (empty[0] and left.any())
        column_goes = too_many[1] or (empty[1] and left.any())
        if row_goes and (not column_goes or by_row[worst_row] <= by_column[worst_column]):
            rows = np.delete(rows, worst_row)
        else:
            columns = np.delete(columns, worst_column)


def _last_least(values: Ints) -> int:
    return len(values) - 1 - int(np.argmin(values[::-1]))


def _cells(axes: Any, table: Any) -> None:
    most = max(int(table.max()), 1)
    axes.imshow(table, cmap="Blues", vmin=0, vmax=most * 1.15, aspect="auto")
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value:
                light = value > 0.6 * most
                axes.text(
                    column,
                    row,
                    f"{int(value)}",
                    ha="center",
                    va="center",
                    size=5.5,
                    color="white" if light else INK,
                )
    axes.set_xticks([n - 0.5 for n in range(1, table.shape[1])], minor=True)
    axes.set_yticks([n - 0.5 for n in range(1, table.shape[0])], minor=True)
    axes.grid(which="minor", color="white", linewidth=1)
    axes.tick_params(which="minor", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
