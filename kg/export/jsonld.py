"""The graph as JSON-LD with our context."""

import json
from pathlib import Path
from typing import Any

from kg.encode.context import context
from kg.export.rdf import to_rdflib
from kg.graph.tables import Tables


def write_jsonld(tables: Tables, path: Path) -> None:
    """Write JSON-LD to ``path``; the context stands in the file, so it reads without a network."""
    terms = context()["@context"]
    text = to_rdflib(tables).serialize(format="json-ld", context=terms, auto_compact=False)
    document = _ordered(json.loads(text))
    if isinstance(document, list):
        document = {"@context": terms, "@graph": document}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(document, file, indent=1, sort_keys=True, ensure_ascii=False)
        file.write("\n")


def _ordered(value: Any) -> Any:
    """``value`` with every array sorted: in our RDF, no order of values means anything."""
    if isinstance(value, dict):
        return {key: item if key == "@context" else _ordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=_sort_key)
    return value


def _sort_key(value: Any) -> tuple[str, str]:
    identifier = value.get("id") or value.get("@id") or "" if isinstance(value, dict) else ""
    return str(identifier), json.dumps(value, sort_keys=True, ensure_ascii=False)
