"""Whether the files of a graph are what its manifest says."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.graph.schema import TABLES
from kg.graph.tables import Tables
from kg.quality.validate import Finding, Progress


def check_files(tables: Tables, progress: Progress) -> Iterator[Finding]:
    """Hashes, columns and numbers of rows of every table, and the hash of the whole."""
    from kg.graph.write import TableFile, content_hash

    names = sorted(tables.manifest["tables"])
    changed, unreadable, columns, rows = [], [], [], []
    for done, name in enumerate(names):
        progress("files", done, len(names))
        path = tables.path(name)
        if _digest(path) != path.stem.rpartition("-")[2]:
            changed.append(path.name)
        what = _columns(path, name)
        if what is None:
            unreadable.append(path.name)
        elif what[0]:
            columns.append(f"{path.name}: {what[0]}")
        elif what[1] != tables.count(name):
            rows.append(f"{path.name}: {what[1]} rows, {tables.count(name)} in the manifest")
    progress("files", len(names), len(names))
    if missing := sorted(set(TABLES) - set(names)):
        unreadable += [f"{name} is not in the manifest" for name in missing]
    else:
        files = {n: TableFile(tables.path(n).name, tables.count(n)) for n in names}
        if content_hash(files) != tables.content:
            yield _finding("content", "the manifest's content hash is not that of its tables", [])
    yield from (
        _finding(kind, message, found)
        for kind, message, found in (
            ("unreadable", "a table cannot be read", unreadable),
            ("columns", "a table has other columns than this version writes", columns),
            ("file-hash", "a file was changed: its name no longer is its hash", changed),
            ("rows", "a table has other rows than the manifest counts", rows),
        )
        if found
    )


def _finding(kind: str, message: str, found: list[str]) -> Finding:
    return Finding("integrity", kind, message, max(len(found), 1), tuple(found[:3]))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _columns(path: Path, name: str) -> tuple[str, int] | None:
    """What is wrong with the columns, and the number of rows; ``None`` if it is no Parquet."""
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for _ in file.iter_batches(65_536):
                pass
            schema, rows = file.schema_arrow, int(file.metadata.num_rows)
    except (OSError, ValueError):
        return None
    if name in TABLES and not schema.equals(TABLES[name]):
        ours, theirs = dict(_types(TABLES[name])), dict(_types(schema))
        odd = sorted(k for k in ours.keys() | theirs.keys() if ours.get(k) != theirs.get(k))
        return ", ".join(odd) or "their order", rows
    return "", rows


def _types(schema: Any) -> Iterator[tuple[str, str]]:
    return ((field.name, str(field.type)) for field in schema)
