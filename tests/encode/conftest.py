from pathlib import Path

import pytest
from graphfiles import small_graph

from kg.graph.tables import Tables


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The hand-written graph."""
    root: Path = tmp_path_factory.mktemp("encode") / "graph"
    return small_graph(root)
