"""The words of a paper as features: what each adds as a neighbour of a mention.

What depends on a word's place is worked out once for the paper, so that little is left to do for
each mention.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from kg.extract.groups import Mention
from kg.extract.numbering import Kinds, Memo, Numbers, joined
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

Seen = tuple[Numbers | None, ...]
"""The number of each of several features, some of which may be the same."""


class Word(NamedTuple):
    """How a word counts as a neighbour.

    Attributes:
        spelt: The word, or ``0`` for a number.
        near: Its number as one of several words before a mention; ``then``: after one.
        left: Its number as the word right before a mention; ``right``: right after one.
        cue: The numbers of its cue, such as *outperform* of "outperforms", before and after.
    """

    spelt: str
    near: Numbers | None
    then: Numbers | None
    left: Numbers | None
    right: Numbers | None
    cue: tuple[Numbers | None, Numbers | None] | None


class Neighbours:
    """Numbers the features of the words around mentions.

    Args:
        kinds: Numbers features.

    Attributes:
        left: The word right before; ``left2``: the two words, in reading order.
        right: The word right after; ``right2``: the two words.
        glued: The rest of a word that a mention begins; ``prefixed``: of one that it ends.
        marks: The characters right before and right after; ``between``: joined.
        opening: What begins a sentence has before it; ``closing``: what ends one, after it.
        words: What a lower-case word is, wherever it stands.
    """

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._near, self._then = kinds("near"), kinds("then")
        self.left, self.left2 = kinds("left"), kinds("left2")
        self.right, self.right2 = kinds("right"), kinds("right2")
        self.opening: Seen = self.left(_EDGE), self.left2(f"{_EDGE} {_EDGE}")
        self.closing: Seen = self.right(_EDGE), self.right2(f"{_EDGE} {_EDGE}")
        self.glued, self.prefixed = kinds("glued"), kinds("prefixed")
        self.marks: Memo[tuple[str, str], Seen] = Memo(self._marks)
        self.between: Memo[tuple[str, str], Numbers] = Memo(lambda at: joined(self.marks[at]))
        self.words: Memo[str, Word] = Memo(self._word)

    def _marks(self, sides: tuple[str, str]) -> Seen:
        before, after = (side.strip() for side in sides)
        of = self._kinds
        return of("before")(before), of("after")(after), of("between")(before + after)

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
    """The words of one paper, as neighbours of its mentions.

    Args:
        words: The words.
        neighbours: Numbers their features.
    """

    def __init__(self, words: Words, neighbours: Neighbours) -> None:
        self.words = words
        self.neighbours = neighbours
        told = list(map(neighbours.words.__getitem__, words.lower))
        self._told = told
        self._near: Seen = tuple([word[1] for word in told])
        self._then: Seen = tuple([word[2] for word in told])
        cues = [word[5] for word in told]
        self._cues_before = [0, *accumulate([cue is not None for cue in cues])]
        self._cues_left: Seen = tuple([cue[0] for cue in cues if cue])
        self._cues_right: Seen = tuple([cue[1] for cue in cues if cue])
        self._before: dict[int, Numbers] = {}
        self._after: dict[int, Numbers] = {}

    def around(self, mentions: Sequence[Mention]) -> Numbers:
        """The numbers of the words around ``mentions`` of one thing, in their sentences."""
        if len(mentions) > 1:
            return joined(chain.from_iterable(map(self._seen, mentions)))
        (mention,) = mentions
        (start, end), first, last, _ = mention
        words = self.words
        text, begins = words.text, words.begins
        before, after = self._before.get(first), self._after.get(last)
        if before is None:
            before = self._before[first] = joined(self.before(first))
        if first != last and begins[first] != begins[last]:
            after = joined(self._next(last))
        elif after is None:
            after = self._after[last] = joined(self.after(last))
        marks = text[start - 1 : start] if start else "", text[end : end + 1]
        found = before + after + self.neighbours.between[marks]
        if start == words.starts[first] and end == words.ends[last]:
            return found
        return found + joined(self._cut(mention))

    def _seen(self, mention: Mention) -> Seen:
        """What is around ``mention``."""
        (start, end), first, last, _ = mention
        text, begins = self.words.text, self.words.begins
        after = self.after(last) if begins[first] == begins[last] else self._next(last)
        marks = text[start - 1 : start] if start else "", text[end : end + 1]
        return self.before(first) + after + self.neighbours.marks[marks] + self._cut(mention)

    def _cut(self, mention: Mention) -> Seen:
        """What is left of the words that ``mention`` begins and ends inside of."""
        (start, end), first, last, _ = mention
        text, begin, finish = self.words.text, self.words.starts[first], self.words.ends[last]
        found: Seen = ()
        if end < finish:
            found += (self.neighbours.glued(text[end:finish].lower()),)
        if start > begin:
            found += (self.neighbours.prefixed(text[begin:start].lower()),)
        return found

    def before(self, first: int) -> Seen:
        """What a mention that begins at the word ``first`` has before it in its sentence."""
        start, told, cues = self.words.begins[first], self._told, self._cues_before
        found = self._near[first - _LEFT if first - start > _LEFT else start : first]
        found += self._cues_left[cues[start] : cues[first]]
        if first == start:
            return found + self.neighbours.opening
        one, two = told[first - 1], told[first - 2].spelt if first > start + 1 else _EDGE
        return (*found, one.left, self.neighbours.left2(f"{two} {one.spelt}"))

    def after(self, last: int) -> Seen:
        """What a mention that ends with the word ``last`` has after it in its sentence."""
        end, cues, start = self.words.finishes[last], self._cues_before, last + 1
        found = self._then[start : start + _RIGHT if end - start > _RIGHT else end]
        return found + self._cues_right[cues[start] : cues[end]] + self._next(last)

    def _next(self, last: int) -> Seen:
        end, told = self.words.finishes[last], self._told
        if last + 1 == end:
            return self.neighbours.closing
        one, two = told[last + 1], told[last + 2].spelt if last + 2 < end else _EDGE
        return one.right, self.neighbours.right2(f"{one.spelt} {two}")
