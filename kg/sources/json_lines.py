"""JSON Lines: a record a line, also what ``kg extract`` writes; or one JSON list of records."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Paper
from kg.sources.base import Document, Lines, Source
from kg.sources.fields import KEYS, key_of, paper_of
from kg.sources.json_stream import JsonItem, json_values

_TEXT_KEYS = frozenset((*KEYS["title"], *KEYS["abstract"], "paper", "abstractinvertedindex"))


def sniff(head: str) -> bool:
    """Whether ``head`` begins with a JSON object on one line, or with a list of objects."""
    text = head.lstrip()
    if text[:1] == "[":
        return text[1:].lstrip()[:1] == "{"
    return text[:1] == "{"


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of the records; a line that is not JSON is skipped and reported."""
    for number, value in _records(lines, document):
        record = unwrapped(value)
        if record is None:
            document.warn(number, "a JSON value that is no object: skipped")
        elif not any(key_of(str(key)) in _TEXT_KEYS for key in record) and not (
            document.options.columns
        ):
            names = ", ".join(sorted(map(str, record))[:8])
            document.warn(number, f"neither title nor abstract among the keys ({names}): skipped")
        elif paper := paper_of(record, number, document):
            yield paper


def unwrapped(value: Any) -> Mapping[str, Any] | None:
    """The record in ``value``; of a line of ``kg extract``, its paper."""
    if not isinstance(value, Mapping):
        return None
    inner = value.get("paper")
    return inner if isinstance(inner, Mapping) and "title" not in value else value


def _records(lines: Lines, document: Document) -> Iterator[JsonItem]:
    iterator = iter(lines)
    for number, line in enumerate(iterator, start=1):
        text = line.strip()
        if not text:
            continue
        if text[0] == "[" and not text.endswith("]"):
            yield from json_values(_prepended(line, iterator), document, first_line=number)
            return
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            document.warn(number, f"broken JSON ({_reason(error)}): line skipped")
            continue
        for item in value if isinstance(value, list) else (value,):
            yield JsonItem(number, item)


def _prepended(line: str, rest: Iterator[str]) -> Iterator[str]:
    yield line
    yield from rest


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"


SOURCE = Source(
    "jsonl",
    "JSON Lines (or a JSON list) of records with title or abstract; also what kg extract writes",
    sniff,
    read,
)
