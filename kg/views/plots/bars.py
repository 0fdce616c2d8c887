"""The most used entities of a type, as bars."""

from kg.graph.projection import node_type
from kg.graph.tables import Tables
from kg.views.figure import COLUMN, INK, Still, heading, new, style
from kg.views.network import Filters, load
from kg.views.plots.counts import most_used
from kg.views.plots.names import names_at_side, without_frame
from kg.views.style import plural, type_style

TOP = 15
_ROW = 0.17


def plot(
    tables: Tables,
    filters: Filters,
    *,
    of: str = "Dataset",
    top: int = TOP,
    width: float = COLUMN,
    title: str | None = None,
) -> Still:
    """How many papers speak of the ``top`` most used entities of type ``of``.

    Raises:
        NotFoundError: There are none.
        UnknownNameError: There is no such type.
    """
    kind = node_type(of)
    counts = most_used(tables, load(tables, filters), filters, kind, top)
    height = 0.46 + _ROW * len(counts.names)
    with style():
        made = new(width, height)
        names, left = names_at_side(made, counts.names, 0.5)
        axes = made.add_axes((left, 0.04 / height, 0.98 - left, 1 - 0.46 / height))
        places = range(len(names) - 1, -1, -1)
        axes.barh(places, counts.papers, color=type_style(kind).color, height=0.72)
        most = int(counts.papers.max())
        for place, papers in zip(places, counts.papers, strict=True):
            axes.text(
                papers + 0.012 * most, place, f"{int(papers):,}", va="center", size=6.5, color=INK
            )
        axes.set_yticks(list(places), names)
        axes.set_xticks([])
        axes.set_xlim(0, most * (1.06 + 0.035 * len(f"{most:,}")))
        axes.set_ylim(-0.6, len(names) - 0.4)
        without_frame(axes)
        shown = f"{len(names)} of {counts.total:,}" if len(names) < counts.total else "all"
        heading(made, title or f"Most used {plural(kind)}", f"number of papers; {shown} shown")
    return made
