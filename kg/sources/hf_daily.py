"""Saved Hugging Face paper pages as text, "daily papers" layout: blocks parted by blank lines.

A header ends with the page's date. Each paper is a title, an abstract and, mostly, a block with the
number of authors or an organisation, a ``·``, and a date that a count of comments can follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from kg.model import Paper
from kg.sources.base import Document, Lines, Source
from kg.sources.dates import parse_date
from kg.sources.hf_text import BANNER, Item, entries, is_prose, is_ui
from kg.sources.hf_trending import alternates

_DATE = r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
_DATE_AND_COMMENTS = re.compile(rf"({_DATE})(?: +\d+)?")
_PAGE_DATE = re.compile(_DATE)
_AUTHOR_COUNT = re.compile(r"•?\s*\+?\d+ authors?", re.IGNORECASE)
_META_SIGN = re.compile(rf"^·[ \t]*\n?[ \t]*{_DATE}", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_HANDLE = re.compile(r"[A-Za-z0-9][\w.-]*")
_GENERIC_NAMES = frozenset(("university", "research", "institute", "lab", "labs", "ai", "team"))
_HEADER_BLOCKS = 40
_LONGEST_META = 200


@dataclass(frozen=True, slots=True)
class _Block:
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def sniff(head: str) -> bool:
    """Whether ``head`` begins such a page: its banner or its dates between blank lines."""
    if len(_META_SIGN.findall(head)) >= 2:
        return True
    blocks = [block for part in _BLANK_LINE.split(head) if (block := part.strip())]
    if len(blocks) < 4:
        return False
    if BANNER.search(" ".join(blocks[:10])):
        return len(_BLANK_LINE.findall(head)) * 3 > sum(1 for x in head.splitlines() if x.strip())
    return alternates([block for block in blocks if not is_ui(block)])


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of a page in this layout."""
    header, blocks = _parted(_blocks(lines))
    year = next((y for b in header if (y := _year(b.text))), None)
    if document.options.page_date is not None:
        year = document.options.page_date.year
    for entry in entries(_items(blocks), document):
        meta = entry.meta
        if meta and meta.date is None:
            document.warn(meta.line, f"no date after '{meta.text}': the paper is kept without one")
        paper = document.paper(
            entry.line,
            title=entry.title.text if entry.title else "",
            abstract=entry.abstract.text if entry.abstract else "",
            date=meta.date if meta else None,
            year=year,
            organizations=(meta.organization,) if meta and meta.organization else (),
        )
        if paper is not None:
            yield paper


def _blocks(lines: Lines) -> Iterator[_Block]:
    start, held = 0, list[str]()
    for number, raw in enumerate(lines, start=1):
        if text := raw.strip():
            start = start if held else number
            held.append(text)
        elif held:
            yield _Block(start, tuple(held))
            held = []
    if held:
        yield _Block(start, tuple(held))


def _parted(blocks: Iterator[_Block]) -> tuple[list[_Block], Iterator[_Block]]:
    """The header, which ends with the page's date, and the rest."""
    first = list(islice(blocks, _HEADER_BLOCKS))
    for number, block in enumerate(first):
        if _is_meta(block) or is_prose(block.text):
            break
        if _PAGE_DATE.fullmatch(block.lines[-1]) and all(map(_is_heading, block.lines[:-1])):
            return first[: number + 1], chain(first[number + 1 :], blocks)
    return [], chain(first, blocks)


def _is_heading(line: str) -> bool:
    return is_ui(line) or not is_prose(line)


def _year(text: str) -> int | None:
    found = _PAGE_DATE.search(text)
    date = parse_date(found[0]) if found else None
    return int(date[:4]) if date and date[0] != "-" else None


def _items(blocks: Iterator[_Block]) -> Iterator[Item]:
    for block in blocks:
        if _is_meta(block):
            yield _meta(block)
        elif not all(is_ui(line) for line in block.lines) and not is_ui(block.text):
            yield Item(block.line, block.text)


def _is_meta(block: _Block) -> bool:
    if len(block.text) > _LONGEST_META:
        return False
    if block.text[0] in "•·":  # also where the page breaks off within it
        return True
    return _meta_date(block) is not None or any(_AUTHOR_COUNT.fullmatch(x) for x in block.lines)


def _meta_date(block: _Block) -> str | None:
    _, dot, after = block.text.rpartition("·")
    found = _DATE_AND_COMMENTS.fullmatch(after.strip()) if dot else None
    return found[1] if found and parse_date(found[1]) else None


def _meta(block: _Block) -> Item:
    date = _meta_date(block)
    text = block.text.rpartition("·")[0] if date else block.text
    parts = [part.strip() for part in text.split("·")]
    names = [part for part in parts if part and not _AUTHOR_COUNT.fullmatch(part)]
    organization = organization_name(names[0]) if names else None
    return Item(block.line, block.text, date, organization, is_meta=True)


def organization_name(text: str) -> str:
    """The organisation's name in ``text``, where the picture's caption stands before it.

    The caption is the organisation's handle, one word: ``adobe Adobe``, ``facebook AI at Meta``.
    A single word is the name; so is all of it where the rest alone would name nothing
    (``Stanford University``).
    """
    handle, _, name = text.partition(" ")
    if not name or not _HANDLE.fullmatch(handle) or name.casefold() in _GENERIC_NAMES:
        return text
    return name.strip()


SOURCE = Source(
    "hf-daily",
    'Hugging Face "daily papers" page saved as text: blocks parted by blank lines, with dates',
    sniff,
    read,
)
