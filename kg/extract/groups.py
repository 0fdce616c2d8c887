"""Candidates that name one thing of a paper, brought together.

Spelling variants fall together by their folded names, an acronym and its expansion by the paper's
own definition. What a group is, and whether it is anything, is decided for all its mentions at
once.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from kg.extract.acronyms import Definition
from kg.extract.candidates import Candidate, Span
from kg.extract.lexicon import FOLDED, squashed
from kg.extract.numbering import Memo
from kg.extract.words import Words
from kg.model import CONCEPTS


class Mention(NamedTuple):
    """One place where a thing is named.

    Attributes:
        span: The place, in characters.
        first: The first word.
        last: The last word (not one past it).
        candidates: Everything that components believe about this place.
    """

    span: Span
    first: int
    last: int
    candidates: tuple[Candidate, ...]


_UNITED: Memo[tuple[tuple[str, ...], ...], frozenset[str]] = Memo(
    lambda cues: frozenset(chain.from_iterable(cues))
)


class Group(NamedTuple):
    """One thing of a paper, before anything is decided about it.

    Attributes:
        name: How the paper calls it: its acronym where it defines one, else its first mention.
        key: Its folded name, under which the lexicon knows it.
        mentions: Where it is named, in reading order.
        expansion: The long form, where the paper defines ``name``.
        cues: All that components saw, such as ``title-colon``.
    """

    name: str
    key: str
    mentions: tuple[Mention, ...]
    expansion: str | None
    cues: frozenset[str]


def group(
    candidates: Iterable[Candidate], definitions: Iterable[Definition], words: Words
) -> list[Group]:
    """The groups among ``candidates`` for concepts, in reading order of their first mention."""
    defined = _definitions(definitions)
    pools: dict[str, dict[Span, list[Candidate]]] = {}
    for candidate in candidates:
        if candidate.type not in CONCEPTS or not (name := FOLDED[candidate.name][1]):
            continue
        if name in defined:
            name = defined[name][0]
        pool = pools.setdefault(name, {})
        for span in candidate.spans:
            pool.setdefault(span, []).append(candidate)
    groups = [_group(pool, defined, words) for pool in pools.values()]
    return sorted(groups, key=_order)


def _order(group: Group) -> tuple[int, int, str]:
    start, end = group.mentions[0].span
    return start, -end, group.name


def _definitions(definitions: Iterable[Definition]) -> dict[str, tuple[str, Definition]]:
    """Squashed name, short or long -> the squashed short name and its definition."""
    table: dict[str, tuple[str, Definition]] = {}
    for found in definitions:
        short, long = squashed(found.short), squashed(found.long)
        if short and long:
            table.setdefault(short, (short, found))
            table.setdefault(long, (short, found))
    return table


def _group(
    pool: dict[Span, list[Candidate]],
    defined: dict[str, tuple[str, Definition]],
    words: Words,
) -> Group:
    if len(pool) == 1:
        ((span, found),) = pool.items()
        best = _mention(span, found, words)
        mentions: tuple[Mention, ...] = (best,)
        cues = tuple([candidate.cues for candidate in found])
    else:
        mentions = tuple([_mention(span, pool[span], words) for span in sorted(pool)])
        best = mentions[0]
        if best.first < words.title_words:  # The Title Case of a title is no one's name.
            best = next((m for m in mentions if m.first >= words.title_words), best)
        cues = tuple([candidate.cues for found in pool.values() for candidate in found])
    start, end = best.span
    name = words.text[start:end]
    expansion = None
    if defined and (known := defined.get(squashed(name))):
        name, expansion = known[1].short, known[1].long
    if len(mentions) > 1 and name.isupper():
        spelt = [m for m in mentions if not _is_a_word(words.text[m.span[0] : m.span[1]], name)]
        mentions = tuple(spelt) or mentions
    return Group(name, FOLDED[name][0], mentions, expansion, _UNITED[cues])


def _is_a_word(text: str, acronym: str) -> bool:
    """Whether ``text`` only has the letters of ``acronym``: "of a" where OFA is defined."""
    return text.islower() and FOLDED[text][1] == FOLDED[acronym][1]


def _mention(span: Span, candidates: list[Candidate], words: Words) -> Mention:
    starts, (start, end) = words.starts, span
    first = last = max(0, bisect_right(starts, start) - 1)
    if first + 1 < len(starts) and starts[first + 1] < end:
        last = bisect_right(starts, end - 1) - 1
    return Mention(span, first, last, tuple(candidates))
