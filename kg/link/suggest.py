"""Pairs of entities that might be one: for people to decide."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph.tables import Tables
from kg.link.explain import merge_rows
from kg.link.forms import tokens_of, trivial_key
from kg.link.guards import is_short, why_apart
from kg.link.words import lemma, loose_stem
from kg.model import CONCEPTS

_WEAK_HEADS = frozenset(
    "learning network model module layer loss function architecture representation training "
    "system process analysis generation prediction estimation error rate performance".split()
)
_CROWD = 12
"""A weak form that so many entities share says nothing about any two of them."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that might be one.

    Attributes:
        papers: How many papers a decision touches.
        ids: Their ids, the one with more papers first.
        names: Their names.
        why: Why they might be one.
    """

    papers: int
    ids: tuple[str, str]
    names: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    type: str
    name: str
    papers: int


def suggest(tables: Tables) -> list[Suggestion]:
    """Doubtful pairs, those that touch most papers first.

    Raises:
        GraphError: The graph was built before reasons were kept.
    """
    rows = [
        _Row(row["id"], row["type"], row["name"], row["papers"])
        for row in tables.rows("entities", ["id", "type", "name", "papers"])
        if row["type"] in CONCEPTS
    ]
    found: dict[tuple[str, str], Suggestion] = {}
    pairs = (*_across_types(rows), *_open_acronyms(tables, rows), *_weakly_equal(rows))
    for a, b, why in pairs:
        first, second = sorted((a, b), key=lambda r: (-r.papers, r.id))
        found.setdefault(
            (first.id, second.id),
            Suggestion(
                first.papers + second.papers,
                (first.id, second.id),
                (first.name, second.name),
                why,
            ),
        )
    return sorted(found.values(), key=lambda s: (-s.papers, s.ids))


Pair = tuple[_Row, _Row, str]


def _across_types(rows: list[_Row]) -> Iterator[Pair]:
    """The same name as a method and as a task."""
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[trivial_key(row.name)].append(row)
    for group in groups.values():
        group.sort(key=lambda r: (-r.papers, r.id))
        for other in group[1:]:
            if other.type != group[0].type:
                yield group[0], other, "one name, two types: retype one if they are one thing"


def _open_acronyms(tables: Tables, rows: list[_Row]) -> Iterator[Pair]:
    """Acronyms that stayed apart, with each of the names that they may stand for."""
    by_id = {row.id: row for row in rows}
    by_name = {(row.type, trivial_key(row.name)): row for row in rows}
    for merge in merge_rows(tables):
        short = by_id.get(merge.entity)
        if merge.joined or short is None:
            continue
        long = by_name.get((short.type, trivial_key(merge.other)))
        if long is not None and long.id != short.id:
            yield short, long, f"{merge.name} may stand for it: {merge.evidence}"


def _weakly_equal(rows: list[_Row]) -> Iterator[Pair]:
    """Names that are equal when word order, word endings or a closing word do not count."""
    groups: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        for form in _weak_forms(row.name):
            groups[row.type, form].append(row)
    for (_, form), group in sorted(groups.items()):
        if not 1 < len(group) <= _CROWD:
            continue
        group.sort(key=lambda r: (-r.papers, r.id))
        kind = form.partition(":")[0]
        for other in group[1:]:
            if kind == "near" and not _is_slip(group[0].name, other.name):
                continue
            yield group[0], other, _WHY[kind]


_WHY = {
    "bag": "the same words in another order or with other endings",
    "head": "the same but for a closing word",
    "near": "one letter differs",
}


def _weak_forms(name: str) -> set[str]:
    words = [lemma(t) for t in tokens_of(name)]
    forms: set[str] = set()
    if len(words) > 1:
        forms.add("bag:" + " ".join(sorted(map(loose_stem, words))))
        core = words[:-1] if words[-1] in _WEAK_HEADS else words
        forms.add("head:" + " ".join(core))
    elif words and words[0] not in _WEAK_HEADS:
        forms.add("head:" + words[0])
    key = "".join(words)
    if len(key) > 5 and not any(c.isdigit() for c in key):
        half = len(key) // 2
        forms.update((f"near:{key[:half]}<", f"near:>{key[-half:]}"))
    return forms


def _is_slip(name: str, other: str) -> bool:
    why = why_apart(name, other)
    return why is not None and why.startswith("one letter") and is_short(name) == is_short(other)
