"""``kg export --format neo4j-admin``, read by the real importer, is what ``kg load`` writes."""

import os
from pathlib import Path

import pytest
from graphfiles import random_graph, small_graph
from servers.contents import Item, expected, graph_of, ordered, session
from servers.java import ServerError, versions
from servers.neo4j_server import Neo4jServer

from kg.export import write
from kg.stores.servers import load

FULL = os.environ.get("KG_FULL") == "1"
VERSIONS = ["NEO4J_LTS", *(["NEO4J_NEWEST"] if FULL else [])]


def without_empty_lists(graph: tuple[list[Item], list[Item]]) -> tuple[list[Item], list[Item]]:
    """The importer has no way to say a list without entries; ``kg load`` adds them."""
    for item in [*graph[0], *graph[1]]:
        properties = item["properties"]
        item["properties"] = {key: value for key, value in properties.items() if value != []}
    return ordered(graph[0]), ordered(graph[1])


@pytest.mark.parametrize("version", VERSIONS)
def test_the_imported_database_is_the_loaded_one(version: str, tmp_path: Path) -> None:
    """In the full run (``KG_FULL=1``) with the newest Neo4j too."""
    tables = small_graph(tmp_path / "a graph")
    files = write(tables, "neo4j-admin", tmp_path / "files")
    try:
        server = Neo4jServer(versions()[version], tmp_path / "home")
        tool = server.tool(tmp_path / "neo4j-admin")
        server.run([str(files / "import.sh"), "neo4j"], NEO4J_ADMIN=str(tool))
        server.start()
    except ServerError as error:
        pytest.fail(f"Neo4j {versions()[version]}: {error}", pytrace=False)
    with server:
        there = server.endpoint
        assert graph_of(there, "a graph") == without_empty_lists(expected(tables, "a graph"))
        url = f"{there.uri}/neo4j"
        counts = load(tables, url, credentials=there.credentials).counts
        assert {counts[what] for what in counts if what.endswith(("added", "removed"))} == {0}
        assert graph_of(there, "a graph") == expected(tables, "a graph")
        with session(there) as opened:
            assert len(list(opened.run("SHOW CONSTRAINTS"))) == 10
        second = random_graph(tmp_path / "second", papers=10)
        load(second, url, name="a graph", credentials=there.credentials)
        assert graph_of(there, "a graph") == expected(second, "a graph")


def test_the_files_are_the_same_every_time(tmp_path: Path) -> None:
    tables = small_graph(tmp_path / "graph")
    first = write(tables, "neo4j-admin", tmp_path / "first")
    second = write(tables, "neo4j-admin", tmp_path / "second")
    names = sorted(path.name for path in first.iterdir())
    assert "import.sh" in names
    assert names == sorted(path.name for path in second.iterdir())
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()
