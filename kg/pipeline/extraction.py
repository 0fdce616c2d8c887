"""Extraction as a stage: Arrow record batches in, Arrow record batches out.

:func:`extract_batch` is a pure function of one batch of papers, so anything that maps record
batches can run it: the process pool here, or an engine such as Ray Data or Spark.
"""

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import pyarrow as pa

from kg.extract import Extractor, content_key, load
from kg.graph.convert import paper_batch, paper_to_row, row_to_paper
from kg.graph.schema import EXTRACTIONS
from kg.link import thing_id
from kg.model import Extraction, Paper, Statement, Thing
from kg.pipeline.metadata import stated
from kg.pipeline.progress import Item
from kg.records import statement_from_dict, statement_to_dict

BATCH = 64
"""Papers in one task of the pool."""

ALONE = 2 * BATCH
"""Up to so many papers, starting processes costs more than it brings."""


@cache
def _extractor(fast: bool) -> Extractor:  # noqa: FBT001 - positional for the cache
    return load(fast=fast)


def extract_batch(papers: pa.RecordBatch, fast: bool = False) -> pa.RecordBatch:  # noqa: FBT001, FBT002
    """What ``papers`` say.

    Args:
        papers: Rows of the table ``papers``.
        fast: Use the fast extraction instead of the best.

    Returns:
        One row of ``extractions`` for each paper, in order.
    """
    extractor = _extractor(fast)
    values = [row_to_paper(row) for row in papers.to_pylist()]
    rows = [
        {
            "content": content_key(extraction.paper),
            "extractor": extractor.version,
            "statements": dump_statements(extraction.statements),
        }
        for extraction in extractor.many(values)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=EXTRACTIONS)


def extract_batches(
    batches: Iterable[pa.RecordBatch], total: int, *, fast: bool, jobs: int | None
) -> Iterator[pa.RecordBatch]:
    """:func:`extract_batch` over ``batches``, in order, on ``jobs`` processes.

    Args:
        batches: Papers, at most :data:`BATCH` in each.
        total: How many papers there are in all.
        fast: Use the fast extraction instead of the best.
        jobs: Number of processes; by default one per core.
    """
    processes = jobs or os.cpu_count() or 1
    if processes == 1 or total <= ALONE:
        for batch in batches:
            yield extract_batch(batch, fast)
        return
    from joblib import Parallel, delayed

    pool = Parallel(n_jobs=processes, return_as="generator", pre_dispatch="3*n_jobs", batch_size=1)
    yield from pool(delayed(extract_batch)(batch, fast) for batch in batches)


def extract_paper(paper: Paper, *, fast: bool, least_confidence: float) -> Extraction:
    """What the source and the text of ``paper`` say, with at least ``least_confidence``."""
    return _complete(_extractor(fast)(paper), least_confidence)


def extract_papers(
    papers: Iterable[Paper], *, fast: bool, jobs: int | None, least_confidence: float
) -> Iterator[Extraction]:
    """:func:`extract_paper` for many, in order, on ``jobs`` processes, with flat memory."""
    waiting: deque[list[Paper]] = deque()

    def tasks() -> Iterator[pa.RecordBatch]:
        for some in batched(papers, BATCH):
            waiting.append(some)
            yield paper_batch(map(paper_to_row, some))

    # The number of papers is not known before they are read: count on many.
    for batch in extract_batches(tasks(), ALONE + 1, fast=fast, jobs=jobs):
        statements = batch["statements"].to_pylist()
        for paper, text in zip(waiting.popleft(), statements, strict=True):
            yield _complete(Extraction(paper, tuple(parse_statements(text))), least_confidence)


def _complete(extraction: Extraction, least_confidence: float) -> Extraction:
    statements = stated(extraction.paper, extraction.statements)
    return Extraction(
        extraction.paper, tuple(s for s in statements if s.confidence >= least_confidence)
    )


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """``items`` in lists of ``size``; the last may be shorter."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


def dump_statements(statements: Iterable[Statement]) -> str:
    """``statements`` as the JSON array of the column ``statements``."""
    records = [statement_to_dict(s, _own_ids(s)) for s in statements]
    return json.dumps(records, ensure_ascii=False, separators=(",", ":"))


def parse_statements(text: str) -> Iterator[Statement]:
    """The statements that :func:`dump_statements` wrote."""
    return map(statement_from_dict, json.loads(text))


def _own_ids(statement: Statement) -> dict[Thing, str]:
    things = [t for t in (statement.subject, statement.object) if t is not None]
    return {thing: thing_id(thing) for thing in things}
