"""``curation.toml``: what people decided about names, which no rule overrules.

::

    [[merge]]                       # all of these are one; the first keeps its id
    entities = ["method:lora", "method:low-rank-adapter"]
    reason = "the authors say so"

    [[split]]                       # this name is something of its own
    name = "CL"
    from = "task:continual-learning"

    [[rename]]                      # show it under another name; the id stays
    entity = "method:lora"
    name = "LoRA"

    [[retype]]                      # it is something else
    entity = "method:continual-learning"
    type = "Task"

    [[block]]                       # it is no entity at all
    entity = "method:our-method"

An entity is given by its id, a former id, or a name that only one entity has. Entries are applied
in the order of the file. Each may have a ``reason``.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import CurationError
from kg.link.ids import PREFIXES
from kg.model import CONCEPTS, NodeType

FILE = "curation.toml"
"""Name of the file in the graph directory."""

_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "merge": (frozenset({"entities"}), frozenset({"reason"})),
    "split": (frozenset({"name"}), frozenset({"from", "reason"})),
    "rename": (frozenset({"entity", "name"}), frozenset({"reason"})),
    "retype": (frozenset({"entity", "type"}), frozenset({"reason"})),
    "block": (frozenset({"entity"}), frozenset({"reason"})),
}
"""Required and optional keys of each kind of entry."""

TAKES: dict[str, tuple[int, int, str]] = {
    "merge": (2, 99, "merge ENTITY ENTITY …"),
    "split": (1, 2, "split NAME [ENTITY]"),
    "rename": (2, 2, "rename ENTITY NAME"),
    "retype": (2, 2, "retype ENTITY TYPE"),
    "block": (1, 1, "block ENTITY"),
}
"""How many names each kind of decision takes, at least and at most, and how it is written."""

_HEADER = re.compile(r"^\s*\[\[\s*([\w-]+)\s*\]\]")
_AT = re.compile(r"at line (\d+)")
_BY_PREFIX = {prefix: node_type for node_type, prefix in PREFIXES.items()}


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of the file.

    Attributes:
        kind: ``merge``, ``split``, ``rename``, ``retype`` or ``block``.
        line: Where it stands, from 1.
        entities: Ids or names of the entities it is about.
        name: The name to split off, or the name to show.
        type: The type to give.
        reason: Why, as people wrote it.
    """

    kind: str
    line: int
    entities: tuple[str, ...] = ()
    name: str | None = None
    type: NodeType | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Curation:
    """All entries of a file, in its order.

    Attributes:
        edits: The entries.
        place: The file, for messages.
    """

    edits: tuple[Edit, ...] = ()
    place: str = FILE

    def of(self, *kinds: str) -> Iterator[Edit]:
        """The entries of some kinds, in the order of the file."""
        return (edit for edit in self.edits if edit.kind in kinds)


def read_curation(root: Path) -> Curation:
    """The decisions in the graph directory ``root``; none where it has no such file.

    Raises:
        CurationError: The file is malformed, or asks for the impossible.
    """
    path = root / FILE
    if not path.exists():
        return Curation(place=str(path))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CurationError(f"{path} cannot be read: {error}") from error
    return parse_curation(text, str(path))


