"""How much memory a query may take in the worker of an embedded store.

The asking process looks at the worker's resident memory while it waits, and ends it. A limit inside
the worker (``RLIMIT_DATA``) is no way: an engine that gets no more memory may abort, or stand still
with a lock held.
"""

import os

from kg.errors import QueryError, StoreError

VARIABLE = "KG_QUERY_MEMORY"
"""The environment variable with the limit, in megabytes; 0 for none."""

DEFAULT = 2048
"""Megabytes that a query may take where nobody says otherwise."""


def query_memory() -> int | None:
    """Bytes that a query may take; ``None`` for no limit.

    Raises:
        StoreError: The environment variable holds no number of megabytes.
    """
    text = os.environ.get(VARIABLE) or str(DEFAULT)
    if not text.isdecimal():
        raise StoreError(
            f"{VARIABLE} is '{text}': give a whole number of megabytes, 0 for no limit"
        )
    return int(text) << 20 or None


class Watch:
    """Watches what a query adds to the memory of the process that answers it.

    Raises:
        StoreError: The environment variable holds no number of megabytes.
    """

    def __init__(self, pid: int) -> None:
        limit = query_memory()
        self._pid = pid
        self._most = None if limit is None else _resident(pid) + limit

    @property
    def exceeded(self) -> bool:
        """Whether the process now holds more than the query may add."""
        return self._most is not None and _resident(self._pid) > self._most


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 for one that has ended."""
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def too_large() -> QueryError:
    """The error of a query that needs more memory than it may take."""
    size = query_memory()
    amount = "there is" if size is None else f"{size >> 20} MB"
    return QueryError(
        f"the query needs more memory than {amount}: ask for less, or allow more with {VARIABLE} "
        "(in MB)"
    )
