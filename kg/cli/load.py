"""``kg load``: a graph into a database server."""

import sys
from typing import Annotated

import typer

from kg.cli.console import Notices, complain, progress_bar
from kg.cli.options import GraphPath, Reification


def load(
    graph: GraphPath,
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="neo4j://host[:port]/database (bolt too; +s and +ssc for TLS), or the http(s) "
            "address of a SPARQL Graph Store or Update endpoint.",
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The graph's name there; its directory's by default."),
    ] = None,
    reification: Reification = None,
) -> None:
    """Write the graph into Neo4j or a SPARQL server; again after changes, too.

    User and password: NEO4J_USERNAME and NEO4J_PASSWORD, or KG_SPARQL_USERNAME and
    KG_SPARQL_PASSWORD (or KG_SPARQL_TOKEN), in the environment; Neo4j's is asked for otherwise.
    """
    from kg import api

    with progress_bar() as progress:
        summary = api.open_graph(graph).load(
            url,
            name=name,
            reification=None if reification is None else reification.value,
            prompt=_ask if sys.stdin.isatty() else None,
            report=Notices(),
            progress=progress,
        )
    complain(str(summary))


def _ask(question: str) -> str:
    answer: str = typer.prompt(question, hide_input=True, err=True)
    return answer
