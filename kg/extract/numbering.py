"""Features and their numbers.

A feature is a kind and a value: "the word to the left is *propose*". As one text it is
``left=propose``; a model knows it by a number. A number is four bytes here, so that numbers that
were worked out once are joined again and again without looking at each.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Numbers = bytes
"""Numbers of features one after the other, each as :data:`WIDTH` bytes, the lowest first."""

Number = Callable[[str], Numbers | None]
"""The number of a feature of one kind by its value; ``None`` for one that does not count."""

Kinds = Callable[[str], Number]
"""What numbers the features of a kind, such as ``left``."""

WIDTH = 4
"""Bytes of a number."""

_MOST = 50_000

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """What a function of one argument gave, for up to 50,000 arguments: ``memo[argument]``.

    Unlike ``functools.lru_cache`` it makes no object for each entry, which the garbage collector
    would look at again and again.
    """

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        if len(self) >= _MOST:
            self.clear()
        value = self[key] = self._make(key)
        return value


def packed(number: int) -> Numbers:
    """``number`` as bytes."""
    return number.to_bytes(WIDTH, "little")


def kinds_of(index: Mapping[str, int]) -> Kinds:
    """What numbers features as ``index`` does, which has them as texts; others do not count."""
    tables: dict[str, dict[str, Numbers]] = {}
    for feature, row in index.items():
        kind, _, value = feature.partition("=")
        tables.setdefault(kind, {})[value] = packed(row)
    return lambda kind: tables.get(kind, {}).get


def unpacked(numbers: Numbers) -> "NDArray[np.int32]":
    """Each of ``numbers``."""
    return np.frombuffer(numbers, f"<i{WIDTH}").astype(np.int32)


def joined(numbers: Iterable[Numbers | None]) -> Numbers:
    """``numbers`` as one, each once, without those that do not count."""
    return b"".join(filter(None, set(numbers)))


def numbers_of(kinds: Kinds, features: Iterable[str]) -> Numbers:
    """The numbers of ``features`` of any kind, each one text."""
    pairs = (feature.partition("=") for feature in features)
    return joined([kinds(kind)(value) for kind, _, value in pairs])
