"""The graph as plain tables: CSV for spreadsheets, Parquet for data frames."""

import shutil
from pathlib import Path

from kg.graph.schema import TABLES
from kg.graph.tables import Tables

_STATEMENTS = """
COPY (
    WITH names AS (
        SELECT id, 'Paper' AS type, title AS name, url FROM papers
        UNION ALL SELECT id, type, name, url FROM entities
    ), quotes AS (
        SELECT statement, string_agg(DISTINCT text, ' | ' ORDER BY text) AS quotes
        FROM evidence GROUP BY statement
    )
    SELECT subject, s.type AS subject_type, s.name AS subject_name, predicate,
           object, o.type AS object_type, o.name AS object_name, o.url AS object_url,
           confidence, statements.papers, quotes
    FROM statements
    JOIN names s ON s.id = subject
    JOIN names o ON o.id = object
    LEFT JOIN quotes ON statement = statements.id
    ORDER BY subject, predicate, object
) TO $path (FORMAT csv, HEADER)
"""


def write_csv(tables: Tables, path: Path) -> None:
    """Write one CSV file of statements with the names of both ends and the quotes."""
    import duckdb

    with duckdb.connect() as connection:
        for table in TABLES:
            connection.register(table, connection.read_parquet(str(tables.path(table))))
        connection.execute(_STATEMENTS, {"path": str(path)})


def write_parquet(tables: Tables, path: Path) -> None:
    """Copy the tables to the folder ``path`` as ``papers.parquet`` and so on."""
    path.mkdir()
    for table in TABLES:
        shutil.copyfile(tables.path(table), path / f"{table}.parquet")
