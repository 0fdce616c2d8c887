"""From what a user calls a node to its id."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.encode.lookup import lookup_names
from kg.errors import NotFoundError
from kg.graph.tables import Tables
from kg.model import CONCEPTS, NodeType

_PAPER = ["id", "title", "arxiv", "doi", "former_ids"]
_ENTITY = ["id", "type", "name", "aliases", "papers", "former_ids"]
_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A node that has a name, and the others that have it too (their ids)."""

    id: str
    name: str
    others: tuple[str, ...]


def find(tables: Tables, name: str) -> Found:
    """The node whose name, alias, title or id is ``name``, in any case.

    Where several have it, the one whose proper name it is wins, then concepts, then the one that
    more papers speak of.

    Raises:
        NotFoundError: There is none; the message suggests names that are close.
    """
    wanted = " ".join(name.split()).lower()
    hits: list[tuple[tuple[bool, bool, int, str], str]] = []
    known: set[str] = set()
    for row, label, kind, papers in _nodes(tables):
        names = lookup_names(row)
        if wanted in names:
            proper = row["id"].lower() == wanted or label.lower() == wanted
            hits.append(((not proper, kind not in CONCEPTS, -papers, row["id"]), label))
        elif not hits:
            known.update(names)
    if not hits:
        raise NotFoundError(_not_found(tables, name, wanted, known))
    hits.sort()
    return Found(hits[0][0][3], hits[0][1], tuple(key[3] for key, _ in hits[1:]))


def named(tables: Tables, names: set[str]) -> set[str]:
    """Ids of the nodes that have one of ``names`` as their proper name or title, as written."""
    return {row["id"] for row, label, _, _ in _nodes(tables) if label in names}


def _nodes(tables: Tables) -> Iterator[tuple[dict[str, Any], str, str, int]]:
    """Row, proper name, type and number of papers of every node."""
    for row in tables.rows("entities", _ENTITY):
        yield row, row["name"] or "", row["type"], row["papers"] or 0
    for row in tables.rows("papers", _PAPER):
        yield row, row["title"] or "", NodeType.PAPER, 1


def _not_found(tables: Tables, name: str, wanted: str, known: set[str]) -> str:
    from rapidfuzz import fuzz, process

    close = process.extract(
        wanted, sorted(known), scorer=fuzz.WRatio, limit=10 * _SUGGESTIONS, score_cutoff=75
    )
    # Partial matches find long titles too; names as long as what was typed come first.
    close.sort(key=lambda hit: (-fuzz.ratio(wanted, hit[0]), hit[0]))
    names = dict.fromkeys(_proper(tables, [match for match, _, _ in close]))
    hint = ", ".join(list(names)[:_SUGGESTIONS])
    if hint:
        return f"nothing in {tables.root} is called '{name}'; did you mean: {hint}?"
    return f"nothing in {tables.root} is called '{name}'; kg info {tables.root} lists names"


def _proper(tables: Tables, matches: list[str]) -> list[str]:
    """The proper names of the nodes that ``matches`` lead to, in their order."""
    wanted = set(matches)
    label_of: dict[str, str] = {}
    for row, label, _, _ in _nodes(tables):
        for key in wanted.intersection(lookup_names(row)):
            label_of.setdefault(key, label or row["id"])
    return [label_of[match] for match in matches if match in label_of]
