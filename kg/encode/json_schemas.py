"""JSON Schemas of the files that people read and write, made from the model where it says enough.

Fields and their descriptions come from the dataclasses and their docstrings, so a field that is
added to the model is in the schema too.
"""

import re
from dataclasses import MISSING, fields
from inspect import getdoc
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kg.encode.vocabulary import BASE, KG
from kg.graph.schema import TABLES
from kg.graph.tables import FORMAT
from kg.model import (
    CONCEPTS,
    EVIDENCE_FIELDS,
    Evidence,
    NodeType,
    Origin,
    Paper,
    Predicate,
    Statement,
    Thing,
)

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_HOME = KG.replace("ontology#", "schemas/")
_TEXT: Schema = {"type": "string", "minLength": 1}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_HASH = "^[0-9a-f]{%d}$"
_DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?|--\d{2}-\d{2})$"

# What the annotations alone do not say.
_RULES: dict[type, dict[str, Schema]] = {
    Paper: {"id": _TEXT, "date": {"pattern": _DATE}},
    Origin: {"line": {"minimum": 1}},
    Evidence: {
        "field": {"enum": list(EVIDENCE_FIELDS)},
        "start": {"minimum": 0},
        "end": {"minimum": 1},
        "text": _TEXT,
        "extractor": _TEXT,
        "confidence": _SHARE,
    },
    Thing: {"name": _TEXT},
    Statement: {"confidence": _SHARE, "evidence": {"minItems": 1}},
}
_NESTED: dict[type, str] = {Origin: "origin", Evidence: "evidence", Thing: "thing"}


def paper_schema() -> Schema:
    """A line of paper JSON Lines: what ``kg`` writes, and what people may write for it.

    An id may be left out: reading gives a paper one.
    """
    return _document(
        "paper.schema.json",
        "A paper: one line of paper JSON Lines",
        {**_paper(["title", "abstract"]), "$defs": {"origin": _object(Origin)}},
    )


def extraction_schema() -> Schema:
    """A line of ``kg extract``: a paper and what it says."""
    return _document(
        "extraction.schema.json",
        "A paper and everything that was read out of it: one line of kg extract",
        {
            "type": "object",
            "required": ["paper", "statements"],
            "additionalProperties": False,
            "properties": {
                "paper": {"$ref": "#/$defs/paper"},
                "statements": {"type": "array", "items": {"$ref": "#/$defs/statement"}},
            },
            "$defs": {
                "paper": _paper(["id", "title", "abstract"]),
                "origin": _object(Origin),
                "statement": _object(Statement),
                "thing": _thing(),
                "evidence": _object(Evidence, required=[f.name for f in fields(Evidence)]),
            },
        },
    )


def manifest_schema() -> Schema:
    """``manifest.json`` of a graph directory."""
    return _document(
        "manifest.schema.json",
        "manifest.json of a graph directory",
        {
            "type": "object",
            "required": ["format", "content", "tables", "counts", "settings", "versions"],
            "properties": {
                "format": {"const": FORMAT, "description": "Version of the layout."},
                "content": {
                    "type": "string",
                    "pattern": _HASH % 32,
                    "description": "Hash of the tables: equal for equal graphs.",
                },
                "base": {
                    "type": "string",
                    "format": "iri",
                    "description": f"Where IRIs of nodes and statements start; else {BASE}",
                },
                "tables": {
                    "type": "object",
                    "required": sorted([*TABLES, "extractions"]),
                    "additionalProperties": {"$ref": "#/$defs/table"},
                },
                "counts": _counts(),
                "settings": {
                    "type": "object",
                    "required": ["min_confidence"],
                    "properties": {"min_confidence": _SHARE},
                },
                "versions": {
                    "type": "object",
                    "required": ["kg", "extractor", "linker"],
                    "additionalProperties": {"type": "string"},
                },
            },
            "$defs": {"table": _table()},
        },
    )


