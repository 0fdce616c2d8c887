"""The arXiv metadata snapshot: JSON Lines, one paper a line (``arxiv-metadata-oai-snapshot``)."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Paper
from kg.sources import ids
from kg.sources.base import Document, Lines, Source
from kg.sources.fields import text_of
from kg.sources.json_stream import first_record, json_records
from kg.sources.latex import accents
from kg.sources.people import split_names

_KEYS = ("authors_parsed", "update_date", "versions", "submitter")


def sniff(head: str) -> bool:
    """Whether ``head`` begins with a record of the snapshot."""
    record = first_record(head)
    return record is not None and "id" in record and sum(key in record for key in _KEYS) >= 2


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of the snapshot; the date is that of the first version."""
    for line, record in json_records(lines, document):
        if not isinstance(record, Mapping):
            document.warn(line, "a JSON value that is no object: skipped")
            continue
        paper = _paper(record, line, document)
        if paper is not None:
            yield paper


def _paper(record: Mapping[str, Any], line: int, document: Document) -> Paper | None:
    printed = text_of(record.get("id"))
    identifier = ids.arxiv(ids.restored(printed) or printed)
    if printed and identifier is None:
        document.warn(line, f"'{printed[:40]}' is no arXiv id: left out")
    return document.paper(
        line,
        title=text_of(record.get("title")),
        abstract=text_of(record.get("abstract")),
        date=_first_version(record.get("versions")) or text_of(record.get("update_date")) or None,
        authors=_authors(record),
        venue=text_of(record.get("journal-ref")),
        url=f"https://arxiv.org/abs/{identifier}" if identifier else None,
        arxiv=identifier,
        doi=text_of(record.get("doi")),
        links=text_of(record.get("comments")),
    )


def _first_version(versions: Any) -> str | None:
    """When the first version was created, as RFC 2822 prints it."""
    listed = [v for v in versions if isinstance(v, Mapping)] if isinstance(versions, list) else []
    listed.sort(key=lambda v: str(v.get("version")) != "v1")
    return text_of(listed[0].get("created")) if listed else None


def _authors(record: Mapping[str, Any]) -> tuple[str, ...]:
    parsed = record.get("authors_parsed")
    if isinstance(parsed, list) and parsed:
        # No part is a missing value: "Nan", "None" and "Null" are names.
        rows = [[str(part or "") for part in row] for row in parsed if isinstance(row, list)]
        return tuple(accents(_full_name(row)) for row in rows)
    return tuple(accents(name) for name in split_names(text_of(record.get("authors"))))


def _full_name(row: list[str]) -> str:
    """``["Last", "First", "Jr.", …]`` in the order in which it is spoken."""
    family, given, suffix = [*row, "", "", ""][:3]
    return " ".join(part for part in (given, family, suffix) if part)


SOURCE = Source(
    "arxiv-json",
    "arXiv metadata snapshot: JSON Lines with versions and parsed authors",
    sniff,
    read,
)
