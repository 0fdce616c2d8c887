"""The graph as nodes and relationships for property-graph databases, through DuckDB.

Labels are the values of :class:`kg.model.NodeType`, relationship types those of
:attr:`kg.model.Predicate.relationship`. Every engine gets the same names, so one Cypher text asks
them all. Nodes say their label again as ``type`` and relationships their predicate as
``predicate``, because the functions for it differ between engines.

``sources``, ``fields``, ``start_offsets``, ``end_offsets``, ``quotes``, ``extractors`` and
``confidences`` of a relationship are lists of one length: entry *i* of each belongs to the same
piece of evidence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.graph.tables import Tables
from kg.model import SIGNATURES, NodeType, Predicate

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Properties = dict[str, str]
"""Property names with their types: ``STRING``, ``INT64``, ``DOUBLE``, ``BOOL``, or one with []."""

PAPER_PROPERTIES: Properties = {
    "id": "STRING",
    "type": "STRING",
    "name": "STRING",
    "title": "STRING",
    "abstract": "STRING",
    "date": "STRING",
    "year": "INT64",
    "venue": "STRING",
    "url": "STRING",
    "arxiv": "STRING",
    "doi": "STRING",
    "authors": "STRING[]",
    "organizations": "STRING[]",
    "links": "STRING[]",
    "sources": "STRING[]",
    "former_ids": "STRING[]",
    "lookup": "STRING[]",
}
"""Properties of ``Paper`` nodes; ``name`` repeats the title so that every node has a name."""

ENTITY_PROPERTIES: Properties = {
    "id": "STRING",
    "type": "STRING",
    "name": "STRING",
    "aliases": "STRING[]",
    "papers": "INT64",
    "url": "STRING",
    "external_ids": "STRING[]",
    "former_ids": "STRING[]",
    "ambiguous": "BOOL",
    "lookup": "STRING[]",
}
"""Properties of all other nodes; ``papers`` is the number of papers that speak of it."""

RELATIONSHIP_PROPERTIES: Properties = {
    "id": "STRING",
    "predicate": "STRING",
    "confidence": "DOUBLE",
    "papers": "INT64",
    "sources": "STRING[]",
    "fields": "STRING[]",
    "start_offsets": "INT64[]",
    "end_offsets": "INT64[]",
    "quotes": "STRING[]",
    "extractors": "STRING[]",
    "confidences": "DOUBLE[]",
}
"""Properties of every relationship; ``id`` is the statement's, ``sources`` are ids of papers."""


def node_properties(label: str) -> Properties:
    """The properties of nodes with this label."""
    return PAPER_PROPERTIES if label == NodeType.PAPER else ENTITY_PROPERTIES


@dataclass(frozen=True, slots=True, order=True)
class Pattern:
    """A kind of relationship: its type, and the labels of its ends."""

    relationship: str
    start: str
    end: str


SIGNED = tuple(
    Pattern(predicate.relationship, subject.value, obj.value)
    for predicate, (subject, objects) in SIGNATURES.items()
    for obj in objects
)
"""What the model allows; a graph can hold less, and in principle more."""


class PropertyGraph:
    """A graph opened for reading as nodes and relationships; see :func:`open_property_graph`."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        """Read through ``connection``, which has the views of :func:`open_property_graph`."""
        self._connection = connection

    def labels(self) -> list[str]:
        """The labels of all node types, also those without a node, then unknown ones."""
        known = [kind.value for kind in NodeType]
        return known + sorted(set(self.used_labels()) - set(known))

    def used_labels(self) -> list[str]:
        """The labels that nodes of this graph have."""
        sql = "SELECT 'Paper' FROM papers UNION SELECT type FROM entities"
        return sorted(label for (label,) in self._connection.execute(sql).fetchall())

    def patterns(self) -> list[Pattern]:
        """Every kind of relationship: what the model allows, then what else the graph holds."""
        return [*SIGNED, *(p for p in self.used_patterns() if p not in SIGNED)]

    def used_patterns(self) -> list[Pattern]:
        """The kinds of relationships that this graph has."""
        sql = "SELECT DISTINCT relationship, start_label, end_label FROM links"
        return sorted(Pattern(*row) for row in self._connection.execute(sql).fetchall())

    def nodes(self, label: str) -> str:
        """SQL for the nodes with ``label``, with the columns of :func:`node_properties`, by id."""
        if label == NodeType.PAPER:
            return f"SELECT {', '.join(PAPER_PROPERTIES)} FROM paper_nodes ORDER BY id"
        columns = ", ".join(ENTITY_PROPERTIES)
        return f"SELECT {columns} FROM entity_nodes WHERE type = {_sql(label)} ORDER BY id"

    def relationships(self, pattern: Pattern) -> str:
        """SQL for relationships: ``start_id``, ``end_id``, :data:`RELATIONSHIP_PROPERTIES`."""
        return (
            f"SELECT start_id, end_id, {', '.join(RELATIONSHIP_PROPERTIES)} FROM links "
            f"WHERE relationship = {_sql(pattern.relationship)} "
            f"AND start_label = {_sql(pattern.start)} AND end_label = {_sql(pattern.end)} "
            "ORDER BY start_id, end_id"
        )

    def count(self, sql: str) -> int:
        """The number of rows of ``sql``."""
        row = self._connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()
        return int(row[0]) if row else 0

    def batches(self, sql: str, rows: int = 10_000) -> Iterator["pa.RecordBatch"]:
        """The rows of ``sql`` in record batches of at most ``rows``."""
        # A cursor of its own: two iterations may run at once.
        reader: pa.RecordBatchReader = self._connection.cursor().sql(sql).to_arrow_reader(rows)
        yield from reader

    def rows(self, sql: str, rows: int = 10_000) -> Iterator[list[dict[str, Any]]]:
        """The rows of ``sql`` as dictionaries, in lists of at most ``rows``."""
        for batch in self.batches(sql, rows):
            yield batch.to_pylist()

    def write_parquet(self, sql: str, path: str) -> int:
        """Write the rows of ``sql`` to the Parquet file ``path``; returns their number."""
        row = self._connection.execute(f"COPY ({sql}) TO {_sql(path)} (FORMAT parquet)").fetchone()
        return int(row[0]) if row else 0


@contextmanager
def open_property_graph(tables: Tables) -> Iterator[PropertyGraph]:
    """The graph as nodes and relationships, for the time of a ``with`` block."""
    import duckdb

    with (
        TemporaryDirectory(prefix="kg-") as spill,
        duckdb.connect(":memory:", config={"temp_directory": spill}) as connection,
    ):
        for table in ("papers", "entities", "statements", "evidence"):
            connection.execute(
                f"CREATE VIEW {table} AS FROM read_parquet({_sql(str(tables.path(table)))})"
            )
        connection.execute(_PAPER_NODES)
        connection.execute(_ENTITY_NODES)
        connection.execute("CREATE TABLE predicates(predicate TEXT, relationship TEXT)")
        names = connection.execute("SELECT DISTINCT predicate FROM statements").fetchall()
        if names:
            connection.executemany(
                "INSERT INTO predicates VALUES (?, ?)",
                [[name, relationship_type(name)] for (name,) in sorted(names)],
            )
        connection.execute(_LINKS)
        yield PropertyGraph(connection)


def relationship_type(predicate: str) -> str:
    """The relationship type of a predicate's local name: ``usesAs`` is ``USES_AS``."""
    if predicate in set(Predicate):
        return Predicate(predicate).relationship
    return "".join("_" + c if c.isupper() else c.upper() for c in predicate)


