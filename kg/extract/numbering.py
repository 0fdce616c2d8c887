"""Features and their numbers.

A feature is a kind and a value: "the word to the left is *propose*". As one text it is
``left=propose``; a model knows it by a number.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

Number = Callable[[str], int | None]
"""The number of a feature of one kind by its value; ``None`` for one that does not count."""

Kinds = Callable[[str], Number]
"""What numbers the features of a kind, such as ``left``."""

Numbers = tuple[int | None, ...]
"""Numbers of features."""

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


def kinds_of(index: Mapping[str, int]) -> Kinds:
    """What numbers features as ``index`` does, which has them as texts; others do not count."""
    tables: dict[str, dict[str, int]] = {}
    for feature, row in index.items():
        kind, _, value = feature.partition("=")
        tables.setdefault(kind, {})[value] = row
    return lambda kind: tables.get(kind, {}).get


def numbers_of(kinds: Kinds, features: list[str]) -> Numbers:
    """The numbers of ``features`` of any kind, each one text."""
    pairs = (feature.partition("=") for feature in features)
    return tuple([kinds(kind)(value) for kind, _, value in pairs])
