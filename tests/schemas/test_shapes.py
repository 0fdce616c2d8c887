"""The shapes accept what we write, and nothing else."""

import pyshacl
import pytest
import rdflib
from rdflib import RDF, Literal, URIRef
from rdflib.namespace import SH, XSD

from kg.encode.rdf import entity_triples, evidence_triples, paper_triples, statement_triples
from kg.encode.rdf import triples as all_triples
from kg.encode.shapes import node_shapes, shapes, statement_shapes
from kg.encode.vocabulary import BASE, expand

PAPER = {
    "id": "arxiv:2106.09685",
    "title": "LoRA for people",
    "abstract": "We propose LoRA.",
    "date": "2021-06-17",
    "year": 2021,
    "authors": ["A. Person"],
    "organizations": ["An Institute"],
    "venue": "A Venue",
    "url": "https://example.org/p",
    "arxiv": "2106.09685",
    "doi": "10.1/x",
    "links": ["https://github.com/a/b", "https://example.org"],
    "former_ids": ["title:0"],
    "origins": [{"source": "jsonl", "place": "x", "line": 1}],
}
METHOD = {
    "id": "method:lora",
    "type": "Method",
    "name": "LoRA",
    "aliases": [{"name": "LoRA", "papers": 1}, {"name": "Low-Rank", "papers": 1}],
    "papers": 1,
    "url": None,
    "external_ids": ["http://www.wikidata.org/entity/Q1"],
    "former_ids": ["method:low-rank"],
    "ambiguous": True,
}
REPOSITORY = METHOD | {
    "id": "repo:github.com/a/b",
    "type": "Repository",
    "url": "https://github.com/a/b",
}
STATEMENT = {
    "id": "0123456789abcdef0123",
    "subject": PAPER["id"],
    "predicate": "introduces",
    "object": METHOD["id"],
    "confidence": 0.9,
    "papers": 2,
}
EVIDENCE = {
    "statement": STATEMENT["id"],
    "paper": PAPER["id"],
    "field": "title",
    "start": 0,
    "end": 4,
    "text": "LoRA",
    "extractor": "names/1",
    "confidence": 0.9,
}
EXTRACTOR = f"<{BASE}extractor/names/1>"


def whole() -> rdflib.Graph:
    found = [
        *paper_triples(PAPER),
        *entity_triples(METHOD),
        *entity_triples(REPOSITORY),
        *statement_triples(STATEMENT),
        *evidence_triples(EVIDENCE),
    ]
    statement = f"<{BASE}statement/{STATEMENT['id']}>"
    found += [
        (statement, f"<{expand('prov:wasDerivedFrom')}>", f"<{BASE}paper/arxiv/2106.09685>"),
        (statement, f"<{expand('prov:wasGeneratedBy')}>", EXTRACTOR),
        (EXTRACTOR, RDF.type.n3(), f"<{expand('kg:Extractor')}>"),
        (EXTRACTOR, RDF.type.n3(), f"<{expand('prov:Activity')}>"),
        (EXTRACTOR, f"<{expand('rdfs:label')}>", '"names/1"'),
    ]
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in found)
    return rdflib.Graph().parse(data=text, format="nt")


@pytest.fixture(scope="module")
def every_shape() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes(), format="turtle")


def check(data: rdflib.Graph, every_shape: rdflib.Graph) -> list[str]:
    """What is wrong: the local name of the path (or ``node``) and of the constraint."""
    _, report, _ = pyshacl.validate(data, shacl_graph=every_shape)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        kind = str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
        where = "node" if path is None else str(path).replace("#", "/").rpartition("/")[2]
        found.add(f"{where} {kind.removesuffix('ConstraintComponent')}")
    return sorted(found)


def test_what_we_write_conforms(every_shape: rdflib.Graph) -> None:
    assert check(whole(), every_shape) == []


def test_a_built_graph_conforms(graph, every_shape: rdflib.Graph) -> None:
    conforms, _, text = pyshacl.validate(graph.rdflib(), shacl_graph=every_shape, inplace=True)
    assert conforms, text


def test_the_two_parts_are_the_whole() -> None:
    def body(text: str) -> list[str]:
        return [line for line in text.splitlines() if line and line[0] not in "@#"]

    assert body(node_shapes()) + body(statement_shapes()) == body(shapes())


def test_shapes_are_valid_shacl(every_shape: rdflib.Graph) -> None:
    conforms, _, text = pyshacl.validate(whole(), shacl_graph=every_shape, meta_shacl=True)
    assert conforms, text


def test_every_property_that_we_write_has_a_shape(graph, every_shape: rdflib.Graph) -> None:
    written = {URIRef(p[1:-1]) for _, p, _ in all_triples(graph.tables)}
    written |= {p for _, p, _ in whole()}
    assert written - set(every_shape.objects(None, SH.path)) == {RDF.type}


