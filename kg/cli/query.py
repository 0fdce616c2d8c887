"""``kg query``: ask a graph in Cypher or SPARQL."""

import csv
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.errors import InputError
from kg.rows import Rows, Value


class Language(StrEnum):
    """The query languages."""

    CYPHER = "cypher"
    SPARQL = "sparql"


class Form(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Format = Annotated[Form, typer.Option("--format", help="How to print the rows.")]
Params = Annotated[
    list[str] | None,
    typer.Option("--param", metavar="NAME=VALUE", help="Value of $NAME in the query."),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Stop the query after this.")
]


def query(
    graph: GraphPath,
    text: Annotated[
        str, typer.Argument(metavar="QUERY", help="The query, @FILE, or - for standard input.")
    ],
    form: Format = Form.TABLE,
    param: Params = None,
    language: Annotated[
        Language | None, typer.Option("--language", help="Recognised by itself by default.")
    ] = None,
    timeout: Timeout = 60.0,
) -> None:
    """Answer a Cypher or SPARQL query."""
    from kg import api

    with api.open_graph(graph) as opened:
        rows = opened.query(
            read_text(text),
            language=None if language is None else language.value,
            timeout=timeout,
            **parameters(param),
        )
    print_rows(rows, form)


def read_text(text: str) -> str:
    """``text`` itself, the file it names with ``@``, or standard input for ``-``.

    Raises:
        InputError: The file cannot be read.
    """
    if text == "-":
        return sys.stdin.read()
    if not text.startswith("@"):
        return text
    try:
        return Path(text[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{text[1:]} cannot be read: {error}") from error


def parameters(pairs: list[str] | None) -> dict[str, Value]:
    """``["k=v"]`` as a dictionary; values that are JSON numbers, booleans or lists become that.

    Raises:
        typer.BadParameter: A pair has no ``=``.
    """
    found: dict[str, Value] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"'{pair}' is not NAME=VALUE")
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found


def print_rows(rows: Rows, form: Form) -> None:
    """Print ``rows`` on stdout."""
    if form is Form.JSON:
        typer.echo(json.dumps(rows.to_dicts(), indent=2, ensure_ascii=False))
    elif form is Form.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
    else:
        _print_table(rows)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _print_table(rows: Rows) -> None:
    cells = [[_cell(value).replace("\n", " ") for value in row] for row in rows]
    limit = 80 if sys.stdout.isatty() else sys.maxsize
    widths = [
        min(limit, max(len(line[i]) for line in [list(rows.columns), *cells]))
        for i in range(len(rows.columns))
    ]
    for line in [list(rows.columns), ["-" * w for w in widths], *cells]:
        padded = (_fit(cell, width) for cell, width in zip(line, widths, strict=True))
        typer.echo("  ".join(padded).rstrip())
    typer.echo(f"({len(rows)} row{'' if len(rows) == 1 else 's'})", err=True)


def _fit(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"
