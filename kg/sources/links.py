"""Addresses that a source states in fields of their own, beside title and abstract."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.urls import find_urls

MAX_LINK = 2_000
"""Characters of the longest address that is kept: as many as browsers take."""

_MAX_DEPTH = 4
_APART = re.compile(r"[\s<>\"|]+|[;,](?=['\"]?(?:https?:|www\.))", re.IGNORECASE)

# Most pages are on no such host; find_urls() is exact, but takes its time.
_CODE_HOST = re.compile(r"git|bitbucket|codeberg|hugg|hf\.co|4open", re.IGNORECASE)


def addresses(value: object, depth: int = 0) -> Iterator[str]:
    """Every address in ``value``, as printed: a text, or lists and objects with texts.

    Fields of their own hold addresses undamaged, so none goes on after a blank, as those in
    running text do.
    """
    if isinstance(value, str):
        for word in _APART.split(value):
            yield from filter(None, (_alone(word[u.start : u.end]) for u in find_urls(word)))
    elif depth < _MAX_DEPTH and isinstance(value, Mapping):
        yield from addresses(list(value.values()), depth)
    elif depth < _MAX_DEPTH and isinstance(value, Iterable):
        for inner in value:
            yield from addresses(inner, depth + 1)


def _alone(link: str) -> str:
    """``link`` as it reads by itself: without a word after it that what followed held to it."""
    while urls := find_urls(link):
        shorter = link[urls[0].start : urls[0].end]
        if shorter == link:
            return link
        link = shorter
    return ""


def repositories(text: str) -> Iterator[str]:
    """The addresses in ``text`` that are repositories: where a paper's page is its code."""
    if _CODE_HOST.search(text):
        yield from (link for link in addresses(text) if find_urls(link)[0].repository)
