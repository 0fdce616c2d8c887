"""``kg load`` into a real Neo4j: what arrives, again, after changes, beside others' data."""

from pathlib import Path

import graphfiles
import pytest
from graphfiles import random_graph, small_graph, write_graph
from servers.conftest import Load
from servers.contents import expected, fingerprint, graph_of, links_of, nodes_of, session
from servers.neo4j_server import Endpoint

from kg.encode.neo4j_schema import schema_statements
from kg.errors import Notice, StoreError
from kg.graph.tables import Tables
from kg.model import NodeType, Predicate

NAME = "kg-test"


def part_of(tables: Tables, root: Path, without: set[str]) -> Tables:
    """The graph in ``tables`` without some nodes, and what hangs on them."""
    rows = {table: list(tables.rows(table)) for table in tables.manifest["tables"]}
    statements = [s for s in rows["statements"] if not {s["subject"], s["object"]} & without]
    kept = {s["id"] for s in statements}
    return write_graph(
        root,
        [p for p in rows["papers"] if p["id"] not in without],
        [e for e in rows["entities"] if e["id"] not in without],
        statements,
        [e for e in rows["evidence"] if e["statement"] in kept and e["paper"] not in without],
    )


@pytest.fixture
def small(tmp_path: Path) -> Tables:
    return small_graph(tmp_path / "small")


def test_everything_arrives_with_evidence(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables
) -> None:
    summary = neo4j_load(small, NAME)
    nodes, links = graph_of(neo4j_endpoint, NAME)
    assert (nodes, links) == expected(small, NAME)
    assert summary.counts["nodes"] == summary.counts["nodes added"] == len(nodes) == 25
    assert summary.counts["relationships added"] == len(links) == small.count("statements")
    lora = next(n["properties"] for n in nodes if n["properties"]["id"] == "method:lora")
    assert lora["aliases"] == ["LoRA", "Low-Rank Adaptation"]
    assert lora["external_ids"] == ["https://example.org/x y"]
    outperforms = next(link for link in links if link["type"] == "OUTPERFORMS")
    assert outperforms["properties"]["confidence"] == 0.6
    assert {key: outperforms["properties"][key] for key in _ABOUT_QUOTES} == {
        "quotes": ["Adapter layers", "Adapter layers", "beats Adapter"],
        "sources": ["arxiv:1902.00751", "arxiv:1902.00751", "arxiv:2305.14314"],
        "fields": ["title", "abstract", "abstract"],
        "extractors": ["title-reader/1", "abstract-reader/1", "abstract-reader/1"],
    }


_ABOUT_QUOTES = ("quotes", "sources", "fields", "extractors")


