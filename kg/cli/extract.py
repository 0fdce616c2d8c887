"""``kg extract``: statements with evidence, as JSON Lines."""

import json
from typing import Annotated

import typer

from kg.cli.console import Notices
from kg.cli.reading import Inputs, Reading, reads_papers


@reads_papers
def extract(
    inputs: Inputs,
    reading: Reading,
    output: Annotated[
        typer.FileTextWrite,
        typer.Option(
            "--output", "-o", metavar="FILE", encoding="utf-8", help="Where to write; - is stdout."
        ),
    ] = "-",  # type: ignore[assignment]  # Typer opens the file
) -> None:
    """Write what each paper says, with evidence, one JSON object a line."""
    from kg import api

    notices = Notices()
    records = api.extract_records(
        reading.papers(inputs, notices),
        fast=reading.fast,
        jobs=reading.jobs,
        min_confidence=reading.min_confidence,
    )
    for record in records:
        output.write(json.dumps(record, ensure_ascii=False) + "\n")
    notices.check()
