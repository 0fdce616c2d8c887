"""``kg info``: what is in a graph."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from kg.cli.options import GraphPath


def info(
    graph: GraphPath,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,  # noqa: FBT002
) -> None:
    """Print counts by type and predicate, sources, the most used names, and versions."""
    from kg import api

    summary = api.open_graph(graph).info()
    if as_json:
        typer.echo(json.dumps(summary, indent=2, ensure_ascii=False))
        return
    for line in _lines(summary):
        typer.echo(line)


def _lines(summary: dict[str, Any]) -> Iterator[str]:
    yield f"graph {summary['graph']} (content {summary['content'][:12]})"
    for title, key in (
        ("nodes", "types"),
        ("statements", "predicates"),
        ("papers by source", "sources"),
        ("papers by year", "years"),
    ):
        if summary[key]:
            yield ""
            yield title
            yield from (f"  {name:<16} {count:>8,}" for name, count in summary[key].items())
    for node_type, ranked in summary["top"].items():
        if ranked:
            yield ""
            yield f"most papers: {node_type}"
            yield from (f"  {e['papers']:>6,}  {e['name']}" for e in ranked)
    yield ""
    yield "versions: " + ", ".join(f"{k} {v}" for k, v in summary["versions"].items())
