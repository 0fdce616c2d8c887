"""The command line: verbs, exit status, how errors are said."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.console import complain
from kg.cli.curate import curate
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.extract import extract
from kg.cli.info import info
from kg.cli.link import link
from kg.cli.load import load
from kg.cli.plot import plot
from kg.cli.query import query
from kg.cli.questions import questions
from kg.cli.search import search
from kg.cli.sources import sources
from kg.cli.validate import validate
from kg.cli.view import view
from kg.errors import KgError

VERBS = (
    extract,
    build,
    info,
    query,
    ask,
    questions,
    search,
    view,
    plot,
    export,
    load,
    link,
    curate,
    validate,
    explain,
    evaluate,
    sources,
)

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the signature of a Typer callback
    if wanted:
        typer.echo(f"kg {version('paper-kg')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[  # noqa: FBT002 - Typer reads the option's default here
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Turn pages of research papers into a knowledge graph with evidence on every edge."""


for _verb in VERBS:
    app.command()(_verb)


def main() -> None:
    """Run the command; exit with 0, 1 (one line on stderr), 2 (usage) or 130 (Ctrl-C)."""
    try:
        app()
    except KgError as error:
        complain(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        complain("interrupted; what was built before is as it was, and the same command goes on")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe went away, as in `kg query … | head`: not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
