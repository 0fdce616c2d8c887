"""The words of a paper as numbered features: what each adds as a neighbour of a mention.

A feature is a short text such as ``left=propose``; the model knows it by a number. What depends on
a word alone is numbered once for all papers (:class:`Numbering`), what depends on its place once
for the paper (:class:`Scene`), so that little is left to do for each mention.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from kg.extract.words import Words

Number = Callable[[str], int]
"""The number of a feature; -1 where the model does not know it."""

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
_MOST = 100_000


class Neighbour(NamedTuple):
    """A word's features, numbered: beside a mention, somewhere before it, somewhere after it."""

    spelt: str
    left: int
    right: int
    near: int
    then: int
    cue: tuple[int, int] | None


class Numbering:
    """Numbers features and remembers those that come again and again.

    Args:
        number: Numbers a feature.
    """

    def __init__(self, number: Number) -> None:
        self.number = number
        self._words: dict[str, Neighbour] = {}
        self._pairs: dict[tuple[str, str, str], int] = {}
        self._marks: dict[tuple[str, str], tuple[int, ...]] = {}

    def word(self, word: str) -> Neighbour:
        """The features of a lower-case ``word``."""
        found = self._words.get(word)
        if found is None:
            if len(self._words) > _MOST:
                self._words.clear()
            found = self._words[word] = self._neighbour(word)
        return found

    def _neighbour(self, word: str) -> Neighbour:
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

    def pair(self, side: str, first: str, second: str) -> int:
        """The feature of two words on one side of a mention, in reading order."""
        found = self._pairs.get((side, first, second))
        if found is None:
            if len(self._pairs) > _MOST:
                self._pairs.clear()
            found = self._pairs[side, first, second] = self.number(f"{side}={first} {second}")
        return found

    def marks(self, before: str, after: str) -> tuple[int, ...]:
        """The features of the characters right before and right after a mention."""
        found = self._marks.get((before, after))
        if found is None:
            told = (f"before={before}", f"after={after}", f"between={before}{after}")
            found = self._marks[before, after] = tuple(map(self.number, told))
        return found


class Scene:
    """The words of one paper, numbered; all lists are parallel to its words.

    Args:
        words: The words.
        numbering: Numbers their features.

    Attributes:
        near: The word as one of several before a mention; ``then``: after it.
        begins: The first word of the sentence; ``ends``: one past the last.
        cues: First word of a sentence -> its telling words, such as *outperforms*: place,
            feature as a cue to the left of a mention, feature as one to the right.
    """

    def __init__(self, words: Words, numbering: Numbering) -> None:
        self.words = words
        self._numbering = numbering
        self._edge = numbering.word(_EDGE)
        self._told = told = [numbering.word(w) for w in words.lower]
        self.near = [t.near for t in told]
        self.then = [t.then for t in told]
        self.begins: list[int] = []
        self.cues: dict[int, list[tuple[int, int, int]]] = {}
        size = len(told)
        last, start = -1, 0
        for i, sentence in enumerate(words.sentence):
            if sentence != last:
                last, start = sentence, i
            self.begins.append(start)
            if cue := told[i].cue:
                self.cues.setdefault(start, []).append((i, *cue))
        self.ends = [size] * size
        for i in range(size - 2, -1, -1):
            self.ends[i] = self.ends[i + 1] if self.begins[i] == self.begins[i + 1] else i + 1

    def left(self, first: int) -> tuple[int, int]:
        """What a mention that begins at the word ``first`` has before it: one word, two words."""
        start, told, edge = self.begins[first], self._told, self._edge
        one = told[first - 1] if first > start else edge
        two = told[first - 2] if first > start + 1 else edge
        return one.left, self._numbering.pair("left2", two.spelt, one.spelt)

    def right(self, last: int) -> tuple[int, int]:
        """What a mention that ends at the word ``last`` has after it: one word, two words."""
        end, told, edge = self.ends[last], self._told, self._edge
        one = told[last + 1] if last + 1 < end else edge
        two = told[last + 2] if last + 2 < end else edge
        return one.right, self._numbering.pair("right2", one.spelt, two.spelt)
