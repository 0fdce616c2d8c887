"""The most used entities of a type, as bars."""

from kg.graph.projection import node_type
from kg.graph.tables import Tables
from kg.views.figure import COLUMN, INK, POINTS, Still, heading, new, plain, style, text_size
from kg.views.network import Filters, load
from kg.views.plots.counts import most_used
from kg.views.style import type_style

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
    names = [plain(name, 30) for name in counts.names]
    height = 0.46 + _ROW * len(names)
    with style():
        made = new(width, height)
        left = min(0.5, (max(text_size(made, n, 7)[0] for n in names) / POINTS + 0.1) / width)
        axes = made.add_axes((left, 0.04 / height, 0.98 - left, 1 - 0.46 / height))
        places = range(len(names) - 1, -1, -1)
        axes.barh(places, counts.papers, color=type_style(kind).color, height=0.72)
        most = int(counts.papers.max())
        for place, papers in zip(places, counts.papers, strict=True):
            axes.text(
                papers + 0.012 * most, place, f"{int(papers):,}", va="center", size=6.5, color=INK
            )
        axes.set_yticks(list(places), names)
        axes.tick_params(axis="y", length=0, labelsize=7)
        axes.set_xticks([])
        axes.set_xlim(0, most * (1.06 + 0.035 * len(f"{most:,}")))
        axes.set_ylim(-0.6, len(names) - 0.4)
        for side in ("top", "right", "left", "bottom"):
            axes.spines[side].set_visible(False)
        said = f"papers; {len(names)} of {counts.total:,}"
        heading(made, title or f"Most used {kind.lower()}s", said)
    return made
