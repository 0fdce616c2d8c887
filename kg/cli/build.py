"""``kg build``: papers to a graph on disk."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import Notices, complain, progress_bar
from kg.cli.reading import Reading, reads_papers

if TYPE_CHECKING:
    from kg.pipeline.build import BuildSummary


@reads_papers
def build(
    graph: Annotated[
        Path, typer.Option("--output", "-o", metavar="GRAPH", help="The graph directory.")
    ],
    reading: Reading,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT…",
            help="Files, directories, globs, or - for standard input; .gz too. "
            "Without any, the graph is linked again, with its curation.toml.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help="Where IRIs start in RDF, such as https://example.org/papers/; it is kept.",
        ),
    ] = None,
) -> None:
    """Build a graph from papers, or add papers to one; the same again changes nothing."""
    from kg import api
    from kg.pipeline.build import Settings
    from kg.pipeline.curating import built_fast

    notices = Notices()
    settings = Settings(
        fast=reading.fast or (not inputs and built_fast(graph)),
        jobs=reading.jobs,
        min_confidence=reading.min_confidence,
        base=base,
    )
    papers = reading.papers(inputs or [], notices)
    with progress_bar() as progress:
        done = api.build_papers(papers, graph, settings=settings, progress=progress)
    _say(graph, done)
    if done.waiting:
        raise typer.Exit(130)
    notices.check()


def _say(graph: Path, done: "BuildSummary") -> None:
    complain(
        f"{graph}: {done.papers} papers ({done.added} new, {done.extracted} read), "
        f"{done.entities} entities, {done.statements} statements"
    )
    for notice in done.notices:
        complain(notice)
    if done.waiting:
        complain(
            f"interrupted: {done.waiting} papers are not in the graph yet; "
            "run the same command again to add them"
        )
