"""Relationships per second into a real Neo4j: ``kg load``, a naive loader, and the importer.

::

    scripts/install-servers
    python benchmarks/neo4j_load.py --papers 20000

The naive loader runs ``MERGE`` for one triple at a time, each in a transaction of its own, as
scripts often do; it has the same constraints, and merges a sample. All run against one kind of
server (heap 512 MB) in one run, so compare them with each other. The server is that of the tests.
"""

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import neo4j
from servers.java import versions
from servers.neo4j_server import Neo4jServer
from synthetic import write_synthetic

from kg.encode.property_graph import open_property_graph
from kg.export import write
from kg.graph.tables import Tables
from kg.stores.servers import LoadSummary, load

T = TypeVar("T")

NAIVE = (
    "MERGE (a:{start} {{graph: 'naive', id: $start}}) MERGE (b:{end} {{graph: 'naive', id: $end}}) "
    "MERGE (a)-[r:{type} {{graph: 'naive', id: $id}}]->(b) SET r.confidence = $confidence"
)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def naive(server: Neo4jServer, tables: Tables, sample: int) -> int:
    """Merge ``sample`` relationships one by one; returns how many."""
    who = server.endpoint.credentials
    with (
        open_property_graph(tables) as graph,
        neo4j.GraphDatabase.driver(
            server.endpoint.bolt, auth=(who.username, who.password)
        ) as driver,
        driver.session() as session,
    ):
        patterns = graph.used_patterns()
        share = sample // len(patterns) + 1
        done = 0
        for pattern in patterns:
            query = NAIVE.format(start=pattern.start, end=pattern.end, type=pattern.relationship)
            rows = itertools.chain.from_iterable(graph.rows(graph.relationships(pattern)))
            for row in itertools.islice(rows, share):
                given = {
                    "start": row["start_id"],
                    "end": row["end_id"],
                    "id": row["id"],
                    "confidence": row["confidence"],
                }
                session.run(query, given).consume()
                done += 1
    return done


def print_line(what: str, relationships: int, seconds: float, slowest: float) -> None:
    rate = relationships / seconds
    print(
        f"{what:<34}{relationships:>10,}{seconds:>9.1f} s{rate:>12,.0f}/s{rate / slowest:>8.1f} x"
    )


def main(papers: int, sample: int, folder: Path) -> None:
    tables = write_synthetic(folder / "graph", papers)
    links = tables.count("statements")
    nodes = tables.count("papers") + tables.count("entities")
    version = versions()["NEO4J_LTS"]
    print(f"Neo4j {version}: {papers:,} papers, {nodes:,} nodes, {links:,} relationships")
    with Neo4jServer(version, folder / "server", java=()) as server:

        def load_it() -> LoadSummary:
            there = server.endpoint
            return load(tables, there.uri, name="synthetic", credentials=there.credentials)

        first, summary = timed(load_it)
        assert summary.counts["relationships added"] == links
        again, summary = timed(load_it)
        assert summary.counts["relationships added"] == 0
        one_by_one, merged = timed(lambda: naive(server, tables, sample))
    writing, files = timed(lambda: write(tables, "neo4j-admin", folder / "files"))
    fresh = Neo4jServer(version, folder / "fresh")
    tool = fresh.tool(folder / "neo4j-admin")
    importing, _ = timed(lambda: fresh.run([str(files / "import.sh")], NEO4J_ADMIN=str(tool)))
    slowest = merged / one_by_one
    print(f"{'':<34}{'relations':>10}{'time':>11}{'':>14}{'naive':>8}")
    print_line("naive: one MERGE per triple", merged, one_by_one, slowest)
    print_line("kg load (schema, nodes, relations)", links, first, slowest)
    print_line("kg load again: nothing changes", links, again, slowest)
    print_line("export + neo4j-admin import", links, writing + importing, slowest)
    print_line("  of which the importer", links, importing, slowest)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=20_000)
    parser.add_argument("--sample", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        main(options.papers, options.sample, Path(work))
