"""``kg export``: files that other tools read."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath, Reification


def export(
    graph: GraphPath,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="turtle, ntriples, jsonld, graphml, csv, …; a wrong name lists them all.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="The file or folder to write.")
    ],
    reification: Reification = None,
    project: Annotated[
        str | None,
        typer.Option(
            metavar="TYPE-TYPE",
            help="For graphml, gexf and cytoscape: fold papers into weighted links between "
            "entities, such as method-dataset.",
        ),
    ] = None,
) -> None:
    """Write the graph in a form that other tools read."""
    from kg import api

    given = {"reification": reification and reification.value, "project": project}
    options = {name: value for name, value in given.items() if value is not None}
    api.open_graph(graph).export(form, output, **options)
