"""How much memory a query may take in the worker of an embedded store.

The limit is for private data of the process (``RLIMIT_DATA``, which Linux holds also against
memory that is mapped); systems that know no such limit run queries without one. Engines end in
different ways when they get no more: with an error of Python, one of their own, or an abort.
"""

import os
from pathlib import Path

from kg.errors import QueryError, StoreError

VARIABLE = "KG_QUERY_MEMORY"
"""The environment variable with the limit, in megabytes; 0 for none."""

DEFAULT = 2048
"""Megabytes that a query may take where nobody says otherwise."""

# What allocators say before they abort: Rust's, C++'s, Python's.
_COMPLAINTS = (b"memory allocation of", b"bad_alloc", b"MemoryError")


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


def limit_memory(size: int) -> None:
    """Let this process take ``size`` bytes more than it has, where the system can hold it to it."""
    try:
        import resource

        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except (ImportError, OSError):  # Windows has no limits, and only Linux says what is in use
        return
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    # An engine's reserved address space counts as data too, so what is there is left alone.
    used = int(fields["VmData"].split()[0]) << 10
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = used + size
    if most == resource.RLIM_INFINITY or wanted < most:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def too_large() -> QueryError:
    """The error of a query that needs more memory than it may take."""
    size = query_memory()
    amount = "there is" if size is None else f"{size >> 20} MB"
    return QueryError(
        f"the query needs more memory than {amount}: ask for less, or allow more with {VARIABLE} "
        "(in MB)"
    )


def ran_out(complaint: bytes) -> bool:
    """Whether a process that wrote ``complaint`` before its end ran out of memory."""
    return any(words in complaint for words in _COMPLAINTS)
