"""Reading a graph's tables to say why its entities are what they are."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import GraphError, NotFoundError
from kg.graph.convert import row_to_entity
from kg.graph.tables import Tables
from kg.link.forms import trivial_key
from kg.link.guards import why_apart
from kg.link.merges import Merge
from kg.model import CONCEPTS, Entity

NEAR = 12
"""So many look-alikes are shown."""

_COLUMNS = ["id", "type", "name", "aliases", "papers"]


@dataclass(frozen=True, slots=True)
class Apart:
    """An entity that looks like another one and is not.

    Attributes:
        id: Its id.
        name: Its name.
        papers: How many papers have a statement about it.
        why: What tells the two apart.
    """

    id: str
    name: str
    papers: int
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one entity is what it is.

    Attributes:
        entity: The entity, with its names.
        papers: How many papers have a statement about it.
        merges: Why names were joined into it, or held apart from it.
        near: Entities of its type that look alike, most papers first.
    """

    entity: Entity
    papers: int
    merges: tuple[Merge, ...]
    near: tuple[Apart, ...]


def find_entities(tables: Tables, name: str) -> list[tuple[Entity, int]]:
    """The entities called ``name``, by id, former id or any name, with their papers.

    Case, hyphens, blanks and plural do not matter. An id finds one entity; the name that people
    use comes before an alias.

    Raises:
        NotFoundError: Nothing is called so; the message suggests names.
    """
    wanted, key = name.strip().lower(), trivial_key(name)
    by_id: list[tuple[Entity, int]] = []
    by_name: list[tuple[bool, int, Entity]] = []
    names: dict[str, str] = {}
    for row in tables.rows("entities"):
        if wanted == row["id"].lower() or wanted in map(str.lower, row["former_ids"] or ()):
            by_id.append((row_to_entity(row), row["papers"]))
        names[row["name"].lower()] = row["name"]
        others = [a["name"] for a in row["aliases"] or ()]
        if key in (trivial_key(row["name"]), *map(trivial_key, others)):
            first = trivial_key(row["name"]) == key
            by_name.append((not first, -row["papers"], row_to_entity(row)))
    if by_id:
        return by_id
    if by_name:
        by_name.sort(key=lambda found: (found[0], found[1], found[2].id))
        return [(entity, -papers) for _, papers, entity in by_name]
    near = difflib.get_close_matches(wanted, names, n=4, cutoff=0.6)
    hint = f"; there is {', '.join(names[n] for n in near)}" if near else ""
    raise NotFoundError(f"no entity is called '{name}'{hint}")


def explain(tables: Tables, name: str) -> Iterator[Explanation]:
    """Why the entities called ``name`` are what they are.

    Raises:
        NotFoundError: Nothing is called so; the message suggests names.
        GraphError: The graph was built before reasons were kept.
    """
    found = find_entities(tables, name)
    ids = {entity.id for entity, _ in found}
    merges: dict[str, list[Merge]] = {key: [] for key in ids}
    for row in merge_rows(tables):
        if row.entity in ids:
            merges[row.entity].append(row)
    for entity, papers in found:
        near = _look_alikes(tables, entity) if entity.type in CONCEPTS else ()
        yield Explanation(entity, papers, tuple(sorted(merges[entity.id])), tuple(near))


def merge_rows(tables: Tables) -> Iterator[Merge]:
    """The decisions of linking that a graph keeps.

    Raises:
        GraphError: The graph was built before they were kept.
    """
    if "merges" not in tables.manifest["tables"]:
        raise GraphError(
            f"{tables.root} keeps no reasons, an older kg built it: build it again "
            f"(kg build -o {tables.root})"
        )
    return (Merge(**row) for row in tables.rows("merges"))


def _look_alikes(tables: Tables, entity: Entity) -> list[Apart]:
    own = {trivial_key(n): n for n in (entity.name, *(a.name for a in entity.aliases))}
    found: list[Apart] = []
    for row in tables.rows("entities", _COLUMNS):
        if row["type"] != entity.type or row["id"] == entity.id:
            continue
        others = [row["name"], *(a["name"] for a in row["aliases"] or ())]
        why = next((w for n in own.values() for o in others if (w := why_apart(n, o))), None)
        if why:
            found.append(Apart(row["id"], row["name"], row["papers"], why))
    found.sort(key=lambda a: (-a.papers, a.id))
    return found[:NEAR]
