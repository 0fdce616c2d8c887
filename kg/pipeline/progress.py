"""How long work tells how far it is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

Progress = Callable[[str, int, int | None], None]
"""Called with the name of the stage, how many are done, and how many there are (if known)."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Say nothing: the progress of callers who asked for none."""


def counted(
    items: Iterable[Item], stage: str, progress: Progress, total: int | None = None
) -> Iterator[Item]:
    """``items``, reported to ``progress`` one by one."""
    done = 0
    for done, item in enumerate(items, 1):
        yield item
        progress(stage, done, total)
    progress(stage, done, done)
