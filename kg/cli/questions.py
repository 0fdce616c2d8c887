"""``kg questions``: what ``kg ask`` can be asked."""

from typing import Annotated

import typer


def questions(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Show this one whole, with its texts.")
    ] = None,
) -> None:
    """List the questions of the library, or show one with its parameters and texts."""
    from kg import queries

    if name is None:
        for question in queries.questions():
            takes = " ".join(
                p.name.upper() if p.default is None else f"[{p.name.upper()}]"
                for p in question.parameters
            )
            typer.echo(f"{f'{question.name} {takes}'.strip():<48} {question.title}")
        return
    question = queries.question(name)
    typer.echo(f"{question.title}: {question.sentence}")
    for parameter in question.parameters:
        default = "" if parameter.default is None else f" (default {parameter.default})"
        typer.echo(f"  {parameter.name}: {parameter.help}{default}")
    for text in question.texts.values():
        typer.echo(f"\n{text.rstrip()}")
