"""A query reads the graph and does nothing else."""

import contextlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import ladybug
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import KgError, QueryError, QueryRefused
from kg.stores import Store, cypher_text, sparql_text
from kg.stores.text import CYPHER, SPARQL, tokens

SPARQL_WRITES = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <http://example.org/x>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
    "CLEAR ALL",
    "DROP GRAPH <urn:g>",
    "CREATE GRAPH <urn:g>",
    "COPY <urn:a> TO <urn:b>",
    "MOVE <urn:a> TO <urn:b>",
    "ADD <urn:a> TO <urn:b>",
    "PREFIX a: <urn:a#> # comment\n insert data { a:b a:c a:d }",
    "SELECT * { ?s ?p ?o } ; CLEAR ALL",
]

SPARQL_LEAVES = [
    "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { service silent<http://127.0.0.1:{port}/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p <urn:a#b> . SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\'' . SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } #'\n}",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",
    "SELECT * { SER#\nVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:{port}/> { ?s ?p ?o }",
]

SPARQL_HARMLESS = [
    "SELECT ?insert ?add { ?insert ?add 'DELETE DATA' } LIMIT 1 # CLEAR ALL",
    "PREFIX load: <urn:load#> SELECT * { ?s load:copy <urn:SERVICE> } LIMIT 1",
    'SELECT * { ?s ?p """SERVICE <urn:x> { } """ , "x"@add } LIMIT 1',
    "SELECT * { _:drop rdfs:label ?create FILTER(?create < 'a' || 1 > 2) } LIMIT 1",
]

CYPHER_REFUSED = [
    "CREATE (:Method {id: 'x'})",
    "MATCH (m:Method) CREATE (m)-[:USES]->(m)",
    "MERGE (m:Method {id: 'x'})",
    "MATCH (m:Method) SET m.name = 'x'",
    "MATCH (m:Method) DELETE m",
    "MATCH (m:Method) DETACH DELETE m",
    "MATCH (m:Method) REMOVE m.name",
    "DROP TABLE Method",
    "ALTER TABLE Method ADD x STRING",
    "CREATE NODE TABLE X(id STRING, PRIMARY KEY(id))",
    "CREATE MACRO one() AS 1",
    "COPY Method FROM 'x.csv'",
    "COPY (MATCH (m:Method) RETURN m.name) TO '{file}'",
    "LOAD FROM '/etc/passwd' (header=false) RETURN *",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD EXTENSION httpfs",
    "INSTALL httpfs",
    "ATTACH 'other.db' AS other (dbtype lbug)",
    "DETACH other",
    "USE other",
    "EXPORT DATABASE '{file}'",
    "IMPORT DATABASE '{file}'",
    "BEGIN TRANSACTION",
    "CHECKPOINT",
    "COMMENT ON TABLE Method IS 'x'",
    "CALL threads=4",
    "CALL timeout=0",
    "CALL clear_warnings()",
    "CALL project_graph('g', ['Method'], ['USES'])",
    "CALL apoc.load.json('http://example.org')",
    "CALL { CREATE (:Method {id: 'x'}) } RETURN 1",
    "MATCH (m:Method) RETURN m.name; DROP TABLE Method",
    "MATCH (m:Method) RETURN m.name;; RETURN 1",
    "/* MATCH */ COPY Method TO '{file}'",
    "MATCH (m) // '\nSET m.name = 'x'",
    "MATCH (m) /* ' */ SET m.name = 'x' // '",
    "MATCH (m) WHERE m.name = 'a\\'' SET m.name = '' // '",
    "MATCH (m) WHERE m.papers > 1. SET m.papers = 1",
    "MATCH (m) WHERE m.name = \"'\" SET m.name = '\"'",
    "MATCH (`a``b`) SET `a``b`.name = ''",
    "MATCH (m) \u017fET m.name = 'x'",
    "MATCH(m)SET/**/m.name='x'",
    "EXPLAIN COPY Method FROM 'x.csv'",
    "SHOW TABLES",
    "'MATCH'",
]

