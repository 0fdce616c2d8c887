"""The JSON-LD context: how our terms are written in JSON."""

from typing import Any

from kg.encode.vocabulary import PREFIXES
from kg.model import NodeType, Predicate

_LITERALS = {
    "title": ("dcterms:title", None),
    "abstract": ("dcterms:abstract", None),
    "date": ("dcterms:date", None),
    "year": ("kg:year", "xsd:integer"),
    "name": ("rdfs:label", None),
    "alias": ("skos:altLabel", None),
    "confidence": ("kg:confidence", "xsd:double"),
    "quoteConfidence": ("kg:quoteConfidence", "xsd:double"),
    "papers": ("kg:papers", "xsd:integer"),
    "field": ("kg:field", None),
    "start": ("oa:start", "xsd:integer"),
    "end": ("oa:end", "xsd:integer"),
    "exact": ("oa:exact", None),
}
_REFERENCES = {
    "exactMatch": "skos:exactMatch",
    "subject": "rdf:subject",
    "predicate": "rdf:predicate",
    "object": "rdf:object",
    "derivedFrom": "prov:wasDerivedFrom",
    "generatedBy": "prov:wasGeneratedBy",
    "generator": "as:generator",
    "evidence": "kg:evidence",
    "target": "oa:hasTarget",
    "selector": "oa:hasSelector",
    "hasSource": "oa:hasSource",
}


def context() -> dict[str, Any]:
    """The content of ``schemas/context.jsonld``: ``{"@context": …}``."""
    terms: dict[str, Any] = dict(PREFIXES)
    terms["id"] = "@id"
    terms["type"] = "@type"
    for node_type in NodeType:
        terms[str(node_type)] = f"kg:{node_type}"
    for term, (iri, datatype) in _LITERALS.items():
        terms[term] = {"@id": iri, "@type": datatype} if datatype else iri
    for term, iri in _REFERENCES.items():
        terms[term] = {"@id": iri, "@type": "@id"}
    for predicate in Predicate:
        terms[str(predicate)] = {"@id": f"kg:{predicate}", "@type": "@id"}
    return {"@context": terms}
