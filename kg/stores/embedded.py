"""A store in the graph directory, asked through a worker process."""

import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import Report, StoreError, ignore
from kg.graph.tables import Tables
from kg.rows import Rows
from kg.stores.base import TIMEOUT
from kg.stores.derive import ensure_store
from kg.stores.engine import Engine
from kg.stores.language import Language
from kg.stores.process import Worker


class EmbeddedStore:
    """Answers queries about one graph; safe to use from several threads, one query at a time.

    Nothing is built or started before the first query. A context manager; without ``close`` the
    worker ends with the process.
    """

    def __init__(
        self, engine: Engine, target: str, tables: Tables, report: Report = ignore
    ) -> None:
        """Answer with ``engine``, which ``target`` (``module:attribute``) names for the worker."""
        self._engine = engine
        self._target = target
        self._tables = tables
        self._report = report
        self._worker: Worker | None = None
        self._lock = threading.Lock()

    @property
    def language(self) -> Language:
        """What queries are written in."""
        return self._engine.language

    def query(
        self, text: str, params: Mapping[str, Any] | None = None, timeout: float | None = TIMEOUT
    ) -> Rows:
        """The rows that answer ``text``.

        Args:
            text: The query; it may only read.
            params: Values of its ``$parameters``: text, numbers, booleans, or lists of these.
            timeout: Seconds after which the query is stopped; ``None`` for no limit. Building the
                store, before the first query, does not count.

        Raises:
            QueryError: The engine does not accept the query (:class:`kg.errors.QueryRefused` if it
                would write, :class:`kg.errors.QueryTimeout` if it ran too long).
            GraphError: The store cannot be built.
            StoreError: The engine died.
        """
        prepared, values = self._engine.prepare(text, params or {})
        with self._lock:
            worker = self._running()
            return worker.query(prepared, values, timeout)

    def build(self) -> Path:
        """Build the store now if it is missing; returns its folder."""
        return ensure_store(self._engine, self._tables, self._fill, self._report)

    def close(self) -> None:
        """End the worker; a later query starts another."""
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _running(self) -> Worker:
        if self._worker is None or not self._worker.alive:
            self._worker = None
            path = self.build()
            try:
                self._worker = Worker("serve", self._target, str(path))
            except StoreError:
                if path.is_dir():
                    raise
                # Somebody deleted the store between our look and the opening.
                self._worker = Worker("serve", self._target, str(self.build()))
        return self._worker

    def _fill(self, folder: Path) -> None:
        Worker("build", self._target, str(self._tables.root), str(folder)).kill()
