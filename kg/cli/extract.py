"""``kg extract``: statements with evidence, as JSON Lines."""

import json
from typing import Annotated

import typer

from kg.cli.console import Notices
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


def extract(
    inputs: Inputs,
    output: Annotated[
        typer.FileTextWrite,
        typer.Option("--output", "-o", encoding="utf-8", help="Where to write; - is stdout."),
    ] = "-",  # type: ignore[assignment]  # Typer opens the file
    source: From = None,
    page_date: PageDate = None,
    column: Columns = None,
    fast: Fast = False,  # noqa: FBT002 - Typer reads the option's default here
    jobs: Jobs = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Write what each paper says, with evidence, one JSON object a line."""
    from kg import api

    notices = Notices()
    papers = api.read(
        inputs,
        source=source,
        page_date=as_date(page_date),
        columns=column_map(column),
        report=notices,
    )
    records = api.extract_records(papers, fast=fast, jobs=jobs, min_confidence=min_confidence)
    for record in records:
        output.write(json.dumps(record, ensure_ascii=False) + "\n")
    notices.check()
