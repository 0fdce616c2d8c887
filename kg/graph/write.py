"""Writing a graph directory so that a reader never sees half of it.

Tables are written under temporary names and renamed to the hash of their bytes. Only then is the
manifest replaced, in one atomic step; files that no manifest names are swept afterwards. A process
killed at any moment leaves the old graph or the new one.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from kg.errors import GraphError
from kg.graph.schema import TABLES
from kg.graph.tables import DERIVED, FORMAT, MANIFEST

LOCK = ".lock"
WORK = ".work"
ROW_GROUP = 65_536


@dataclass(frozen=True, slots=True)
class TableFile:
    """A finished table: its file name (which holds its hash) and its number of rows."""

    file: str
    rows: int


class TableWriter:
    """Writes record batches as one Parquet file with fixed row groups: same rows, same bytes."""

    def __init__(self, directory: Path, name: str, schema: pa.Schema) -> None:
        self._directory = directory
        self._name = name
        self._schema = schema
        self._part = directory / f"{name}.part"
        self._writer = pq.ParquetWriter(self._part, schema, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._rows_waiting = 0
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._writer.close()

    def write(self, batch: pa.RecordBatch) -> None:
        """Append ``batch``."""
        self._waiting.append(batch)
        self._rows_waiting += batch.num_rows
        while self._rows_waiting >= ROW_GROUP:
            self._flush(ROW_GROUP)

    def finish(self) -> TableFile:
        """Close the file and give it the name of its content."""
        if self._rows_waiting:
            self._flush(self._rows_waiting)
        self._writer.close()
        with self._part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        final = self._part.with_name(f"{self._name}-{digest}.parquet")
        self._part.replace(final)
        return TableFile(final.name, self._rows)

    def _flush(self, rows: int) -> None:
        table = pa.Table.from_batches(self._waiting, schema=self._schema)
        self._writer.write_table(table.slice(0, rows), row_group_size=ROW_GROUP)
        self._waiting = table.slice(rows).to_batches()
        self._rows_waiting -= rows
        self._rows += rows


def write_table(
    directory: Path, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
) -> TableFile:
    """Write all ``batches`` as one table file in ``directory``."""
    with TableWriter(directory, name, schema) as writer:
        for batch in batches:
            writer.write(batch)
        return writer.finish()


@contextmanager
def locked(root: Path) -> Iterator[Path]:
    """Hold the graph directory ``root`` for writing; gives an empty folder for temporary files.

    Raises:
        GraphError: Another process is writing, or the directory cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(root / LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise GraphError(f"{root} is being built by another process: wait for it") from error
    except OSError as error:
        raise GraphError(f"{root} cannot be written: {error.strerror or error}") from error
    work = root / WORK
    try:
        # What a killed build left behind.
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.release()


def content_hash(files: dict[str, TableFile]) -> str:
    """One hash over the graph's tables."""
    parts = [f"{name}={files[name].file}" for name in sorted(TABLES)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def commit(root: Path, work: Path, files: dict[str, TableFile], about: dict[str, Any]) -> None:
    """Make ``files`` (in ``work``) the graph in ``root``, in one step, and sweep what is stale.

    Args:
        root: The graph directory.
        work: The folder that :func:`locked` gave.
        files: One finished file per table, ``extractions`` included.
        about: Further entries of the manifest: versions, settings, counts.
    """
    for table in files.values():
        (work / table.file).replace(root / table.file)
    manifest = {
        "format": FORMAT,
        "content": content_hash(files),
        "tables": {
            name: {"file": files[name].file, "rows": files[name].rows} for name in sorted(files)
        },
        **about,
    }
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    path = root / MANIFEST
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        part = work / MANIFEST
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    sweep(root, {table.file for table in files.values()})


def sweep(root: Path, keep: set[str]) -> None:
    """Delete the table files in ``root`` that are not in ``keep``, and stale derived stores."""
    for path in sorted(root.glob("*.parquet")):
        if path.name not in keep:
            path.unlink()
    derived = root / DERIVED
    if derived.is_dir() and not any(derived.iterdir()):
        derived.rmdir()
