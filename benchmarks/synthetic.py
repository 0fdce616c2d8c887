"""Graphs of any size with the shape of real ones, for benchmarks and tests; no text of anybody's.

Run ``python benchmarks/synthetic.py DIRECTORY --papers 100000`` to write one.
"""

import argparse
import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.graph.schema import EXTRACTIONS, TABLES
from kg.graph.tables import Tables, open_tables
from kg.graph.write import TableFile, commit, locked, write_table
from kg.model import statement_id

SHARES = {"Method": 0.20, "Dataset": 0.05, "Task": 0.02, "Metric": 0.005, "Author": 0.5}
"""Entities of each type per paper."""

# predicate, type of object, statements per paper
STATEMENTS = (
    ("introduces", "Method", 0.8),
    ("uses", "Method", 2.4),
    ("comparesWith", "Method", 0.9),
    ("evaluatesOn", "Dataset", 1.7),
    ("addresses", "Task", 1.2),
    ("reports", "Metric", 0.5),
    ("mentions", "Method", 0.5),
    ("hasCode", "Repository", 0.3),
    ("writtenBy", "Author", 2.0),
)


class Popular:
    """Draws indexes below ``size`` as papers draw methods: few very often, most seldom."""

    def __init__(self, size: int, exponent: float = 0.9) -> None:
        self.size = size
        self._weights = list(accumulate(1 / (rank + 1) ** exponent for rank in range(size)))

    def draw(self, rng: random.Random) -> int:
        """One index."""
        return bisect(self._weights, rng.random() * self._weights[-1]) % self.size


def write_synthetic(root: Path, papers: int, seed: int = 7) -> Tables:
    """Write a graph of ``papers`` papers, about ten statements each, into ``root``."""
    rng = random.Random(seed)
    sizes = {kind: max(3, round(papers * share)) for kind, share in SHARES.items()}
    statements, evidence, used = _statements(rng, papers, sizes)
    tables = {
        "papers": _papers(rng, papers),
        "entities": iter(_entities(sizes, papers, used)),
        "statements": iter(statements),
        "evidence": iter(evidence),
        "extractions": iter(()),
    }
    with locked(root) as work:
        files: dict[str, TableFile] = {}
        for name, rows in tables.items():
            schema = TABLES.get(name, EXTRACTIONS)
            files[name] = write_table(work, name, schema, _batches(rows, schema))
        commit(root, work, files, {})
    return open_tables(root)


def _batches(
    rows: Iterator[dict[str, Any]], schema: pa.Schema, size: int = 20_000
) -> Iterator[pa.RecordBatch]:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield pa.RecordBatch.from_pylist(part, schema=schema)
            part = []
    yield pa.RecordBatch.from_pylist(part, schema=schema)


def _paper(number: int) -> str:
    return f"arxiv:{1500 + number // 10000:04d}.{number % 10000:05d}"


def _papers(rng: random.Random, count: int) -> Iterator[dict[str, Any]]:
    words = [f"word{n}" for n in range(3000)]
    for number in range(count):
        year = 2015 + number * 10 // count
        identifier = _paper(number)
        yield {
            "id": identifier,
            "title": f"Paper {number} on " + " ".join(rng.choices(words, k=6)),
            "abstract": " ".join(rng.choices(words, k=150)),
            "date": f"{year}-{1 + number % 12:02d}-{1 + number % 28:02d}",
            "year": year,
            "authors": [],
            "organizations": [],
            "venue": None,
            "url": f"https://example.org/{number}",
            "arxiv": identifier[6:],
            "doi": None,
            "former_ids": [],
            "origins": [{"source": "synthetic", "place": "none", "line": number}],
        }


def _entity(kind: str, number: int) -> str:
    if kind == "Repository":
        return f"repo:github.com/owner{number % 997}/project{number}"
    return f"{kind.lower()}:{kind.lower()}-{number}"


def _statements(
    rng: random.Random, papers: int, sizes: dict[str, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, set[str]]]:
    popular = {kind: Popular(size) for kind, size in sizes.items()}
    statements: dict[tuple[str, str, str], float] = {}
    used: dict[str, set[str]] = {}
    repositories = 0
    for number in range(papers):
        paper = _paper(number)
        for predicate, kind, mean in STATEMENTS:
            for _ in range(int(mean) + (rng.random() < mean % 1)):
                if kind == "Repository":
                    target, repositories = repositories, repositories + 1
                else:
                    target = popular[kind].draw(rng)
                thing = _entity(kind, target)
                statements[paper, predicate, thing] = round(rng.uniform(0.3, 1.0), 3)
                used.setdefault(thing, set()).add(paper)
    sizes["Repository"] = repositories
    rows = [
        {
            "id": statement_id(*key),
            "subject": key[0],
            "predicate": key[1],
            "object": key[2],
            "confidence": confidence,
            "papers": 1,
        }
        for key, confidence in sorted(statements.items())
    ]
    quotes = [
        {
            "statement": row["id"],
            "paper": row["subject"],
            "field": "abstract",
            "start": (start := rng.randrange(800)),
            "end": start + 12,
            "text": row["object"].partition(":")[2][:12],
            "extractor": f"synthetic-{row['predicate']}/1",
            "confidence": row["confidence"],
        }
        for row in sorted(rows, key=lambda row: row["id"])
    ]
    return rows, quotes, used


def _entities(
    sizes: dict[str, int], papers: int, used: dict[str, set[str]]
) -> list[dict[str, Any]]:
    rows = []
    for kind, size in sizes.items():
        for number in range(size):
            identifier = _entity(kind, number)
            count = len(used.get(identifier, ()))
            if not count:
                continue
            name = identifier.partition(":")[2] if kind == "Repository" else f"{kind}-{number}"
            rows.append(
                {
                    "id": identifier,
                    "type": kind,
                    "name": name,
                    "aliases": [
                        {"name": name, "papers": count},
                        {"name": f"{name} alias", "papers": 1},
                    ],
                    "papers": count,
                    "url": f"https://{name}" if kind == "Repository" else None,
                    "external_ids": [],
                    "former_ids": [],
                    "ambiguous": False,
                }
            )
    return sorted(rows, key=lambda row: row["id"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--papers", type=int, default=100_000)
    options = parser.parse_args()
    write_synthetic(options.directory, options.papers)
