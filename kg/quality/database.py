"""A graph's tables in DuckDB, for checks that see all rows without holding them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.graph.schema import TABLES
from kg.graph.tables import Tables
from kg.model import SIGNATURES

if TYPE_CHECKING:
    import duckdb

REQUIRED = {
    "papers": ("id", "title", "abstract"),
    "entities": ("id", "type", "name"),
    "statements": ("id", "subject", "predicate", "object", "confidence"),
    "evidence": ("statement", "paper", "field", "start", "end", "text", "extractor", "confidence"),
}
"""The columns that no row may leave empty; without them it cannot be written as RDF."""

_BATCH = 4096
_TABLE = "CREATE VIEW {table} AS FROM read_parquet('{path}', file_row_number = true)"
# All nodes by id, and which type each predicate allows at its ends.
_NODES = """
CREATE VIEW nodes AS
SELECT id, 'Paper' AS type FROM papers WHERE id IS NOT NULL
UNION ALL SELECT id, type FROM entities WHERE id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Database:
    """The four tables, the view ``nodes`` (id, type) and the table ``signatures``."""

    connection: "duckdb.DuckDBPyConnection"

    def value(self, sql: str) -> Any:
        """The first value that ``sql`` gives."""
        return self.first(sql)[0]

    def first(self, sql: str) -> tuple[Any, ...]:
        """The first row that ``sql`` gives."""
        row = self.connection.execute(sql).fetchone()
        return () if row is None else tuple(row)

    def rows(self, sql: str) -> Iterator[dict[str, Any]]:
        """The rows that ``sql`` gives, streamed; several may be read side by side."""
        reader = self.connection.cursor().sql(sql).to_arrow_reader(_BATCH)
        for batch in reader:
            yield from batch.to_pylist()


def complete(table: str) -> str:
    """The SQL condition that a row of ``table`` has all :data:`REQUIRED` columns."""
    return " AND ".join(f'{table}."{column}" IS NOT NULL' for column in REQUIRED[table])


@contextmanager
def open_database(tables: Tables, memory: str = "1GB") -> Iterator[Database]:
    """The tables of a graph for SQL; what does not fit ``memory`` goes to a temporary folder."""
    import duckdb

    with TemporaryDirectory(prefix="kg-") as folder, duckdb.connect() as connection:
        connection.execute("SET memory_limit = $m", {"m": memory})
        connection.execute("SET temp_directory = $d", {"d": folder})
        connection.execute("SET threads = 1")
        for table in TABLES:
            # A view, which all cursors see; it takes no parameters.
            path = str(tables.path(table)).replace("'", "''")
            connection.execute(_TABLE.format(table=table, path=path))
        connection.execute(_NODES)
        connection.execute("CREATE TABLE signatures (predicate TEXT, subject TEXT, object TEXT)")
        connection.executemany("INSERT INTO signatures VALUES (?, ?, ?)", _signatures())
        yield Database(connection)


def _signatures() -> Sequence[list[str]]:
    return [
        [str(predicate), str(subject), str(obj)]
        for predicate, (subject, objects) in SIGNATURES.items()
        for obj in objects
    ]