def parse_curation(text: str, place: str = FILE) -> Curation:
    """The decisions in ``text``.

    Raises:
        CurationError: ``text`` is malformed, or asks for the impossible; the message has the line.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else len(text.splitlines()) or 1
        raise CurationError(f"{place}:{line}: this is not TOML: {error}") from error
    lines = _lines(text)
    edits = []
    for kind, entries in data.items():
        first = next(iter(lines.get(kind, [1])))
        if kind not in _KEYS:
            raise CurationError(
                f"{place}:{_line_of(text, kind)}: there is no '{kind}'; "
                f"an entry is one of [[{']], [['.join(_KEYS)}]]"
            )
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise CurationError(
                f"{place}:{_line_of(text, kind)}: write [[{kind}]], with two brackets"
            )
        places = lines.get(kind, []) or [first] * len(entries)
        for entry, line in zip(entries, places, strict=False):
            edits.append(_edit(kind, entry, line, place))
    edits.sort(key=lambda e: e.line)
    _check_together(edits, place)
    return Curation(tuple(edits), place)


def _lines(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            found.setdefault(match[1], []).append(number)
    return found


def _line_of(text: str, key: str) -> int:
    pattern = re.compile(rf"^\s*\[*\s*{re.escape(key)}\b")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return number
    return 1


def _edit(kind: str, entry: Mapping[str, Any], line: int, place: str) -> Edit:
    required, optional = _KEYS[kind]

    def fail(what: str) -> CurationError:
        return CurationError(f"{place}:{line}: [[{kind}]] {what}")

    if missing := sorted(required - entry.keys()):
        raise fail(f"needs '{missing[0]}'")
    if unknown := sorted(entry.keys() - required - optional):
        raise fail(f"has no '{unknown[0]}'; it takes {', '.join(sorted(required | optional))}")
    for key in sorted(entry.keys() - {"entities"}):
        if not isinstance(entry[key], str) or not entry[key].strip():
            raise fail(f"needs a text for '{key}'")
    entities = entry.get("entities") or [entry[k] for k in ("entity", "from") if k in entry]
    if not isinstance(entities, list) or not all(isinstance(e, str) and e for e in entities):
        raise fail("needs a list of ids or names for 'entities'")
    if kind == "merge" and len(set(entities)) < 2:
        raise fail("needs at least two different entities")
    types = {type_of(e) for e in entities} - {None}
    if kind == "merge" and len(types) > 1:
        raise fail(
            f"joins different types ({', '.join(sorted(map(str, types)))}): retype one first"
        )
    return Edit(
        kind=kind,
        line=line,
        entities=tuple(entities),
        name=entry.get("name"),
        type=_type(entry["type"], fail) if "type" in entry else None,
        reason=entry.get("reason"),
    )


def _type(name: str, fail: Callable[[str], CurationError]) -> NodeType:
    try:
        return node_type_named(name)
    except CurationError as error:
        raise fail(str(error)) from error


def node_type_named(name: str) -> NodeType:
    """The type called ``name``, in any case, which a thing can be given.

    Raises:
        CurationError: There is none; the message lists them.
    """
    for node_type in CONCEPTS:
        if node_type.lower() == name.strip().lower():
            return node_type
    raise CurationError(f"nothing can become a '{name}'; types are {', '.join(CONCEPTS)}")


def type_of(reference: str) -> NodeType | None:
    """The type that an id says; ``None`` for a name."""
    prefix, colon, rest = reference.partition(":")
    return _BY_PREFIX.get(prefix) if colon and rest and not rest.startswith(" ") else None


def _check_together(edits: list[Edit], place: str) -> None:
    """Refuse entries that contradict each other.

    Raises:
        CurationError: Something is blocked and edited, or gets two names or types.
    """
    blocked = {edit.entities[0]: edit.line for edit in edits if edit.kind == "block"}
    seen: dict[tuple[str, str], Edit] = {}
    for edit in edits:
        for entity in edit.entities if edit.kind != "block" else ():
            if entity in blocked:
                raise CurationError(
                    f"{place}:{edit.line}: '{entity}' is blocked in line {blocked[entity]}; "
                    "take one of the two entries out"
                )
        if edit.kind in ("rename", "retype"):
            key = (edit.kind, edit.entities[0])
            before = seen.setdefault(key, edit)
            if (before.name, before.type) != (edit.name, edit.type):
                raise CurationError(
                    f"{place}:{edit.line}: '{edit.entities[0]}' has another [[{edit.kind}]] in "
                    f"line {before.line}; take one of the two out"
                )


def add_edit(root: Path, edit: Edit) -> Path:
    """Write ``edit`` at the end of the file in ``root``, which stays as it is; the file.

    Raises:
        CurationError: The file is malformed, or would contradict itself with the new entry.
    """
    path = root / FILE
    read_curation(root)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    # A JSON text or list of texts is a TOML one.
    fields = (
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in _fields(edit).items()
    )
    gap = "" if not old else "\n" if old.endswith("\n") else "\n\n"
    text = f"{old}{gap}[[{edit.kind}]]\n{''.join(fields)}"
    parse_curation(text, str(path))
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return path


def _fields(edit: Edit) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if edit.kind == "merge":
        fields["entities"] = list(edit.entities)
    elif edit.kind == "split":
        fields["name"] = edit.name
        if edit.entities:
            fields["from"] = edit.entities[0]
    else:
        fields["entity"] = edit.entities[0]
        if edit.name:
            fields["name"] = edit.name
        if edit.type:
            fields["type"] = str(edit.type)
    if edit.reason:
        fields["reason"] = edit.reason
    return fields
