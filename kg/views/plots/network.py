"""A network as a plot: what ``kg view -o FILE.svg`` draws, at any width."""

from kg.graph.projection import projection
from kg.graph.tables import Tables
from kg.views.draw import draw
from kg.views.figure import PAGE, Still
from kg.views.network import Filters
from kg.views.select import Choice, select
from kg.views.still import figure


def plot(
    tables: Tables,
    filters: Filters,
    *,
    around: str | None = None,
    hops: int | None = None,
    project: str | None = None,
    top: int | None = None,
    width: float = PAGE,
    title: str | None = None,
) -> Still:
    """The strongest ``top`` nodes around a node, of a projection, or of the whole graph.

    By default as many as ``width`` inches can hold.

    Names do not lie over each other; up to :data:`kg.views.still.NAMED` nodes, all are shown.

    Raises:
        NotFoundError: Nothing is called ``around``, or nothing is left to draw.
        KgError: ``project`` does not name two types.
    """
    sides = None if project is None else projection(project)
    choice = Choice(
        around=around, hops=hops, project=sides, filters=filters, top=top or int(6.4 * width)
    )
    return figure(draw(tables, select(tables, choice), title), width)
