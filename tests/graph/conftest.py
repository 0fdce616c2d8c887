"""A small graph, assembled from mentions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kg.graph.assemble import NODES, assembling, mention_batch, node_key
from kg.graph.convert import entity_batch, entity_to_row, paper_batch, paper_to_row
from kg.graph.schema import ENTITIES, EXTRACTIONS, PAPERS
from kg.graph.tables import Tables, open_tables
from kg.graph.write import commit, locked
from kg.model import Entity, NodeType, Paper, Thing

BERT = Thing(NodeType.METHOD, "BERT")
LONG_BERT = Thing(NodeType.METHOD, "BERT model")
GLUE = Thing(NodeType.DATASET, "GLUE")


def quote(text: str, start: int = 0, confidence: float = 0.9) -> dict[str, Any]:
    """Evidence in a title."""
    return {
        "field": "title",
        "start": start,
        "end": start + len(text),
        "text": text,
        "extractor": "test/1",
        "confidence": confidence,
    }


def mention(paper: str, predicate: str, thing: Thing, confidence: float = 0.9) -> dict[str, Any]:
    """One statement of one paper."""
    return {
        "paper": paper,
        "subject": None,
        "predicate": predicate,
        "object": node_key(thing),
        "confidence": confidence,
        "evidence": [quote(thing.name, confidence=confidence)],
    }


MENTIONS = [
    mention("title:a", "introduces", BERT, 0.8),
    mention("title:a", "introduces", LONG_BERT, 0.9),
    mention("title:a", "evaluatesOn", GLUE, 0.7),
    mention("title:b", "uses", BERT, 0.6),
    mention("title:b", "evaluatesOn", GLUE, 0.2),
    {**mention("title:b", "evaluatedOn", GLUE), "subject": node_key(BERT)},
    {**mention("title:b", "basedOn", LONG_BERT), "subject": node_key(BERT)},
]

Build = Callable[..., Tables]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Assemble ``mentions`` into a graph directory."""

    def run(mentions: list[dict[str, Any]], root: Path = tmp_path / "graph") -> Tables:
        with locked(root) as work, assembling(work) as assembly:
            assembly.create("papers", PAPERS)
            papers = [Paper("title:a", "BERT on GLUE", ""), Paper("title:b", "BERT", "GLUE")]
            assembly.insert("papers", paper_batch(map(paper_to_row, papers)))
            assembly.create("mentions", mention_batch([]).schema)
            assembly.insert("mentions", mention_batch(mentions))
            assembly.create("nodes", NODES)
            ids = {BERT: "method:bert", LONG_BERT: "method:bert", GLUE: "dataset:glue"}
            nodes = [{"key": node_key(t), "entity": e} for t, e in ids.items()]
            assembly.insert("nodes", pa.RecordBatch.from_pylist(nodes, schema=NODES))
            assembly.create("entities", ENTITIES)
            entities = [
                Entity("method:bert", NodeType.METHOD, "BERT"),
                Entity("dataset:glue", NodeType.DATASET, "GLUE"),
                Entity("dataset:unused", NodeType.DATASET, "Unused"),
            ]
            assembly.insert("entities", entity_batch(entity_to_row(e, 0) for e in entities))
            assembly.create("extractions", EXTRACTIONS)
            files = assembly.finish(0.5)
            files["papers"] = assembly.write("papers", PAPERS, "SELECT * FROM papers ORDER BY id")
            files["extractions"] = assembly.write(
                "extractions", EXTRACTIONS, "SELECT * FROM extractions"
            )
            commit(root, work, files, {"counts": assembly.counts()})
        return open_tables(root)

    return run
