"""What was extracted before, so that no text is read twice.

A finished graph keeps its extractions in one table. While a build runs, each finished batch is also
a file of its own in ``cache/``, so that a build that is interrupted or killed goes on where it was.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.graph.assemble import Assembly
from kg.graph.schema import EXTRACTIONS
from kg.graph.tables import Tables

CACHE = "cache"


def load_cache(assembly: Assembly, old: Tables | None, root: Path, version: str) -> None:
    """Fill the table ``extractions`` with all that is known under the extraction ``version``."""
    assembly.create("extractions", EXTRACTIONS)
    assembly.create("known", EXTRACTIONS)
    for batch in _stored(old, root):
        assembly.insert("known", batch)
    assembly.execute(
        "INSERT INTO extractions SELECT DISTINCT ON (content) * FROM known "
        "WHERE extractor = $version ORDER BY content",
        version=version,
    )


def _stored(old: Tables | None, root: Path) -> Iterator[pa.RecordBatch]:
    if old is not None:
        yield from old.batches("extractions")
    for path in sorted((root / CACHE).glob("*.parquet")):
        try:
            table = pq.read_table(path, schema=EXTRACTIONS)
        except (OSError, ValueError):
            # Half written when the process was killed; its papers are read again.
            continue
        yield from table.to_batches()


def keep(root: Path, batch: pa.RecordBatch) -> None:
    """Store ``batch`` as a file of its own, complete or not at all."""
    folder = root / CACHE
    folder.mkdir(exist_ok=True)
    name = hashlib.sha256("\n".join(batch["content"].to_pylist()).encode()).hexdigest()[:16]
    part = folder / f"{name}.part"
    pq.write_table(pa.Table.from_batches([batch]), part, compression="zstd")
    part.replace(folder / f"{name}.parquet")


def clear(root: Path) -> None:
    """Delete the batches of a build that is complete."""
    folder = root / CACHE
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
