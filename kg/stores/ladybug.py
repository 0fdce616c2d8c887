"""Cypher, embedded: ladybug over the property-graph encoding of the graph."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.encode.property_graph import (
    RELATIONSHIP_PROPERTIES,
    Pattern,
    PropertyGraph,
    node_properties,
    open_property_graph,
)
from kg.errors import QueryError, StoreError
from kg.graph.tables import Tables
from kg.rows import Value
from kg.stores import cypher_text
from kg.stores.dialect import to_ladybug
from kg.stores.engine import Answer, Engine, Session
from kg.stores.memory import query_memory, too_large
from kg.stores.values import plain

FILE = "graph.lbdb"
MAX_SIZE = 1 << 40
"""Address space reserved for a store: enough for any graph, and less than the engine's 8 TB."""

_SMALLER = (MAX_SIZE, 1 << 34, 1 << 30)
_BUFFERS = 1 << 30
_LEAST_BUFFERS = 1 << 26
_OUT_OF_MEMORY = ("buffer pool is full", "bad_alloc")


def build(tables: Tables, folder: Path) -> None:
    """Write the store of a graph into ``folder``.

    Raises:
        StoreError: The engine does not take the data; the folder is of no use then.
    """
    import ladybug

    # A checkpoint after every statement would be most of the work.
    database = ladybug.Database(
        str(folder / FILE), max_db_size=MAX_SIZE, buffer_pool_size=_BUFFERS, auto_checkpoint=False
    )
    connection = ladybug.Connection(database)
    try:
        with open_property_graph(tables) as graph:
            for statement in schema(graph):
                connection.execute(statement)
            _copy(graph, connection, folder)
        connection.execute("CHECKPOINT")
    except RuntimeError as error:
        raise StoreError(f"ladybug does not take the graph: {error}") from error
    finally:
        connection.close()
        database.close()


def schema(graph: PropertyGraph) -> list[str]:
    """The statements that declare the tables: one per label, one per relationship type.

    All types of the model are declared, with or without data: a query about a type that happens to
    be empty is no error.
    """
    statements = []
    for label in graph.labels():
        columns = ", ".join(f"{name} {kind}" for name, kind in node_properties(label).items())
        statements.append(f"CREATE NODE TABLE {_quoted(label)}({columns}, PRIMARY KEY(id))")
    properties = ", ".join(f"{name} {kind}" for name, kind in RELATIONSHIP_PROPERTIES.items())
    groups: dict[str, list[Pattern]] = {}
    for pattern in graph.patterns():
        groups.setdefault(pattern.relationship, []).append(pattern)
    for relationship, patterns in groups.items():
        ends = ", ".join(f"FROM {_quoted(p.start)} TO {_quoted(p.end)}" for p in patterns)
        statements.append(f"CREATE REL TABLE {_quoted(relationship)}({ends}, {properties})")
    return statements


def _copy(graph: PropertyGraph, connection: Any, folder: Path) -> None:
    part = folder / "rows.parquet"
    for label in graph.used_labels():
        graph.write_parquet(graph.nodes(label), str(part))
        connection.execute(f"COPY {_quoted(label)} FROM {_text(str(part))}")
    for pattern in graph.used_patterns():
        graph.write_parquet(graph.relationships(pattern), str(part))
        connection.execute(
            f"COPY {_quoted(pattern.relationship)} FROM {_text(str(part))} "
            f"(from={_text(pattern.start)}, to={_text(pattern.end)})"
        )
    part.unlink(missing_ok=True)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "") + "`"


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


class LadybugSession:
    """A store opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``.

        Raises:
            StoreError: It cannot be opened.
        """
        import ladybug

        self._database = _open_smaller(ladybug, str(folder / FILE))
        self._connection = ladybug.Connection(self._database)

    def query(self, text: str, params: Mapping[str, Any]) -> Answer:
        """The answer to ``text``.

        Nodes become dictionaries of their properties with ``_label``, relationships with
        ``_type``, paths ``{"nodes": […], "relationships": […]}``.

        Raises:
            QueryError: The query is not Cypher as ladybug knows it, or fails while it runs.
        """
        try:
            result: Any = self._connection.execute(text, dict(params))
            columns = result.get_column_names()
            return columns, [[cypher_value(cell) for cell in row] for row in result.get_all()]
        except RuntimeError as error:
            if any(words in str(error) for words in _OUT_OF_MEMORY):
                raise too_large() from error
            raise QueryError(f"Cypher: {error}") from error


def cypher_value(value: Any) -> Value:
    """A value that ladybug returned as a plain one."""
    if isinstance(value, Mapping):
        if "_NODES" in value and "_RELS" in value:
            return {
                "nodes": [cypher_value(node) for node in value["_NODES"]],
                "relationships": [cypher_value(rel) for rel in value["_RELS"]],
            }
        if "_LABEL" in value and "_ID" in value:
            kind = "_type" if "_SRC" in value else "_label"
            # A node of one table also shows the columns of the others that were asked, as nulls.
            rest = {
                key: plain(item)
                for key, item in value.items()
                if key not in ("_LABEL", "_ID", "_SRC", "_DST") and item is not None
            }
            return {kind: value["_LABEL"], **rest}
        return {str(key): cypher_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cypher_value(item) for item in value]
    return plain(value)


def _open_smaller(ladybug: Any, path: str) -> Any:
    failure: Exception | None = None
    # The engine's own memory, for what it reads and what queries hold.
    buffers = max(_LEAST_BUFFERS, min(_BUFFERS, query_memory() or _BUFFERS))
    for size in _SMALLER:  # under a limit of address space the large reservation fails
        try:
            return ladybug.Database(
                path, read_only=True, max_db_size=size, buffer_pool_size=buffers
            )
        except RuntimeError as error:
            failure = error
    raise StoreError(f"the ladybug store cannot be opened: {failure}") from failure


def _open(folder: Path) -> Session:
    return LadybugSession(folder)


def _prepare(text: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return to_ladybug(text, cypher_text.prepare(text, params)), dict(params)


ENGINE = Engine("ladybug", "cypher", "ladybug", 1, _prepare, build, _open)
"""ladybug as a store."""
