"""``kg validate``: does a graph keep its rules, and how good do its contents look."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import progress_bar
from kg.cli.options import GraphPath
from kg.errors import GraphError

if TYPE_CHECKING:
    from kg.quality.validate import Validation


def validate(
    graph: GraphPath,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,  # noqa: FBT002
    every: Annotated[  # noqa: FBT002 - Typer reads the option's default here
        bool,
        typer.Option(
            "--every", help="Validate nodes of the same structure each, not once for all: slow."
        ),
    ] = False,
) -> None:
    """Check tables, evidence and RDF of a graph; exit with 1 where something is wrong.

    What only looks odd (kind quality) is listed too, but is not wrong.
    """
    from kg import api

    with progress_bar() as progress:
        result = api.open_graph(graph).validate(every=every, progress=progress)
    if as_json:
        typer.echo(json.dumps(result.to_dict(), indent=2, ensure_ascii=False))
    else:
        for line in _lines(result):
            typer.echo(line)
    if not result.ok:
        kinds = ", ".join(f.kind for f in result.errors)
        raise GraphError(f"{graph} is not valid ({kinds}): build it again from its input")


def _lines(result: "Validation") -> Iterator[str]:
    for finding in result.findings:
        level = "look" if finding.level == "quality" else "WRONG"
        examples = "; ".join(_short(e) for e in finding.examples)
        yield f"{level:<6}{finding.count:>8,}  {finding.kind}: {finding.message}" + (
            f", such as {examples}" if examples else ""
        )
    rows = ", ".join(f"{count:,} {name}" for name, count in result.checked.items())
    verdict = "valid" if result.ok else "NOT valid"
    yield f"{verdict}: all of {rows}; {result.kinds:,} different structures against the shapes"


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