def curation_schema() -> Schema:
    """``curation.toml``, read as TOML: what people decided about names."""
    entity = {**_TEXT, "description": "An id, a former id, or a name that only one entity has."}
    kind = {"enum": [str(t) for t in CONCEPTS]}
    reason = {**_TEXT, "description": "Why; for people."}
    several = {"type": "array", "items": entity, "minItems": 2, "uniqueItems": True}
    entries: dict[str, tuple[str, Schema, list[str]]] = {
        "merge": ("All of these are one; the first keeps its id.", {"entities": several}, []),
        "split": (
            "This name is something of its own.",
            {"name": _TEXT, "from": entity},
            ["from"],
        ),
        "rename": (
            "Show it under another name; the id stays.",
            {"entity": entity, "name": _TEXT},
            [],
        ),
        "retype": ("It is something else.", {"entity": entity, "type": kind}, []),
        "block": ("It is no entity at all.", {"entity": entity}, []),
    }
    return _document(
        "curation.schema.json",
        "curation.toml: what people decided about names, which no rule overrules",
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {
                    "type": "array",
                    "description": about,
                    "items": {
                        "type": "object",
                        "required": [key for key in keys if key not in optional],
                        "additionalProperties": False,
                        "properties": {**keys, "reason": reason},
                    },
                }
                for name, (about, keys, optional) in entries.items()
            },
        },
    )


def _document(name: str, title: str, content: Schema) -> Schema:
    return {"$schema": _DRAFT, "$id": _HOME + name, "title": title, **content}


def _table() -> Schema:
    file = {
        "type": "string",
        "pattern": r"^[a-z]+-[0-9a-f]{16}\.parquet$",
        "description": "Name of the table and the start of the SHA-256 of its bytes.",
    }
    return {
        "type": "object",
        "required": ["file", "rows"],
        "additionalProperties": False,
        "properties": {"file": file, "rows": _COUNT},
    }


def _counts() -> Schema:
    def by(names: list[str]) -> Schema:
        keys: Schema = {"enum": names} if names else _TEXT
        return {"type": "object", "propertyNames": keys, "additionalProperties": _COUNT}

    return {
        "type": "object",
        "required": ["types", "predicates", "sources"],
        "properties": {
            "types": by([str(t) for t in NodeType]),
            "predicates": by([str(p) for p in Predicate]),
            "sources": by([]),
        },
    }


def _paper(required: list[str]) -> Schema:
    schema = _object(Paper, required=required)
    source = {"type": "string", "description": "The source of the first origin."}
    schema["properties"]["source"] = source
    return schema


def _thing() -> Schema:
    schema = _object(Thing, required=["id", "type", "name"])
    identifier = {**_TEXT, "description": "The id it has when nothing but its paper is known."}
    schema["properties"] = {"id": identifier, **schema["properties"]}
    return schema


def _object(kind: type, required: list[str] | None = None) -> Schema:
    """The schema of a dataclass; ``None`` is written by leaving the key out."""
    hints = get_type_hints(kind)
    about = _descriptions(kind)
    rules = _RULES.get(kind, {})
    names = [f.name for f in fields(kind) if f.default is MISSING]
    return {
        "type": "object",
        "required": names if required is None else required,
        "additionalProperties": False,
        "properties": {
            f.name: {
                **_of(hints[f.name]),
                **({"description": about[f.name]} if f.name in about else {}),
                **rules.get(f.name, {}),
            }
            for f in fields(kind)
        },
    }


def _of(hint: Any) -> Schema:
    """The schema of an annotation."""
    if get_origin(hint) in (UnionType, Union):
        return _of(next(a for a in get_args(hint) if a is not type(None)))
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0])}
    if hint in _NESTED:
        return {"$ref": f"#/$defs/{_NESTED[hint]}"}
    if hint in (NodeType, Predicate):
        return {"enum": [str(value) for value in hint]}
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[hint]}


def _descriptions(kind: type) -> dict[str, str]:
    """What the section ``Attributes:`` of the docstring of ``kind`` says of each field."""
    _, _, section = (getdoc(kind) or "").partition("Attributes:\n")  # Indented by no version.
    found: dict[str, str] = {}
    for entry in re.split(r"\n {4}(?=\w)", "\n" + section.rstrip())[1:]:
        name, _, text = entry.partition(":")
        found[name] = " ".join(text.replace("``", "").split())
    return found
