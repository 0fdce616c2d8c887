"""The words of a paper as numbered features: what each adds as a neighbour of a mention.

What depends on a word's place is numbered once for the paper, so that little is left to do for
each mention.
"""

import re

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


Word = tuple[str, int | None, int | None, tuple[int | None, int | None] | None]
"""How a word counts as a neighbour; its numbers as one of several words before a mention and after
one; and the numbers of its cue, such as *outperform* of "outperforms", before and after."""


class Neighbours:
    """Numbers the features of the words around mentions.

    Args:
        kinds: Numbers features.

    Attributes:
        left: The word right before; ``left2``: the two words, in reading order.
        right: The word right after; ``right2``: the two words.
        marks: The features of the characters right before and right after.
        words: What a lower-case word is, wherever it stands.
    """

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._near, self._then = kinds("near"), kinds("then")
        self.left, self.left2 = kinds("left"), kinds("left2")
        self.right, self.right2 = kinds("right"), kinds("right2")
        self.marks: Memo[tuple[str, str], Numbers] = Memo(self._numbered_marks)
        self.words: Memo[str, Word] = Memo(self._word)

    def _numbered_marks(self, sides: tuple[str, str]) -> Numbers:
        before, after = (side.strip() for side in sides)
        told = [f"before={before}", f"after={after}", f"between={before}{after}"]
        return numbers_of(self._kinds, told)

    def _word(self, word: str) -> Word:
        cue = _CUE.match(word)
        return (
            "0" if word[0].isdigit() else word,
            self._near(word),
            self._then(word),
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
        self._spelt = [word[0] for word in told]
        self._near = [word[1] for word in told]
        self._then = [word[2] for word in told]
        self._cues: dict[int, list[tuple[int, int | None, int | None]]] = {}
        for i, (_, _, _, cue) in enumerate(told):
            if cue:
                self._cues.setdefault(words.begins[i], []).append((i, *cue))
        self._before: dict[int, list[int | None]] = {}
        self._after: dict[int, list[int | None]] = {}

    def before(self, first: int) -> list[int | None]:
        """What a mention that begins at the word ``first`` has before it in its sentence."""
        found = self._before.get(first)
        if found is None:
            start, spelt = self.words.begins[first], self._spelt
            one = spelt[first - 1] if first > start else _EDGE
            two = spelt[first - 2] if first > start + 1 else _EDGE
            found = self._near[max(start, first - _LEFT) : first]
            found += self.neighbours.left(one), self.neighbours.left2(f"{two} {one}")
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
        end, spelt = self.words.finishes[last], self._spelt
        one = spelt[last + 1] if last + 1 < end else _EDGE
        two = spelt[last + 2] if last + 2 < end else _EDGE
        return [self.neighbours.right(one), self.neighbours.right2(f"{one} {two}")]
