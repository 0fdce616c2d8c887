"""What the linear model sees of a name: its letters, its words, and what is known about it.

Most names of a paper are in no other paper; what is known about their parts comes again.
"""

import re
from collections.abc import Callable, Iterator

from kg.extract.lexicon import Known
from kg.extract.numbering import Kinds, Memo, Number, Numbers
from kg.text import singular

Look = Callable[[str], Known | None]
"""What is known about a folded name."""

_RUNS = ((re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"), (re.compile(r"\d+"), "0"))
_DIGITS = "0123456789"
_LONGEST = 8
"""So many characters of a shape count."""


class Spelling:
    """Numbers the features of names.

    Args:
        kinds: Numbers features.
        look: What is known about names.
    """

    def __init__(self, kinds: Kinds, look: Look) -> None:
        self._look = look
        self._shape, self._shape_last = kinds("shape"), kinds("shape-last")
        self._last2 = kinds("last2")
        self._lengths = tuple(map(kinds("length"), "0123456"))
        self._letters = tuple(map(kinds("letters"), _DIGITS))
        self._of_kind: Memo[str, Number] = Memo(kinds)
        self._firsts: Memo[str, Numbers] = Memo(self._numbered_first)
        self._lasts: Memo[str, Numbers] = Memo(self._numbered_last)
        self._unknown = tuple(self._about_known("", None))
        self._whole: Memo[str, Numbers] = Memo(self._numbered_whole)
        self._part: Memo[tuple[str, str], Numbers] = Memo(self._numbered_part)

    def of(self, key: str, name: str, expansion: str | None) -> list[int | None]:
        """The numbers of the features of a name.

        Args:
            key: The folded name.
            name: The name as the paper spells it.
            expansion: Its long form, where the paper defines it.
        """
        parts = key.split(" ")
        first, last = parts[0], parts[-1]
        spelt = parts if name.islower() else name.replace("\n", "").split(" ")
        shape = " ".join([_SHAPES[word] for word in spelt[: _LONGEST + 1]])[:_LONGEST]
        size, letters = len(parts), len(key)
        found = [
            self._shape(shape),
            self._lengths[size if size < 6 else 6],
            self._letters[letters if letters < 9 else 9],
            *self._firsts[first],
            *self._lasts[last],
        ]
        if size > 1:
            found.append(self._last2(f"{parts[-2]} {last}"))
            found.append(self._shape_last(shape[:3] + last))
            found += self._parts(key, size)
        if expansion:
            found += self._about_expansion(expansion)
        found += self._unknown if self._look(key) is None else self._whole[key]
        return found

    def _numbered_first(self, word: str) -> Numbers:
        return self._of_kind["first"](word), self._of_kind["opening"](word[-3:])

    def _numbered_last(self, word: str) -> Numbers:
        return self._of_kind["last"](word), self._of_kind["ending"](word[-3:])

    def _numbered_whole(self, name: str) -> Numbers:
        return tuple(self._about_known("", self._look(name)))

    def _numbered_part(self, part: tuple[str, str]) -> Numbers:
        prefix, name = part
        return tuple(self._about_known(prefix, self._look(name), brief=True))

    def _about_known(
        self, prefix: str, known: Known | None, *, brief: bool = False
    ) -> list[int | None]:
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

    def _parts(self, key: str, size: int) -> list[int | None]:
        """What is known about the longest end of a name of ``size`` words and its longest start."""
        found: list[int | None] = []
        look, tail, head = self._look, key, key
        for left_out in range(1, size):
            tail = tail.partition(" ")[2]
            if look(tail) is not None:
                found += self._part["tail1" if left_out == 1 else "tail2", tail]
                break
        for left_out in range(1, size):
            head = head.rpartition(" ")[0]
            if look(head) is not None:
                found += self._part["head1" if left_out == 1 else "head2", head]
                break
        return found

    def _about_expansion(self, expansion: str) -> Iterator[int | None]:
        kinds, long = self._of_kind, re.findall(r"[^\W_]+", expansion.lower())
        yield kinds["defined"]("")
        if long:
            long[-1] = singular(long[-1])
            yield kinds["long-last"](long[-1])
            yield kinds["long-length"](_DIGITS[min(len(long), 6)])
        yield from self._about_known("long", self._look(" ".join(long)))


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
