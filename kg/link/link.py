"""Names of the whole graph to entities."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.catalog import entries
from kg.link.ids import entity_id, thing_id
from kg.model import CONCEPTS, Entity, NodeType, Thing
from kg.text import squash

VERSION = "link/1"
"""Changes whenever the same names would be linked differently."""


@dataclass(frozen=True, slots=True)
class Linking:
    """The answer: entities, and the id of the entity that each thing is.

    Attributes:
        entities: Sorted by id.
        ids: For each thing that was given, the id of its entity.
    """

    entities: tuple[Entity, ...]
    ids: dict[Thing, str]


def link(uses: Iterable[tuple[Thing, int]]) -> Linking:
    """Decide which things are one entity.

    Args:
        uses: Every distinct thing of the graph with the number of papers that name it.
    """
    catalog = {
        (entry.type, squash(name)): entry
        for entry in reversed(entries())
        for name in (*entry.aliases, entry.name)
    }
    ids: dict[Thing, str] = {}
    members: dict[str, list[tuple[int, Thing]]] = defaultdict(list)
    for thing, papers in uses:
        entry = catalog.get((thing.type, squash(thing.name)))
        key = entity_id(entry.type, entry.name) if entry else thing_id(thing)
        ids[thing] = key
        members[key].append((papers, thing))
    names = {entity_id(e.type, e.name): e for e in reversed(entries())}
    entities = []
    for key in sorted(members):
        papers, thing = min(members[key], key=lambda m: (-m[0], m[1].name))
        entry = names.get(key) if thing.type in CONCEPTS else None
        entities.append(
            Entity(
                id=key,
                type=NodeType(thing.type),
                name=entry.name if entry else thing.name,
                url=thing.url or (entry.url if entry else None),
                external_ids=entry.external_ids if entry else (),
            )
        )
    return Linking(tuple(entities), ids)
