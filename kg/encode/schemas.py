"""The documents that are published in ``schemas/``, by file name."""

import json
from collections.abc import Callable
from typing import Any

from kg.encode.context import context
from kg.encode.json_schemas import (
    curation_schema,
    extraction_schema,
    manifest_schema,
    paper_schema,
)
from kg.encode.ontology import ontology
from kg.encode.shapes import shapes

_JSON: dict[str, Callable[[], dict[str, Any]]] = {
    "context.jsonld": context,
    "curation.schema.json": curation_schema,
    "extraction.schema.json": extraction_schema,
    "manifest.schema.json": manifest_schema,
    "paper.schema.json": paper_schema,
}
_TEXT: dict[str, Callable[[], str]] = {"ontology.ttl": ontology, "shapes.ttl": shapes}


def documents() -> dict[str, str]:
    """The content of every published file that is made from the code, by its name."""
    texts = {
        name: json.dumps(make(), indent=2, ensure_ascii=False) + "\n"
        for name, make in _JSON.items()
    }
    return texts | {name: make() for name, make in _TEXT.items()}
