"""Arguments and options that several verbs share."""

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT…",
        help="Files, directories, globs, or - for standard input; .gz too.",
    ),
]
GraphPath = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph directory.")]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="NAME", help="The format of the input (kg sources lists them)."),
]
PageDate = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--page-date",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The day a saved page shows: gives dates without a year theirs.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=COLUMN",
        help="For CSV: which column holds title, abstract, date, authors, venue, url, id.",
    ),
]
Fast = Annotated[
    bool, typer.Option("--fast", help="Rules and catalogue only: many times as fast, less found.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; one per core.")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence", min=0.0, max=1.0, metavar="C", help="Leave out less sure statements."
    ),
]


class Form(StrEnum):
    """How a statement's node names its triple in RDF."""

    STANDARD = "standard"
    RDF12 = "rdf12"


Reification = Annotated[
    Form | None,
    typer.Option(
        "--reification",
        help="How statements name their triples in RDF: with rdf:subject, rdf:predicate and "
        "rdf:object (the default), or as RDF 1.2 reifiers, for tools that read these.",
    ),
]


def column_map(pairs: list[str] | None) -> dict[str, str] | None:
    """``["title=Document Title"]`` as a dictionary.

    Raises:
        typer.BadParameter: A pair has no ``=``.
    """
    if not pairs:
        return None
    for pair in pairs:
        if "=" not in pair:
            raise typer.BadParameter(f"'{pair}' is not FIELD=COLUMN")
    return {field: column for field, _, column in (pair.partition("=") for pair in pairs)}


def as_date(moment: datetime.datetime | None) -> datetime.date | None:
    """The day of ``moment``."""
    return moment.date() if moment else None
