"""BibTeX and BibLaTeX, entry by entry, so that one broken entry or a huge file does no harm."""

import logging
import re
from collections.abc import Iterator, Mapping

from kg.model import Paper
from kg.sources import ids
from kg.sources.base import Document, Lines, Source
from kg.sources.fields import links_of
from kg.sources.latex import readable
from kg.sources.people import natural_order

_BLOCK = re.compile(r"\s*@\s*(\w+)\s*[{(]")
_AND = re.compile(r"\s+and\s+(?![^{]*\})", re.IGNORECASE)
_PIECE = re.compile(r"\s*(?:\"([^\"]*)\"|\{([^{}]*)\}|([\w:.+-]+))\s*(?:#|$)")
_NO_ENTRY = frozenset(("comment", "preamble", "string"))
_NO_PAPER = frozenset(("proceedings", "periodical", "set", "xdata"))
_VENUES = ("booktitle", "journal", "journaltitle", "eventtitle", "series", "school", "institution")


def sniff(head: str) -> bool:
    """Whether ``head`` has an entry's beginning on a line before anything else but comments."""
    for line in head.splitlines():
        if _BLOCK.match(line):
            return True
        if line.strip() and line.lstrip()[0] != "%":
            return False
    return False


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of the entries; ``@string`` names are replaced, broken entries reported."""
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs is reported here
    strings: dict[str, str] = {}
    for line, kind, text in _blocks(lines):
        if kind in _NO_ENTRY - {"string"}:
            continue
        library = parse_string(text)
        strings.update((s.key.lower(), _resolved(s.value, strings)) for s in library.strings)
        for entry in library.entries:
            fields = {f.key.lower(): _resolved(str(f.value), strings) for f in entry.fields}
            if kind not in _NO_PAPER and (paper := _paper(fields, line, document)):
                yield paper
        if library.failed_blocks and kind != "string":
            document.warn(line, f"the entry @{kind} is broken or cut off: skipped")


def _blocks(lines: Lines) -> Iterator[tuple[int, str, str]]:
    """Each block with its line and type: it goes on until a line begins the next."""
    start, kind, held = 0, "", list[str]()
    for number, line in enumerate(lines, start=1):
        found = _BLOCK.match(line)
        if found and held:
            yield start, kind, "".join(held)
            held = []
        if found:
            start, kind = number, found[1].lower()
        if found or held:
            held.append(line)
    if held:
        yield start, kind, "".join(held)


def _resolved(value: str, strings: Mapping[str, str]) -> str:
    """``value`` with the names of strings replaced and pieces joined by ``#`` put together."""
    if value.lower() in strings:
        return strings[value.lower()]
    if "#" not in value:
        return value
    pieces, at = list[str](), 0
    while at < len(value):
        found = _PIECE.match(value, at)
        if found is None:
            return value
        quoted, braced, name = found.groups()
        pieces.append(strings.get(name.lower(), name) if name else quoted or braced or "")
        at = found.end()
    return "".join(pieces)


def _paper(fields: Mapping[str, str], line: int, document: Document) -> Paper | None:
    names = (readable(name) for name in _AND.split(fields.get("author", "")) if name.strip())
    venue = next((fields[key] for key in _VENUES if fields.get(key)), "")
    return document.paper(
        line,
        title=readable(fields.get("title", "")),
        abstract=readable(fields.get("abstract", "")),
        date=_date(fields),
        authors=[natural_order(name) for name in names if name.strip().lower() != "others"],
        organizations=[readable(fields[key]) for key in ("affiliation",) if fields.get(key)],
        venue=readable(venue),
        url=fields.get("url", "").replace("\\", ""),
        arxiv=_arxiv(fields),
        doi=fields.get("doi", "").replace("\\", ""),
        links=[text.replace("\\", "") for text in links_of(fields)],
    )


def _date(fields: Mapping[str, str]) -> str | None:
    if fields.get("date"):
        return fields["date"].partition("/")[0]
    year, month = fields.get("year", "").strip(), fields.get("month", "").strip(" .")
    if not month or not re.fullmatch(r"\d{4}", year):
        return year or None
    day = fields.get("day", "")
    if month.isdigit():
        return f"{year}-{month}-{day}" if day.isdigit() else f"{year}-{month}"
    if re.fullmatch(r"[A-Za-z]+", month):
        return f"{month} {day}, {year}" if day.isdigit() else f"{month} {year}"
    return year


def _arxiv(fields: Mapping[str, str]) -> str | None:
    """The arXiv id: an ``eprint`` that is one, or one named in journal, note or number."""
    archive = fields.get("archiveprefix", fields.get("eprinttype", "arxiv")).lower()
    if archive == "arxiv" and (found := ids.arxiv(fields.get("eprint", ""))):
        return found
    if fields.get("journal", "").lower() == "corr" and (
        found := ids.arxiv(fields.get("volume", ""))
    ):
        return found
    return ids.arxiv_in(*(fields.get(key, "") for key in ("journal", "note", "number")))


SOURCE = Source("bibtex", "BibTeX and BibLaTeX entries", sniff, read)
