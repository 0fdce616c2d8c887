"""Graphs written for tests: one by hand with every odd case, and random ones of any size."""

import random
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.graph.schema import EXTRACTIONS, TABLES
from kg.graph.tables import Tables, open_tables
from kg.graph.write import commit, locked, write_table
from kg.model import statement_id

Row = dict[str, Any]

PAPERS: list[tuple[str, str, str, str | None, list[str]]] = [
    (
        "arxiv:2106.09685",
        "LoRA: small matrices instead of large updates",
        "We propose LoRA and test it on GLUE and WikiSQL with GPT-3. We report accuracy.",
        "2021-06-17",
        ["Edward Hu", "Yelong Shen"],
    ),
    (
        "arxiv:2305.14314",
        "QLoRA: four bits are enough",
        "QLoRA builds on LoRA and beats Adapter on GLUE and MMLU. We report accuracy and F1.",
        "2023-05-23",
        ["Tim Dettmers", "Edward Hu"],
    ),
    (
        "arxiv:1902.00751",
        "Adapter layers for transfer",
        "Adapter layers are tested on GLUE for text classification with BERT.",
        "2019-02",
        ["Neil Houlsby"],
    ),
    (
        "doi:10.1000/ab(c)<1>",
        'A title with "quotes", back\\slash, tab\t and 🦙',
        "LoRA and BERT meet on ImageNet for image classification. Line\ntwo ends here.",
        "2023",
        [],
    ),
    ("title:0123abcd", "A paper without a year", "BERT is used on SQuAD.", "--11-12", []),
    ("title:feedbeef", "Nothing was found here", "", None, []),
]

ENTITIES: list[tuple[str, str, str, list[str]]] = [
    ("method:lora", "Method", "LoRA", ["LoRA", "Low-Rank Adaptation"]),
    ("method:qlora", "Method", "QLoRA", ["QLoRA"]),
    ("method:adapter", "Method", "Adapter", ["Adapter", "Adapters"]),
    ("method:bert", "Method", "BERT", ["BERT"]),
    ("method:gpt-3", "Method", "GPT-3", ["GPT-3", "GPT3"]),
    ("dataset:glue", "Dataset", "GLUE", ["GLUE"]),
    ("dataset:wikisql", "Dataset", "WikiSQL", ["WikiSQL"]),
    ("dataset:mmlu", "Dataset", "MMLU", ["MMLU"]),
    ("dataset:imagenet", "Dataset", "ImageNet", ["ImageNet", "ILSVRC"]),
    ("dataset:squad", "Dataset", "SQuAD", ["SQuAD"]),
    ("task:text-classification", "Task", "text classification", []),
    ("task:image-classification", "Task", "image classification", []),
    ("metric:accuracy", "Metric", "accuracy", ["accuracy", "Acc."]),
    ("metric:f1", "Metric", "F1", ["F1"]),
    ("repo:github.com/microsoft/lora", "Repository", "microsoft/LoRA", []),
    ("repo:github.com/artidoro/qlora", "Repository", "artidoro/qlora", []),
    ("resource:https://example.org/a b?q={1}", "Resource", "https://example.org/a b?q={1}", []),
    ("author:edward-hu", "Author", "Edward Hu", []),
    ("author:tim-dettmers", "Author", "Tim Dettmers", []),
]

