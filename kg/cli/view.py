"""``kg view``: a picture of a graph."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath


def view(
    graph: GraphPath,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="The file to write.")
    ],
    around: Annotated[
        str | None, typer.Option(metavar="NAME", help="Draw what surrounds this node.")
    ] = None,
    top: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Draw the N best connected nodes.")
    ] = None,
) -> None:
    """Draw the graph, or a part of it, as one file that opens without a network."""
    from kg import api

    api.open_graph(graph).view(output, around=around, top=top)
