"""From mentions to tables."""

import random

from kg.graph.tables import Tables
from kg.model import NodeType, Thing, statement_id

from .conftest import MENTIONS, Build


def rows(tables: Tables, table: str) -> list[dict[str, object]]:
    return list(tables.rows(table))


def test_names_of_one_entity_become_one_statement_with_the_best_confidence(build: Build) -> None:
    statements = {
        (r["subject"], r["predicate"], r["object"]): r for r in rows(build(MENTIONS), "statements")
    }
    introduced = statements["title:a", "introduces", "method:bert"]
    assert introduced["confidence"] == 0.9
    assert introduced["papers"] == 1
    assert introduced["id"] == statement_id("title:a", "introduces", "method:bert")


def test_unsure_statements_stay_out(build: Build) -> None:
    triples = {(r["subject"], r["predicate"]) for r in rows(build(MENTIONS), "statements")}
    assert ("title:a", "evaluatesOn") in triples
    assert ("title:b", "evaluatesOn") not in triples


def test_a_relation_of_an_entity_with_itself_stays_out(build: Build) -> None:
    predicates = {r["predicate"] for r in rows(build(MENTIONS), "statements")}
    assert "evaluatedOn" in predicates
    assert "basedOn" not in predicates


def test_every_statement_has_evidence(build: Build) -> None:
    tables = build(MENTIONS)
    assert {r["id"] for r in rows(tables, "statements")} == {
        r["statement"] for r in rows(tables, "evidence")
    }


def test_aliases_count_the_papers_that_use_them(build: Build) -> None:
    entities = {r["id"]: r for r in rows(build(MENTIONS), "entities")}
    assert entities["method:bert"]["aliases"] == [
        {"name": "BERT", "papers": 2},
        {"name": "BERT model", "papers": 1},
    ]
    assert entities["method:bert"]["papers"] == 2
    assert "dataset:unused" not in entities


def test_counts_are_those_of_the_tables(build: Build) -> None:
    tables = build(MENTIONS)
    counts = tables.manifest["counts"]
    assert counts["types"] == {"Dataset": 1, "Method": 1, "Paper": 2}
    assert sum(counts["predicates"].values()) == tables.count("statements")


def test_the_order_of_mentions_changes_no_byte(build: Build) -> None:
    straight = build(MENTIONS).manifest
    shuffled = random.Random(1).sample(MENTIONS, len(MENTIONS))
    assert build(shuffled).manifest == straight


def test_node_keys_read_back() -> None:
    from kg.graph.assemble import node_key, thing_of

    thing = Thing(NodeType.METHOD, "LoRA", "Low-Rank Adaptation", None)
    assert thing_of(node_key(thing)) == thing
