"""Namespaces, and the classes of other vocabularies that ours are aligned with."""

from kg.model import NodeType

BASE = "https://w3id.org/paper-kg/"
"""Where the IRIs of papers, entities and statements start, unless the manifest names another."""

KG = "https://w3id.org/paper-kg/ontology#"
"""Our own classes and properties; the same whatever the base is."""

PREFIXES = {
    "kg": KG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    # Web Annotation says with this vocabulary which software made an annotation.
    "as": "https://www.w3.org/ns/activitystreams#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "fabio": "http://purl.org/spar/fabio/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "mls": "http://www.w3.org/ns/mls#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "doap": "http://usefulinc.com/ns/doap#",
}
"""Prefixes that queries may use without declaring them, and that exports declare."""

CLASSES: dict[NodeType, tuple[str, ...]] = {
    NodeType.PAPER: ("kg:Paper", "fabio:ResearchPaper", "schema:ScholarlyArticle"),
    NodeType.METHOD: ("kg:Method", "mls:Algorithm", "skos:Concept"),
    NodeType.DATASET: ("kg:Dataset", "dcat:Dataset", "schema:Dataset"),
    NodeType.TASK: ("kg:Task", "skos:Concept"),
    NodeType.METRIC: ("kg:Metric", "mls:EvaluationMeasure", "skos:Concept"),
    NodeType.REPOSITORY: ("kg:Repository", "schema:SoftwareSourceCode"),
    NodeType.RESOURCE: ("kg:Resource", "schema:CreativeWork"),
    NodeType.AUTHOR: ("kg:Author", "schema:Person", "foaf:Person"),
    NodeType.ORGANIZATION: ("kg:Organization", "schema:Organization", "foaf:Organization"),
    NodeType.VENUE: ("kg:Venue", "schema:Periodical"),
}
"""The classes that a node of each type gets, ours first, as prefixed names."""


def expand(name: str) -> str:
    """The IRI of a prefixed name: ``kg:uses`` is ``https://w3id.org/paper-kg/ontology#uses``.

    Raises:
        KeyError: The prefix is not one of :data:`PREFIXES`.
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
