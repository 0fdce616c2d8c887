"""``kg curate``: write down what people decided about names, and build it in."""

from typing import Annotated

import typer

from kg.cli.console import complain, progress_bar
from kg.cli.options import GraphPath


def curate(
    graph: GraphPath,
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="merge, split, rename, retype or block.")
    ],
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME…",
            help="merge A B…; split NAME [ENTITY]; rename ENTITY NAME; retype ENTITY TYPE; "
            "block ENTITY. An entity is an id or a name.",
        ),
    ],
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, for readers of the file.")
    ] = None,
    later: Annotated[  # noqa: FBT002 - Typer reads the option's default here
        bool, typer.Option("--later", help="Only write curation.toml; the next build applies it.")
    ] = False,
) -> None:
    """Decide about entities: written to GRAPH/curation.toml, which every build applies."""
    from kg.pipeline import curating

    path = curating.curate(graph, decision, names, reason)
    complain(f"written to {path}")
    if later:
        complain(f"kg build -o {graph} applies it")
        return
    with progress_bar() as progress:
        done = curating.relink(graph, progress)
    complain(f"{graph}: {done.entities} entities, {done.statements} statements")
    for notice in done.notices:
        complain(notice)
