from collections.abc import Callable, Iterator

import pytest
from servers.contents import session
from servers.neo4j_server import Endpoint

from kg.graph.tables import Tables
from kg.stores.servers import LoadSummary, load

Load = Callable[..., LoadSummary]


@pytest.fixture
def neo4j_load(neo4j_endpoint: Endpoint) -> Iterator[Load]:
    """Loads graphs whose names start with ``kg-test``; they, and ``:Foreign``, go afterwards."""

    def run(tables: Tables, name: str, **options: object) -> LoadSummary:
        assert name.startswith("kg-test")
        who = neo4j_endpoint.credentials
        return load(tables, neo4j_endpoint.uri, name=name, credentials=who, **options)

    yield run
    with session(neo4j_endpoint) as opened:
        opened.run(
            "MATCH (n) WHERE n.graph STARTS WITH 'kg-test' OR n:Foreign DETACH DELETE n"
        ).consume()
