"""A query's language shows in its first keyword."""

import pytest

from kg.errors import QueryError
from kg.stores import detect_language

SPARQL = [
    "SELECT * { ?s ?p ?o }",
    "# MATCH (n)\n  select ?x where {}",
    "PREFIX kg: <https://w3id.org/paper-kg/ontology#> ASK {}",
    "BASE <http://x/> SELECT * {}",
    "\ufeffCONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE <urn:x>",
    "INSERT DATA { <a:a> <b:b> <c:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE{?s ?p ?o} WHERE {?s ?p ?o}",
    "CREATE GRAPH <urn:g>",
    "WITH <urn:g> DELETE { } WHERE { }",
]
CYPHER = [
    "MATCH (n) RETURN n",
    "// SELECT\nmatch (n) return n",
    "/* SELECT *\n */ OPTIONAL MATCH (n) RETURN n",
    "WITH 1 AS x RETURN x",
    "UNWIND [1] AS x RETURN x",
    "RETURN 1",
    "CALL show_tables() RETURN *",
    "CREATE (n:Method)",
    "DELETE n",
    "COPY Method FROM 'x'",
]


@pytest.mark.parametrize("text", SPARQL)
def test_sparql_is_recognised(text: str) -> None:
    assert detect_language(text) == "sparql"


@pytest.mark.parametrize("text", CYPHER)
def test_cypher_is_recognised(text: str) -> None:
    assert detect_language(text) == "cypher"


@pytest.mark.parametrize("text", ["", "  # nothing", "hello", "{ paper { id } }", "42"])
def test_neither_is_an_error_that_says_what_to_do(text: str) -> None:
    with pytest.raises(QueryError, match="--language"):
        detect_language(text)
