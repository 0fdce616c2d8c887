"""The ontology is complete, and OWL 2 DL."""

from collections import defaultdict

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD, BNode, Literal, URIRef

from kg.encode.ontology import ATTRIBUTES, NODES, RELATIONS, ontology
from kg.encode.rdf import triples
from kg.encode.vocabulary import CLASSES, KG, expand
from kg.model import SIGNATURES, NodeType, Predicate

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
RESERVED = tuple(map(str, (RDF, RDFS, OWL, XSD)))
# What a mapping from RDF to the axioms of OWL 2 DL knows, of all reserved terms.
SYNTAX = {
    *(RDF.type, RDF.first, RDF.rest, RDF.nil, OWL.Ontology, *KINDS),
    *(RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.subClassOf, RDFS.subPropertyOf),
    *(RDFS.domain, RDFS.range, OWL.versionInfo, OWL.inverseOf, OWL.unionOf, OWL.members),
    *(OWL.AllDisjointClasses, OWL.FunctionalProperty),
    *(XSD.string, XSD.integer, XSD.double, XSD.boolean),
}
# Reification and labels: reserved terms in graphs, which the ontology cannot declare.
OUTSIDE = {RDF.type, RDF.subject, RDF.predicate, RDF.object, RDFS.label}


@pytest.fixture(scope="module")
def owl() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology(), format="turtle")


def kinds(owl: rdflib.Graph) -> dict[URIRef, set[URIRef]]:
    found = defaultdict(set)
    for subject, kind in owl.subject_objects(RDF.type):
        if kind in KINDS and isinstance(subject, URIRef):
            found[subject].add(kind)
    return found


def test_every_type_and_predicate_of_the_model_is_a_term(owl: rdflib.Graph) -> None:
    assert list(NODES) == list(NodeType)
    assert list(RELATIONS) == list(Predicate)
    declared = kinds(owl)
    for kind in NodeType:
        assert declared[URIRef(KG + kind)] == {OWL.Class}
        parents = set(owl.objects(URIRef(KG + kind), RDFS.subClassOf))
        assert parents >= {URIRef(expand(name)) for name in CLASSES[kind][1:]}
    for predicate in Predicate:
        assert declared[URIRef(KG + predicate)] == {OWL.ObjectProperty}


@pytest.mark.parametrize("predicate", Predicate)
def test_domain_and_range_are_the_signature(owl: rdflib.Graph, predicate: Predicate) -> None:
    def classes(node: BNode | URIRef) -> set[str]:
        union = owl.value(node, OWL.unionOf)
        members = owl.items(union) if union else [node]
        return {str(c).removeprefix(KG) for c in members}

    subject, objects = SIGNATURES[predicate]
    (domain,) = owl.objects(URIRef(KG + predicate), RDFS.domain)
    (range_,) = owl.objects(URIRef(KG + predicate), RDFS.range)
    assert classes(domain) == {str(subject)}
    assert classes(range_) == {str(t) for t in objects}


def test_everything_of_ours_is_explained(owl: rdflib.Graph) -> None:
    for term in (t for t in kinds(owl) if t.startswith(KG)):
        for prop in (RDFS.label, RDFS.comment):
            (text,) = owl.objects(term, prop)
            assert isinstance(text, Literal)
            assert text.language == "en"
            assert text


def test_no_term_is_two_kinds_of_thing(owl: rdflib.Graph) -> None:
    assert {term: k for term, k in kinds(owl).items() if len(k) != 1} == {}


def test_every_term_is_declared_or_syntax(owl: rdflib.Graph) -> None:
    declared = set(kinds(owl))
    header = set(owl.subjects(RDF.type, OWL.Ontology)) | set(owl.objects(None, expand_license()))
    used = {term for triple in owl for term in triple if isinstance(term, URIRef)}
    assert used - declared - header - SYNTAX == set()


def expand_license() -> URIRef:
    return URIRef(expand("dcterms:license"))


def test_properties_specialise_properties_of_their_kind(owl: rdflib.Graph) -> None:
    declared = kinds(owl)
    pairs = list(owl.subject_objects(RDFS.subPropertyOf))
    assert pairs
    for child, parent in pairs:
        named = owl.value(parent, OWL.inverseOf) if isinstance(parent, BNode) else parent
        assert declared[child] == declared[named]


def test_data_properties_have_datatypes_and_object_properties_classes(owl: rdflib.Graph) -> None:
    declared = kinds(owl)
    for prop, range_ in owl.subject_objects(RDFS.range):
        literal = str(range_).startswith(str(XSD))
        assert literal == (declared[prop] == {OWL.DatatypeProperty})


def test_anonymous_parts_are_used_once(owl: rdflib.Graph) -> None:
    """OWL 2 DL needs a tree below every axiom."""
    for node in {s for s in owl.subjects() if isinstance(s, BNode)}:
        users = list(owl.subjects(None, node))
        top = (node, RDF.type, OWL.AllDisjointClasses) in owl
        assert len(users) == (0 if top else 1)


def test_every_term_in_a_graph_is_declared(owl: rdflib.Graph, graph) -> None:
    declared = kinds(owl)
    used, classes = set(), set()
    for _, predicate, obj in triples(graph.tables):
        used.add(URIRef(predicate[1:-1]))
        if predicate == RDF.type.n3():
            classes.add(URIRef(obj[1:-1]))
    assert classes - {t for t, k in declared.items() if k == {OWL.Class}} == set()
    properties = {t for t, k in declared.items() if k != {OWL.Class}}
    assert used - OUTSIDE - properties == set()
    assert not any(str(t).startswith(RESERVED) for t in declared)


def test_attributes_are_those_that_graphs_hold(graph) -> None:
    """No attribute is declared that nothing writes."""
    seen = {p[1:-1].removeprefix(KG) for _, p, _ in triples(graph.tables) if p.startswith(f"<{KG}")}
    silent = set(ATTRIBUTES) - seen
    # These examples have one name per meaning, were never merged, and state no links in fields.
    assert silent <= {"ambiguous", "formerId", "linkAddresses", "organizationNames"}
