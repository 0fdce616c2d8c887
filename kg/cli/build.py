"""``kg build``: papers to a graph on disk."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Notices, complain, progress_bar
from kg.cli.options import (
    Columns,
    Fast,
    From,
    Jobs,
    MinConfidence,
    PageDate,
    as_date,
    column_map,
)


def build(
    graph: Annotated[
        Path, typer.Option("--output", "-o", metavar="GRAPH", help="The graph directory.")
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT…",
            help="Files, directories, globs, or - for standard input; .gz too. "
            "Without any, the graph is linked again, with its curation.toml.",
        ),
    ] = None,
    source: From = None,
    page_date: PageDate = None,
    column: Columns = None,
    fast: Fast = False,  # noqa: FBT002 - Typer reads the option's default here
    jobs: Jobs = None,
    min_confidence: MinConfidence = None,
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
    if not inputs:
        fast = fast or built_fast(graph)
    papers = api.read(
        inputs or [],
        source=source,
        page_date=as_date(page_date),
        columns=column_map(column),
        report=notices,
    )
    settings = Settings(fast=fast, jobs=jobs, min_confidence=min_confidence, base=base)
    with progress_bar() as progress:
        done = api.build_papers(papers, graph, settings=settings, progress=progress)
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
        raise typer.Exit(130)
    notices.check()
