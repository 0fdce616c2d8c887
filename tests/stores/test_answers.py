"""What queries give back: plain values, typed; errors of one line; parameters that fit."""

import json

import pytest

from kg.errors import QueryError
from kg.stores import Store, open_store


def one(store: Store, query: str, **params: object) -> object:
    rows = store.query(query, params)
    assert len(rows) == 1, list(rows)
    return rows[0][0]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("42", 42),
        ("'9'^^xsd:long", 9),
        ("2.5", 2.5),
        ("1.0e3", 1000.0),
        ("1/0.0", None),
        ("1.0e0/0", "INF"),
        ("'NaN'^^xsd:double", "NaN"),
        ("true", True),
        ("'maybe'^^xsd:boolean", "maybe"),
        ("'seven'^^xsd:integer", "seven"),
        ("'chat'@fr", "chat"),
        ("'2024-01-02'^^xsd:date", "2024-01-02"),
        ("kg:uses", "https://w3id.org/paper-kg/ontology#uses"),
        ("'a\\nb\"🦙'", 'a\nb"🦙'),
    ],
)
def test_sparql_terms_become_plain_values(sparql: Store, expression: str, value: object) -> None:
    got = one(sparql, f"SELECT ?x {{ BIND({expression} AS ?x) }}")
    assert (got, type(got)) == (value, type(value))


def test_blank_nodes_keep_their_mark(sparql: Store) -> None:
    assert str(one(sparql, "SELECT ?x { BIND(BNODE() AS ?x) }")).startswith("_:")


def test_every_form_of_sparql_query_gives_rows(sparql: Store) -> None:
    assert sparql.query("ASK { ?p kg:uses ?m }").to_dicts() == [{"answer": True}]
    triples = sparql.query(
        "CONSTRUCT { ?m rdfs:label ?n } WHERE { ?m a kg:Method ; rdfs:label ?n }"
    )
    assert triples.columns == ("subject", "predicate", "object")
    assert len(triples) == 5
    about = sparql.query("DESCRIBE <https://w3id.org/paper-kg/method/lora>")
    assert "LoRA" in {row[2] for row in about}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("42", 42),
        ("2.5", 2.5),
        ("true", True),
        ("null", None),
        ("'a\\'b'", "a'b"),
        ("[1, 2]", [1, 2]),
        ("{a: 1, b: ['x']}", {"a": 1, "b": ["x"]}),
        ("date('2024-01-02')", "2024-01-02"),
        ("timestamp('2024-01-02 03:04:05')", "2024-01-02T03:04:05"),
        ("interval('2 days')", "2 days, 0:00:00"),
        ("cast(1.0 as double) / 0", "INF"),
        ("toString(7)", "7"),
        ("toInteger('7')", 7),
        ("toFloat('7.5')", 7.5),
        ("split('a,b', ',')", ["a", "b"]),
        ("[10, 20][0]", 10),
        ("[10, 20][size([1])]", 20),
    ],
)
def test_cypher_values_become_plain_values(cypher: Store, expression: str, value: object) -> None:
    got = one(cypher, f"RETURN {expression} AS x")
    assert (got, type(got)) == (value, type(value))
    json.dumps(got, allow_nan=False)


def test_cypher_nodes_relationships_and_paths_become_dictionaries(cypher: Store) -> None:
    rows = cypher.query(
        "MATCH path = (p:Paper {id: 'arxiv:2305.14314'})-[r:USES]->(m:Method) RETURN p, r, m, path"
    )
    ((paper, relationship, method, path),) = rows
    assert paper["_label"] == "Paper"
    assert paper["title"] == paper["name"] == "QLoRA: four bits are enough"
    assert "papers" not in paper  # a column of the other table
    assert relationship["_type"] == "USES"
    assert relationship["predicate"] == "uses"
    assert relationship["quotes"] == ["LoRA and"]
    assert relationship["start_offsets"] == [16]
    assert method["aliases"] == ["LoRA", "Low-Rank Adaptation"]
    assert path == {"nodes": [paper, method], "relationships": [relationship]}


@pytest.mark.parametrize("language", ["sparql", "cypher"])
@pytest.mark.parametrize(
    "value", ["plain", 'it\'s "quoted" \\ `x`\n// é 🦙', "}", 7, -2.5, True, ["a", "b"]]
)
def test_parameters_arrive_as_they_are(
    request: pytest.FixtureRequest, language: str, value: object
) -> None:
    store: Store = request.getfixturevalue(language)
    if language == "cypher":
        assert one(store, "RETURN $v AS x", v=value) == value
    elif isinstance(value, list):
        rows = store.query("SELECT ?x { VALUES ?x { $v } } ORDER BY ?x", {"v": value})
        assert [row[0] for row in rows] == value
        assert one(store, "SELECT ('b' IN ($v) AS ?x) {}", v=value) is True
    else:
        assert one(store, "SELECT ?x { BIND($v AS ?x) }", v=value) == value


def test_sparql_parameters_reach_every_part_of_a_query(sparql: Store) -> None:
    query = """
        SELECT $name (COUNT(?p) AS ?n) {
          { SELECT ?m { ?m kg:lookup ?k FILTER(?k = LCASE($name)) } }
          ?p kg:uses ?m OPTIONAL { ?p rdfs:label ?l FILTER(?l != $name) }
        } GROUP BY ?m"""
    assert sparql.query(query, {"name": "LoRA"}).to_dicts() == [{"name": "LoRA", "n": 2}]


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_parameters_and_values_must_fit(request: pytest.FixtureRequest, language: str) -> None:
    store: Store = request.getfixturevalue(language)
    query = {"sparql": "SELECT ?x { BIND($name AS ?x) }", "cypher": "RETURN $name AS x"}[language]
    with pytest.raises(QueryError, match=r"\$name has no value: give --param name="):
        store.query(query)
    with pytest.raises(QueryError, match=r"no parameter \$nmae .*did you mean \$name"):
        store.query(query, {"name": "x", "nmae": "y"})
    with pytest.raises(QueryError, match="parameter"):
        store.query(query, {"name": object()})


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("sparql", "SELECT * { ?s ?p }"),
        ("sparql", "SELECT ?x { ?s ?p ?o } GROUP BY ?s"),
        ("cypher", "MATCH (p:Paper RETURN p"),
        ("cypher", "MATCH (p:Papers) RETURN p"),
        ("cypher", "MATCH (p:Paper) RETURN p.colour"),
        ("cypher", ""),
    ],
)
def test_errors_are_one_line_and_the_store_goes_on(
    request: pytest.FixtureRequest, language: str, query: str
) -> None:
    store: Store = request.getfixturevalue(language)
    with pytest.raises(QueryError) as caught:
        store.query(query)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) > 10
    assert store.query({"sparql": "ASK {}", "cypher": "RETURN 1 AS x"}[language])


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(QueryError, match="no language called 'sql'"):
        open_store("sql", None)
