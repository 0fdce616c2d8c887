"""The RDF says what the tables say, in a syntax that every tool reads."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from graphfiles import BETWEEN, SAYS, small_graph
from hypothesis import given
from hypothesis import strategies as st

from kg.encode.rdf import lines, triples
from kg.encode.terms import date, double, integer, literal
from kg.encode.vocabulary import BASE, PREFIXES
from kg.graph.tables import Tables


@pytest.fixture(scope="module")
def graph(small: Tables) -> rdflib.Graph:
    found = rdflib.Graph()
    found.parse(data="".join(lines(small)), format="nt")
    return found


def ask(graph: rdflib.Graph, query: str) -> list[tuple[object, ...]]:
    return [tuple(v.toPython() for v in row) for row in graph.query(query, initNs=PREFIXES)]


@given(st.text())
def test_any_text_survives_as_a_literal(text: str) -> None:
    (quad,) = ox.parse(f"<urn:a> <urn:b> {literal(text)} .", ox.RdfFormat.N_TRIPLES)
    assert quad.object == ox.Literal(text)
    assert "\n" not in literal(text)


@given(st.floats(allow_nan=False) | st.integers())
def test_numbers_survive(number: float) -> None:
    term = integer(number) if isinstance(number, int) else double(number)
    (quad,) = ox.parse(f"<urn:a> <urn:b> {term} .", ox.RdfFormat.N_TRIPLES)
    assert type(number)(quad.object.value.replace("INF", "inf")) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2021-06-17", "date"),
        ("2021-06", "gYearMonth"),
        ("2021", "gYear"),
        ("--11-12", "gMonthDay"),
    ],
)
def test_dates_are_typed_by_their_form(text: str, kind: str) -> None:
    assert date(text) == f'"{text}"^^<{PREFIXES["xsd"]}{kind}>'


def test_what_is_no_date_stays_text() -> None:
    assert date("around 2021") == '"around 2021"'


@pytest.mark.parametrize("parser", ["rdflib", "oxigraph"])
def test_every_line_is_a_triple_and_none_comes_twice(small: Tables, parser: str) -> None:
    text = "".join(lines(small))
    if parser == "rdflib":
        found = rdflib.Graph()
        found.parse(data=text, format="nt")
        count = len(found)
    else:
        count = len(set(ox.parse(text, ox.RdfFormat.N_TRIPLES)))
    assert count == len(text.splitlines()) == len(list(triples(small)))


def test_the_same_graph_gives_the_same_bytes(small: Tables, tmp_path: Path) -> None:
    assert list(lines(small)) == list(lines(small_graph(tmp_path / "again")))


def test_direct_triples_are_easy_to_ask(graph: rdflib.Graph) -> None:
    rows = ask(graph, "SELECT ?n { ?p kg:evaluatesOn ?d . ?d rdfs:label ?n }")
    assert sorted(rows) == sorted(
        (name,) for name in ["GLUE", "WikiSQL", "GLUE", "MMLU", "GLUE", "ImageNet", "SQuAD"]
    )


def test_every_statement_has_a_node_with_its_evidence(graph: rdflib.Graph) -> None:
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a kg:Statement ; kg:evidence ?e }"
    assert ask(graph, count) == [(len(SAYS) + len(BETWEEN),)]
    query = """SELECT ?c ?paper ?field ?start ?end ?quote ?extractor {
        ?s rdf:subject ?p ; rdf:predicate kg:uses ; rdf:object ?m ; kg:confidence ?c ;
           prov:wasDerivedFrom ?p ; prov:wasGeneratedBy ?x ; kg:evidence ?e .
        ?p dcterms:identifier ?paper . ?m dcterms:identifier "method:gpt-3" .
        ?e a oa:Annotation ; as:generator ?x ; oa:hasTarget ?t .
        ?t oa:hasSource ?p ; kg:field ?field ; oa:hasSelector ?q .
        ?q a oa:TextPositionSelector, oa:TextQuoteSelector ;
           oa:start ?start ; oa:end ?end ; oa:exact ?quote .
        ?x rdfs:label ?extractor }"""
    assert ask(graph, query) == [
        (0.8, "arxiv:2106.09685", "abstract", 53, 58, "GPT-3", "abstract-reader/1")
    ]


def test_a_statement_between_entities_names_its_papers(graph: rdflib.Graph) -> None:
    query = """SELECT ?n (COUNT(DISTINCT ?p) AS ?m) {
        ?s rdf:predicate kg:outperforms ; kg:papers ?n ; prov:wasDerivedFrom ?p } GROUP BY ?n"""
    assert ask(graph, query) == [(2, 2)]


def test_papers_and_entities_are_described(graph: rdflib.Graph) -> None:
    query = """SELECT ?y ?arxiv ?names { ?p dcterms:identifier "arxiv:2106.09685" ; kg:year ?y ;
        fabio:hasArXivId ?arxiv ; kg:authorNames ?names ; a schema:ScholarlyArticle ;
        schema:sameAs <https://arxiv.org/abs/2106.09685> }"""
    assert ask(graph, query) == [(2021, "2106.09685", "Edward Hu; Yelong Shen")]
    odd = 'SELECT ?t { ?p dcterms:title ?t ; kg:lookup "10.1000/ab(c)<1>" , "title:0ld" }'
    assert ask(graph, odd) == [('A title with "quotes", back\\slash, tab\t and 🦙',)]
    entity = """SELECT ?a ?x { ?m a mls:Algorithm ; skos:prefLabel "LoRA" ; skos:altLabel ?a ;
        skos:exactMatch ?x ; kg:lookup "low-rank adaptation" ; kg:formerId "method:low-rank" }"""
    assert ask(graph, entity) == [("Low-Rank Adaptation", "https://example.org/x%20y")]
    repository = "SELECT ?r { ?r a kg:Repository ; schema:codeRepository ?u ; schema:url ?u }"
    assert len(ask(graph, repository)) == 2


def test_another_base_moves_nodes_but_not_the_vocabulary(small: Tables) -> None:
    text = "".join(lines(small, base="https://example.org/mine/"))
    assert "<https://example.org/mine/method/lora>" in text
    assert f"<{BASE}ontology#uses>" in text
    assert f"<{BASE}method" not in text


def test_rdf12_reifiers_parse_and_say_the_same(small: Tables) -> None:
    text = "".join(lines(small, reification="rdf12"))
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.N_TRIPLES)
    query = "SELECT ?s { ?r a kg:Statement ; rdf:reifies <<( ?s kg:uses ?o )>> }"
    uses = [s for s in SAYS if s[1] == "uses"]
    assert len(list(store.query(query, prefixes=PREFIXES))) == len(uses)
    assert "#subject>" not in text
