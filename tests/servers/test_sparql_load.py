"""``kg load`` into a real Fuseki: what arrives, again, beside others' graphs; and odd servers."""

import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import requests
from graphfiles import SAYS, random_graph, small_graph
from servers.fuseki_server import FusekiServer
from servers.java import free_port
from servers.stub import Reply, Request, http_stub, listener

from kg.encode.rdf import lines
from kg.encode.vocabulary import BASE, KG, PREFIXES
from kg.errors import StoreError
from kg.graph.tables import Tables
from kg.stores import sparql_server
from kg.stores.servers import load
from kg.stores.sparql_server import graph_iri

OTHER = "<http://example.org/s> <http://example.org/p> 'somebody else\\'s' ."


@pytest.fixture
def small(tmp_path: Path) -> Tables:
    return small_graph(tmp_path / "small")


def parsed(text: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}


def stored(server: FusekiServer, graph: str) -> set[ox.Triple]:
    """The triples of a named graph, or of the default graph."""
    where = {"graph": graph} if graph != "default" else {"default": ""}
    response = requests.get(
        f"{server.address}/open", where, headers={"Accept": "application/n-triples"}, timeout=60
    )
    assert response.status_code in (200, 404)
    return parsed(response.content.decode()) if response.ok else set()


@pytest.mark.parametrize("endpoint", ["open", "open/update"])
def test_one_named_graph_each_and_nothing_else_is_touched(
    fuseki: FusekiServer, small: Tables, tmp_path: Path, endpoint: str
) -> None:
    url = f"{fuseki.address}/{endpoint}"
    update = f"INSERT DATA {{ {OTHER} GRAPH <http://example.org/g> {{ {OTHER} }} }}"
    requests.post(f"{fuseki.address}/open", {"update": update}, timeout=60).raise_for_status()
    others = parsed(OTHER.replace("'", '"', 1).replace("\\'", "'").replace("' .", '" .'))

    summary = load(small, url, name="a b")
    mine = parsed("".join(lines(small)))
    assert summary.counts == {"triples": len(mine)}
    assert stored(fuseki, f"{BASE}graph/a%20b") == mine
    second = random_graph(tmp_path / "random", papers=40)
    load(second, url, name="other")
    load(small, url, name="a b")  # again: the same
    assert stored(fuseki, f"{BASE}graph/a%20b") == mine
    assert stored(fuseki, graph_iri(BASE, "other")) == parsed("".join(lines(second)))

    load(random_graph(tmp_path / "less", papers=9), url, name="other")  # what left is gone
    assert stored(fuseki, graph_iri(BASE, "other")) == parsed(
        "".join(lines(random_graph(tmp_path / "same", papers=9)))
    )
    assert stored(fuseki, "http://example.org/g") == stored(fuseki, "default") == others
    names = requests.post(
        f"{fuseki.address}/open", {"query": "SELECT DISTINCT ?g { GRAPH ?g {} }"}, timeout=60
    ).json()["results"]["bindings"]
    assert not [n for n in names if "loading" in n["g"]["value"]]


@pytest.mark.parametrize("endpoint", ["open", "open/update"])
def test_rdf12_reifiers_arrive_and_can_be_asked(
    fuseki: FusekiServer, small: Tables, endpoint: str
) -> None:
    load(small, f"{fuseki.address}/{endpoint}", name="reifiers", reification="rdf12")
    graph = graph_iri(BASE, "reifiers")
    mine = parsed("".join(lines(small, reification="rdf12")))
    assert stored(fuseki, graph) == mine
    query = f"""PREFIX rdf: <{PREFIXES["rdf"]}> PREFIX kg: <{KG}>
        SELECT ?r {{ GRAPH <{graph}> {{ ?r rdf:reifies <<( ?s kg:uses ?o )>> }} }}"""
    answer = requests.post(f"{fuseki.address}/open", {"query": query}, timeout=60).json()
    uses = [statement for statement in SAYS if statement[1] == "uses"]
    assert len(answer["results"]["bindings"]) == len(uses)


