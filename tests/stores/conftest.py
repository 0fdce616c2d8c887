from collections.abc import Iterator
from pathlib import Path

import pytest
from graphfiles import small_graph

from kg.graph.tables import Tables
from kg.stores import Store, open_store


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The hand-written graph; its stores are built once per run."""
    root: Path = tmp_path_factory.mktemp("small") / "graph"
    return small_graph(root)


@pytest.fixture(scope="session")
def sparql(small: Tables) -> Iterator[Store]:
    store = open_store("sparql", small)
    yield store
    store.close()


@pytest.fixture(scope="session")
def cypher(small: Tables) -> Iterator[Store]:
    store = open_store("cypher", small)
    yield store
    store.close()
