"""What the two layouts of a Hugging Face paper page saved as text have in common.

Both are a sequence of titles and abstracts after a banner. Whether a text is a title or an abstract
is known from its turn; where a page is damaged (an abstract missing, cut, or of two paragraphs),
from its look, and then it is reported.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.sources.base import Document

BANNER = re.compile(
    r"get trending papers in your email|by\s*ak and the research community", re.IGNORECASE
)
"""Words that only these pages have."""

_MENU = """
new|subscribe|daily papers|trending papers|papers|by|daily|weekly|monthly|trending|previous|next|
upvote|submitted by|hugging face|models|datasets|spaces|posts|docs|enterprise|pricing|log in|
sign up|website|solutions|community|search|date|company|tos|privacy|about|careers|github|
arxiv page|view all papers|view paper
"""
_UI = frozenset(_MENU.replace("\n", "").split("|"))
_UI_PATTERN = re.compile(
    r"get trending papers in your email inbox.*|by\s*ak and the research community"
    r"|\+?\d[\d.,]*k?|submitted by \S+|© hugging face|system theme",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"[a-z)\]][.!?] [A-Z]")
_URL_END = re.compile(r"(?:https?:|www\.|github\.com|\w/\S)\S*$")
_LONG = 300


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a page: a line of the trending layout, a block of the daily one.

    Attributes:
        line: Its first line, from 1.
        text: Its text, lines joined by a blank.
        date: What a block under an abstract says about the date, as printed.
        organization: The organisation that such a block names.
        is_meta: Whether it is such a block rather than a title or an abstract.
    """

    line: int
    text: str
    date: str | None = None
    organization: str | None = None
    is_meta: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper as it stands on the page."""

    title: Item | None
    abstract: Item | None = None
    meta: Item | None = None

    @property
    def line(self) -> int:
        """Line of the title; of the abstract where there is no title."""
        first = self.title or self.abstract
        return first.line if first else 0


def is_ui(text: str) -> bool:
    """Whether ``text`` belongs to the page rather than to a paper: a menu entry, a count."""
    plain = " ".join(text.split()).casefold()
    return plain in _UI or _UI_PATTERN.fullmatch(plain) is not None


def is_prose(text: str) -> bool:
    """Whether ``text`` reads like an abstract: long, or of several sentences."""
    if len(text) >= _LONG or (len(text) >= 80 and text.rstrip().endswith(".")):
        return True
    return len(_SENTENCE_BREAK.findall(text)) >= 2


def entries(items: Iterable[Item], document: Document) -> Iterator[Entry]:
    """The papers that ``items`` are, in order; damage is reported to ``document``."""
    queue = _with_next(items)
    current: Entry | None = None
    for item, following in queue:
        if item.is_meta:
            if current is None:
                document.warn(item.line, "a date without a paper: skipped")
            else:
                yield _checked(Entry(current.title, current.abstract, item), document)
            current = None
        elif current is None:
            current = _opened(item, following)
        elif current.abstract is None:
            if _is_next_title(item, following):
                yield _checked(current, document)
                current = Entry(item)
            else:
                current = Entry(current.title, item)
        elif is_prose(item.text) and not (following and is_prose(following.text)):
            document.warn(item.line, "a second paragraph: added to the abstract before it")
            current = Entry(current.title, _joined(current.abstract, item))
        else:
            yield _checked(current, document)
            current = Entry(item)
    if current is not None:
        yield _last(_checked(current, document), document)


def _with_next(items: Iterable[Item]) -> Iterator[tuple[Item, Item | None]]:
    previous: Item | None = None
    for item in items:
        if previous is not None:
            yield previous, item
        previous = item
    if previous is not None:
        yield previous, None


def _opened(item: Item, following: Item | None) -> Entry:
    """What ``item`` begins: a title, or an abstract that lost its title."""
    orphan = is_prose(item.text) and not (
        following and not following.is_meta and is_prose(following.text)
    )
    return Entry(None, item) if orphan else Entry(item)


def _is_next_title(item: Item, following: Item | None) -> bool:
    """Whether ``item``, where an abstract is due, is rather the next paper's title."""
    if is_prose(item.text) or following is None or following.is_meta:
        return False
    return is_prose(following.text)


def _joined(first: Item, second: Item) -> Item:
    return Item(first.line, f"{first.text} {second.text}")


def _checked(entry: Entry, document: Document) -> Entry:
    if entry.abstract is None:
        document.warn(entry.line, "title without abstract: kept with its title only")
    return entry


def _last(entry: Entry, document: Document) -> Entry:
    text = entry.abstract.text.rstrip() if entry.abstract else ""
    if text and text[-1] not in ".!?)]}\"'”’…" and not _URL_END.search(text):
        document.warn(
            entry.line,
            "the last abstract does not end like a sentence (is the page cut off?): kept",
        )
    return entry
