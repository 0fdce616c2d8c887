"""``kg plot``: plots of what a graph holds."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.options import GraphPath
from kg.cli.view import (
    Around,
    Hops,
    Least,
    Predicates,
    Project,
    Since,
    Title,
    Types,
    Until,
    several,
)


class Kind(StrEnum):
    """The plots."""

    TIMELINE = "timeline"
    HEATMAP = "heatmap"
    BARS = "bars"
    NETWORK = "network"


Of = Annotated[
    str | None,
    typer.Option(metavar="TYPE", help="timeline, bars: of what; by default Method, Dataset."),
]
Rows = Annotated[
    str | None, typer.Option(metavar="TYPE", help="heatmap: the rows; by default Task.")
]
Cols = Annotated[
    str | None, typer.Option(metavar="TYPE", help="heatmap: the columns; by default Dataset.")
]


def plot(
    graph: GraphPath,
    kind: Annotated[Kind, typer.Argument(help="What to draw.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="FILE.svg, .png or .pdf.")
    ],
    of: Of = None,
    rows: Rows = None,
    cols: Cols = None,
    around: Around = None,
    hops: Hops = None,
    project: Project = None,
    top: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="How many, the most used first.")
    ] = None,
    types: Types = None,
    predicate: Predicates = None,
    since: Since = None,
    until: Until = None,
    min_confidence: Least = 0.0,
    width: Annotated[
        float | None,
        typer.Option(min=1.0, max=40.0, metavar="INCHES", help="By default a column, 3.3."),
    ] = None,
    title: Title = None,
) -> None:
    """Plot adoption by year, what goes together, what is used most, or a network."""
    from kg import api

    options: dict[str, Any] = {
        "of": of,
        "rows": rows,
        "cols": cols,
        "around": around,
        "hops": hops,
        "project": project,
        "top": top,
        "types": several(types) or None,
        "predicates": several(predicate) or None,
        "since": since,
        "until": until,
        "min_confidence": min_confidence or None,
        "width": width,
        "title": title,
    }
    given = {name: value for name, value in options.items() if value is not None}
    api.open_graph(graph).plot(kind.value, output, **given)
