"""Fixtures that start servers: a pytest plugin, so that every test can use them.

A server that cannot start fails the tests that need it, and says why.
"""

import os
from collections.abc import Iterator

import pytest
from servers.contents import graph_names, session
from servers.fuseki_server import FusekiServer
from servers.java import ServerError, versions
from servers.neo4j_server import Endpoint, Neo4jServer

from kg.stores.servers import environment


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """A Neo4j server for the whole run: one that is started, or that of ``NEO4J_TEST_URI``.

    With ``KG_NEO4J_VERSION`` in the environment that version instead of the LTS.
    """
    own = os.environ.get("NEO4J_TEST_URI")
    if own:
        who = environment("NEO4J")
        if who is None:
            pytest.fail("NEO4J_TEST_URI needs NEO4J_USERNAME and NEO4J_PASSWORD beside it")
        yield Endpoint(own.partition("://")[2].rstrip("/"), who)
        return
    version = os.environ.get("KG_NEO4J_VERSION") or versions()["NEO4J_LTS"]
    try:
        server = Neo4jServer(version, tmp_path_factory.mktemp("neo4j") / "home").start()
    except ServerError as error:
        pytest.fail(f"Neo4j {version} cannot be started: {error}", pytrace=False)
    yield server.endpoint
    server.stop()


@pytest.fixture(scope="module")
def neo4j_endpoint(neo4j_server: Endpoint) -> Iterator[Endpoint]:
    """The Neo4j server, without the graphs of other modules: those that a module adds go with it.

    Raises:
        AssertionError: The server holds graphs already; some questions count everything.
    """
    assert not graph_names(neo4j_server), "the tests need a Neo4j database without graphs of ours"
    yield neo4j_server
    with session(neo4j_server) as opened:
        opened.run("MATCH (n) WHERE n.graph IS NOT NULL DETACH DELETE n").consume()


@pytest.fixture(scope="session")
def fuseki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FusekiServer]:
    """An Apache Jena Fuseki for the whole run, with the datasets ``open`` and ``locked``."""
    try:
        server = FusekiServer(tmp_path_factory.mktemp("fuseki")).start()
    except ServerError as error:
        pytest.fail(f"Fuseki cannot be started: {error}", pytrace=False)
    yield server
    server.stop()
