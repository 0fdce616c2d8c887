"""The words of a paper as numbered features: what each adds as a neighbour of a mention.

A feature is a short text such as ``left=propose``; the model knows it by a number. What depends on
a word alone is numbered once for all papers (:class:`Numbering`), what depends on its place once
for the paper (:class:`Scene`), so that little is left to do for each mention.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from kg.extract.words import Words

Number = Callable[[str], int | None]
"""The number of a feature; ``None`` for one that does not count."""

_CUE_WORDS = (
    "propos introduc present develop design outperform surpass exceed compar baseline better "
    "superior improv state-of-the-art evaluat experiment dataset benchmark train use using based "
    "leverag apply build extend combin such like existing previous recent however although while "
    "show demonstrat analy investigat study address problem task challeng achiev measur score "
    "metric term call nam dub releas collect annotat than over against unlike via pretrain "
    "fine-tun method model framework algorithm approach we our"
)
_CUE = re.compile("|".join(sorted(_CUE_WORDS.split(), key=len, reverse=True)))
_EDGE = "|"
_MOST = 50_000
_LEFT, _RIGHT = 8, 4


class Neighbour(NamedTuple):
    """A word's features, numbered: beside a mention, somewhere before it, somewhere after it."""

    spelt: str
    left: int | None
    right: int | None
    near: int | None
    then: int | None
    cue: tuple[int | None, int | None] | None


class Numbering:
    """Numbers the features of words, and remembers those that come again and again.

    Args:
        number: Numbers a feature.

    Attributes:
        word: The features of a lower-case word.
        marks: The features of the characters right before and right after a mention.
    """

    def __init__(self, number: Number) -> None:
        self.number = number
        self.word = lru_cache(_MOST)(self._word)
        self.marks = lru_cache(_MOST)(self._marks)

    def _word(self, word: str) -> Neighbour:
        number, spelt = self.number, "0" if word[0].isdigit() else word
        cue = _CUE.match(word)
        return Neighbour(
            spelt,
            number("left=" + spelt),
            number("right=" + spelt),
            number("near=" + word),
            number("then=" + word),
            (number("cue-left=" + cue[0]), number("cue-right=" + cue[0])) if cue else None,
        )

    def _marks(self, before: str, after: str) -> frozenset[int | None]:
        before, after = before.strip(), after.strip()
        told = (f"before={before}", f"after={after}", f"between={before}{after}")
        return frozenset(map(self.number, told))


class Scene:
    """The words of one paper, numbered.

    Args:
        words: The words.
        numbering: Numbers their features.
    """

    def __init__(self, words: Words, numbering: Numbering) -> None:
        self.words = words
        self.numbering = numbering
        self._told = told = list(map(numbering.word, words.lower))
        self._near = [t.near for t in told]
        self._then = [t.then for t in told]
        self._cues: dict[int, list[tuple[int, int | None, int | None]]] = {}
        for i, t in enumerate(told):
            if t.cue:
                self._cues.setdefault(words.begins[i], []).append((i, *t.cue))
        self._edge = numbering.word(_EDGE)
        self._before: dict[int, list[int | None]] = {}
        self._after: dict[int, list[int | None]] = {}

    def before(self, first: int) -> list[int | None]:
        """What a mention that begins at the word ``first`` has before it in its sentence."""
        found = self._before.get(first)
        if found is None:
            start, told, edge = self.words.begins[first], self._told, self._edge
            one = told[first - 1] if first > start else edge
            two = told[first - 2] if first > start + 1 else edge
            found = self._near[max(start, first - _LEFT) : first]
            found += (one.left, self.numbering.number(f"left2={two.spelt} {one.spelt}"))
            found += [left for i, left, _ in self._cues.get(start, ()) if i < first]
            self._before[first] = found
        return found

    def after(self, first: int, last: int) -> list[int | None]:
        """What a mention from the word ``first`` to ``last`` has after it in its sentence."""
        if self.words.begins[first] != self.words.begins[last]:
            return self._right(last)
        found = self._after.get(last)
        if found is None:
            start, end = self.words.begins[last], self.words.finishes[last]
            found = self._then[last + 1 : min(end, last + 1 + _RIGHT)]
            found += self._right(last)
            found += [right for i, _, right in self._cues.get(start, ()) if i > last]
            self._after[last] = found
        return found

    def _right(self, last: int) -> list[int | None]:
        end, told, edge = self.words.finishes[last], self._told, self._edge
        one = told[last + 1] if last + 1 < end else edge
        two = told[last + 2] if last + 2 < end else edge
        return [one.right, self.numbering.number(f"right2={one.spelt} {two.spelt}")]
