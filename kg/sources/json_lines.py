"""JSON Lines: a record a line, also what ``kg extract`` writes; or one JSON list of records."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Paper
from kg.sources.base import Document, Lines, Source
from kg.sources.fields import KEYS, key_of, paper_of
from kg.sources.json_stream import json_records

_TEXT_KEYS = frozenset((*KEYS["title"], *KEYS["abstract"], "abstractinvertedindex"))
_JSON_START = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]")


def sniff(head: str) -> bool:
    """Whether ``head`` begins with a JSON object or a list of objects."""
    return _JSON_START.match(head) is not None


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of the records; a record that is none is skipped and reported."""
    for number, value in json_records(lines, document):
        record = _unwrapped(value)
        if record is None:
            document.warn(number, "a JSON value that is no object: skipped")
        elif not _has_text(record) and not document.options.columns:
            names = ", ".join(sorted(map(str, record))[:8])
            document.warn(number, f"neither title nor abstract among the keys ({names}): skipped")
        elif paper := paper_of(record, number, document):
            yield paper


def _unwrapped(value: Any) -> Mapping[str, Any] | None:
    """The record in ``value``; of a line of ``kg extract``, its paper."""
    if not isinstance(value, Mapping):
        return None
    inner = value.get("paper")
    return inner if isinstance(inner, Mapping) and "title" not in value else value


def _has_text(record: Mapping[str, Any]) -> bool:
    return any(key_of(str(key)) in _TEXT_KEYS for key in record)


SOURCE = Source(
    "jsonl",
    "JSON Lines (or a JSON list) of records with title or abstract; also what kg extract writes",
    sniff,
    read,
)
