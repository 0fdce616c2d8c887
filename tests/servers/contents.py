"""What is in a Neo4j database, and what a graph says should be there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import neo4j
from servers.neo4j_server import Endpoint

from kg.encode.property_graph import open_property_graph
from kg.graph.tables import Tables

Item = dict[str, Any]


@contextmanager
def session(endpoint: Endpoint, **options: Any) -> Iterator[neo4j.Session]:
    """A session for looking at the server."""
    who = endpoint.credentials
    with (
        neo4j.GraphDatabase.driver(endpoint.bolt, auth=(who.username, who.password)) as driver,
        driver.session(**options) as opened,
    ):
        yield opened


def nodes_of(endpoint: Endpoint, where: str = "true", **params: Any) -> list[Item]:
    """All nodes ``n`` with ``where``: labels and properties, in a fixed order."""
    query = f"MATCH (n) WHERE {where} RETURN labels(n) AS labels, properties(n) AS properties"
    return _read(endpoint, query, params)


def links_of(endpoint: Endpoint, where: str = "true", **params: Any) -> list[Item]:
    """All relationships ``n`` with ``where``: ends, type and properties, in a fixed order."""
    query = (
        f"MATCH (a)-[n]->(b) WHERE {where} RETURN a.id AS start, type(n) AS type, "
        "properties(n) AS properties, b.id AS end, labels(a) AS a, labels(b) AS b"
    )
    return _read(endpoint, query, params)


def graph_names(endpoint: Endpoint) -> list[str]:
    """The names of the graphs that are on the server."""
    found = _read(endpoint, "MATCH (n) WHERE n.graph IS NOT NULL RETURN DISTINCT n.graph AS g", {})
    return [item["g"] for item in found]


def graph_of(endpoint: Endpoint, name: str) -> tuple[list[Item], list[Item]]:
    """The nodes and relationships that say they belong to the graph ``name``."""
    where = "n.graph = $name"
    return nodes_of(endpoint, where, name=name), links_of(endpoint, where, name=name)


def expected(tables: Tables, name: str) -> tuple[list[Item], list[Item]]:
    """What :func:`graph_of` gives once ``tables`` are loaded as ``name``."""
    nodes, links = [], []
    with open_property_graph(tables) as graph:
        for label in graph.used_labels():
            for rows in graph.rows(graph.nodes(label)):
                nodes += [{"labels": [label], "properties": _held(row, name)} for row in rows]
        for pattern in graph.used_patterns():
            for rows in graph.rows(graph.relationships(pattern)):
                links += [
                    {
                        "start": row.pop("start_id"),
                        "type": pattern.relationship,
                        "end": row.pop("end_id"),
                        "properties": _held(row, name),
                        "a": [pattern.start],
                        "b": [pattern.end],
                    }
                    for row in rows
                ]
    return ordered(nodes), ordered(links)


def fingerprint(endpoint: Endpoint, name: str) -> str:
    """A hash of everything the graph ``name`` is on the server, internal ids included."""
    identities = "MATCH (n) WHERE n.graph = $name RETURN elementId(n) AS id"
    links = "MATCH ()-[n]->() WHERE n.graph = $name RETURN elementId(n) AS id"
    parts = [*graph_of(endpoint, name)]
    parts += [_read(endpoint, query, {"name": name}) for query in (identities, links)]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _held(row: Item, name: str) -> Item:
    return {key: value for key, value in row.items() if value is not None} | {"graph": name}


def _read(endpoint: Endpoint, query: str, params: Item) -> list[Item]:
    with session(endpoint) as opened:
        return ordered([record.data() for record in opened.run(query, params)])


def ordered(items: list[Item]) -> list[Item]:
    """``items`` in an order that depends on nothing else."""
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
