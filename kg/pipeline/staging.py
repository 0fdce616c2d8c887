"""Papers of the old graph and of new input become one set of papers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow as pa

from kg.extract import content_key
from kg.graph.assemble import Assembly
from kg.graph.convert import paper_to_row, row_to_paper
from kg.graph.schema import PAPERS
from kg.graph.tables import Tables
from kg.link import group_papers
from kg.model import Paper
from kg.pipeline.extraction import batched
from kg.sources import identities, merge

_CHUNK = 1024
_STAGED = pa.schema([("seq", pa.int64()), *PAPERS])
_GROUPS = pa.schema([("seq", pa.int64()), ("member", pa.int64())])
_KEYED = pa.schema([*PAPERS, ("content", pa.string())])


@dataclass(frozen=True, slots=True)
class Staged:
    """How many papers there were.

    Attributes:
        read: Papers read from input, repeats included.
        papers: Distinct papers, those of the old graph included.
    """

    read: int
    papers: int


def stage(assembly: Assembly, old: Tables | None, incoming: Iterable[Paper]) -> Staged:
    """Fill the table ``papers`` (with a column ``content``) from the old graph and new input."""
    assembly.create("staged", _STAGED)
    keys: list[tuple[str, ...]] = []
    rows = _rows(old, incoming)
    for chunk in batched(rows, _CHUNK):
        for row in chunk:
            row["seq"] = len(keys)
            keys.append((*identities(row_to_paper(row)), f"id:{row['id']}"))
        assembly.insert("staged", pa.RecordBatch.from_pylist(chunk, schema=_STAGED))
    _write_groups(assembly, group_papers(keys))
    assembly.create("papers", _KEYED)
    papers = 0
    for chunk in batched(_merged(assembly), _CHUNK):
        papers += len(chunk)
        assembly.insert("papers", pa.RecordBatch.from_pylist(chunk, schema=_KEYED))
    return Staged(len(keys) - (old.count("papers") if old else 0), papers)


def _rows(old: Tables | None, incoming: Iterable[Paper]) -> Iterator[dict[str, Any]]:
    if old is not None:
        yield from old.rows("papers")
    for paper in incoming:
        yield paper_to_row(paper)


def _write_groups(assembly: Assembly, groups: list[int]) -> None:
    assembly.create("members", _GROUPS)
    batch = pa.RecordBatch.from_arrays(
        [pa.array(range(len(groups)), pa.int64()), pa.array(groups, pa.int64())], schema=_GROUPS
    )
    assembly.insert("members", batch)


def _merged(assembly: Assembly) -> Iterator[dict[str, Any]]:
    sql = "SELECT member, staged.* FROM staged JOIN members USING (seq) ORDER BY member, seq"
    rows = (row for batch in assembly.batches(sql) for row in batch.to_pylist())
    for _, group in groupby(rows, key=lambda row: row["member"]):
        yield _merge_rows(list(group))


def _merge_rows(rows: list[dict[str, Any]]) -> dict[str, Any]:
    papers = [row_to_paper(row) for row in rows]
    paper = merge(papers) if len(papers) > 1 else papers[0]
    former = {i for row in rows for i in (row["id"], *row["former_ids"])} - {paper.id}
    return {**paper_to_row(paper, sorted(former)), "content": content_key(paper)}
