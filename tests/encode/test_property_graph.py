"""Nodes and relationships say what the tables say, under the same names for every engine."""

from graphfiles import BETWEEN, ENTITIES, SAYS

from kg.encode.lookup import lookup_names
from kg.encode.property_graph import (
    ENTITY_PROPERTIES,
    PAPER_PROPERTIES,
    RELATIONSHIP_PROPERTIES,
    SIGNED,
    Pattern,
    open_property_graph,
    relationship_type,
)
from kg.graph.tables import Tables
from kg.model import NodeType, Predicate


def test_papers_carry_what_is_known(small: Tables) -> None:
    with open_property_graph(small) as graph:
        papers = [row for batch in graph.rows(graph.nodes("Paper")) for row in batch]
    assert [p["id"] for p in papers] == sorted(p["id"] for p in papers)
    lora = next(p for p in papers if p["arxiv"] == "2106.09685")
    assert tuple(lora) == tuple(PAPER_PROPERTIES)
    assert lora["name"] == lora["title"] == "LoRA: small matrices instead of large updates"
    assert (lora["year"], lora["type"], lora["authors"]) == (
        2021,
        "Paper",
        ["Edward Hu", "Yelong Shen"],
    )
    assert lora["sources"] == ["csv", "jsonl"]
    assert next(p for p in papers if p["date"] == "--11-12")["year"] is None


def test_entities_carry_what_is_known(small: Tables) -> None:
    with open_property_graph(small) as graph:
        methods = [row for batch in graph.rows(graph.nodes("Method")) for row in batch]
    assert {m["id"] for m in methods} == {e[0] for e in ENTITIES if e[1] == "Method"}
    lora = next(m for m in methods if m["id"] == "method:lora")
    assert tuple(lora) == tuple(ENTITY_PROPERTIES)
    assert lora["aliases"] == ["LoRA", "Low-Rank Adaptation"]
    assert lora["external_ids"] == ["https://example.org/x y"]
    assert lora["papers"] == 3
    assert [m["id"] for m in methods if m["ambiguous"]] == ["method:adapter"]


def test_relationships_carry_their_evidence_in_step(small: Tables) -> None:
    with open_property_graph(small) as graph:
        sql = graph.relationships(Pattern("OUTPERFORMS", "Method", "Method"))
        ((row,),) = graph.rows(sql)
    assert tuple(row) == ("start_id", "end_id", *RELATIONSHIP_PROPERTIES)
    assert (row["start_id"], row["end_id"]) == ("method:qlora", "method:adapter")
    assert (row["predicate"], row["papers"], row["confidence"]) == ("outperforms", 2, 0.6)
    steps = list(zip(row["sources"], row["fields"], row["quotes"], strict=True))
    assert steps == [
        ("arxiv:1902.00751", "title", "Adapter layers"),
        ("arxiv:1902.00751", "abstract", "Adapter layers"),
        ("arxiv:2305.14314", "abstract", "beats Adapter"),
    ]
    assert row["start_offsets"] == [0, 0, 25]
    assert row["end_offsets"] == [14, 14, 38]


def test_every_statement_is_a_relationship(small: Tables) -> None:
    with open_property_graph(small) as graph:
        patterns = graph.used_patterns()
        assert set(patterns) <= set(SIGNED)
        counts = [graph.count(graph.relationships(pattern)) for pattern in patterns]
        assert sum(counts) == len(SAYS) + len(BETWEEN)
        assert min(counts) > 0
        assert graph.patterns() == list(SIGNED)
        assert graph.labels() == [kind.value for kind in NodeType]


def test_batches_are_no_larger_than_asked_for(small: Tables) -> None:
    with open_property_graph(small) as graph:
        sizes = [len(batch) for batch in graph.rows(graph.nodes("Method"), rows=2)]
    assert sum(sizes) == 5
    assert max(sizes) <= 2


def test_relationship_types_follow_the_model_and_extend_it() -> None:
    for predicate in Predicate:
        assert relationship_type(predicate.value) == predicate.relationship
    assert relationship_type("trainedOn") == "TRAINED_ON"


def test_lookup_names_are_the_same_in_both_encodings(small: Tables) -> None:
    with open_property_graph(small) as graph:
        for table, labels in (("papers", ["Paper"]), ("entities", graph.labels()[1:])):
            expected = {row["id"]: lookup_names(row) for row in small.rows(table)}
            found = {
                row["id"]: row["lookup"]
                for label in labels
                for batch in graph.rows(graph.nodes(label))
                for row in batch
            }
            assert found == expected
