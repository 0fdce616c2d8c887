"""Pictures of a graph: pages to explore, still pictures to print, plots to look at."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from kg.graph.tables import Tables
    from kg.rows import Rows
    from kg.views.show import View

__all__ = ["PlotOptions", "ViewOptions", "plot", "view"]


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


class PlotOptions(TypedDict, total=False):
    """What to plot and how; everything may be left out.

    Attributes:
        of: Type of the entities of a timeline or of bars, such as ``Method``.
        rows: Type of the rows of a heat map.
        cols: Type of its columns.
        around: As for :class:`ViewOptions`, of a network.
        hops: As for :class:`ViewOptions`, of a network.
        project: As for :class:`ViewOptions`, of a network.
        types: As for :class:`ViewOptions`, of a network.
        top: How many entities, the most used first.
        predicates: Only statements with these predicates.
        since: Only papers from this year, month or day on.
        until: Only papers up to this year, month or day.
        min_confidence: Only statements that are as sure.
        width: In inches; by default a column of a paper, and for a network a page.
        title: In place of the one that says what is shown.
    """

    of: str
    rows: str
    cols: str
    around: str
    hops: int
    project: str
    types: Sequence[str]
    top: int
    predicates: Sequence[str]
    since: str | int | None
    until: str | int | None
    min_confidence: float
    width: float
    title: str | None


_FILTERS = ("types", "predicates", "since", "until", "min_confidence")


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
    from kg.graph.projection import projection
    from kg.views.draw import draw
    from kg.views.network import Filters
    from kg.views.rows import held
    from kg.views.select import Choice, select
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


def plot(
    tables: "Tables", kind: str, path: "Path | None" = None, **options: Unpack[PlotOptions]
) -> "Figure":
    """A plot of what a graph holds, as a matplotlib figure that shows itself in a notebook.

    Args:
        tables: The graph.
        kind: ``timeline``, ``heatmap``, ``bars`` or ``network``.
        path: Also write it: ``.svg``, ``.png`` or ``.pdf``; the same bytes each time.
        **options: See :class:`PlotOptions`.

    Raises:
        UnknownNameError: There is no such kind or type.
        KgError: An option that this kind does not have.
        NotFoundError: There is nothing to show.
        ExportError: ``path`` cannot be written, or ends in something else.
    """
    from inspect import signature

    from kg.errors import KgError
    from kg.views.figure import save
    from kg.views.network import Filters
    from kg.views.plots import PLOTS

    function = PLOTS.load(kind)
    given: dict[str, Any] = {k: v for k, v in options.items() if v is not None}
    narrow = {key: given.pop(key) for key in _FILTERS if key in given}
    known = set(list(signature(function).parameters)[2:])
    if "types" in narrow and kind != "network":
        known, given["types"] = known | {*_FILTERS} - {"types"}, narrow["types"]
    if unknown := sorted(set(given) - known):
        raise KgError(f"{kind} has no option '{unknown[0]}'; it has: {', '.join(sorted(known))}")
    for key in ("types", "predicates"):
        narrow[key] = tuple(narrow.get(key, ()))
    made = function(tables, Filters.of(**narrow), **given)
    if path is not None:
        save(made, path)
    return made  # type: ignore[no-any-return]  # the registry's entries are functions of this kind
