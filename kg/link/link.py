"""Names of the whole graph to entities.

Linking works on the distinct names, not on mentions, and on one type at a time:

1. Names that are trivially equal form a class (:mod:`kg.link.names`).
2. Each class gets a label: its entry in the catalogue, else its normal form, in which acronyms are
   written out as the catalogue or most papers define them (:mod:`kg.link.forms`).
3. Labels are joined where a weaker rule says so (:mod:`kg.link.joins`).
4. People have the last word (:mod:`kg.link.curation`).

Every step is a function of the set of names, so order and repetition do not matter. The key of an
entity is chosen among the slugs of its names; all others forward to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.link.acronyms import bracketed
from kg.link.cluster import Clusters
from kg.link.curate import Curator
from kg.link.curation import Curation, type_of
from kg.link.ids import thing_id
from kg.link.joins import RULES
from kg.link.meanings import Definition, Meanings
from kg.link.merges import Merge
from kg.link.why import merges
from kg.model import CONCEPTS, Entity, NodeType, Thing

VERSION = "link/2"
"""Changes whenever the same names would be linked differently."""

Uses = list[tuple[Thing, int]]


@dataclass(frozen=True, slots=True)
class Linking:
    """The answer: entities, and the id of the entity that each thing is.

    Attributes:
        entities: Sorted by id.
        ids: For each thing that was given, the id of its entity; blocked things have none.
        merges: Why names became one or stayed apart, sorted.
        retyped: Whether things got another type than they were given with.
        unused: Entries of the curation that did nothing, as lines for people.
    """

    entities: tuple[Entity, ...]
    ids: dict[Thing, str]
    merges: tuple[Merge, ...] = ()
    retyped: bool = False
    unused: tuple[str, ...] = ()


def link(
    uses: Iterable[tuple[Thing, int]],
    definitions: Iterable[Definition] = (),
    curation: Curation | None = None,
) -> Linking:
    """Decide which things are one entity.

    Args:
        uses: Every distinct thing of the graph with the number of papers that name it.
        definitions: Acronyms that papers define, beyond the expansions of ``uses``.
        curation: What people decided.
    """
    by_type: dict[NodeType, Uses] = {t: [] for t in NodeType}
    for thing, papers in sorted(uses, key=_order):
        by_type[thing.type].append((thing, papers))
    concepts = {t: by_type[t] for t in CONCEPTS}
    batch = _Batch(concepts, _meanings(concepts, definitions))
    curator = Curator(curation or Curation())
    retyped = batch.retype(curator)
    if curator.curation.edits:
        curator.apply(batch.clusters)
    ids: dict[Thing, str] = {}
    entities = list(batch.read(ids, curator.blocked))
    for node_type in NodeType:
        if node_type not in CONCEPTS:
            entities += _addressed(by_type[node_type], ids, curator.curation)
    entities.sort(key=lambda e: e.id)
    rows = sorted(m for some in batch.clusters.values() for m in merges(some))
    return Linking(tuple(entities), ids, tuple(rows), retyped, tuple(curator.unused))


def _order(use: tuple[Thing, int]) -> tuple[str, str, str]:
    thing = use[0]
    return thing.name, thing.expansion or "", thing.url or ""


def _meanings(things: Mapping[NodeType, Uses], definitions: Iterable[Definition]) -> Meanings:
    meanings = Meanings()
    for definition in definitions:
        meanings.add(definition)
    for some in things.values():
        for thing, papers in some:
            if "(" in thing.name and (pair := bracketed(thing.name)):
                meanings.add(Definition(*pair, papers))
            if thing.expansion:
                meanings.add(Definition(thing.name, thing.expansion, papers))
    return meanings


class _Batch:
    """The clusters of each type, and the class of each thing."""

    def __init__(self, things: dict[NodeType, Uses], meanings: Meanings) -> None:
        self._things = things
        self._meanings = meanings
        self.clusters: dict[NodeType, Clusters] = {}
        self._numbers: dict[NodeType, list[int]] = {}
        self._former: list[tuple[NodeType, Thing, str]] = []
        for node_type in things:
            self._cluster(node_type)

    def _cluster(self, node_type: NodeType) -> None:
        clusters = Clusters(node_type, self._meanings)
        self._numbers[node_type] = [clusters.add(t, n) for t, n in self._things[node_type]]
        clusters.join(RULES)
        clusters.collect()
        self.clusters[node_type] = clusters

    def retype(self, curator: Curator) -> bool:
        """Move the things that people gave another type, and cluster the types again."""
        moved: dict[NodeType, list[tuple[Thing, int, NodeType]]] = {t: [] for t in self._things}
        for place, new in curator.moves(self.clusters):
            some = self.clusters[place.type]
            root = some.root(place.number)
            key = some.keys[root]
            for use, number in zip(
                self._things[place.type], self._numbers[place.type], strict=True
            ):
                if some.root(number) == root:
                    moved[place.type].append((*use, new))
                    self._former.append((new, use[0], key))
        if not any(moved.values()):
            return False
        for old, uses in moved.items():
            gone = {thing for thing, _, _ in uses}
            self._things[old] = [use for use in self._things[old] if use[0] not in gone]
        for uses in moved.values():
            for thing, papers, new in uses:
                self._things[new].append((thing, papers))
        for node_type in self._things:
            self._things[node_type].sort(key=_order)
            self._cluster(node_type)
        self._keep_together()
        return True

    def _keep_together(self) -> None:
        """What was one entity stays one under its new type, whose rules may not know why."""
        first: dict[tuple[NodeType, str], int] = {}
        number_of = {
            thing: number
            for node_type, uses in self._things.items()
            for (thing, _), number in zip(uses, self._numbers[node_type], strict=True)
        }
        for node_type, thing, key in self._former:
            clusters, number = self.clusters[node_type], number_of[thing]
            other = first.setdefault((node_type, key), number)
            clusters.forest.union(clusters.label[number], clusters.label[other])
        for clusters in self.clusters.values():
            clusters.collect()

    def read(self, ids: dict[Thing, str], blocked: set[str]) -> Iterator[Entity]:
        """The entities; fills ``ids``."""
        for node_type, clusters in self.clusters.items():
            uses = self._things[node_type]
            for (thing, _), number in zip(uses, self._numbers[node_type], strict=True):
                key = clusters.key(number)
                if key not in blocked:
                    ids[thing] = key
        for node_type, thing, key in self._former:
            if thing in ids:
                self.clusters[node_type].former[ids[thing]].add(key)
        for clusters in self.clusters.values():
            yield from (e for e in clusters.entities() if e.id not in blocked)


def _addressed(some: Uses, ids: dict[Thing, str], curation: Curation) -> Iterable[Entity]:
    """Entities of a type whose names are printed in fields or are addresses: one for each id."""
    aside = _Aside(curation)
    best: dict[str, tuple[tuple[bool, int, str], Thing]] = {}
    former: dict[str, set[str]] = {}
    for thing, papers in some:
        own = thing_id(thing)
        key = aside.into.get(own, own)
        if key in aside.blocked:
            continue
        ids[thing] = key
        if own != key:
            former.setdefault(key, set()).add(own)
        rank = (own != key, -papers, thing.name)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, thing)
    for key, (_, thing) in best.items():
        yield Entity(
            id=key,
            type=thing.type,
            name=aside.names.get(key, thing.name),
            url=thing.url,
            former_ids=tuple(sorted(former.get(key, ()))),
        )


class _Aside:
    """What people decided about entities that no rule links, by their ids."""

    def __init__(self, curation: Curation) -> None:
        self.into: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.blocked: set[str] = set()
        for edit in curation.edits:
            if not edit.entities or type_of(edit.entities[0]) in (None, *CONCEPTS):
                continue
            first = edit.entities[0]
            if edit.kind == "merge":
                for other in (
                    *edit.entities[1:],
                    *(k for k, v in self.into.items() if v in edit.entities),
                ):
                    self.into[other] = first
            elif edit.kind == "rename":
                self.names[first] = edit.name or ""
            elif edit.kind == "block":
                self.blocked.add(first)
