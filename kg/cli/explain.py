"""``kg explain``: what was read out of papers, shown on their text."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Notices, complain
from kg.cli.reading import Inputs, Reading, reads_papers


@reads_papers
def explain(
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="The page to write.")
    ],
    reading: Reading,
    paper: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="Only papers whose title holds these words."),
    ] = None,
) -> None:
    """Show what is read out of each paper on its text: spans, types, relations, confidences."""
    from kg import api

    notices = Notices()
    count = api.explain(
        reading.papers(inputs, notices),
        output,
        title=paper,
        fast=reading.fast,
        jobs=reading.jobs,
        min_confidence=reading.min_confidence,
    )
    complain(f"{output}: {count} paper{'' if count == 1 else 's'}")
    notices.check()
