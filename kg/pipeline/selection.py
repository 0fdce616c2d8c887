"""Choosing papers by what people remember of their titles."""

from collections.abc import Iterable
from difflib import get_close_matches

from kg.errors import NotFoundError
from kg.model import Paper
from kg.text import title_key


def by_title(papers: Iterable[Paper], words: str) -> list[Paper]:
    """The papers whose title holds ``words``, whatever the case and punctuation.

    Raises:
        NotFoundError: There is none; the message names the nearest titles.
    """
    everything = list(papers)
    wanted = title_key(words)
    found = [p for p in everything if wanted in title_key(p.title)]
    if not found:
        titles = {p.title.casefold(): p.title for p in everything}
        near = [titles[t] for t in get_close_matches(words.casefold(), titles, n=3, cutoff=0.3)]
        hint = f"; near: {' | '.join(near)}" if near else ""
        raise NotFoundError(f"no title holds '{words}'{hint}")
    return found
