"""What the linear model sees of a name: its letters, its words, and what is known about it.

Most names of a paper are in no other paper; what is known about their parts comes again.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from kg.extract.lexicon import Known, key
from kg.extract.numbering import Kinds, Memo, Number, Numbers, joined
from kg.text import singular

Look = Callable[[str], Known | None]
"""What is known about a folded name."""

_RUNS = ((re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"), (re.compile(r"\d+"), "0"))
_DIGITS = "0123456789"
_LONGEST = 8
"""So many characters of a shape count."""
_PLAIN = "a a a a "
"""The longest shape of plain words."""


class Spelling:
    """Numbers the features of names.

    Args:
        kinds: Numbers features.
        look: What is known about names.
    """

    def __init__(self, kinds: Kinds, look: Look) -> None:
        self._look = look
        self._of_kind: Memo[str, Number] = Memo(kinds)
        self._shape, self._shape_last = kinds("shape"), kinds("shape-last")
        self._last2 = kinds("last2")
        self._lengths = tuple(map(kinds("length"), "0123456"))
        self._letters = tuple(map(kinds("letters"), _DIGITS))
        self._firsts: Memo[str, Numbers] = Memo(self._first)
        self._lasts: Memo[str, Numbers] = Memo(self._last)
        self._tails, self._heads = (
            tuple([Memo(partial(self._about_part, f"{end}{left_out}")) for left_out in (1, 2)])
            for end in ("tail", "head")
        )
        self._unknown = joined(self._about_known("", None))
        self._wholes: Memo[str, Numbers] = Memo(
            lambda name: joined(self._about_known("", self._look(name)))
        )
        self._names: Memo[str, Numbers] = Memo(self._of_name)

    def of(self, name: str, expansion: str | None) -> Numbers:
        """The numbers of the features of a name.

        Args:
            name: The name as the paper spells it.
            expansion: Its long form, where the paper defines it.
        """
        if expansion is None:
            return self._names[name]
        return self._names[name] + joined(self._about_expansion(expansion))

    def _of_name(self, name: str) -> Numbers:
        folded = key(name)
        parts = folded.split(" ")
        first, last, known = parts[0], parts[-1], self._look(folded)
        size, letters = len(parts), len(folded)
        shape = _shape_of_name(name, folded, parts)
        found = [
            self._shape(shape),
            self._lengths[size if size < 6 else 6],
            self._letters[letters if letters < 9 else 9],
            self._firsts[first],
            self._lasts[last],
            self._unknown if known is None else self._wholes[folded],
        ]
        if size > 1:
            found.append(self._last2(f"{parts[-2]} {last}"))
            found.append(self._shape_last(shape[:3] + last))
            found += self._known_parts(folded, size)
        return b"".join(filter(None, found))

    def _first(self, word: str) -> Numbers:
        return joined((self._of_kind["first"](word), self._of_kind["opening"](word[-3:])))

    def _last(self, word: str) -> Numbers:
        return joined((self._of_kind["last"](word), self._of_kind["ending"](word[-3:])))

    def _known_parts(self, folded: str, size: int) -> list[Numbers]:
        """What is known about the longest end of a name of ``size`` words and its longest start."""
        found = []
        look, tail, head = self._look, folded, folded
        for left_out in range(1, size):
            tail = tail.partition(" ")[2]
            if look(tail) is not None:
                found.append(self._tails[left_out > 1][tail])
                break
        for left_out in range(1, size):
            head = head.rpartition(" ")[0]
            if look(head) is not None:
                found.append(self._heads[left_out > 1][head])
                break
        return found

    def _about_part(self, prefix: str, name: str) -> Numbers:
        return joined(self._about_known(prefix, self._look(name), brief=True))

    def _about_known(
        self, prefix: str, known: Known | None, *, brief: bool = False
    ) -> list[Numbers | None]:
        """What the lexicon says; ``brief`` for parts of a name."""
        kinds = self._of_kind
        if known is None:
            return [kinds[prefix + "unknown"]("")]
        found = []
        for entry, doubtful in known.entries:
            kind = "doubtful" if doubtful else "broad" if entry.broad else "listed"
            found.append(kinds[prefix + kind](entry.type))
        if known.counts is None:
            return found
        total = sum([count for _, count in known.counts.labels])
        amount = min(total, 2 + (total > 4) + (total > 12) + (total > 40))
        rate = min(10, int(10 * (total + 0.5) / (known.counts.papers + 1)))
        number = kinds[prefix + "rate"]
        found.append(number(f"{rate}"))
        if not brief:
            found.append(number(f"{rate},{amount}"))
        for label, count in known.counts.labels:
            share = count / total
            if share >= 0.15:
                number = kinds[prefix + label]
                found.append(number(f"{int(share * 5)}"))
                if not brief:
                    found.append(number(f"{int(share * 5)},{amount}"))
        return found

    def _about_expansion(self, expansion: str) -> Iterator[Numbers | None]:
        kinds, long = self._of_kind, re.findall(r"[^\W_]+", expansion.lower())
        yield kinds["defined"]("")
        if long:
            long[-1] = singular(long[-1])
            yield kinds["long-last"](long[-1])
            yield kinds["long-length"](_DIGITS[min(len(long), 6)])
        yield from self._about_known("long", self._look(" ".join(long)))


def _shape_of_name(name: str, folded: str, parts: list[str]) -> str:
    """The shapes of the words of ``name``, whose folded ``parts`` are those of ``folded``."""
    if name.islower() and folded.isascii() and folded.replace(" ", "").isalpha():
        return _PLAIN[: 2 * len(parts) - 1]  # Most names: nothing to look at.
    spelt = parts if name.islower() else name.replace("\n", "").split(" ")
    return " ".join([_SHAPES[word] for word in spelt[: _LONGEST + 1]])[:_LONGEST]


def shape_of(word: str) -> str:
    """``word`` with one sign for each run of capitals, of small letters and of digits."""
    if word.isascii() and word.isalpha():
        if word.islower():
            return "a"
        if word.isupper():
            return "A"
    for pattern, sign in _RUNS:
        word = pattern.sub(sign, word)
    return word


_SHAPES = Memo(shape_of)
