"""The graph for networkx, and through it for Gephi, yEd and Cytoscape."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.projected import to_projection
from kg.graph.tables import Tables

if TYPE_CHECKING:
    import networkx

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(tables: Tables) -> "networkx.MultiDiGraph[str]":
    """The graph as a ``MultiDiGraph``.

    Nodes are ids with ``type``, ``name`` and what else the tables say of them; edges have the
    predicate as key and ``predicate``, ``confidence``, ``papers`` and ``evidence`` (quotes).
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in tables.rows("papers"):
        graph.add_node(row["id"], type="Paper", name=row["title"], **_paper(row))
    for row in tables.rows("entities"):
        graph.add_node(row["id"], **_entity(row))
    quotes = _quotes(tables)
    for row in tables.rows("statements"):
        graph.add_edge(
            row["subject"],
            row["object"],
            key=row["predicate"],
            id=row["id"],
            predicate=row["predicate"],
            confidence=row["confidence"],
            papers=row["papers"],
            evidence=quotes.get(row["id"], []),
        )
    return graph


def _paper(row: dict[str, Any]) -> dict[str, Any]:
    keys = ("title", "abstract", "date", "year", "authors", "organizations", "venue", "url")
    found = {key: row[key] for key in (*keys, "arxiv", "doi", "links")}
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def _entity(row: dict[str, Any]) -> dict[str, Any]:
    found = {
        "type": row["type"],
        "name": row["name"],
        "aliases": [alias["name"] for alias in row["aliases"]],
        "papers": row["papers"],
        "url": row["url"],
        "external_ids": row["external_ids"],
        "ambiguous": row["ambiguous"],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _quotes(tables: Tables) -> dict[str, list[str]]:
    quotes: dict[str, list[str]] = {}
    for row in tables.rows("evidence", ["statement", "text"]):
        found = quotes.setdefault(row["statement"], [])
        if row["text"] not in found:
            found.append(row["text"])
    return quotes


def flat(graph: "networkx.Graph[str]") -> "networkx.Graph[str]":
    """A copy whose attributes are all text, numbers or booleans: lists become JSON arrays.

    Characters that XML cannot hold are left out.
    """
    import networkx as nx

    copy = nx.relabel_nodes(graph, {node: _xml(node) for node in graph})
    for _, data in copy.nodes(data=True):
        data.update(_plain(data))
    for *_, data in copy.edges(data=True):
        data.update(_plain(data))
    return copy


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _scalar(value) for key, value in data.items()}


def _scalar(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    return _xml(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def write_graphml(tables: Tables, path: Path, project: str | None = None) -> None:
    """Write GraphML to ``path``; list attributes are JSON arrays as text.

    With ``project``, such as ``method-dataset``, papers become weighted links between entities.
    """
    import networkx as nx

    nx.write_graphml_xml(flat(_graph(tables, project)), path, named_key_ids=True)


def write_gexf(tables: Tables, path: Path, project: str | None = None) -> None:
    """Write GEXF 1.2 to ``path``; labels are names, and the file bears no date.

    With ``project``, such as ``method-dataset``, papers become weighted links between entities.
    """
    import networkx as nx
    from networkx.readwrite.gexf import GEXFWriter

    graph = flat(_graph(tables, project))
    # `type` and `id` are words of GEXF itself.
    for _, data in graph.nodes(data=True):
        data["label"] = data.pop("name")
        data["kind"] = data.pop("type")
    if isinstance(graph, nx.MultiDiGraph):
        graph = _keyed(graph)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    with path.open("wb") as file:
        writer.write(file)


def _keyed(graph: "networkx.MultiDiGraph[str]") -> "networkx.MultiDiGraph[str]":
    """A copy whose edges have their ids as keys and their predicates as labels."""
    import networkx as nx

    edges: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    edges.add_nodes_from(graph.nodes(data=True))
    for source, target, _, data in graph.edges(keys=True, data=True):
        data["label"] = data["predicate"]
        edges.add_edge(source, target, key=data.pop("id"), **data)
    return edges


def write_cytoscape(tables: Tables, path: Path, project: str | None = None) -> None:
    """Write Cytoscape.js JSON to ``path``.

    With ``project``, such as ``method-dataset``, papers become weighted links between entities.
    """
    import networkx as nx

    data = nx.cytoscape_data(_graph(tables, project))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(data, file, ensure_ascii=False, sort_keys=True)
        file.write("\n")


def _graph(tables: Tables, project: str | None) -> "networkx.Graph[str]":
    return to_networkx(tables) if project is None else to_projection(tables, project)
