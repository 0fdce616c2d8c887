"""What an embedded engine is, for the process that asks and for the worker that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kg.graph.tables import Tables
from kg.rows import Value
from kg.stores.language import Language

Answer = tuple[list[str], list[list[Value]]]
"""Column names, and rows as long as them, of plain JSON values."""


class Session(Protocol):
    """A store opened for reading, inside the worker."""

    def query(self, text: str, params: Mapping[str, Any]) -> Answer:
        """The answer to a prepared query.

        Raises:
            QueryError: The engine does not accept it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """An embedded engine. Everything but ``build`` and ``open`` works without importing it.

    Attributes:
        name: Its name among the stores.
        language: What its queries are written in.
        package: The distribution it comes from; another version means another derived store.
        encoding: Version of what we write into it: raise it when the encoding changes.
        prepare: From a user's query and parameters to those of the engine; refuses what is not a
            reading query. Runs in the asking process.
        build: Writes the store of a graph into an empty folder. Runs in a worker.
        open: Opens such a folder for reading. Runs in a worker.
    """

    name: str
    language: Language
    package: str
    encoding: int
    prepare: Callable[[str, Mapping[str, Any]], tuple[str, dict[str, Any]]]
    build: Callable[[Tables, Path], None]
    open: Callable[[Path], Session]
