"""What goes wrong with a Neo4j server is one line, soon; what was cut off can be completed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from graphfiles import random_graph, small_graph
from servers.conftest import Load
from servers.contents import expected, graph_of
from servers.java import free_port
from servers.neo4j_server import Endpoint
from servers.stub import Proxy, listener

from kg.errors import StoreError
from kg.graph.tables import Tables
from kg.stores import neo4j as kg_neo4j
from kg.stores import neo4j_load as loading
from kg.stores.servers import Credentials, load

NAME = "kg-test"
WHO = Credentials("neo4j", "s3cr3t-word")


@pytest.fixture
def small(tmp_path: Path) -> Tables:
    return small_graph(tmp_path / "small")


def refusal(tables: Tables, url: str, who: Credentials | None) -> str:
    """The message of the error that loading raises within 10 seconds."""
    start = time.monotonic()
    with pytest.raises(StoreError) as caught:
        load(tables, url, name=NAME, credentials=who)
    assert time.monotonic() - start < 10
    message = str(caught.value)
    assert "\n" not in message
    assert not who or not who.password or who.password not in message
    return message


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_wrong_password_and_wrong_database(
    neo4j_endpoint: Endpoint, small: Tables, scheme: str
) -> None:
    url = f"{scheme}://{neo4j_endpoint.address}"
    assert "check NEO4J_USERNAME and NEO4J_PASSWORD" in refusal(small, url, WHO)
    message = refusal(small, f"{url}/nosuch", neo4j_endpoint.credentials)
    assert "there is no database 'nosuch' on this server" in message
    assert "is not the name of a database" in refusal(
        small, f"{url}/a/b", neo4j_endpoint.credentials
    )


def test_reifiers_are_no_matter_of_neo4j(small: Tables) -> None:
    with pytest.raises(StoreError, match=r"takes no RDF, so no reification .*: leave it out"):
        load(small, f"bolt://127.0.0.1:{free_port()}", name=NAME, reification="rdf12")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_nobody_there(small: Tables, scheme: str) -> None:
    message = refusal(small, f"{scheme}://127.0.0.1:{free_port()}/neo4j", WHO)
    assert "cannot be reached" in message
    assert "check that the server runs" in message


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_somebody_silent(small: Tables, scheme: str) -> None:
    with listener(lambda _: time.sleep(30)) as address:
        assert "cannot be reached" in refusal(small, f"{scheme}://{address}", WHO)


def test_no_tls_there(neo4j_endpoint: Endpoint, small: Tables) -> None:
    url = f"bolt+s://{neo4j_endpoint.address}"
    assert "cannot be reached" in refusal(small, url, neo4j_endpoint.credentials)


def server_of(agent: str) -> Callable[[socket.socket], None]:
    """A server that speaks Bolt 4.4 and says yes to everything, as ``agent``."""
    said = agent.encode()
    yes = b"\xb1\x70\xa1\x86server\xd0" + bytes([len(said)]) + said
    message = len(yes).to_bytes(2, "big") + yes + b"\0\0"

    def talk(connection: socket.socket) -> None:
        connection.recv(20)
        connection.sendall(bytes([0, 0, 4, 4]))
        while connection.recv(4096):
            connection.sendall(message)

    return talk


def test_unsupported_versions(small: Tables) -> None:
    with listener(server_of("Neo4j/4.4.38")) as address:
        message = refusal(small, f"bolt://{address}", WHO)
    assert "runs Neo4j/4.4.38: kg loads into Neo4j 5.0 or newer" in message

    def no_common_version(connection: socket.socket) -> None:
        connection.recv(20)
        connection.sendall(bytes(4))

    with listener(no_common_version) as address:
        assert "does not support communication with this driver" in refusal(
            small, f"bolt://{address}", WHO
        )

    def web(connection: socket.socket) -> None:
        connection.recv(20)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with listener(web) as address:
        assert "HTTP" in refusal(small, f"bolt://{address}", WHO)


def test_credentials_belong_in_the_environment(
    small: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url in ("neo4j://neo4j:s3cr3t-word@host/db", "neo4j:neo4j:s3cr3t-word@host"):
        message = refusal(small, url, None)
        assert "leave them out and set NEO4J_USERNAME and NEO4J_PASSWORD" in message
        assert "s3cr3t-word" not in message
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    assert "set NEO4J_USERNAME and NEO4J_PASSWORD" in refusal(small, "neo4j://localhost", None)


def test_a_person_is_asked_for_the_password(
    neo4j_endpoint: Endpoint, small: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("NEO4J_USERNAME", "somebody")
    asked = []

    def prompt(question: str) -> str:
        asked.append(question)
        return "s3cr3t-word"

    with pytest.raises(StoreError, match="refuses the user or password"):
        load(small, neo4j_endpoint.uri, name=NAME, prompt=prompt)
    assert asked == [f"password of somebody at {neo4j_endpoint.uri}"]


def kg_load(graph: Path, url: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    return subprocess.run(
        [sys.executable, "-m", "kg", "load", str(graph), url, "--name", NAME],
        env=variables | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def test_the_command(neo4j_endpoint: Endpoint, neo4j_load: Load, small: Tables) -> None:
    who = neo4j_endpoint.credentials
    user = {"NEO4J_USERNAME": who.username}
    done = kg_load(small.root, neo4j_endpoint.uri, NEO4J_PASSWORD=who.password, **user)
    assert (done.returncode, done.stdout) == (0, "")
    assert "graph 'kg-test': 25 nodes, 34 relationships, 25 nodes added" in done.stderr
    assert graph_of(neo4j_endpoint, NAME) == expected(small, NAME)
    failed = kg_load(small.root, neo4j_endpoint.uri, NEO4J_PASSWORD="s3cr3t-word", **user)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith("kg: neo4j://")
    assert failed.stderr.count("\n") == 1
    assert who.password not in done.stderr
    assert "s3cr3t-word" not in failed.stderr
    unset = kg_load(small.root, neo4j_endpoint.uri)
    assert (unset.returncode, unset.stderr.count("\n")) == (1, 1)


def test_a_server_that_comes_back_gets_the_rest(
    neo4j_endpoint: Endpoint, neo4j_load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 50)
    tables = random_graph(tmp_path / "random", papers=60)
    proxy = Proxy(neo4j_endpoint.address)
    proxy.cut_after, proxy.refuse = 60_000, 2
    with listener(proxy.talk) as address:
        load(tables, f"bolt://{address}", name=NAME, credentials=neo4j_endpoint.credentials)
    assert proxy.cuts == 3
    assert graph_of(neo4j_endpoint, NAME) == expected(tables, NAME)


def test_one_line_where_it_stays_away_and_the_same_command_completes(
    neo4j_endpoint: Endpoint, neo4j_load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 50)
    monkeypatch.setattr(kg_neo4j, "RETRY_SECONDS", 3)
    tables = random_graph(tmp_path / "random", papers=60)
    proxy = Proxy(neo4j_endpoint.address)
    proxy.cut_after, proxy.refuse = 60_000, 1_000
    with (
        listener(proxy.talk) as address,
        pytest.raises(
            StoreError, match=r"went away after \d+ of \d+ relationships .* same"
        ) as caught,
    ):
        load(tables, f"bolt://{address}", name=NAME, credentials=neo4j_endpoint.credentials)
    assert "\n" not in str(caught.value)
    links = graph_of(neo4j_endpoint, NAME)[1]
    assert 0 < len(links) < tables.count("statements")
    summary = neo4j_load(tables, NAME)
    assert summary.counts["relationships added"] == tables.count("statements") - len(links)
    assert graph_of(neo4j_endpoint, NAME) == expected(tables, NAME)
