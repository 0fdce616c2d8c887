"""``kg ask``: a question of the library."""

from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.cli.query import Form, Format, Language, Params, Timeout, parameters, print_rows


def ask(
    graph: GraphPath,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="Its name (kg questions lists them).")
    ],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[VALUE…]", help="Its parameters, in order.")
    ] = None,
    form: Format = Form.TABLE,
    param: Params = None,
    language: Annotated[
        Language, typer.Option("--language", help="Both give the same rows.")
    ] = Language.CYPHER,
    timeout: Timeout = 60.0,
) -> None:
    """Answer a question of the library, such as: kg ask GRAPH methods-on-dataset ImageNet."""
    from kg import api

    with api.open_graph(graph) as opened:
        rows = opened.ask(
            question,
            *(values or ()),
            language=language.value,
            timeout=timeout,
            **parameters(param),
        )
    print_rows(rows, form)
