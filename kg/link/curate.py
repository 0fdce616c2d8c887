"""What people decided, applied to what the rules decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.link.cluster import Clusters, Reason
from kg.link.curation import Curation, Edit, type_of
from kg.link.forms import trivial_key
from kg.link.ids import entity_id
from kg.model import NodeType


@dataclass(frozen=True, slots=True)
class Place:
    """A class of names: which type, which number."""

    type: NodeType
    number: int


def find(reference: str, clusters: Mapping[NodeType, Clusters]) -> list[Place]:
    """The classes that an id, a former id or a name means, one for each entity."""
    wanted = type_of(reference)
    if wanted is not None:
        if wanted not in clusters:
            return []
        some = clusters[wanted]
        by_key = some.by_key(reference)
        number = by_key if by_key is not None else _by_slug(some, reference.partition(":")[2])
        return [] if number is None else [Place(wanted, number)]
    key = trivial_key(reference)
    found = ((t, some.names.find(key)) for t, some in clusters.items())
    return [Place(t, number) for t, number in found if number is not None]


def _by_slug(clusters: Clusters, slug: str) -> int | None:
    """The class with a name of this slug; slugs drop more than keys do, so names are compared."""
    number = clusters.names.find(trivial_key(slug.replace("-", " ")))
    if number is not None:
        return number
    wanted = f"{entity_id(clusters.type, slug)}"
    for other in range(len(clusters.names)):
        if any(entity_id(clusters.type, n) == wanted for n, _ in clusters.names.spellings(other)):
            return other
    return None


@dataclass(slots=True)
class Curator:
    """Applies entries to clusters and remembers which did nothing.

    Attributes:
        curation: The entries.
        unused: What entries did nothing, and why, as lines for people.
        blocked: Ids that are no entities.
    """

    curation: Curation
    unused: list[str] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)

    def one(
        self, edit: Edit, reference: str, clusters: Mapping[NodeType, Clusters]
    ) -> Place | None:
        """The class that ``reference`` means; ``None``, with a note, where that is not one."""
        places = find(reference, clusters)
        if len(places) == 1:
            return places[0]
        where = f"{self.curation.place}:{edit.line}"
        if not places and type_of(reference) not in (None, *clusters):
            return None
        if not places:
            self._note(f"{where}: nothing is called '{reference}'; the entry does nothing")
        else:
            keys = ", ".join(clusters[p.type].key(p.number) for p in places)
            self._note(f"{where}: '{reference}' means several ({keys}); write the id")
        return None

    def _note(self, line: str) -> None:
        if line not in self.unused:
            self.unused.append(line)

    def moves(self, clusters: Mapping[NodeType, Clusters]) -> Iterator[tuple[Place, NodeType]]:
        """The clusters that get another type."""
        for edit in self.curation.of("retype"):
            place = self.one(edit, edit.entities[0], clusters)
            if place is not None and edit.type is not None and place.type is not edit.type:
                yield place, edit.type

    def apply(self, clusters: Mapping[NodeType, Clusters]) -> None:
        """Merge, split, rename and block; the clusters are collected anew."""
        kept: dict[Place, str] = {}
        titles: list[tuple[Place, str]] = []
        blocked: list[Place] = []
        for edit in self.curation.of("merge", "split", "rename", "block"):
            if edit.kind == "split":
                self._split(edit, clusters)
                continue
            found = [p for r in edit.entities if (p := self.one(edit, r, clusters)) is not None]
            if len(found) < len(edit.entities):
                continue
            if edit.kind == "merge":
                self._merge(edit, found, clusters, kept)
            elif edit.kind == "rename":
                titles.append((found[0], edit.name or ""))
            else:
                blocked.append(found[0])
        for place, key in kept.items():
            clusters[place.type].force_key(place.number, key)
        for some in clusters.values():
            some.collect()
        for place, title in titles:
            some = clusters[place.type]
            some.rename(some.key(place.number), title)
        self.blocked.update(clusters[p.type].key(p.number) for p in blocked)

    def _split(self, edit: Edit, clusters: Mapping[NodeType, Clusters]) -> None:
        wanted = type_of(edit.entities[0]) if edit.entities else None
        some = {t: c for t, c in clusters.items() if wanted in (None, t)}
        place = self.one(edit, edit.name or "", some)
        if place is not None:
            clusters[place.type].separate(place.number)

    def _merge(
        self,
        edit: Edit,
        found: list[Place],
        clusters: Mapping[NodeType, Clusters],
        kept: dict[Place, str],
    ) -> None:
        first = found[0]
        some = clusters[first.type]
        if any(p.type is not first.type for p in found):
            self._note(
                f"{self.curation.place}:{edit.line}: these are of different types; retype one first"
            )
            return
        roots = {some.root(p.number) for p in found}
        key = self._key(some, first, kept)
        name = some.names.printed(first.number)
        for place in found[1:]:
            evidence = f"line {edit.line}" + (f": {edit.reason}" if edit.reason else "")
            reason = Reason("curation", name, evidence)
            some.reasons[some.label[place.number]] = reason
            some.forest.union(some.label[first.number], some.label[place.number])
        for place in [p for p in kept if p.type is first.type and some.root(p.number) in roots]:
            del kept[place]
        root = some.root(first.number)
        for place in [p for p in kept if p.type is first.type and some.root(p.number) == root]:
            del kept[place]
        kept[first] = key

    def _key(self, some: Clusters, place: Place, kept: dict[Place, str]) -> str:
        """The id that an entity has by now."""
        root = some.root(place.number)
        for other, key in kept.items():
            if other.type is place.type and some.root(other.number) == root:
                return key
        return some.key_now(root)