SAYS: list[tuple[str, str, str, float, str]] = [
    ("arxiv:2106.09685", "introduces", "method:lora", 0.97, "LoRA"),
    ("arxiv:2106.09685", "uses", "method:gpt-3", 0.8, "GPT-3"),
    ("arxiv:2106.09685", "evaluatesOn", "dataset:glue", 0.9, "GLUE"),
    ("arxiv:2106.09685", "evaluatesOn", "dataset:wikisql", 0.85, "WikiSQL"),
    ("arxiv:2106.09685", "reports", "metric:accuracy", 0.7, "accuracy"),
    ("arxiv:2106.09685", "hasCode", "repo:github.com/microsoft/lora", 1.0, "LoRA"),
    ("arxiv:2106.09685", "addresses", "task:text-classification", 0.4, "test it on GLUE"),
    ("arxiv:2106.09685", "writtenBy", "author:edward-hu", 1.0, "Edward Hu"),
    ("arxiv:2305.14314", "introduces", "method:qlora", 0.95, "QLoRA"),
    ("arxiv:2305.14314", "uses", "method:lora", 0.9, "LoRA and"),
    ("arxiv:2305.14314", "introduces", "dataset:mmlu", 0.35, "MMLU"),
    ("arxiv:2305.14314", "comparesWith", "method:adapter", 0.6, "Adapter"),
    ("arxiv:2305.14314", "evaluatesOn", "dataset:glue", 0.9, "GLUE"),
    ("arxiv:2305.14314", "evaluatesOn", "dataset:mmlu", 0.9, "MMLU"),
    ("arxiv:2305.14314", "reports", "metric:accuracy", 0.8, "accuracy"),
    ("arxiv:2305.14314", "reports", "metric:f1", 0.8, "F1"),
    ("arxiv:2305.14314", "addresses", "task:text-classification", 0.3, "GLUE and MMLU"),
    ("arxiv:2305.14314", "hasCode", "repo:github.com/artidoro/qlora", 1.0, "QLoRA"),
    ("arxiv:2305.14314", "writtenBy", "author:edward-hu", 1.0, "Edward Hu"),
    ("arxiv:2305.14314", "writtenBy", "author:tim-dettmers", 1.0, "Tim Dettmers"),
    ("arxiv:1902.00751", "introduces", "method:adapter", 0.9, "Adapter"),
    ("arxiv:1902.00751", "uses", "method:bert", 0.7, "BERT"),
    ("arxiv:1902.00751", "evaluatesOn", "dataset:glue", 0.95, "GLUE"),
    ("arxiv:1902.00751", "addresses", "task:text-classification", 0.9, "text classification"),
    ("doi:10.1000/ab(c)<1>", "uses", "method:lora", 0.5, "LoRA"),
    ("doi:10.1000/ab(c)<1>", "uses", "method:bert", 0.5, "BERT"),
    ("doi:10.1000/ab(c)<1>", "evaluatesOn", "dataset:imagenet", 0.55, "ImageNet"),
    ("doi:10.1000/ab(c)<1>", "addresses", "task:image-classification", 0.9, "image cl"),
    (
        "doi:10.1000/ab(c)<1>",
        "hasResource",
        "resource:https://example.org/a b?q={1}",
        0.9,
        "Line\ntwo",
    ),
    ("title:0123abcd", "uses", "method:bert", 0.9, "BERT"),
    ("title:0123abcd", "evaluatesOn", "dataset:squad", 0.9, "SQuAD"),
    ("title:0123abcd", "mentions", "method:gpt-3", 0.2, "used"),
]

BETWEEN: list[tuple[str, str, str, float, dict[str, str]]] = [
    (
        "method:qlora",
        "outperforms",
        "method:adapter",
        0.6,
        {"arxiv:2305.14314": "beats Adapter", "arxiv:1902.00751": "Adapter layers"},
    ),
    ("method:qlora", "basedOn", "method:lora", 0.9, {"arxiv:2305.14314": "QLoRA builds on LoRA"}),
]
"""Statements between entities, with the papers that make them."""


def small_graph(root: Path) -> Tables:
    """The graph written by hand."""
    texts = {p[0]: p for p in PAPERS}
    evidence: list[Row] = []
    statements: list[Row] = []
    for paper, predicate, thing, confidence, quote in SAYS:
        statements.append(_statement(paper, predicate, thing, confidence, 1))
        evidence += _quotes(statements[-1]["id"], texts[paper], quote, confidence)
    for subject, predicate, thing, confidence, quotes in BETWEEN:
        statements.append(_statement(subject, predicate, thing, confidence, len(quotes)))
        for paper, quote in quotes.items():
            evidence += _quotes(statements[-1]["id"], texts[paper], quote, confidence)
    used = {thing: {s for s, _, o, _, _ in SAYS if o == thing} for thing, *_ in ENTITIES}
    entities = [_entity(*entity, len(used[entity[0]])) for entity in ENTITIES]
    return write_graph(root, [_paper(*paper) for paper in PAPERS], entities, statements, evidence)