BREAKS = [
    # subject (a part of its IRI), property, values instead, what must be said
    ("paper/arxiv", "dcterms:identifier", [], "identifier MinCount"),
    ("paper/arxiv", "dcterms:title", ["a", "b"], "title MaxCount"),
    ("paper/arxiv", "dcterms:abstract", [3], "abstract Datatype"),
    ("paper/arxiv", "dcterms:date", [3], "date Or"),
    ("paper/arxiv", "kg:year", ["2021"], "year Datatype"),
    ("paper/arxiv", "kg:lookup", [], "lookup MinCount"),
    ("paper/arxiv", "schema:sameAs", ["x"], "sameAs NodeKind"),
    ("paper/arxiv", "kg:introduces", [URIRef(BASE + "repo/github.com/a/b")], "introduces Or"),
    ("paper/arxiv", "kg:uses", [URIRef(BASE + "repo/github.com/a/b")], "uses Class"),
    ("paper/arxiv", "kg:writtenBy", [URIRef(BASE + "method/lora")], "creator MinCount"),
    ("method/lora", "kg:basedOn", [URIRef(BASE + "paper/x")], "basedOn Class"),
    ("method/lora", "kg:uses", [URIRef(BASE + "method/lora")], "node Class"),
    ("method/lora", "rdfs:label", [""], "label MinLength"),
    ("method/lora", "skos:prefLabel", [], "prefLabel MinCount"),
    ("method/lora", "kg:papers", [0], "papers MinInclusive"),
    ("method/lora", "kg:ambiguous", ["yes"], "ambiguous Datatype"),
    ("method/lora", "skos:exactMatch", ["Q1"], "exactMatch NodeKind"),
    ("repo/", "schema:codeRepository", ["x"], "codeRepository NodeKind"),
    ("repo/", "schema:url", ["x", "y"], "url MaxCount"),
    ("statement/", "rdf:subject", [], "subject MinCount"),
    ("statement/", "rdf:object", ["x"], "object NodeKind"),
    ("statement/", "rdf:predicate", [URIRef(expand("kg:likes"))], "predicate In"),
    ("statement/", "kg:confidence", [1.5], "confidence MaxInclusive"),
    ("statement/", "kg:evidence", [], "evidence MinCount"),
    ("statement/", "prov:wasDerivedFrom", [], "wasDerivedFrom MinCount"),
    ("statement/", "prov:wasGeneratedBy", [URIRef(BASE + "x")], "wasGeneratedBy Class"),
    ("evidence/", "kg:quoteConfidence", [], "quoteConfidence MinCount"),
    ("extractor/", "rdfs:label", [], "label MinCount"),
    ("#target", "kg:field", ["footnote"], "hasTarget Node"),
    ("#target", "oa:hasSource", [URIRef(BASE + "x")], "hasTarget Node"),
    ("#selector", "oa:start", [4], "hasTarget Node"),
    ("#selector", "oa:start", [-1], "hasTarget Node"),
    ("#selector", "oa:exact", [], "hasTarget Node"),
]


@pytest.mark.parametrize(("where", "prop", "values", "finding"), BREAKS)
def test_damage_is_found(where, prop, values, finding, every_shape: rdflib.Graph) -> None:
    data = whole()
    subject = min(s for s in data.subjects() if where in s)
    name = URIRef(expand(prop))
    data.remove((subject, name, None))
    for value in values:
        node = value if isinstance(value, URIRef) else Literal(value)
        if isinstance(value, float):
            node = Literal(value, datatype=XSD.double)
        data.add((subject, name, node))
    assert finding in check(data, every_shape)


@pytest.mark.parametrize(
    "kind", ["fabio:ResearchPaper", "schema:ScholarlyArticle", "mls:Algorithm", "prov:Activity"]
)
def test_a_missing_class_is_found(kind: str, every_shape: rdflib.Graph) -> None:
    data = whole()
    data.remove((None, RDF.type, URIRef(expand(kind))))
    assert "node Class" in check(data, every_shape)


def test_the_shapes_ask_for_nothing_that_structures_leave_out(every_shape: rdflib.Graph) -> None:
    """`kg validate` checks nodes of one structure once: see kg/quality/structure.py."""
    seen = "class datatype in lessThan maxInclusive minCount maxCount minInclusive minLength node"
    frame = "nodeKind or path property targetClass targetObjectsOf targetSubjectsOf"
    known = {SH[name] for name in f"{seen} {frame}".split()}
    assert {p for p in every_shape.predicates() if p in SH} <= known
    assert {int(v) for v in every_shape.objects(None, SH.minLength)} == {1}
    assert {int(v) for v in every_shape.objects(None, SH.maxCount)} == {1}
    assert {int(v) for v in every_shape.objects(None, SH.minCount)} == {1}
    assert {float(v) for v in every_shape.objects(None, SH.minInclusive)} == {0, 1}
    assert {float(v) for v in every_shape.objects(None, SH.maxInclusive)} == {1}
    (listed,) = (
        {p for s in every_shape.subjects(SH["in"]) for p in every_shape.objects(s, SH.path)},
    )
    assert {str(p) for p in listed} == {expand("rdf:predicate"), expand("kg:field")}
