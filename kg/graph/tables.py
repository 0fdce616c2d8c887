"""Reading a graph directory: its manifest and its Parquet tables.

The directory holds ``manifest.json``, which names one Parquet file per table, and ``derived/``,
which can be deleted at any time. Files are named after their content, so replacing the manifest
replaces the whole graph at once, and a reader that opened the old manifest keeps a complete graph.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = 2
"""Version of the directory's layout and of the tables' columns."""

MANIFEST = "manifest.json"
DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Tables:
    """One complete graph on disk.

    Attributes:
        root: The graph directory.
        manifest: The parsed ``manifest.json``.
    """

    root: Path
    manifest: dict[str, Any]

    @property
    def content(self) -> str:
        """Hash of the four tables: equal for equal graphs, whatever built them."""
        return str(self.manifest["content"])

    @property
    def derived(self) -> Path:
        """Where stores derived from this graph live; may not exist yet."""
        return self.root / DERIVED

    def path(self, table: str) -> Path:
        """The Parquet file of ``table``."""
        return self.root / str(self.manifest["tables"][table]["file"])

    def count(self, table: str) -> int:
        """Number of rows of ``table``."""
        return int(self.manifest["tables"][table]["rows"])

    def read(self, table: str, columns: Sequence[str] | None = None) -> "pa.Table":
        """All of ``table``, or its ``columns``, in memory.

        Raises:
            GraphError: The file is missing or damaged.
        """
        import pyarrow.parquet as pq

        try:
            return pq.read_table(self.path(table), columns=columns and list(columns))
        except (OSError, ValueError) as error:
            raise self._damaged(table, error) from error

    def batches(
        self, table: str, columns: Sequence[str] | None = None, rows: int = 8192
    ) -> Iterator["pa.RecordBatch"]:
        """``table`` in record batches of at most ``rows``: memory stays flat.

        Raises:
            GraphError: The file is missing or damaged.
        """
        import pyarrow.parquet as pq

        try:
            with pq.ParquetFile(self.path(table)) as file:
                yield from file.iter_batches(batch_size=rows, columns=columns and list(columns))
        except (OSError, ValueError) as error:
            raise self._damaged(table, error) from error

    def rows(self, table: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """``table`` as dictionaries, one per row."""
        for batch in self.batches(table, columns):
            yield from batch.to_pylist()

    def _damaged(self, table: str, error: Exception) -> GraphError:
        return GraphError(
            f"{self.path(table)} is missing or damaged ({error}): build the graph again"
        )


def open_tables(root: Path) -> Tables:
    """The graph in the directory ``root``.

    Raises:
        GraphError: ``root`` is not a graph, of another version, or half written.
    """
    path = root / MANIFEST
    if not root.is_dir():
        hint = "it is a file" if root.exists() else "it does not exist"
        raise GraphError(f"{root} is not a graph: {hint}; make one with kg build INPUT -o {root}")
    if not path.exists():
        raise GraphError(
            f"{root} is not a graph: it has no {MANIFEST}; make one with kg build INPUT -o {root}"
        )
    tables = Tables(root, _read_manifest(path))
    for table in tables.manifest["tables"]:
        if not tables.path(table).exists():
            raise GraphError(
                f"{root} is damaged: {tables.path(table).name} is missing; "
                "delete the folder and build the graph again"
            )
    return tables


def is_graph(root: Path) -> bool:
    """Whether ``root`` holds a manifest."""
    return (root / MANIFEST).exists()


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GraphError(
            f"{path} is not a manifest ({error}); delete the folder and build the graph again"
        ) from error
    if version != FORMAT:
        raise GraphError(
            f"{path.parent} has graph format {version}, this kg reads format {FORMAT}: "
            "delete the folder and build it again, or use the kg that made it"
        )
    return dict(manifest)
