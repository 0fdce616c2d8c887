"""Decisions of people about a graph: written down, then built in."""

from pathlib import Path

from kg.errors import CurationError
from kg.extract import version
from kg.graph.tables import Tables, open_tables
from kg.link import Edit, add_edit
from kg.link.curation import TAKES, node_type_named
from kg.link.explain import find_entities
from kg.link.forms import trivial_key
from kg.pipeline.build import BuildSummary, Settings, build
from kg.pipeline.progress import Progress, silent


def curate(root: Path, kind: str, names: list[str], reason: str | None = None) -> Path:
    """Write a decision about entities of the graph in ``root`` into its ``curation.toml``.

    Args:
        root: The graph directory.
        kind: ``merge``, ``split``, ``rename``, ``retype`` or ``block``.
        names: What the decision takes; see :data:`kg.link.curation.TAKES`.
        reason: Why, for readers of the file.

    Returns:
        The file.

    Raises:
        NotFoundError: Nothing is called so; the message suggests names.
        CurationError: The decision is not possible.
    """
    least, most, usage = TAKES.get(kind, (0, 0, ""))
    if not usage:
        raise CurationError(f"there is no '{kind}'; decisions are {', '.join(TAKES)}")
    if not least <= len(names) <= most:
        raise CurationError(f"write: {usage}")
    tables = open_tables(root)
    return add_edit(root, _edit(tables, kind, names, reason))


def _edit(tables: Tables, kind: str, names: list[str], reason: str | None) -> Edit:
    if kind == "split":
        entity = _id_of(tables, names[-1])
        _check_splits(tables, entity, names[0])
        return Edit(kind, 0, (entity,), name=names[0], reason=reason)
    if kind == "merge":
        return Edit(kind, 0, tuple(_id_of(tables, n) for n in names), reason=reason)
    entity = _id_of(tables, names[0])
    if kind == "rename":
        return Edit(kind, 0, (entity,), name=names[1], reason=reason)
    if kind == "retype":
        return Edit(kind, 0, (entity,), type=node_type_named(names[1]), reason=reason)
    return Edit(kind, 0, (entity,), reason=reason)


def _id_of(tables: Tables, name: str) -> str:
    """The id of the one entity that ``name`` means."""
    found = [entity for entity, _ in find_entities(tables, name)]
    key = trivial_key(name)
    proper = [entity for entity in found if trivial_key(entity.name) == key]
    some = proper or found
    if len(some) > 1:
        ids = ", ".join(entity.id for entity in some)
        raise CurationError(f"'{name}' means several entities; give the id: {ids}")
    return some[0].id


def _check_splits(tables: Tables, entity: str, name: str) -> None:
    """Refuse to split a name off an entity that has no other."""
    [(found, _)] = find_entities(tables, entity)
    key = trivial_key(name)
    keys = {trivial_key(alias.name) for alias in found.aliases} | {trivial_key(found.name)}
    if key not in keys:
        raise CurationError(
            f"'{name}' is no name of {entity}; its names are {_names(found.aliases)}"
        )
    if keys == {key}:
        raise CurationError(f"'{name}' is the only name of {entity}: there is nothing to split")


def _names(aliases: tuple[object, ...]) -> str:
    return ", ".join(str(getattr(alias, "name", alias)) for alias in aliases)


def relink(root: Path, progress: Progress = silent) -> BuildSummary:
    """Build the graph in ``root`` again from what it holds, with its own settings.

    Raises:
        GraphError: ``root`` is not a graph, of another version, or being built.
        CurationError: ``curation.toml`` is malformed, or asks for the impossible.
    """
    return build([], root, Settings(fast=built_fast(root)), progress)


def built_fast(root: Path) -> bool:
    """Whether the graph in ``root`` was built with the fast extraction.

    Raises:
        GraphError: ``root`` is not a graph, or of another version.
    """
    kind = version(fast=True).partition("-")[0]
    return str(open_tables(root).manifest["versions"]["extractor"]).startswith(f"{kind}-")
