"""Graphs made up for tests and benchmarks: small ones by hand, large ones by a seeded generator."""

import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.graph.schema import EXTRACTIONS, TABLES
from kg.graph.tables import Tables, open_tables
from kg.graph.write import commit, locked, write_table
from kg.model import statement_id
from kg.views.picture import SHARED, Edge, Picture, Quote
from kg.views.picture import Node as PictureNode
from kg.views.picture import Paper as PicturePaper

Row = dict[str, Any]

_LETTERS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


def paper(number: int, title: str, year: int, abstract: str, **more: Any) -> Row:
    """A row of ``papers``."""
    arxiv = f"{year % 100:02d}01.{number:05d}"
    return {
        "id": f"arxiv:{arxiv}",
        "title": title,
        "abstract": abstract,
        "date": f"{year}-01-15",
        "year": year,
        "authors": ["Ada Example"],
        "organizations": [],
        "venue": None,
        "url": f"https://example.org/papers/{arxiv}",
        "arxiv": arxiv,
        "doi": None,
        "former_ids": [],
        "origins": [{"source": "test", "place": "test.jsonl", "line": number}],
        **more,
    }


def entity(kind: str, slug: str, name: str, aliases: Iterable[str] = (), **more: Any) -> Row:
    """A row of ``entities``; the number of papers is filled in by :func:`write`."""
    return {
        "id": f"{kind.lower()}:{slug}",
        "type": kind,
        "name": name,
        "aliases": [{"name": alias, "papers": 1} for alias in aliases],
        "papers": 0,
        "url": None,
        "external_ids": [],
        "former_ids": [],
        "ambiguous": False,
        **more,
    }


def statement(subject: Row, predicate: str, thing: Row, quote: str, confidence: float) -> Row:
    """A row of ``statements`` that carries its evidence: ``quote``, where the abstract has it."""
    start = (subject.get("abstract") or "").find(quote)
    where = ("abstract", start) if start >= 0 else ("title", 0)
    return {
        "id": statement_id(subject["id"], predicate, thing["id"]),
        "subject": subject["id"],
        "predicate": predicate,
        "object": thing["id"],
        "confidence": confidence,
        "papers": 1,
        "evidence": [
            {
                "paper": subject["id"],
                "field": where[0],
                "start": where[1],
                "end": where[1] + len(quote),
                "text": quote,
                "extractor": "test/1",
                "confidence": confidence,
            }
        ],
    }


def write(root: Path, papers: list[Row], entities: list[Row], statements: list[Row]) -> Tables:
    """Write the graph directory ``root``, with rows sorted and papers counted."""
    speak: dict[str, set[str]] = {}
    for row in statements:
        speak.setdefault(row["object"], set()).add(row["subject"])
    for row in entities:
        row["papers"] = len(speak.get(row["id"], ()))
    evidence = [{"statement": row["id"], **item} for row in statements for item in row["evidence"]]
    rows = {
        "papers": sorted(papers, key=lambda r: r["id"]),
        "entities": sorted(entities, key=lambda r: r["id"]),
        "statements": sorted(statements, key=lambda r: (r["subject"], r["predicate"], r["object"])),
        "evidence": sorted(evidence, key=lambda r: (r["statement"], r["paper"], r["start"])),
    }
    counts: dict[str, int] = {"Paper": len(papers)}
    for row in entities:
        counts[row["type"]] = counts.get(row["type"], 0) + 1
    with locked(root) as work:
        files = {
            name: write_table(work, name, schema, _batches(rows[name], schema))
            for name, schema in TABLES.items()
        }
        files["extractions"] = write_table(work, "extractions", EXTRACTIONS, [])
        commit(root, work, files, {"counts": {"types": counts}, "settings": {}, "versions": {}})
    return open_tables(root)


def _batches(rows: list[Row], schema: pa.Schema) -> list[pa.RecordBatch]:
    plain = [{name: row.get(name) for name in schema.names} for row in rows]
    return pa.Table.from_pylist(plain, schema=schema).to_batches()


def large(root: Path, papers: int, entities: int, seed: int = 1) -> Tables:
    """A graph of ``papers`` papers that speak of about ten of ``entities`` entities each.

    Papers belong to fields, and entities are used as unevenly as in real graphs.
    """
    chance = random.Random(seed)
    kinds = ["Method"] * 6 + ["Dataset"] * 2 + ["Task"] * 2
    things = [entity(kinds[n % 10], f"e{n}", _name(chance, n)) for n in range(entities)]
    fields = [things[n::12] for n in range(12)]
    relation = {"Method": "uses", "Dataset": "evaluatesOn", "Task": "addresses"}
    rows, said = [], []
    for number in range(papers):
        field = fields[chance.randrange(12)]
        mine = [_pick(chance, field) for _ in range(9)] + [_pick(chance, things)]
        mine = list({thing["id"]: thing for thing in mine}.values())
        names = ", ".join(thing["name"] for thing in mine)
        row = paper(
            number,
            f"On {mine[0]['name']} and {mine[-1]['name']}",
            2015 + number % 11,
            f"We study {names} together and report what we find.",
        )
        rows.append(row)
        said += [
            statement(row, relation[t["type"]], t, t["name"], 0.5 + chance.randrange(50) / 100)
            for t in mine
        ]
    used = {row["object"] for row in said}
    return write(root, rows, [thing for thing in things if thing["id"] in used], said)


def _pick(chance: random.Random, things: list[Row]) -> Row:
    return things[int(len(things) * chance.random() ** 3)]


def _name(chance: random.Random, number: int) -> str:
    parts = [chance.choice(_LETTERS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 4))]
    return "".join(parts).capitalize() + (f"-{number}" if number % 3 == 0 else f"Net{number}")


def made_up(nodes: int, seed: int = 1) -> Picture:
    """A picture with exactly ``nodes`` nodes and twice as many edges, with evidence on each."""
    chance = random.Random(seed)
    kinds = ("Method", "Method", "Dataset", "Task")
    radius = 40 * math.sqrt(nodes)
    places = [
        (radius * math.sqrt(n / nodes), n * 2.399963229728653)  # a sunflower
        for n in range(nodes)
    ]
    drawn = tuple(
        PictureNode(
            id=f"method:e{n}",
            type=kinds[n % 4],
            name=_name(chance, n),
            aliases=((f"alias {n}", 2),),
            papers=1 + nodes // (n + 1),
            years=((2020, 1), (2022, 2)),
            url="",
            x=round(away * math.cos(angle)),
            y=round(away * math.sin(angle)),
            size=max(5.0, 22 - n / 50),
        )
        for n, (away, angle) in enumerate(places)
    )
    papers = tuple(
        PicturePaper(f"Paper number {n} of those made up", f"https://example.org/{n}", 2020)
        for n in range(nodes)
    )
    edges = []
    for n in range(2 * nodes):
        one = n % nodes
        two = (one + 1 + chance.randrange(60)) % nodes
        quote = Quote(n % nodes, "uses", drawn[two].name, drawn[two].name, 0.9, "test/1")
        edges.append(Edge(one, two, SHARED, 1 + n % 5, 0.5 + n % 50 / 100, (quote,)))
    return Picture("Made up", f"{nodes} nodes", (), drawn, tuple(edges), papers)
