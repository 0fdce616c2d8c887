"""``kg view``: a picture of a graph."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.cli.query import Params, parameters, read_text

Around = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Draw what surrounds the node of this name, alias or id."),
]
Hops = Annotated[int | None, typer.Option(min=1, metavar="N", help="How far from it.")]
Query = Annotated[
    str | None,
    typer.Option(
        metavar="QUERY",
        help="Draw what Cypher or SPARQL finds: its text, @FILE, or a question with its values.",
    ),
]
Project = Annotated[
    str | None,
    typer.Option(
        metavar="TYPE-TYPE",
        help="Fold papers into weighted links: method-dataset, dataset-task, method-method, …",
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Only nodes of these types; repeat, or a,b."),
]
Predicates = Annotated[
    list[str] | None,
    typer.Option("--predicate", metavar="NAME", help="Only these predicates; repeat, or a,b."),
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only papers from this year, month or day on.")
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only papers up to this year, month or day.")
]
Least = Annotated[
    float,
    typer.Option("--min-confidence", min=0.0, max=1.0, metavar="C", help="Only what is sure."),
]
Top = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="At most N nodes, the best connected; default 150."),
]
Draws = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="pyvis or sigma; by default pyvis up to 1,000 nodes, sigma above."
    ),
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="The title of the picture.")]


def view(
    graph: GraphPath,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="FILE.html, or a still: .svg, .png, .pdf."
        ),
    ],
    around: Around = None,
    hops: Hops = None,
    query: Query = None,
    param: Params = None,
    project: Project = None,
    types: Types = None,
    predicate: Predicates = None,
    since: Since = None,
    until: Until = None,
    min_confidence: Least = 0.0,
    top: Top = None,
    renderer: Draws = None,
    title: Title = None,
) -> None:
    """Draw the graph, or a part of it, as one file that opens without a network."""
    from kg import api

    with api.open_graph(graph) as opened:
        opened.view(
            output,
            around=around,
            hops=hops,
            query=None if query is None else read_text(query),
            params=parameters(param),
            project=project,
            types=several(types),
            predicates=several(predicate),
            since=since,
            until=until,
            min_confidence=min_confidence,
            top=top,
            renderer=renderer,
            title=title,
        )


def several(values: list[str] | None) -> tuple[str, ...]:
    """``["a,b", "c"]`` as ``("a", "b", "c")``."""
    return tuple(
        part.strip() for value in values or () for part in value.split(",") if part.strip()
    )