def _sql(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sorted(names: str) -> str:
    return (
        f"list_sort(list_distinct(list_transform(list_filter({names}, "
        "lambda x: x IS NOT NULL AND x <> ''), lambda x: lower(x))))"
    )


_NO_STRINGS = "[]::VARCHAR[]"
_ALIASES = f"coalesce(list_transform(aliases, lambda a: a.name), {_NO_STRINGS})"
_FORMER = f"coalesce(former_ids, {_NO_STRINGS})"
_PAPER_NODES = f"""
CREATE VIEW paper_nodes AS
SELECT id, 'Paper' AS type, title AS name, title, abstract, date, year::BIGINT AS year, venue, url,
       arxiv, doi, coalesce(authors, {_NO_STRINGS}) AS authors,
       coalesce(organizations, {_NO_STRINGS}) AS organizations,
       coalesce(links, {_NO_STRINGS}) AS links,
       coalesce(list_sort(list_distinct(list_transform(origins, lambda o: o.source))),
                {_NO_STRINGS}) AS sources,
       {_FORMER} AS former_ids,
       {_sorted(f"list_concat([id, title, arxiv, doi], {_FORMER})")} AS lookup
FROM papers
"""
_ENTITY_NODES = f"""
CREATE VIEW entity_nodes AS
SELECT id, type, name, {_ALIASES} AS aliases, coalesce(papers, 0)::BIGINT AS papers, url,
       coalesce(external_ids, {_NO_STRINGS}) AS external_ids, {_FORMER} AS former_ids,
       coalesce(ambiguous, false) AS ambiguous,
       {_sorted(f"list_concat(list_concat([id, name], {_ALIASES}), {_FORMER})")} AS lookup
FROM entities
"""
_ORDER = 'ORDER BY paper, field DESC, start, "end", extractor, confidence'
_LINKS = f"""
CREATE TABLE links AS
WITH kinds AS (
    SELECT id, 'Paper' AS kind FROM papers UNION ALL SELECT id, type FROM entities
), quotes AS (
    SELECT statement, list(paper {_ORDER}) AS sources, list(field {_ORDER}) AS fields,
           list(start::BIGINT {_ORDER}) AS start_offsets,
           list("end"::BIGINT {_ORDER}) AS end_offsets,
           list(text {_ORDER}) AS quotes, list(extractor {_ORDER}) AS extractors,
           list(confidence {_ORDER}) AS confidences
    FROM evidence GROUP BY statement
)
SELECT s.subject AS start_id, s.object AS end_id, s.id, s.predicate, s.confidence,
       coalesce(s.papers, 1)::BIGINT AS papers,
       coalesce(q.sources, {_NO_STRINGS}) AS sources, coalesce(q.fields, {_NO_STRINGS}) AS fields,
       coalesce(q.start_offsets, []::BIGINT[]) AS start_offsets,
       coalesce(q.end_offsets, []::BIGINT[]) AS end_offsets,
       coalesce(q.quotes, {_NO_STRINGS}) AS quotes,
       coalesce(q.extractors, {_NO_STRINGS}) AS extractors,
       coalesce(q.confidences, []::DOUBLE[]) AS confidences,
       p.relationship, a.kind AS start_label, b.kind AS end_label
FROM statements s
JOIN predicates p ON p.predicate = s.predicate
JOIN kinds a ON a.id = s.subject
JOIN kinds b ON b.id = s.object
LEFT JOIN quotes q ON q.statement = s.id
"""
