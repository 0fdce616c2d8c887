"""The words of a paper as numbered features: what each adds as a neighbour of a mention.

What depends on a word's place is numbered once for the paper, so that little is left to do for
each mention.
"""

import re
from itertools import accumulate
from typing import NamedTuple

from kg.extract.numbering import Kinds, Memo, Numbers, numbers_of
from kg.extract.words import Words

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
_LEFT, _RIGHT = 8, 4


class Word(NamedTuple):
    """How a word counts as a neighbour.

    Attributes:
        spelt: The word, or ``0`` for a number.
        near: Its number as one of several words before a mention; ``then``: after one.
        left: Its number as the word right before a mention; ``right``: right after one.
        cue: The numbers of its cue, such as *outperform* of "outperforms", before and after.
    """

    spelt: str
    near: int | None
    then: int | None
    left: int | None
    right: int | None
    cue: tuple[int | None, int | None] | None


class Neighbours:
    """Numbers the features of the words around mentions.

    Args:
        kinds: Numbers features.

    Attributes:
        left: The word right before; ``left2``: the two words, in reading order.
        right: The word right after; ``right2``: the two words.
        marks: The features of the characters right before and right after.
        opening: What begins a sentence has before it; ``closing``: what ends one, after it.
        words: What a lower-case word is, wherever it stands.
    """

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._near, self._then = kinds("near"), kinds("then")
        self.left, self.left2 = kinds("left"), kinds("left2")
        self.right, self.right2 = kinds("right"), kinds("right2")
        self.opening = self.left(_EDGE), self.left2(f"{_EDGE} {_EDGE}")
        self.closing = self.right(_EDGE), self.right2(f"{_EDGE} {_EDGE}")
        self.marks: Memo[tuple[str, str], Numbers] = Memo(self._numbered_marks)
        self.words: Memo[str, Word] = Memo(self._word)

    def _numbered_marks(self, sides: tuple[str, str]) -> Numbers:
        before, after = (side.strip() for side in sides)
        told = [f"before={before}", f"after={after}", f"between={before}{after}"]
        return numbers_of(self._kinds, told)

    def _word(self, word: str) -> Word:
        cue, spelt = _CUE.match(word), "0" if word[0].isdigit() else word
        return Word(
            spelt,
            self._near(word),
            self._then(word),
            self.left(spelt),
            self.right(spelt),
            (self._kinds("cue-left")(cue[0]), self._kinds("cue-right")(cue[0])) if cue else None,
        )


class Scene:
    """The words of one paper, numbered.

    Args:
        words: The words.
        neighbours: Numbers their features.
    """

    def __init__(self, words: Words, neighbours: Neighbours) -> None:
        self.words = words
        self.neighbours = neighbours
        told = list(map(neighbours.words.__getitem__, words.lower))
        self._spelt: tuple[str, ...]
        self._near: Numbers
        self._then: Numbers
        self._left: Numbers
        self._right: Numbers
        cues: tuple[tuple[int | None, int | None] | None, ...]
        columns = zip(*told, strict=True) if told else ((),) * 6
        self._spelt, self._near, self._then, self._left, self._right, cues = columns
        self._cues_before = [0, *accumulate([cue is not None for cue in cues])]
        self._cues_left = tuple([cue[0] for cue in cues if cue])
        self._cues_right = tuple([cue[1] for cue in cues if cue])
        self._before: dict[int, Numbers] = {}
        self._after: dict[int, Numbers] = {}

    def before(self, first: int) -> Numbers:
        """What a mention that begins at the word ``first`` has before it in its sentence."""
        found = self._before.get(first)
        if found is None:
            start, spelt, cues = self.words.begins[first], self._spelt, self._cues_before
            found = self._near[first - _LEFT if first - start > _LEFT else start : first]
            found += self._cues_left[cues[start] : cues[first]]
            if first > start:
                two = spelt[first - 2] if first > start + 1 else _EDGE
                found += self._left[first - 1], self.neighbours.left2(f"{two} {spelt[first - 1]}")
            else:
                found += self.neighbours.opening
            self._before[first] = found
        return found

    def after(self, first: int, last: int) -> Numbers:
        """What a mention from the word ``first`` to ``last`` has after it in its sentence."""
        begins = self.words.begins
        if first != last and begins[first] != begins[last]:
            return self._next(last)
        found = self._after.get(last)
        if found is None:
            end, cues, start = self.words.finishes[last], self._cues_before, last + 1
            found = self._then[start : start + _RIGHT if end - start > _RIGHT else end]
            found += self._cues_right[cues[start] : cues[end]]
            found += self._next(last)
            self._after[last] = found
        return found

    def _next(self, last: int) -> Numbers:
        end, spelt = self.words.finishes[last], self._spelt
        if last + 1 == end:
            return self.neighbours.closing
        two = spelt[last + 2] if last + 2 < end else _EDGE
        return self._right[last + 1], self.neighbours.right2(f"{spelt[last + 1]} {two}")
