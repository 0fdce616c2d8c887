"""Asking servers: the same values as embedded, errors of one line, and nothing is changed."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from graphfiles import small_graph
from servers.conftest import Load
from servers.fuseki_server import FusekiServer
from servers.neo4j_server import Endpoint

from kg.encode.vocabulary import BASE
from kg.errors import QueryError, QueryRefused, QueryTimeout, StoreError
from kg.graph.tables import Tables
from kg.stores import Store, open_store
from kg.stores.neo4j_store import Neo4jStore
from kg.stores.servers import Target, load
from kg.stores.sparql_server import graph_iri
from kg.stores.sparql_store import SparqlStore


@pytest.fixture
def small(tmp_path: Path) -> Tables:
    return small_graph(tmp_path / "small")


@pytest.fixture
def neo4j_store(neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables) -> Iterator[Store]:
    neo4j_load(small, "kg-test")
    where = urlsplit(neo4j_endpoint.bolt)
    store = Neo4jStore(Target(where, "kg-test", neo4j_endpoint.credentials))
    yield store
    store.close()


@pytest.fixture
def fuseki_store(fuseki: FusekiServer, small: Tables) -> Iterator[Store]:
    url = f"{fuseki.address}/open"
    load(small, url, name="stores")
    store = SparqlStore(Target(urlsplit(url), ""), graph_iri(BASE, "stores"))
    yield store
    store.close()


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (p:Paper {id: 'arxiv:2305.14314'})-[r:USES]->(m:Method) RETURN p, r, m",
        "MATCH x = (:Paper {id: $id})-[:USES]->(:Method) RETURN x, ['b', 'a'] AS list",
        "MATCH (p:Paper {id: $id}) RETURN {title: p.title, venue: p.venue} AS map, true AS yes",
    ],
)
def test_neo4j_gives_the_values_of_the_embedded_store(
    neo4j_store: Store, small: Tables, query: str
) -> None:
    params = {"id": "arxiv:2305.14314"} if "$id" in query else {}
    embedded = open_store("cypher", small)
    expected = embedded.query(query, params)
    embedded.close()
    assert len(expected) == 1
    assert neo4j_store.query(query, params) == expected


def test_neo4j_queries_change_nothing_and_end(neo4j_store: Store) -> None:
    with pytest.raises(QueryRefused, match="SET is refused"):
        neo4j_store.query("MATCH (p:Paper) SET p.x = 1 RETURN p")
    with pytest.raises(QueryError, match="Cypher: ") as caught:
        neo4j_store.query("MATCH (p:Paper RETURN p")
    assert "\n" not in str(caught.value)
    with pytest.raises(QueryTimeout, match="longer than 1 s"):
        neo4j_store.query("UNWIND range(1, 10000000000) AS x RETURN sum(x) AS y", timeout=1)
    assert neo4j_store.query("RETURN $x AS x", {"x": 1}).to_dicts() == [{"x": 1}]


def test_fuseki_answers_about_one_graph(fuseki_store: Store, small: Tables) -> None:
    query = """
        SELECT ?name ?year ?confidence ?s ?none {
          ?s rdf:subject ?p ; rdf:predicate kg:uses ; rdf:object ?m ; kg:confidence ?confidence .
          ?p dcterms:identifier $paper ; kg:year ?year . ?m rdfs:label ?name
        } ORDER BY ?name"""
    params = {"paper": "arxiv:2305.14314"}
    embedded = open_store("sparql", small)
    expected = embedded.query(query, params)
    embedded.close()
    assert len(expected) == 1
    assert fuseki_store.query(query, params) == expected
    assert fuseki_store.query("ASK { ?p a kg:Paper }").to_dicts() == [{"answer": True}]
    count = fuseki_store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0][0]
    assert 1000 < count < 1200  # one named graph of several
    with pytest.raises(QueryRefused, match="INSERT"):
        fuseki_store.query("INSERT DATA {}")
    with pytest.raises(QueryError, match="SPARQL: ") as caught:
        fuseki_store.query("SELECT ?x { ?s ?p }")
    assert "\n" not in str(caught.value)
    with pytest.raises(QueryError, match="only SELECT and ASK"):
        fuseki_store.query("DESCRIBE <http://example.org/>")


def test_a_server_that_is_gone_is_named(fuseki: FusekiServer) -> None:
    store = SparqlStore(Target(urlsplit("http://127.0.0.1:9/open"), ""), "http://example.org/g")
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9/open cannot be reached"):
        store.query("ASK {}")
