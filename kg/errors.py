"""What can go wrong, as one tree, and how bad input is reported.

::

    KgError
    ├── InputError          an input file is missing, empty, binary or of no known format
    ├── GraphError          a directory is not a graph, of another version, half written, locked
    ├── QueryError          the engine does not accept the query
    │   ├── QueryRefused    the query would write, read files or reach the network
    │   └── QueryTimeout    the query ran longer than it was allowed to
    ├── StoreError          a database server cannot be reached, or refuses
    ├── NotFoundError       no entity, paper or question of that name (with near misses)
    ├── CurationError       curation.toml says something that cannot be done
    ├── ExportError         a graph cannot be written in that form
    ├── UnknownNameError    a registry has no such entry (the message lists the known ones)
    └── MissingExtraError   an optional dependency is not installed

Every message is one line that names the file, line or value and says what to do. Foreign errors
are wrapped with ``from``, so the cause stays visible in a traceback.
"""

from collections.abc import Callable
from dataclasses import dataclass


class KgError(Exception):
    """Base of all errors a user of this package can cause; ``str()`` is one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class InputError(KgError):
    """An input is missing, empty, binary, or in no known format."""


class GraphError(KgError):
    """A graph directory is missing, of another version, half written, or locked."""


class QueryError(KgError):
    """A query that the engine does not accept."""


class QueryRefused(QueryError):  # noqa: N818 - reads as what happened, like TimeoutExpired
    """A query that would write, read files or reach the network."""


class QueryTimeout(QueryError):  # noqa: N818 - reads as what happened, like TimeoutExpired
    """A query that ran longer than allowed and was stopped."""


class StoreError(KgError):
    """A database server cannot be reached or refuses the request."""


class NotFoundError(KgError):
    """No entity, paper or question has that name."""


class CurationError(KgError):
    """``curation.toml`` is malformed or asks for the impossible."""


class ExportError(KgError):
    """A graph cannot be written in the form asked for."""


class UnknownNameError(KgError):
    """A registry has no entry of that name."""


class MissingExtraError(KgError):
    """An optional dependency is not installed; the message says how to install it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the input that was repaired or skipped.

    Attributes:
        place: The file, as the user named it.
        line: Line number from 1, or ``None`` where there is none.
        message: What was wrong and what was done about it.
        failed: Whether nothing at all could be read from the file.
    """

    place: str
    line: int | None
    message: str
    failed: bool = False

    def __str__(self) -> str:
        where = self.place if self.line is None else f"{self.place}:{self.line}"
        return f"{where}: {self.message}"


Report = Callable[[Notice], None]
"""Receives each :class:`Notice` as it happens."""


def ignore(notice: Notice) -> None:
    """Drop ``notice``: the report of callers who asked for none."""
