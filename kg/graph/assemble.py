"""From mentions and entities to the tables of a graph, out of core.

DuckDB does the joins, groups and sorts, and spills to disk, so memory stays flat as graphs grow.
A *node key* identifies what one paper names before linking (see :func:`node_key`); the linker maps
every distinct node key to an entity id.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from kg.graph.schema import ENTITIES, EVIDENCE, STATEMENTS
from kg.graph.write import TableFile, write_table
from kg.model import NodeType, Thing

_SEPARATOR = "\x1f"
BATCH = 16_384

_QUOTE = pa.struct([f for f in EVIDENCE if f.name not in ("statement", "paper")])
MENTIONS = pa.schema(
    [
        ("paper", pa.string()),
        # Node key of the subject; null for the paper itself.
        ("subject", pa.string()),
        ("predicate", pa.string()),
        # Node key of the object.
        ("object", pa.string()),
        ("confidence", pa.float64()),
        ("evidence", pa.list_(_QUOTE)),
    ]
)
"""What the papers say, before linking: one row per statement of one paper."""

NODES = pa.schema([("key", pa.string()), ("entity", pa.string())])
"""Where each node key leads: the linker's answer; a key without a row is left out of the graph."""

# Aliases of these types are names in running text; the others have addresses or printed names.
_NAMED_IN_TEXT = "('Method', 'Dataset', 'Task', 'Metric')"

_RESOLVED = """
CREATE TABLE resolved AS
SELECT m.paper, coalesce(s.entity, m.paper) AS subject, m.predicate, o.entity AS object,
       m.confidence, m.evidence, m.subject IS NULL AS by_paper
FROM mentions m
JOIN nodes o ON m.object = o.key
LEFT JOIN nodes s ON m.subject = s.key
WHERE m.confidence >= $least
  AND (m.subject IS NULL OR (s.entity IS NOT NULL AND s.entity <> o.entity))
"""

_STATEMENT_ID = "left(sha256(concat_ws(chr(31), subject, predicate, object)), 20)"

_STATEMENTS = f"""
SELECT {_STATEMENT_ID} AS id, subject, predicate, object,
       max(confidence) AS confidence, count(DISTINCT paper)::INTEGER AS papers
FROM resolved GROUP BY subject, predicate, object ORDER BY subject, predicate, object
"""

_EVIDENCE = f"""
SELECT DISTINCT statement, paper, field, start, "end", text, extractor, confidence FROM (
    SELECT statement, paper, unnest(e)
    FROM (SELECT {_STATEMENT_ID} AS statement, paper, unnest(evidence) AS e FROM resolved)
)
ORDER BY statement, paper, field DESC, start, "end", extractor, confidence
"""

_ALIASES = f"""
CREATE TABLE aliases AS
SELECT entity, list({{'name': name, 'papers': papers}} ORDER BY papers DESC, name) AS aliases
FROM (
    SELECT object AS entity, trim(e.text) AS name, count(DISTINCT paper)::INTEGER AS papers
    FROM (SELECT object, paper, unnest(evidence) AS e FROM resolved WHERE by_paper)
    JOIN entities ON entities.id = object
    WHERE entities.type IN {_NAMED_IN_TEXT}
    GROUP BY object, trim(e.text)
)
GROUP BY entity
"""

_ENTITIES = """
SELECT entities.id, type, entities.name, coalesce(aliases.aliases, []) AS aliases,
       used.papers, url, external_ids, former_ids, ambiguous
FROM entities
JOIN (
    SELECT entity, count(DISTINCT paper)::INTEGER AS papers
    FROM (SELECT object AS entity, paper FROM resolved
          UNION ALL SELECT subject, paper FROM resolved WHERE NOT by_paper)
    GROUP BY entity
) used ON used.entity = entities.id
LEFT JOIN aliases ON aliases.entity = entities.id
ORDER BY entities.id
"""

_COUNT_TYPES = """
SELECT type, count(*) FROM (
    SELECT DISTINCT type, id FROM entities
    JOIN (SELECT object AS used FROM resolved UNION ALL SELECT subject FROM resolved) ON used = id
    UNION ALL SELECT 'Paper', id FROM papers
) GROUP BY type ORDER BY type
"""

_COUNT_PREDICATES = """
SELECT predicate, count(*) FROM (SELECT DISTINCT subject, predicate, object FROM resolved)
GROUP BY predicate ORDER BY predicate
"""

_COUNT_SOURCES = """
SELECT source, count(DISTINCT id) FROM (SELECT id, unnest(origins).source AS source FROM papers)
GROUP BY source ORDER BY source
"""


