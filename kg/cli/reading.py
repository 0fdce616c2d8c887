"""The options of every verb that reads papers, and reading with them."""

import datetime
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import wraps
from typing import Annotated, Any

import typer

from kg.cli.console import Notices
from kg.cli.options import Fast, MinConfidence
from kg.model import Paper

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT…",
        help="Files, directories, globs, or - for standard input; .gz too.",
    ),
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the user says about reading; each field is an option."""

    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="NAME", help="The format of the input (kg sources lists them)."
        ),
    ] = None
    page_date: Annotated[
        datetime.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="The day a saved page shows: gives dates without a year theirs.",
        ),
    ] = None
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN",
            help="For CSV: which column holds title, abstract, date, authors, venue, url, id.",
        ),
    ] = None
    fast: Fast = False
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; one per core."),
    ] = None
    min_confidence: MinConfidence = None

    def papers(self, inputs: Iterable[str], notices: Notices) -> Iterator[Paper]:
        """The papers in ``inputs``; what is wrong with them is told to ``notices``.

        Raises:
            typer.BadParameter: A ``--column`` has no ``=``.
        """
        from kg import api

        return api.read(
            list(inputs),
            source=self.source,
            page_date=self.page_date.date() if self.page_date else None,
            columns=_columns(self.column),
            report=notices,
        )


def reads_papers(verb: Callable[..., None]) -> Callable[..., None]:
    """Gives ``verb`` the options of :class:`Reading`; they arrive as its parameter ``reading``."""

    @wraps(verb)
    def command(**given: Any) -> None:
        shared = {field.name: given.pop(field.name) for field in fields(Reading)}
        verb(**given, reading=Reading(**shared))

    keyword = inspect.Parameter.KEYWORD_ONLY
    own = [p for p in inspect.signature(verb).parameters.values() if p.name != "reading"]
    shared = [
        inspect.Parameter(f.name, keyword, default=f.default, annotation=f.type)
        for f in fields(Reading)
    ]
    # Typer asks for the signature; it calls with keywords alone.
    parameters = [*(p.replace(kind=keyword) for p in own), *shared]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # no such slot
    return command


def _columns(pairs: list[str] | None) -> dict[str, str] | None:
    """``["title=Document Title"]`` as a dictionary."""
    if not pairs:
        return None
    for pair in pairs:
        if "=" not in pair:
            raise typer.BadParameter(f"'{pair}' is not FIELD=COLUMN")
    return {field: column for field, _, column in (pair.partition("=") for pair in pairs)}
