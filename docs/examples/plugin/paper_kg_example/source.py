"""A source: PubMed's own format, as "Send to… Citation manager" saves it (``.nbib``)."""

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources import Document, Source

_FIELD = re.compile(r"([A-Z]{2,4}) *- (.*)")


def sniff(head: str) -> bool:
    """Whether ``head`` begins a record."""
    return head.lstrip("\ufeff\r\n ").startswith("PMID-")


def read(lines: Iterator[str], document: Document) -> Iterator[Paper]:
    """The papers of the records; a blank line ends one."""
    record: dict[str, list[str]] = {}
    start = 1
    for number, line in enumerate([*lines, "\n"], start=1):
        if found := _FIELD.match(line):
            start = start if record else number
            record.setdefault(found[1], []).append(found[2].strip())
        elif line.startswith("      ") and record:
            record[next(reversed(record))][-1] += f" {line.strip()}"
        elif not line.strip() and record:
            paper = _paper(record, start, document)
            if paper is not None:
                yield paper
            record = {}


def _paper(record: dict[str, list[str]], line: int, document: Document) -> Paper | None:
    first = {key: values[0] for key, values in record.items()}
    return document.paper(  # cleans, makes the id, reports what is missing
        line,
        title=first.get("TI", ""),
        abstract=first.get("AB", ""),
        date=first.get("DP"),
        authors=[" ".join(reversed(name.split(", "))) for name in record.get("FAU", [])],
        venue=first.get("JT"),
        doi=first.get("LID", "").removesuffix(" [doi]"),
    )


SOURCE = Source("pubmed", "PubMed citations (.nbib)", sniff, read)