def node_key(thing: Thing) -> str:
    """One string for everything that tells two things of one paper apart."""
    parts = (str(thing.type), thing.name, thing.expansion or "", thing.url or "")
    return _SEPARATOR.join(parts)


def thing_of(key: str) -> Thing:
    """The thing that :func:`node_key` was made of."""
    node_type, name, expansion, url = key.split(_SEPARATOR)
    return Thing(NodeType(node_type), name, expansion or None, url or None)


class Assembly:
    """A DuckDB database in a work folder, in which one graph is put together."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", work: Path) -> None:
        self._db = connection
        self._work = work

    def create(self, table: str, schema: pa.Schema) -> None:
        """Make an empty ``table``."""
        self._db.register("incoming", schema.empty_table())
        self._db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM incoming")
        self._db.unregister("incoming")

    def insert(self, table: str, batch: pa.RecordBatch) -> None:
        """Append ``batch`` to ``table``, column by column in order."""
        self._db.register("incoming", pa.Table.from_batches([batch]))
        self._db.execute(f"INSERT INTO {table} SELECT * FROM incoming")
        self._db.unregister("incoming")

    def execute(self, sql: str, **params: Any) -> None:
        """Run ``sql`` for its effect."""
        self._db.execute(sql, params or None)

    def value(self, sql: str, **params: Any) -> Any:
        """The single value that ``sql`` gives."""
        return self._db.execute(sql, params or None).fetchall()[0][0]

    def batches(self, sql: str, **params: Any) -> Iterator[pa.RecordBatch]:
        """The result of ``sql`` in record batches."""
        answer = self._db.cursor().sql(sql, params=params or None)
        reader: pa.RecordBatchReader = answer.to_arrow_reader(BATCH)
        yield from reader

    def node_uses(self) -> Iterator[tuple[str, int]]:
        """Every node key in use, with the number of papers that use it, sorted by key."""
        sql = """
        SELECT key, count(DISTINCT paper) AS papers FROM (
            SELECT object AS key, paper FROM mentions
            UNION ALL SELECT subject, paper FROM mentions WHERE subject IS NOT NULL
        ) GROUP BY key ORDER BY key
        """
        for batch in self.batches(sql):
            yield from zip(batch["key"].to_pylist(), batch["papers"].to_pylist(), strict=True)

    def finish(self, least_confidence: float) -> dict[str, TableFile]:
        """Join mentions, nodes and entities; write the tables ``entities`` to ``evidence``.

        Args:
            least_confidence: Statements below it stay out of the graph.
        """
        self._db.execute(_RESOLVED, {"least": least_confidence})
        self._db.execute(_ALIASES)
        return {
            "entities": self.write("entities", ENTITIES, _ENTITIES),
            "statements": self.write("statements", STATEMENTS, _STATEMENTS),
            "evidence": self.write("evidence", EVIDENCE, _EVIDENCE),
        }

    def counts(self) -> dict[str, dict[str, int]]:
        """Nodes by type, statements by predicate and papers by source, after :meth:`finish`."""
        queries = {
            "types": _COUNT_TYPES,
            "predicates": _COUNT_PREDICATES,
            "sources": _COUNT_SOURCES,
        }
        return {name: dict(self._db.execute(sql).fetchall()) for name, sql in queries.items()}

    def write(self, name: str, schema: pa.Schema, sql: str) -> TableFile:
        """Write the rows that ``sql`` gives, with the columns of ``schema``, as a table file."""
        typed = (_cast(batch, schema) for batch in self.batches(sql))
        return write_table(self._work, name, schema, typed)


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [batch.column(i).cast(field.type) for i, field in enumerate(schema)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


@contextmanager
def assembling(work: Path, memory: str = "1GB") -> Iterator[Assembly]:
    """An empty :class:`Assembly` in the folder ``work`` that keeps to about ``memory``."""
    connection = duckdb.connect(str(work / "assembly.duckdb"))
    try:
        connection.execute("SET memory_limit = $m", {"m": memory})
        connection.execute("SET temp_directory = $d", {"d": str(work / "spill")})
        # More threads gain little here and cost memory; one makes every order the same.
        connection.execute("SET threads = 1")
        yield Assembly(connection, work)
    finally:
        connection.close()


def mention_batch(rows: Iterable[dict[str, Any]]) -> pa.RecordBatch:
    """Rows of the table ``mentions`` as one record batch."""
    return pa.RecordBatch.from_pylist(list(rows), schema=MENTIONS)