def test_constraints_and_text_index_come_with_it(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables
) -> None:
    neo4j_load(small, NAME)
    with session(neo4j_endpoint) as opened:
        constraints = list(opened.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties"))
        assert {c["labelsOrTypes"][0] for c in constraints} >= {str(t) for t in NodeType}
        assert all(c["properties"] == ["graph", "id"] for c in constraints)
        found = {
            words: {
                record["id"]
                for record in opened.run(
                    "CALL db.index.fulltext.queryNodes('kg_text', $words) YIELD node "
                    "WHERE node.graph = $name RETURN node.id AS id",
                    words=words,
                    name=NAME,
                )
            }
            for words in ('"low-rank adaptation"', "WikiSQL", '"four bits"')
        }
    assert found == {
        '"low-rank adaptation"': {"method:lora"},  # an alias
        "WikiSQL": {"dataset:wikisql", "arxiv:2106.09685"},  # a name, and an abstract
        '"four bits"': {"arxiv:2305.14314"},  # a title
    }


def test_the_schema_has_every_label() -> None:
    text = "\n".join(schema_statements())
    for label in NodeType:
        assert f"FOR (n:{label}) REQUIRE (n.graph, n.id) IS UNIQUE" in text
    assert "|".join(NodeType) in text


def test_loading_twice_changes_nothing(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables
) -> None:
    neo4j_load(small, NAME)
    before = fingerprint(neo4j_endpoint, NAME)
    summary = neo4j_load(small, NAME)
    assert fingerprint(neo4j_endpoint, NAME) == before
    changes = {what: n for what, n in summary.counts.items() if what.split()[-1] in _CHANGES}
    assert len(changes) == 4
    assert set(changes.values()) == {0}


_CHANGES = ("added", "removed")


def test_a_graph_that_grew_adds_the_difference_and_what_left_is_removed(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables, tmp_path: Path
) -> None:
    gone = {"arxiv:2305.14314", "method:qlora", "dataset:mmlu", "repo:github.com/artidoro/qlora"}
    less = part_of(small, tmp_path / "less", gone | {"metric:f1", "author:tim-dettmers"})
    neo4j_load(less, NAME)
    assert graph_of(neo4j_endpoint, NAME) == expected(less, NAME)
    grown = neo4j_load(small, NAME).counts
    assert graph_of(neo4j_endpoint, NAME) == expected(small, NAME)
    statements = small.count("statements") - less.count("statements")
    assert (grown["nodes added"], grown["nodes removed"]) == (6, 0)
    assert (grown["relationships added"], grown["relationships removed"]) == (statements, 0)
    shrunk = neo4j_load(less, NAME).counts
    assert graph_of(neo4j_endpoint, NAME) == expected(less, NAME)
    assert (shrunk["nodes added"], shrunk["nodes removed"]) == (0, 6)
    assert (shrunk["relationships added"], shrunk["relationships removed"]) == (0, statements)


def test_changed_values_are_set_and_lost_ones_removed(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables, tmp_path: Path
) -> None:
    neo4j_load(small, NAME)
    rows = {table: list(small.rows(table)) for table in ("papers", "entities", "statements")}
    rows["papers"][0] |= {"abstract": "Another one.", "venue": None, "authors": []}
    rows["statements"][0] |= {"confidence": 0.123}
    changed = write_graph(tmp_path / "changed", **rows, evidence=list(small.rows("evidence")))
    assert expected(changed, NAME) != expected(small, NAME)
    neo4j_load(changed, NAME)
    assert graph_of(neo4j_endpoint, NAME) == expected(changed, NAME)


def test_two_graphs_in_one_database_stay_apart(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables, tmp_path: Path
) -> None:
    less = part_of(small, tmp_path / "less", {"method:lora", "arxiv:1902.00751"})
    neo4j_load(small, "kg-test-a")
    neo4j_load(less, "kg-test-b")
    assert graph_of(neo4j_endpoint, "kg-test-a") == expected(small, "kg-test-a")
    assert graph_of(neo4j_endpoint, "kg-test-b") == expected(less, "kg-test-b")
    other = fingerprint(neo4j_endpoint, "kg-test-b")
    neo4j_load(random_graph(tmp_path / "random", papers=20), "kg-test-a")
    assert fingerprint(neo4j_endpoint, "kg-test-b") == other


FOREIGN = """
CREATE (:Foreign:Paper {id: 'arxiv:2106.09685', title: 'not ours'}),
       (:Foreign:Method {id: 'method:lora', name: 'not ours', graph: 'another'}),
       (:Foreign {id: 'x'})-[:USES {id: 'y'}]->(note:Foreign {text: 'a note'})
WITH note
MATCH (q:Method {graph: $name, id: 'method:qlora'}), (l:Method {graph: $name, id: 'method:lora'})
SET q.stars = 5, q:Foreign:Dataset
CREATE (note)-[:ABOUT]->(q), (note)-[:ABOUT]->(l), (q)-[:USES {since: 2020}]->(l)
"""


def test_nothing_of_anybody_else_is_touched(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables, tmp_path: Path
) -> None:
    neo4j_load(small, NAME)
    with session(neo4j_endpoint) as opened:
        opened.run(FOREIGN, name=NAME).consume()

    def others() -> object:
        nodes = nodes_of(neo4j_endpoint, "n:Foreign AND (n.graph IS NULL OR n.graph <> $g)", g=NAME)
        links = links_of(neo4j_endpoint, "n.graph IS NULL")
        assert (len(nodes), len(links)) == (4, 4)
        return nodes, links

    before = others()
    neo4j_load(small, NAME)
    assert others() == before
    qlora = nodes_of(neo4j_endpoint, "n.graph = $g AND n.stars = 5", g=NAME)
    assert [sorted(node["labels"]) for node in qlora] == [["Dataset", "Foreign", "Method"]]

    # QLoRA leaves the graph, but somebody's note is about it.
    notices: list[Notice] = []
    less = part_of(small, tmp_path / "less", {"method:qlora", "author:tim-dettmers"})
    counts = neo4j_load(less, NAME, report=notices.append).counts
    assert others() == before
    assert counts["nodes removed"] == 1
    assert "1 nodes that left the graph stay" in str(notices[0])
    assert len(links_of(neo4j_endpoint, "n.graph = $g", g=NAME)) == less.count("statements")
    with session(neo4j_endpoint) as opened:
        opened.run("MATCH (:Foreign)-[r:ABOUT|USES]-() WHERE r.graph IS NULL DELETE r").consume()
    assert neo4j_load(less, NAME).counts["nodes removed"] == 1
    assert nodes_of(neo4j_endpoint, "n.graph = $g AND n.id = 'method:qlora'", g=NAME) == []


def test_a_name_that_others_use_is_refused(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables
) -> None:
    with session(neo4j_endpoint) as opened:
        opened.run("CREATE (:Foreign:Paper {graph: $name, id: 'arxiv:2106.09685'})", name=NAME)
    with pytest.raises(StoreError, match=r"1 nodes with graph = 'kg-test' .* --name"):
        neo4j_load(small, NAME)
    assert len(nodes_of(neo4j_endpoint, "n.graph = $g", g=NAME)) == 1


def test_relationships_have_every_type_of_the_model(
    neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables
) -> None:
    neo4j_load(small, NAME)
    predicates = {row["predicate"] for row in small.rows("statements")}
    assert len(graphfiles.SAYS) + len(graphfiles.BETWEEN) == small.count("statements")
    types = {link["type"] for link in graph_of(neo4j_endpoint, NAME)[1]}
    assert types == {Predicate(name).relationship for name in predicates}
