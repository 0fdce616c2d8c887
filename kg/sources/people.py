"""Names of authors, however a file lists them."""

import ast
import re
from collections.abc import Iterable
from typing import Any

_AND = re.compile(r"\s+and\s+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]*){1,3}", re.UNICODE)
_NUMBER = re.compile(r"\s*\(\d+\)$")
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


def authors(value: Any) -> tuple[str, ...]:
    """The authors in ``value``: a text, a list of texts or of objects with a name."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(natural_order(name) for name in split_names(value))
    if isinstance(value, dict):
        return tuple(n for n in (name_of(value),) if n)
    if isinstance(value, Iterable):
        return tuple(name for item in value if (name := name_of(item)))
    return (str(value),)


def name_of(value: Any) -> str:
    """The name in ``value``: a text, or an object as the usual services write it."""
    if isinstance(value, str):
        return natural_order(value.strip())
    if not isinstance(value, dict):
        return ""
    for key in ("name", "fullname", "display_name", "full_name", "author", "user", "title"):
        if name := name_of(value.get(key)):
            return name
    family = value.get("family") or value.get("last") or value.get("lastName") or ""
    given = value.get("given") or value.get("first") or value.get("firstName") or ""
    return f"{given} {family}".strip() if isinstance(given, str) and family else str(family)


def split_names(text: str) -> list[str]:
    """The names in ``text``, parted by ``;``, ``|``, ``and``, line breaks or commas."""
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]" and (listed := _literal(text)) is not None:
        return listed
    for separator in (";", "|", "\n"):
        if separator in text:
            return _stripped(text.split(separator))
    if _AND.search(text):
        parts = [part for part in _AND.split(text) if part.strip(" ,")]
        if len(parts) > 2 or "," not in parts[0] or len(parts[0].split(",")) == 2:
            inverted = all(part.count(",") == 1 for part in parts)
            return _stripped(parts if inverted else [n for p in parts for n in p.split(",")])
        return _stripped(n for part in parts for n in part.split(","))
    return _by_commas(_stripped(text.split(",")))


def _literal(text: str) -> list[str] | None:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return _stripped(name_of(item) for item in value) if isinstance(value, list) else None


def _by_commas(parts: list[str]) -> list[str]:
    """Names parted by commas, where ``Last, F.`` may be one name or every second part initials."""
    if len(parts) == 2 and " " not in parts[0] and not _is_initials(parts[0]):
        return [", ".join(parts)] if " " not in parts[1] or _is_initials(parts[1]) else parts
    if len(parts) % 2 == 0 and parts and all(_is_initials(part) for part in parts[1::2]):
        return [f"{a}, {b}" for a, b in zip(parts[0::2], parts[1::2], strict=True)]
    return parts


def _is_initials(text: str) -> bool:
    return _INITIALS.fullmatch(text) is not None


def natural_order(name: str) -> str:
    """``name`` with the given name first: ``"Doe, Jane (123)"`` becomes ``"Jane Doe"``."""
    name = _NUMBER.sub("", name)
    parts = _stripped(name.split(","))
    if len(parts) == 2 and parts[1].lower() not in _SUFFIXES:
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3 and parts[1].lower() in _SUFFIXES:
        return f"{parts[2]} {parts[0]} {parts[1]}"
    return name.strip()


def _stripped(parts: Iterable[str]) -> list[str]:
    return [part for raw in parts if (part := raw.strip(" \t\r\n,"))]