def test_a_server_without_rdf12_refuses_in_one_line(small: Tables) -> None:
    def answer(request: Request) -> Reply:
        if b"<<(" in request.body:
            return 400, b"line 1, column 2:\nexpected an IRI\nor a literal"
        return (404, b"") if request.method == "GET" else (204, b"")

    with http_stub(answer) as stub:
        with pytest.raises(StoreError, match=r"refuses the graph \(400 .*: line 1.*or a lit") as e:
            load(small, stub.url, reification="rdf12")
        assert "\n" not in str(e.value)
        assert load(small, stub.url).counts["triples"] > 1000


def test_password_comes_from_the_environment(
    fuseki: FusekiServer, small: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{fuseki.address}/locked"
    with pytest.raises(StoreError, match=r"refuses us \(401\): set KG_SPARQL_USERNAME and"):
        load(small, url)
    monkeypatch.setenv("KG_SPARQL_USERNAME", "writer")
    monkeypatch.setenv("KG_SPARQL_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="refuses us") as caught:
        load(small, url)
    assert "wrong" not in str(caught.value)
    monkeypatch.setenv("KG_SPARQL_PASSWORD", fuseki.credentials.password)
    assert load(small, url).counts["triples"] > 1000


def test_a_token_is_sent_as_bearer(small: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: Request) -> Reply:
        if request.headers.get("Authorization") != "Bearer s3cr3t":
            return 401, b""
        return (404, b"") if request.method == "GET" else (204, b"")

    with http_stub(answer) as stub:
        with pytest.raises(StoreError, match="refuses us"):
            load(small, stub.url)
        monkeypatch.setenv("KG_SPARQL_TOKEN", "s3cr3t")
        load(small, stub.url)
    assert stub.requests[-1].method == "PUT"
    assert parsed(stub.requests[-1].body.decode()) == parsed("".join(lines(small)))


def test_an_endpoint_that_ignores_the_graph_is_not_put_to(small: Tables) -> None:
    """Some take ``PUT`` for the whole dataset: that would remove what others have there."""

    def answer(request: Request) -> Reply:
        return 200, b"<http://e/s> <http://e/p> <http://e/o> .\n"

    with http_stub(answer) as stub:
        load(small, stub.url)
    assert {r.method for r in stub.requests} == {"POST", "GET"}
    bodies = [r.body.decode() for r in stub.requests if r.body]
    assert bodies[1] == f"DROP SILENT GRAPH <{graph_iri(BASE, 'small')}#loading>"
    assert bodies[-1].startswith("MOVE <")

    def triples_only(request: Request) -> Reply:
        return (400, b"") if b"INSERT" in request.body else answer(request)

    with http_stub(triples_only) as stub, pytest.raises(StoreError, match="takes neither"):
        load(small, stub.url)
    assert "PUT" not in {r.method for r in stub.requests}


def test_a_server_that_comes_back_gets_the_rest(
    small: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparql_server, "PAUSES", (0.1, 0.1))
    hang_ups = [1, 1]

    def answer(request: Request) -> Reply:
        if request.method == "PUT" and hang_ups:
            hang_ups.pop()
            return None
        return (404, b"") if request.method == "GET" else (204, b"")

    with http_stub(answer) as stub:
        load(small, stub.url)
        assert [r.method for r in stub.requests].count("PUT") == 3
        assert parsed(stub.requests[-1].body.decode()) == parsed("".join(lines(small)))
        hang_ups += [1] * 9
        with pytest.raises(StoreError, match="went away during the load: run the same") as caught:
            load(small, stub.url)
    assert "\n" not in str(caught.value)


def test_unreachable_servers_are_said_in_one_line_and_soon(
    fuseki: FusekiServer, small: Tables
) -> None:
    closed = f"127.0.0.1:{free_port()}"
    with listener(lambda connection: time.sleep(30)) as silent:
        urls = {
            f"http://{closed}/x": "Connection refused",
            f"http://{silent}/x": "does not answer within 5 s",
            f"https://{fuseki.address[7:]}/open": "SSL",
            "http://no-such-host.invalid/x": "cannot be reached",
            f"{fuseki.address}/nosuch": "takes neither .* 405 and 405",
        }
        for url, message in urls.items():
            start = time.monotonic()
            with pytest.raises(StoreError, match=message) as caught:
                load(small, url)
            assert time.monotonic() - start < 10, url
            assert "\n" not in str(caught.value)
