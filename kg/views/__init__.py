"""Pictures of a graph: pages to explore, still pictures to print, plots to look at."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

if TYPE_CHECKING:
    from kg.graph.tables import Tables
    from kg.rows import Rows
    from kg.views.show import View

__all__ = ["ViewOptions", "view"]


class ViewOptions(TypedDict, total=False):
    """What to draw and how; everything may be left out.

    Attributes:
        around: The name, alias, title or id of a node: draw what surrounds it.
        hops: How far from it; by default to the next entities.
        project: Two types, such as ``method-dataset``: papers become weighted links between them.
        types: Only nodes of these types; without papers among them, papers become links.
        predicates: Only statements with these predicates.
        since: Only papers from this year, month or day on.
        until: Only papers up to this year, month or day.
        min_confidence: Only statements that are as sure.
        top: At most so many nodes, the best connected; by default 150, or all that a query finds.
        renderer: ``pyvis`` or ``sigma``; by default what suits the number of nodes.
        title: In place of the one that says what was chosen.
    """

    around: str | None
    hops: int | None
    project: str | None
    types: Sequence[str]
    predicates: Sequence[str]
    since: str | int | None
    until: str | int | None
    min_confidence: float
    top: int | None
    renderer: str | None
    title: str | None


def view(tables: "Tables", rows: "Rows | None" = None, **options: Unpack[ViewOptions]) -> "View":
    """A picture of a part of a graph; without options, of its most used entities.

    Args:
        tables: The graph.
        rows: The result of a query: draw the nodes and statements that it holds.
        **options: See :class:`ViewOptions`.

    Raises:
        NotFoundError: Nothing is called ``around``, or nothing is left to draw.
        UnknownNameError: There is no such type, predicate or renderer.
        KgError: Options that do not go together.
    """
    from kg.views.draw import draw
    from kg.views.network import Filters
    from kg.views.rows import held
    from kg.views.select import Choice, projection, select
    from kg.views.show import RENDERERS, View

    renderer, project = options.get("renderer"), options.get("project")
    if renderer is not None:
        RENDERERS.load(renderer)
    choice = Choice(
        around=options.get("around"),
        hops=options.get("hops"),
        held=None if rows is None else held(tables, rows),
        project=None if project is None else projection(project),
        filters=Filters.of(
            tuple(options.get("types", ())),
            tuple(options.get("predicates", ())),
            options.get("since"),
            options.get("until"),
            options.get("min_confidence", 0.0),
        ),
        top=options.get("top"),
    )
    return View(draw(tables, select(tables, choice), options.get("title")), renderer)
