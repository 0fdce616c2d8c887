"""The tables in DuckDB, for exports that join them."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.graph.schema import TABLES
from kg.graph.tables import Tables

if TYPE_CHECKING:
    import duckdb

_BATCH = 4096


@contextmanager
def cursor(tables: Tables, memory: str = "1GB") -> "Iterator[duckdb.DuckDBPyConnection]":
    """A connection that has the four tables; what does not fit ``memory`` goes to disk."""
    import duckdb

    with TemporaryDirectory(prefix="kg-") as folder, duckdb.connect() as connection:
        connection.execute("SET memory_limit = $m", {"m": memory})
        connection.execute("SET temp_directory = $d", {"d": folder})
        connection.execute("SET threads = 1")
        for table in TABLES:
            connection.register(table, connection.read_parquet(str(tables.path(table))))
        yield connection


def rows(
    connection: "duckdb.DuckDBPyConnection", sql: str, **params: Any
) -> Iterator[dict[str, Any]]:
    """The rows that ``sql`` gives, streamed: read them to the end before the next query."""
    for batch in connection.sql(sql, params=params or None).to_arrow_reader(_BATCH):
        yield from batch.to_pylist()
