"""Saved Hugging Face paper pages as text, "trending" layout: title and abstract by turns.

Two lines of banner come first; the first title is glued to the word ``Subscribe``.
"""

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources.base import Document, Lines, Source
from kg.sources.hf_text import BANNER, Item, entries, is_prose, is_ui

_GLUED = re.compile(r"Subscribe(?!(?:rs?|ds?|s)\b)\s*(?=\S)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_PAIRS = 3


def sniff(head: str) -> bool:
    """Whether ``head`` begins such a page: its banner, or short and long lines by turns."""
    lines = [line.strip() for line in head.splitlines()]
    full = [line for line in lines if line]
    if len(full) < 2 or len(_BLANK_LINE.findall(head)) * 3 > len(full):
        return False
    start = " ".join(full[:8])
    if BANNER.search(start) or _GLUED.match(full[0]):
        return True
    return alternates([line for line in full if not is_ui(line)])


def alternates(texts: list[str]) -> bool:
    """Whether titles and abstracts take turns for three pairs, and nothing is marked up.

    An abstract at the very beginning, whose title is cut off, is passed over.
    """
    if texts and is_prose(texts[0]):
        texts = texts[1:]
    pairs = list(zip(texts[0::2], texts[1::2], strict=False))[:_PAIRS]
    if len(pairs) < _PAIRS or any(t[:1] in '#<{[@*|"' for pair in pairs for t in pair):
        return False
    return all(not is_prose(title) and is_prose(abstract) for title, abstract in pairs)


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of a page in this layout."""
    for entry in entries(_items(lines), document):
        paper = document.paper(
            entry.line,
            title=entry.title.text if entry.title else "",
            abstract=entry.abstract.text if entry.abstract else "",
        )
        if paper is not None:
            yield paper


def _items(lines: Lines) -> Iterator[Item]:
    in_banner = True
    for number, raw in enumerate(lines, start=1):
        text = raw.strip()
        if not text:
            continue
        if in_banner and text == "Subscribe":
            in_banner = False
            continue
        if is_ui(text):
            continue
        if in_banner:
            text = _GLUED.sub("", text, count=1) if _GLUED.match(text) else text
        in_banner = False
        yield Item(number, text)


SOURCE = Source(
    "hf-trending",
    "Hugging Face paper page saved as text: title and abstract on alternate lines",
    sniff,
    read,
)
