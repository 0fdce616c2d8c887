"""Arguments and options that several verbs share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

GraphPath = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph directory.")]
Fast = Annotated[
    bool, typer.Option("--fast", help="Rules and catalogue only: many times as fast, less found.")
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
