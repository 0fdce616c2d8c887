"""What the linear model sees of a name: its letters, its words, and what is known about it.

Most names of a paper are in no other paper, but their words are: what depends on one word is
numbered once.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg.extract.lexicon import Known
from kg.extract.scene import Number
from kg.text import singular

Look = Callable[[str], Known | None]
"""What is known about a folded name."""

_SHAPES = ((re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"), (re.compile(r"\d+"), "0"))
_MOST = 50_000
_SHAPE = 8
"""So many characters of a shape count."""


class Spelling:
    """Numbers the features of names, and remembers those of words that come again.

    Args:
        number: Numbers a feature.
        look: What is known about names.
    """

    def __init__(self, number: Number, look: Look) -> None:
        self._number = number
        self._look = look
        self._opening = lru_cache(_MOST)(self._numbered_opening)
        self._closing = lru_cache(_MOST)(self._numbered_closing)
        self._sizes = lru_cache(None)(self._numbered_sizes)
        self._part = lru_cache(_MOST)(self._numbered_part)

    def of(self, key: str, name: str, expansion: str | None) -> list[int | None]:
        """The numbers of the features of a name.

        Args:
            key: The folded name.
            name: The name as the paper spells it.
            expansion: Its long form, where the paper defines it.
        """
        number, parts = self._number, key.split(" ")
        spelt = parts if name.islower() else name.replace("\n", "").split(" ")
        shape = " ".join(map(shape_of, spelt[: _SHAPE + 1]))[:_SHAPE]
        found = [
            number("shape=" + shape),
            *self._sizes(min(len(parts), 6), min(len(key), 9)),
            *self._opening(parts[0]),
            *self._closing(parts[-1]),
        ]
        if len(parts) > 1:
            found.append(number(f"last2={parts[-2]} {parts[-1]}"))
            found.append(number(f"shape-last={shape[:3]}{parts[-1]}"))
            found += self._parts(key, len(parts))
        if expansion:
            found += map(number, self._about_expansion(expansion))
        found += map(number, _about_known("", self._look(key)))
        return found

    def _numbered_opening(self, word: str) -> tuple[int | None, ...]:
        return self._number("first=" + word), self._number("opening=" + word[-3:])

    def _numbered_closing(self, word: str) -> tuple[int | None, ...]:
        return self._number("last=" + word), self._number("ending=" + word[-3:])

    def _numbered_sizes(self, words: int, letters: int) -> tuple[int | None, ...]:
        return self._number(f"length={words}"), self._number(f"letters={letters}")

    def _numbered_part(self, prefix: str, name: str) -> tuple[int | None, ...]:
        return tuple(map(self._number, _about_known(prefix, self._look(name), brief=True)))

    def _parts(self, key: str, size: int) -> Iterator[int | None]:
        """What is known about the longest end of a name of ``size`` words and its longest start."""
        tail = head = key
        for left_out in range(1, size):
            tail = tail[tail.index(" ") + 1 :]
            if self._look(tail) is not None:
                yield from self._part("tail1" if left_out == 1 else "tail2", tail)
                break
        for left_out in range(1, size):
            head = head[: head.rindex(" ")]
            if self._look(head) is not None:
                yield from self._part("head1" if left_out == 1 else "head2", head)
                break

    def _about_expansion(self, expansion: str) -> Iterator[str]:
        long = re.findall(r"[^\W_]+", expansion.lower())
        yield "defined"
        if long:
            yield "long-last=" + singular(long[-1])
            yield f"long-length={min(len(long), 6)}"
        known = self._look(" ".join([*long[:-1], singular(long[-1])]) if long else "")
        yield from _about_known("long", known)


@lru_cache(_MOST)
def shape_of(word: str) -> str:
    """``word`` with one sign for each run of capitals, of small letters and of digits."""
    for pattern, sign in _SHAPES:
        word = pattern.sub(sign, word)
    return word


def _about_known(prefix: str, known: Known | None, *, brief: bool = False) -> Iterator[str]:
    """What the lexicon says; ``brief`` for parts of a name."""
    if known is None:
        yield prefix + "unknown"
        return
    for entry, doubtful in known.entries:
        kind = "doubtful" if doubtful else "broad" if entry.broad else "listed"
        yield f"{prefix}{kind}={entry.type}"
    if known.counts is None:
        return
    total = sum(count for _, count in known.counts.labels)
    amount = min(total, 2 + (total > 4) + (total > 12) + (total > 40))
    rate = min(10, int(10 * (total + 0.5) / (known.counts.papers + 1)))
    yield f"{prefix}rate={rate}"
    if not brief:
        yield f"{prefix}rate={rate},{amount}"
    for label, count in known.counts.labels:
        share = count / total
        if share >= 0.15:
            yield f"{prefix}{label}={int(share * 5)}"
            if not brief:
                yield f"{prefix}{label}={int(share * 5)},{amount}"
