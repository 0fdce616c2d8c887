"""The engines that the conformance suite asks: one row each.

To add one, write a function that takes a graph and a way to get fixtures, and gives an
:class:`Asker`, and add it to :data:`ENGINES`. Its rows are compared with those of all the others,
for every question.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kg.encode.rdf import base_iri, lines
from kg.encode.vocabulary import PREFIXES
from kg.graph.tables import Tables
from kg.rows import Rows, Value
from kg.stores import open_store, sparql_text
from kg.stores.neo4j import connected
from kg.stores.neo4j_store import Neo4jStore
from kg.stores.oxigraph import literal_value
from kg.stores.servers import Target, load
from kg.stores.sparql_server import graph_iri
from kg.stores.sparql_store import SparqlStore


@dataclass(frozen=True, slots=True)
class Asker:
    """A graph loaded into an engine."""

    language: str
    query: Callable[[str, Mapping[str, Any]], Rows]
    close: Callable[[], None]


Fixtures = Callable[[str], Any]
"""Gives the fixture of that name: a server, for the engines that are one."""


def embedded(language: str) -> Callable[[Tables, Fixtures], Asker]:
    def open_embedded(tables: Tables, _: Fixtures) -> Asker:
        store = open_store(language, tables)
        return Asker(language, store.query, store.close)

    return open_embedded


def rdflib_memory(tables: Tables, _: Fixtures) -> Asker:
    """rdflib's own SPARQL, as a second opinion on what a query means."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data="".join(lines(tables)), format="nt")

    def query(text: str, params: Mapping[str, Any]) -> Rows:
        result = graph.query(sparql_text.prepare(text, params), initNs=PREFIXES)
        columns = tuple(str(variable) for variable in result.vars or ())
        return Rows(columns, tuple(tuple(map(_value, row)) for row in result))

    return Asker("sparql", query, graph.close)


def _value(term: Any) -> Value:
    import rdflib

    if isinstance(term, rdflib.Literal):
        return literal_value(str(term), str(term.datatype or ""))
    return None if term is None else str(term)


def neo4j_server(tables: Tables, fixture: Fixtures) -> Asker:
    """A real Neo4j, which must hold nothing else: some questions count everything."""
    endpoint = fixture("neo4j_endpoint")
    target = Target(urlsplit(endpoint.bolt), "conformance", endpoint.credentials)
    load(tables, endpoint.bolt, name=target.name, credentials=endpoint.credentials)
    store = Neo4jStore(target)

    def close() -> None:
        store.close()
        with connected(target) as session:
            remove = "MATCH (n) WHERE n.graph = $graph DETACH DELETE n"
            session.run(remove, graph=target.name).consume()

    return Asker("cypher", store.query, close)


def fuseki_server(tables: Tables, fixture: Fixtures) -> Asker:
    """A real Apache Jena Fuseki."""
    url = f"{fixture('fuseki').address}/open"
    load(tables, url, name="conformance")
    store = SparqlStore(Target(urlsplit(url), ""), graph_iri(base_iri(tables), "conformance"))
    return Asker("sparql", store.query, store.close)


ENGINES: dict[str, Callable[[Tables, Fixtures], Asker]] = {
    "oxigraph": embedded("sparql"),
    "ladybug": embedded("cypher"),
    "rdflib": rdflib_memory,
    "fuseki": fuseki_server,
    "neo4j": neo4j_server,
}
"""Name, and how to load a graph into it."""
