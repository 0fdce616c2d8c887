"""What every store that answers queries can do."""

from collections.abc import Mapping
from typing import Any, Protocol

from kg.rows import Rows
from kg.stores.language import Language

TIMEOUT = 60.0
"""Seconds that a query may take unless told otherwise."""


class Store(Protocol):
    """Answers queries about one graph, and changes nothing."""

    @property
    def language(self) -> Language:
        """What queries are written in."""
        ...

    def query(
        self, text: str, params: Mapping[str, Any] | None = None, timeout: float | None = TIMEOUT
    ) -> Rows:
        """The rows that answer ``text``.

        Args:
            text: The query; it may only read.
            params: Values of its ``$parameters``: text, numbers, booleans, or lists of these.
            timeout: Seconds after which the query is stopped; ``None`` for no limit.

        Raises:
            QueryError: The engine does not accept the query (:class:`kg.errors.QueryRefused` if it
                would write, :class:`kg.errors.QueryTimeout` if it ran too long).
        """
        ...

    def close(self) -> None:
        """Free what the store holds; a later query takes it again."""
        ...
