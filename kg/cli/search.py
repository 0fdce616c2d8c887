"""``kg search``: words in titles, abstracts and names."""

from typing import Annotated

import typer

from kg.cli.options import GraphPath
from kg.cli.query import Form, Format, print_rows


def search(
    graph: GraphPath,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS…", help='All must occur; "in quotes" in order; begin*.'),
    ],
    form: Format = Form.TABLE,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many rows.")] = 20,
) -> None:
    """Find papers and names by their words, best first."""
    from kg import api

    print_rows(api.open_graph(graph).search(" ".join(words), limit=limit), form)