def random_graph(root: Path, papers: int = 40, seed: int = 1) -> Tables:
    """A dense random graph: many ties, so order and grouping are put to the test.

    Every fifth paper is of an unknown year.
    """
    rng = random.Random(seed)
    kinds = {"Method": 12, "Dataset": 8, "Task": 4, "Metric": 3, "Author": 9}
    things = [f"{kind.lower()}:{kind[0].lower()}{n}" for kind, n in kinds.items() for n in range(n)]
    predicates = {
        "introduces": "Method",
        "uses": "Method",
        "comparesWith": "Method",
        "evaluatesOn": "Dataset",
        "addresses": "Task",
        "reports": "Metric",
        "writtenBy": "Author",
    }
    statements: dict[tuple[str, str, str], Row] = {}
    evidence: list[Row] = []
    rows = []
    for number in range(papers):
        year = rng.choice([2021, 2022, 2023, 2024, 2024])
        text = f"Paper number {number} says something in its abstract."
        date = f"{year}-03-01" if number % 5 else None
        paper = (f"arxiv:{number:04d}.00001", f"Paper {number}", text, date, ["A", "B"])
        rows.append(_paper(*paper))
        for predicate, kind in predicates.items():
            for index in {min(int(rng.expovariate(0.4)), kinds[kind] - 1) for _ in range(3)}:
                if rng.random() < 0.4:
                    continue
                thing = f"{kind.lower()}:{kind[0].lower()}{index}"
                row = _statement(paper[0], predicate, thing, round(rng.random(), 2), 1)
                statements[paper[0], predicate, thing] = row
                evidence += _quotes(row["id"], paper, "something", row["confidence"])
        if rng.random() < 0.3:
            thing = f"repo:github.com/owner/r{number % 40}"
            things += [thing] if thing not in things else []
            row = _statement(paper[0], "hasCode", thing, 1.0, 1)
            statements[paper[0], "hasCode", thing] = row
            evidence += _quotes(row["id"], paper, "abstract", 1.0)
    entities = []
    for thing in things:
        kind, _, name = thing.partition(":")
        label = "Repository" if kind == "repo" else kind.capitalize()
        count = len({s for s, _, o in statements if o == thing})
        entities.append(_entity(thing, label, name.upper(), [name.upper(), f"{name} too"], count))
    return write_graph(root, rows, entities, list(statements.values()), evidence)


def write_graph(
    root: Path,
    papers: list[Row],
    entities: list[Row],
    statements: list[Row],
    evidence: list[Row],
) -> Tables:
    """Write a graph directory from rows in any order."""
    rows = {
        "papers": sorted(papers, key=lambda r: r["id"]),
        "entities": sorted(entities, key=lambda r: r["id"]),
        "statements": sorted(statements, key=lambda r: (r["subject"], r["predicate"], r["object"])),
        "evidence": sorted(evidence, key=lambda r: (r["statement"], r["paper"], r["start"])),
        "extractions": [],
    }
    with locked(root) as work:
        files = {}
        for name, table in rows.items():
            schema = TABLES.get(name, EXTRACTIONS)
            batch = pa.RecordBatch.from_pylist(table, schema=schema)
            files[name] = write_table(work, name, schema, [batch])
        commit(root, work, files, {})
    return open_tables(root)


def _paper(identifier: str, title: str, abstract: str, date: str | None, authors: list[str]) -> Row:
    scheme, _, rest = identifier.partition(":")
    return {
        "id": identifier,
        "title": title,
        "abstract": abstract,
        "date": date,
        "year": int(date[:4]) if date and date[:4].isdigit() else None,
        "authors": authors,
        "organizations": [],
        "venue": "ICLR" if scheme == "arxiv" else None,
        "url": f"https://arxiv.org/abs/{rest}" if scheme == "arxiv" else None,
        "arxiv": rest if scheme == "arxiv" else None,
        "doi": rest if scheme == "doi" else None,
        "former_ids": ["title:0ld"] if scheme == "doi" else [],
        "origins": [
            {"source": "jsonl", "place": "a.jsonl", "line": 1},
            {"source": "csv", "place": "b.csv", "line": 7},
        ],
    }


def _entity(identifier: str, kind: str, name: str, aliases: list[str], papers: int) -> Row:
    url = f"https://github.com/{name}" if kind == "Repository" else None
    return {
        "id": identifier,
        "type": kind,
        "name": name,
        "aliases": [{"name": alias, "papers": papers} for alias in aliases],
        "papers": papers,
        "url": name if kind == "Resource" else url,
        "external_ids": ["https://example.org/x y"] if identifier == "method:lora" else [],
        "former_ids": ["method:low-rank"] if identifier == "method:lora" else [],
        "ambiguous": identifier == "method:adapter",
    }


def _statement(subject: str, predicate: str, thing: str, confidence: float, papers: int) -> Row:
    return {
        "id": statement_id(subject, predicate, thing),
        "subject": subject,
        "predicate": predicate,
        "object": thing,
        "confidence": confidence,
        "papers": papers,
    }


def _quotes(
    statement: str,
    paper: tuple[str, str, str, str | None, list[str]],
    quote: str,
    confidence: float,
) -> list[Row]:
    fields = {"title": paper[1], "abstract": paper[2], "authors": "; ".join(paper[4])}
    found = [(field, text.find(quote)) for field, text in fields.items() if quote in text]
    assert found, (paper[0], quote)
    return [
        {
            "statement": statement,
            "paper": paper[0],
            "field": field,
            "start": start,
            "end": start + len(quote),
            "text": quote,
            "extractor": f"{field}-reader/1",
            "confidence": confidence,
        }
        for field, start in found
    ]
