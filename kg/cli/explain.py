"""``kg explain``: what was read out of papers, shown on their text."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Notices, complain
from kg.cli.options import (
    Columns,
    Fast,
    From,
    Inputs,
    Jobs,
    MinConfidence,
    PageDate,
    as_date,
    column_map,
)


def explain(
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="The page to write.")
    ],
    paper: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="Only papers whose title holds these words."),
    ] = None,
    source: From = None,
    page_date: PageDate = None,
    column: Columns = None,
    fast: Fast = False,  # noqa: FBT002 - Typer reads the option's default here
    jobs: Jobs = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Show what is read out of each paper on its text: spans, types, relations, confidences."""
    from kg import api

    notices = Notices()
    papers = api.read(
        inputs,
        source=source,
        page_date=as_date(page_date),
        columns=column_map(column),
        report=notices,
    )
    count = api.explain(
        papers, output, title=paper, fast=fast, jobs=jobs, min_confidence=min_confidence
    )
    complain(f"{output}: {count} paper{'' if count == 1 else 's'}")
    notices.check()
