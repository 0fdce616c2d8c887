"""What is in a graph, in numbers."""

from typing import Any

from kg.graph.tables import Tables
from kg.model import CONCEPTS

TOP = 10


def summarize(tables: Tables, top: int = TOP) -> dict[str, Any]:
    """Counts by type, predicate and source, the most used entities of each type, and versions.

    Args:
        tables: The graph.
        top: How many entities of each type.
    """
    manifest = tables.manifest
    return {
        "graph": tables.root.name,
        "content": tables.content,
        "rows": {name: table["rows"] for name, table in manifest["tables"].items()},
        **manifest["counts"],
        "top": _top(tables, top),
        "years": _years(tables),
        "settings": manifest["settings"],
        "versions": manifest["versions"],
    }


def _top(tables: Tables, top: int) -> dict[str, list[dict[str, Any]]]:
    best: dict[str, list[tuple[int, str, str]]] = {str(t): [] for t in CONCEPTS}
    for row in tables.rows("entities", ["id", "type", "name", "papers"]):
        if row["type"] in best:
            best[row["type"]].append((-row["papers"], row["name"], row["id"]))
    return {
        node_type: [
            {"id": key, "name": name, "papers": -papers}
            for papers, name, key in sorted(ranked)[:top]
        ]
        for node_type, ranked in best.items()
    }


def _years(tables: Tables) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in tables.rows("papers", ["year"]):
        key = "unknown" if row["year"] is None else str(row["year"])
        counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))
