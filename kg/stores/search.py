"""Text search over titles, abstracts and names: an SQLite FTS5 index derived from the graph.

https://www.sqlite.org/fts5.html; ranked by bm25, names and titles before aliases and abstracts.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.graph.tables import Tables
from kg.rows import Rows
from kg.stores.derive import ensure_store
from kg.text import clean

COLUMNS = ("id", "type", "name", "snippet", "score")
_FILE = "index.sqlite"
_CREATE = """
CREATE VIRTUAL TABLE texts USING fts5(
    id UNINDEXED, type UNINDEXED, name, aliases, abstract,
    tokenize = "porter unicode61 remove_diacritics 2"
)
"""
# Weights by column: id, type (not indexed), name, aliases, abstract.
_SEARCH = """
SELECT id, type, name, snippet(texts, -1, '', '', ' … ', 16),
       round(-bm25(texts, 0, 0, 10.0, 5.0, 1.0), 4) AS score
FROM texts WHERE texts MATCH ? ORDER BY score DESC, id LIMIT ?
"""
_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class _Index:
    name: str = "search"
    package: str = "paper-kg"
    encoding: int = 1


def search(tables: Tables, words: str, limit: int = 20) -> Rows:
    """The nodes of the graph whose texts match ``words``, best first.

    The index is built when first asked and rebuilt when the graph changed.

    Args:
        tables: The graph.
        words: All must occur; ``"in quotes"`` in that order, ``word*`` as a beginning.
        limit: At most so many rows.

    Raises:
        QueryError: ``words`` holds no letter or digit.
        GraphError: The index cannot be written.
    """
    match = " ".join(_terms(clean(words)))
    if not match:
        raise QueryError(f"'{words}' holds no word to search for")
    folder = ensure_store(_Index(), tables, lambda path: _build(tables, path / _FILE))
    # Read-only and immutable: several readers at once, and no journal beside the index.
    address = f"{(folder / _FILE).resolve().as_uri()}?immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        found = connection.execute(_SEARCH, (match, limit)).fetchall()
    return Rows(COLUMNS, tuple(found))


def _terms(words: str) -> Iterator[str]:
    """``words`` as FTS5 strings: nothing of the user's text is read as an operator."""
    for match in _TERM.finditer(words):
        text = match[1] if match[1] is not None else match[2]
        if re.search(r"\w", text):
            plain = text.rstrip("*").replace('"', " ")
            yield f'"{plain}"' + ("*" if text.endswith("*") and match[1] is None else "")


def _build(tables: Tables, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_CREATE)
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", _texts(tables))
        connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")


def _texts(tables: Tables) -> Iterator[tuple[Any, ...]]:
    for row in tables.rows("papers", ["id", "title", "abstract", "authors"]):
        yield row["id"], "Paper", row["title"], "; ".join(row["authors"]), row["abstract"]
    for row in tables.rows("entities", ["id", "type", "name", "aliases"]):
        aliases = "; ".join(alias["name"] for alias in row["aliases"])
        yield row["id"], row["type"], row["name"], aliases, ""
