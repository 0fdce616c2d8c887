"""Which entities of two types go together, as a heat map."""

from typing import Any

from kg.errors import KgError
from kg.graph.projection import node_type
from kg.graph.tables import Tables
from kg.views.figure import COLUMN, POINTS, Still, heading, new, plain, style, text_size
from kg.views.network import Filters, load
from kg.views.plots.counts import most_used, together

TOP = 10
_CELL = 0.2


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
    down, across = (most_used(tables, network, filters, kind, top) for kind in kinds)
    table = together(down, across)
    names = [plain(name, 24) for name in down.names]
    heads = [plain(name, 20) for name in across.names]
    with style():
        probe = new(width, 1)
        side = min(0.42 * width, max(text_size(probe, n, 6.5)[0] for n in names) / POINTS + 0.1)
        over = 0.8 * max(text_size(probe, n, 6.5)[0] for n in heads) / POINTS + 0.1
        height = 0.4 + over + _CELL * len(names)
        made = new(width, height)
        # The last slanted head needs room on the right.
        inner = (width - side - min(over, 0.22 * width)) / width
        axes = made.add_axes((side / width, 0.04 / height, inner, _CELL * len(names) / height))
        _cells(axes, table)
        axes.set_xticks(range(len(heads)), heads, rotation=50, ha="left", rotation_mode="anchor")
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(
            length=0, labelsize=6.5, top=True, labeltop=True, bottom=False, labelbottom=False, pad=2
        )
        what = f"{kinds[0]}s and {kinds[1].lower()}s in the same papers"
        heading(made, title or what, "papers that speak of both")
    return made


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
                    color="white" if light else "#1b1f24",
                )
    axes.set_xticks([n - 0.5 for n in range(1, table.shape[1])], minor=True)
    axes.set_yticks([n - 0.5 for n in range(1, table.shape[0])], minor=True)
    axes.grid(which="minor", color="white", linewidth=1)
    axes.tick_params(which="minor", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
