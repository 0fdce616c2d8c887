"""Names of the whole graph to entities.

Linking works on the distinct names, not on mentions, and on one type at a time:

1. Names that are trivially equal form a class (:mod:`kg.link.names`).
2. Each class gets a label: its entry in the catalogue, else its normal form, in which acronyms are
   written out as the catalogue or most papers define them (:mod:`kg.link.forms`).
3. Labels are joined where a weaker rule says so (:mod:`kg.link.joins`).

Every step is a function of the set of names, so order and repetition do not matter. The key of an
entity is chosen among the slugs of its names; all others forward to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.link.cluster import Clusters
from kg.link.ids import entity_id, thing_id
from kg.link.joins import RULES
from kg.link.meanings import Definition, Meanings
from kg.link.merges import Merge
from kg.model import CONCEPTS, Entity, NodeType, Thing

VERSION = "link/2"
"""Changes whenever the same names would be linked differently."""


@dataclass(frozen=True, slots=True)
class Linking:
    """The answer: entities, and the id of the entity that each thing is.

    Attributes:
        entities: Sorted by id.
        ids: For each thing that was given, the id of its entity.
        merges: Why names became one or stayed apart, sorted.
    """

    entities: tuple[Entity, ...]
    ids: dict[Thing, str]
    merges: tuple[Merge, ...] = ()


def link(uses: Iterable[tuple[Thing, int]], definitions: Iterable[Definition] = ()) -> Linking:
    """Decide which things are one entity.

    Args:
        uses: Every distinct thing of the graph with the number of papers that name it.
        definitions: Acronyms that papers define, beyond the expansions of ``uses``.
    """
    meanings = Meanings()
    for definition in definitions:
        meanings.add(definition)
    things: dict[NodeType, list[tuple[Thing, int]]] = {t: [] for t in NodeType}
    for thing, papers in uses:
        things[thing.type].append((thing, papers))
        if thing.expansion and thing.type in CONCEPTS:
            meanings.add(Definition(thing.name, thing.expansion, papers))
    ids: dict[Thing, str] = {}
    entities: list[Entity] = []
    merges: list[Merge] = []
    for node_type, some in things.items():
        if node_type in CONCEPTS:
            clusters = Clusters(node_type, meanings)
            numbers = [clusters.add(thing, papers) for thing, papers in some]
            clusters.join(RULES)
            clusters.collect()
            for (thing, _), number in zip(some, numbers, strict=True):
                ids[thing] = clusters.key(number)
            entities += clusters.entities()
        else:
            entities += _addressed(some, ids)
    entities.sort(key=lambda e: e.id)
    return Linking(tuple(entities), ids, tuple(sorted(merges)))


def _addressed(some: list[tuple[Thing, int]], ids: dict[Thing, str]) -> Iterable[Entity]:
    """Entities of a type whose names are printed in fields or are addresses: one for each id."""
    best: dict[str, tuple[int, str, Thing]] = {}
    for thing, papers in some:
        key = ids[thing] = thing_id(thing)
        rank = (-papers, thing.name, thing)
        if key not in best or rank[:2] < best[key][:2]:
            best[key] = rank
    for key, (_, name, thing) in best.items():
        yield Entity(id=key, type=thing.type, name=name, url=thing.url)


__all__ = ["VERSION", "Definition", "Linking", "entity_id", "link"]
