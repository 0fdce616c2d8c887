"""RIS: what reference managers and publishers export, one tag a line."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Paper
from kg.sources.base import Document, Lines, Source
from kg.sources.links import repositories
from kg.sources.people import natural_order

_START = re.compile(r"TY  ?-")
_END = re.compile(r"ER  ?-")
_NO_PAPER = frozenset(("SER", "ICOMM", "PCOMM"))


def sniff(head: str) -> bool:
    """Whether ``head`` begins with a reference's type."""
    return _START.match(head.lstrip("\ufeff \t\r\n")) is not None


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of the references; one that is cut off is read as far as it goes."""
    import rispy

    for line, text, ended in _references(lines):
        if not ended:
            document.warn(line, "the reference is not closed (no 'ER  -'): read as far as it goes")
        try:
            references = rispy.loads(text)
        except Exception as error:  # noqa: BLE001 - rispy raises whatever a bad line leads to
            document.warn(line, f"not a RIS reference ({error}): skipped")
            continue
        for reference in references:
            if reference.get("type_of_reference") not in _NO_PAPER:
                paper = _paper(reference, line, document)
                if paper is not None:
                    yield paper


def _references(lines: Lines) -> Iterator[tuple[int, str, bool]]:
    """Each reference with its first line, and whether it is closed."""
    start, held = 0, list[str]()
    for number, line in enumerate(lines, start=1):
        if _START.match(line.lstrip("\ufeff")):
            if held:
                yield start, _closed(held), False
            start, held = number, [line.lstrip("\ufeff")]
        elif held and _END.match(line):
            yield start, _closed(held), True
            held = []
        elif held:
            held.append(line)
    if held:
        yield start, _closed(held), False


def _closed(held: Iterable[str]) -> str:
    return "".join(held).rstrip("\n") + "\nER  - \n"


def _paper(reference: dict[str, Any], line: int, document: Document) -> Paper | None:
    def first(*keys: str) -> str:
        for key in keys:
            value = reference.get(key)
            if value:
                return str(value[0] if isinstance(value, list) else value)
        return ""

    names = reference.get("authors") or reference.get("first_authors") or []
    return document.paper(
        line,
        title=first("title", "primary_title", "short_title"),
        abstract=first("abstract", "notes_abstract"),
        date=_date(first("date"), first("year", "publication_year")),
        authors=[natural_order(name) for name in names],
        venue=first("journal_name", "alternate_title3", "secondary_title", "alternate_title1"),
        url=first("urls"),
        doi=first("doi"),
        links=[
            *(link for url in reference.get("urls") or () for link in repositories(url)),
            *(reference.get("notes") or ()),
        ],
    )


def _date(date: str, year: str) -> str | None:
    """``2020/03/04/`` with empty parts left out; the longer of two that agree on the year."""
    date, year = (
        re.sub(r"/+[^/\d]*$", "", re.sub(r"/{2,}.*$", "", v.strip())) for v in (date, year)
    )
    return date if date[:4] == year[:4] or not year else year


SOURCE = Source("ris", "RIS references (TY, TI, AB, …)", sniff, read)
