"""Gold annotations: papers whose entities and links people (or careful models) have marked.

One JSON object a line: ``title``, ``abstract``, ``entities`` (name, type, surfaces, relation,
also_ok, type_also_ok, required) and ``links`` (url, kind, own).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import CONCEPTS, NodeType, Paper, Predicate
from kg.text import title_id

_RELATIONS = {predicate.name: predicate for predicate in Predicate}


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """One thing that a paper names, as annotated.

    Attributes:
        name: The form a catalogue would use.
        types: Its type first, then others that are as good.
        surfaces: Every string of the text that denotes it.
        relations: Its relation to the paper first, then others that are as good.
        required: Whether a good extraction must find it.
    """

    name: str
    types: tuple[NodeType, ...]
    surfaces: tuple[str, ...]
    relations: tuple[Predicate, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """An annotated paper.

    Attributes:
        paper: Title and abstract.
        entities: What it names.
        links: The canonical URLs in its text.
    """

    paper: Paper
    entities: tuple[GoldEntity, ...]
    links: tuple[str, ...]


def read_gold(path: Path) -> Iterator[GoldPaper]:
    """The papers of a gold file.

    Raises:
        InputError: The file cannot be read, or a line is not a gold paper.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    found = False
    for number, line in enumerate(lines, 1):
        if line.strip():
            found = True
            try:
                yield _paper(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"{path}:{number}: not a gold paper ({type(error).__name__}: {error}); "
                    "it needs title, abstract, entities and links"
                ) from error
    if not found:
        raise InputError(f"{path} is empty: it needs one gold paper a line")


def _paper(record: dict[str, Any]) -> GoldPaper:
    title, abstract = record["title"], record["abstract"]
    return GoldPaper(
        paper=Paper(title_id(title, abstract), title, abstract),
        entities=tuple(_entity(e) for e in record["entities"]),
        links=tuple(link["url"] for link in record["links"]),
    )


def _entity(record: dict[str, Any]) -> GoldEntity:
    types = [NodeType(t) for t in (record["type"], *record.get("type_also_ok", ()))]
    if types[0] not in CONCEPTS:
        raise ValueError(f"type {types[0]} is not one of {', '.join(CONCEPTS)}")
    relations = (record["relation"], *record.get("also_ok", ()))
    return GoldEntity(
        name=record["name"],
        types=tuple(types),
        surfaces=tuple(record["surfaces"]),
        relations=tuple(_RELATIONS[relation] for relation in relations),
        required=record["required"],
    )
