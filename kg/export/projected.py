"""Projections for networkx: entities linked by the papers that speak of both."""

from typing import TYPE_CHECKING, Any

import numpy as np

from kg.graph.projection import Ints, Pairs, pairs, projection
from kg.graph.tables import Tables

if TYPE_CHECKING:
    import networkx


def to_projection(tables: Tables, project: str) -> "networkx.Graph[str]":
    """Papers folded into weighted links between two types of entities.

    Every entity of the two types is a node (its id) with ``type``, ``name`` and ``papers``, the
    number of papers that speak of it. Two are linked where papers speak of both, by an edge with
    ``weight`` (how many), ``paper_ids`` (oldest first), ``years`` (of each of these, or ``None``)
    and ``confidence`` (that of the paper that is surest to speak of both).

    Args:
        tables: The graph.
        project: The types, such as ``method-dataset``; ``method-method`` links each two of a type.

    Raises:
        KgError: ``project`` is not of this form, or asks for papers.
        UnknownNameError: There is no such type.
    """
    import networkx as nx

    sides = projection(project)
    nodes = tables.read("entities", ["id", "type", "name", "papers"]).to_pylist()
    ids = [row["id"] for row in nodes]
    types = np.array([row["type"] for row in nodes], dtype=object)
    graph: nx.Graph[str] = nx.Graph()
    for row in nodes:
        if row["type"] in sides:
            graph.add_node(row["id"], type=row["type"], name=row["name"], papers=row["papers"])
    papers = tables.read("papers", ["id", "year", "date"]).to_pylist()
    together = pairs(*_said(tables, np.isin(types, sides)))
    starts = together.first()
    a, b = together.a[starts], together.b[starts]
    one, two = sides
    linked = ((types[a] == one) & (types[b] == two)) | ((types[a] == two) & (types[b] == one))
    ends = np.append(starts[1:], len(together.a))
    for begin, end in zip(starts[linked], ends[linked], strict=True):
        source, target = ids[together.a[begin]], ids[together.b[begin]]
        graph.add_edge(source, target, **_edge(together, slice(begin, end), papers))
    return graph


def _said(tables: Tables, wanted: "np.ndarray") -> tuple[Ints, Ints, "np.ndarray"]:
    """Number of the paper, number of a wanted entity and confidence of each statement."""
    import pyarrow.compute as pc

    statements = tables.read("statements", ["subject", "object", "confidence"])
    ends = []
    for column, table in (("subject", "papers"), ("object", "entities")):
        known = tables.read(table, ["id"])["id"].combine_chunks()
        number = pc.index_in(statements[column], value_set=known)
        ends.append(number.fill_null(-1).to_numpy().astype(np.int64))
    paper, thing = ends
    keep = (paper >= 0) & (thing >= 0)
    keep[keep] = wanted[thing[keep]]
    return paper[keep], thing[keep], statements["confidence"].to_numpy()[keep]


def _edge(together: Pairs, rows: slice, papers: list[dict[str, Any]]) -> dict[str, Any]:
    """The attributes of the link that ``rows`` make."""
    shared = sorted((papers[n] for n in together.paper[rows]), key=_age)
    return {
        "weight": len(shared),
        "paper_ids": [paper["id"] for paper in shared],
        "years": [paper["year"] for paper in shared],
        "confidence": float(together.confidence[rows][0]),
    }


def _age(paper: dict[str, Any]) -> tuple[int, str, str]:
    """What sorts papers by date; those without a year come last."""
    return paper["year"] or 9999, paper["date"] or "", paper["id"]