CYPHER_HARMLESS = [
    "MATCH (m:Method) WHERE m.name <> 'CREATE; DROP TABLE' RETURN m.name LIMIT 1 // SET",
    "MATCH (m:Method) /* DELETE m; */ RETURN m.name AS `DROP` LIMIT 1;",
    'MATCH (m:Method) WHERE m.name <> "it\'s SET" RETURN m.name LIMIT 1',
    "CALL show_tables() RETURN name LIMIT 1",
    "EXPLAIN MATCH (m:Method) RETURN m.name",
    "OPTIONAL MATCH (m:Method {name: 'x'}) RETURN m.name",
]


@pytest.fixture(scope="module")
def visits() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine, and the requests it got."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - the server's own name

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, seen
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("query", SPARQL_WRITES)
def test_sparql_updates_are_refused(sparql: Store, query: str) -> None:
    with pytest.raises(QueryRefused, match="through kg build only"):
        sparql.query(query)


@pytest.mark.parametrize("query", SPARQL_LEAVES)
def test_sparql_never_reaches_the_network(
    sparql: Store, query: str, visits: tuple[int, list[str]]
) -> None:
    port, seen = visits
    with pytest.raises(QueryError):
        sparql.query(query.replace("{port}", str(port)), timeout=20)
    assert seen == []


@pytest.mark.parametrize("query", SPARQL_LEAVES[:6] + SPARQL_LEAVES[9:])
def test_sparql_service_is_refused_before_the_engine_sees_it(query: str) -> None:
    with pytest.raises(QueryRefused):
        sparql_text.prepare(query, {})


@pytest.mark.parametrize("query", SPARQL_HARMLESS)
def test_sparql_keywords_elsewhere_are_fine(sparql: Store, query: str) -> None:
    assert sparql.query(query).columns


@pytest.mark.parametrize("query", CYPHER_REFUSED)
def test_cypher_that_does_more_than_read_is_refused(
    cypher: Store, query: str, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    with pytest.raises(QueryRefused):
        cypher.query(query.replace("{file}", str(target)))
    assert not target.exists()


@pytest.mark.parametrize("query", CYPHER_HARMLESS)
def test_cypher_keywords_elsewhere_are_fine(cypher: Store, query: str) -> None:
    assert cypher.query(query).columns


@pytest.mark.parametrize(
    "query", ["MATCH (m) RETURN 'x", "MATCH (m) RETURN `x", "RETURN 1 /* SET", 'RETURN "x']
)
def test_what_is_not_closed_is_said(cypher: Store, query: str) -> None:
    with pytest.raises(QueryError, match="not closed"):
        cypher.query(query)


@pytest.fixture(scope="module")
def writable() -> Iterator[ladybug.Connection]:
    """A database that would let a write through."""
    connection = ladybug.Connection(ladybug.Database(":memory:", max_db_size=1 << 30))
    connection.execute("CREATE NODE TABLE M(id STRING, x STRING, PRIMARY KEY(id))")
    connection.execute("CREATE (:M {id: 'a', x: 'old'})")
    yield connection
    connection.close()


_PIECES = ["'", '"', "`", "/*", "*/", "//", "\n", "\\", " ", "m.x", "1.", ".", ":", ";", "$p"]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PIECES), max_size=6), st.lists(st.sampled_from(_PIECES)))
@example(["WHERE m.x <> '\\''"], ["//'"])
def test_no_write_gets_through_quoting_tricks(
    writable: ladybug.Connection, before: list[str], after: list[str]
) -> None:
    """Whatever ladybug would execute as a write, we refuse before it sees it."""
    query = f"MATCH (m:M) {' '.join(before)} SET m.x = 'new' {' '.join(after)}"
    try:
        cypher_text.refuse(list(tokens(query, CYPHER)))
    except KgError:
        return
    with contextlib.suppress(RuntimeError):
        writable.execute(query, {"p": 1})
    rows = writable.execute("MATCH (m:M) RETURN m.x").get_all()
    assert rows == [["old"]], query


@given(st.text(max_size=60))
def test_tokens_are_pieces_of_the_text_in_order(text: str) -> None:
    for language in (SPARQL, CYPHER):
        try:
            found = list(tokens(text, language))
        except QueryError:
            continue
        position = 0
        for token in found:
            assert text[token.start : token.end] == token.text
            assert token.start >= position
            position = token.end
