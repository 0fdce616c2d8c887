"""Slips of the pen: names that differ from another one in one letter of one word."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

LEAST = 7
"""Letters of a word in which a slip can be told from another word."""

KNOWN = 2
"""Names that must hold a word for it to count as a word; a slip stands in one only."""


class Vocabulary:
    """Words, found again when a letter is wrong."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {w for w in words if len(w) >= LEAST - 1 and w.isalpha()}
        self._index: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for gap in _gaps(word):
                self._index[gap].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def near(self, word: str) -> set[str]:
        """The words that ``word`` is a slip of."""
        return {w for gap in _gaps(word) for w in self._index.get(gap, ()) if _slipped(word, w)}


def slips(words: Counter[str], known: Vocabulary) -> dict[str, str]:
    """The word that each rare word probably is, where exactly one is a letter away.

    Args:
        words: How many names hold each word, in lower case.
        known: Words that are right, however rare.
    """
    seen = Vocabulary(w for w, count in words.items() if count >= KNOWN and w not in known)
    found: dict[str, str] = {}
    for word, count in words.items():
        if count == 1 and len(word) >= LEAST and word not in known:
            near = known.near(word) | seen.near(word)
            if len(near) == 1:
                found[word] = near.pop()
    return found


def _gaps(word: str) -> Iterator[str]:
    """``word`` with one of its letters left out, the first never, and ``word`` itself."""
    yield word
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1 :]


def _slipped(word: str, other: str) -> bool:
    """Whether one letter of ``word`` was dropped, doubled, replaced or swapped with the next.

    Inflection is no slip, so the last two letters must agree.
    """
    if word == other or word[0] != other[0] or word[-2:] != other[-2:]:
        return False
    if len(word) == len(other):
        differ = [i for i, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
        if len(differ) == 1:
            return True
        i = differ[0]
        return differ == [i, i + 1] and word[i] == other[i + 1] and word[i + 1] == other[i]
    return abs(len(word) - len(other)) == 1


def swapped(names: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of product names that differ in the order of two neighbouring letters.

    Args:
        names: Keys without blanks, each with its number.
    """
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, number in names:
        if len(key) >= LEAST and key.isalpha():
            groups["".join(sorted(key))].append((key, number))
    for group in groups.values():
        if len(group) > 1:
            group.sort()
            for i, (a, first) in enumerate(group):
                for b, second in group[i + 1 :]:
                    if _slipped(a, b):
                        yield first, second
