"""The ontology: what our classes and properties mean, and what they are called elsewhere.

OWL 2 DL: every term of another vocabulary that stands here is declared, and no reserved term is
used. ``kg:Statement`` therefore is a ``prov:Entity``, although our data also says ``rdf:subject``,
``rdf:predicate`` and ``rdf:object`` of it, as RDF reification does.

The terms of Linked Papers with Code (``lc:``, ``lp:``) are super-classes and super-properties of
ours, so a reasoner answers queries in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.encode.turtle import Property, block, document, listed, nested, quoted
from kg.encode.vocabulary import CLASSES, KG, PREFIXES
from kg.model import SIGNATURES, NodeType, Predicate

VERSION = "1"
"""Version of the vocabulary; it changes when the meaning of a term does."""

LPWC_CLASS = "https://linkedpaperswithcode.com/class/"
LPWC_PROPERTY = "https://linkedpaperswithcode.com/property/"

_PREFIXES = {
    **PREFIXES,
    "mlso": "http://w3id.org/mlso/",
    "lc": LPWC_CLASS,
    "lp": LPWC_PROPERTY,
}


@dataclass(frozen=True, slots=True)
class Class:
    """A class of ours: its meaning and its super-classes, as prefixed names."""

    comment: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """An object property of ours: its label, its meaning, the properties that it specialises."""

    label: str
    comment: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A data property of ours.

    Attributes:
        label: What to call it.
        comment: What it says.
        domain: The classes that have it, as prefixed names.
        datatype: Of its values.
        single: Whether a node has at most one value.
    """

    label: str
    comment: str
    domain: tuple[str, ...]
    datatype: str = "xsd:string"
    single: bool = True


_T = NodeType
NODES: dict[NodeType, Class] = {
    _T.PAPER: Class("A research paper, as its sources give it.", ("lc:paper",)),
    _T.METHOD: Class(
        "A model, architecture, algorithm, training or inference technique, library or system that "
        "papers call by a name.",
        ("lc:method",),
    ),
    _T.DATASET: Class("A data set, benchmark or corpus with a name.", ("lc:dataset",)),
    _T.TASK: Class("A problem that methods solve, such as image classification.", ("lc:task",)),
    _T.METRIC: Class("A measure of how well something works, such as BLEU."),
    _T.REPOSITORY: Class(
        "A code repository on a hosting site.", ("doap:Repository", "lc:repository")
    ),
    _T.RESOURCE: Class("A page that a paper links to: project page, data, model weights, video."),
    _T.AUTHOR: Class("A person who wrote a paper, as the source prints the name."),
    _T.ORGANIZATION: Class("An organisation that a source names with a paper."),
    _T.VENUE: Class("A journal or conference, as the source prints its name."),
}
"""What each type of node is, beside the classes that :data:`CLASSES` lists."""

_OTHER_CLASSES = {
    "kg:Statement": (
        "Statement",
        "That subject, predicate and object hold, with what is known about it.",
        ("prov:Entity",),
    ),
    "kg:Extractor": (
        "Extractor",
        "A version of the component that read a quote.",
        ("prov:Activity",),
    ),
}

_P = Predicate
RELATIONS: dict[Predicate, Relation] = {
    _P.INTRODUCES: Relation(
        "introduces",
        "The paper presents this as its own and new.",
        ("schema:about", "[ owl:inverseOf lp:introducedBy ]"),
    ),
    _P.USES: Relation(
        "uses",
        "The paper builds on, applies, trains, adapts or studies this method.",
        ("schema:mentions", "lp:hasMethod"),
    ),
    _P.COMPARES_WITH: Relation(
        "compares with",
        "The paper names this method as a baseline or competitor.",
        ("schema:mentions",),
    ),
    _P.EVALUATES_ON: Relation(
        "evaluates on",
        "The paper tests or trains on this data set.",
        ("schema:mentions", "lp:usesDataset"),
    ),
    _P.ADDRESSES: Relation(
        "addresses", "The paper works on this task.", ("schema:about", "lp:hasTask")
    ),
    _P.REPORTS: Relation(
        "reports", "The paper states results in this metric.", ("schema:mentions",)
    ),
    _P.MENTIONS: Relation(
        "mentions", "The paper names this in passing, as background.", ("schema:mentions",)
    ),
    _P.HAS_CODE: Relation(
        "has code",
        "The authors publish the paper's code in this repository.",
        ("mlso:hasRelatedSoftware", "lp:hasOfficialRepository"),
    ),
    _P.HAS_RESOURCE: Relation(
        "has resource", "The paper links to this page of its own.", ("schema:mentions",)
    ),
    _P.WRITTEN_BY: Relation(
        "written by", "The source names this author.", ("schema:author", "dcterms:creator")
    ),
    _P.PUBLISHED_IN: Relation(
        "published in", "The source names this journal or conference.", ("schema:isPartOf",)
    ),
    _P.AFFILIATED_WITH: Relation(
        "affiliated with",
        "The source names this organisation with the paper.",
        ("schema:sourceOrganization",),
    ),
    _P.BASED_ON: Relation("based on", "A text says that the method is built on the other."),
    _P.OUTPERFORMS: Relation("outperforms", "A text says that the method beats the other."),
    _P.EVALUATED_ON: Relation(
        "evaluated on", "A text says that the method was tested on the data set."
    ),
    _P.USED_FOR: Relation("used for", "A text says that the method serves the task."),
}
"""What each predicate means; domains and ranges are :data:`kg.model.SIGNATURES`."""

_PAPER = ("kg:Paper",)
_ENTITIES = tuple(f"kg:{t}" for t in NodeType if t is not NodeType.PAPER)
_ALL = tuple(f"kg:{t}" for t in NodeType)
ATTRIBUTES: dict[str, Attribute] = {
    "year": Attribute("year", "The year of publication.", _PAPER, "xsd:integer"),
    "venue": Attribute("venue", "Journal or conference as printed.", _PAPER),
    "authorNames": Attribute(
        "author names",
        'The authors as printed, joined by "; ": evidence counts the characters of this text.',
        _PAPER,
    ),
    "organizationNames": Attribute(
        "organization names",
        'The organisations as printed, joined by "; ": evidence counts its characters.',
        _PAPER,
    ),
    "linkAddresses": Attribute(
        "link addresses",
        'The addresses that sources state as printed, joined by "; ": evidence counts its '
        "characters.",
        _PAPER,
    ),
    "source": Attribute("source", "The kind of file it was read from.", _PAPER, single=False),
    "papers": Attribute(
        "papers",
        "How many papers name the entity, or make the statement.",
        (*_ENTITIES, "kg:Statement"),
        "xsd:integer",
    ),
    "ambiguous": Attribute(
        "ambiguous", "The name has several meanings in use.", _ENTITIES, "xsd:boolean"
    ),
    "formerId": Attribute("former id", "An id that now forwards here.", _ALL, single=False),
    "lookup": Attribute(
        "lookup", "An id, name or alias in lower case, to find the node by.", _ALL, single=False
    ),
    "confidence": Attribute(
        "confidence",
        "Probability that the statement is right, 0 to 1.",
        ("kg:Statement",),
        "xsd:double",
    ),
    "quoteConfidence": Attribute(
        "confidence of a quote",
        "How sure the extractor of the quote is, 0 to 1.",
        ("oa:Annotation",),
        "xsd:double",
    ),
    "field": Attribute(
        "field",
        "The part of the paper that start and end of a quote count characters in.",
        (),
    ),
}
"""Our data properties, by local name."""

_FOREIGN = {
    "owl:Class": "mls:Algorithm mls:EvaluationMeasure skos:Concept dcat:Dataset "
    "fabio:ResearchPaper schema:ScholarlyArticle schema:Dataset schema:SoftwareSourceCode "
    "schema:CreativeWork schema:Person schema:Organization schema:Periodical foaf:Person "
    "foaf:Organization prov:Entity prov:Activity oa:Annotation oa:TextPositionSelector "
    "oa:TextQuoteSelector doap:Repository lc:paper lc:method lc:dataset lc:task lc:repository",
    "owl:ObjectProperty": "schema:about schema:mentions schema:author schema:isPartOf "
    "schema:sourceOrganization schema:codeRepository schema:sameAs schema:url dcterms:creator "
    "mlso:hasRelatedSoftware skos:exactMatch prov:wasDerivedFrom prov:wasGeneratedBy "
    "as:generator "
    "oa:hasTarget oa:hasSource oa:hasSelector lp:introducedBy lp:hasMethod lp:hasTask "
    "lp:usesDataset lp:hasOfficialRepository",
    "owl:DatatypeProperty": "dcterms:identifier dcterms:title dcterms:abstract dcterms:date "
    "fabio:hasArXivId prism:doi oa:start oa:end oa:exact",
    "owl:AnnotationProperty": "skos:prefLabel skos:altLabel dcterms:license",
}

_ABOUT = """The paper-kg ontology: written by scripts/generate-schemas from kg/encode/ontology.py.
Nodes and statements of a graph have IRIs below a base that the graph's manifest may set; the
IRIs of these terms are the same in every graph."""

_HEADER: list[Property] = [
    ("a", "owl:Ontology"),
    ("owl:versionInfo", quoted(VERSION)),
    ("rdfs:label", quoted("Knowledge graphs of research papers", "en")),
    (
        "rdfs:comment",
        quoted(
            "Papers, the methods, data sets, tasks, metrics and code that they name, and "
            "the evidence for every statement.",
            "en",
        ),
    ),
    ("dcterms:license", "<https://opensource.org/license/mit>"),
]


def ontology() -> str:
    """The ontology as Turtle: the content of ``schemas/ontology.ttl``."""
    return document(_PREFIXES, _parts(), _ABOUT)


def _parts() -> Iterator[str]:
    yield block(f"<{KG.rstrip('#')}>", _HEADER)
    yield "# Classes\n"
    yield from _classes()
    yield "# Relations\n"
    yield from _relations()
    yield "# Attributes\n"
    yield from _attributes()
    yield "# Terms of other vocabularies that stand above or in graphs\n"
    for meta, names in _FOREIGN.items():
        yield "\n".join(f"{name} a {meta} ." for name in sorted(names.split())) + "\n"


def _classes() -> Iterator[str]:
    classes = {
        f"kg:{kind}": (str(kind), node.comment, (*CLASSES[kind][1:], *node.parents))
        for kind, node in NODES.items()
    } | _OTHER_CLASSES
    for name, (label, comment, parents) in classes.items():
        yield _class(name, label, comment, parents)
    disjoint = (*_ALL, *_OTHER_CLASSES)
    yield block("[]", [("a", "owl:AllDisjointClasses"), ("owl:members", listed(disjoint))])


def _relations() -> Iterator[str]:
    for predicate, relation in RELATIONS.items():
        subject, objects = SIGNATURES[predicate]
        yield _property(
            f"kg:{predicate}",
            "owl:ObjectProperty",
            (relation.label, relation.comment),
            relation.parents,
            _union((f"kg:{subject}",)),
            _union(tuple(f"kg:{kind}" for kind in objects)),
        )
    yield _property(
        "kg:evidence",
        "owl:ObjectProperty",
        ("evidence", "A quote that the statement was read from."),
        (),
        ["kg:Statement"],
        ["oa:Annotation"],
    )


def _attributes() -> Iterator[str]:
    for local, attribute in ATTRIBUTES.items():
        kinds = ["owl:DatatypeProperty"] + ["owl:FunctionalProperty"] * attribute.single
        yield _property(
            f"kg:{local}",
            kinds,
            (attribute.label, attribute.comment),
            (),
            _union(attribute.domain),
            [attribute.datatype],
        )


def _class(name: str, label: str, comment: str, parents: tuple[str, ...]) -> str:
    properties: list[Property] = [
        ("a", "owl:Class"),
        ("rdfs:label", quoted(label, "en")),
        ("rdfs:comment", quoted(comment, "en")),
        ("rdfs:subClassOf", parents),
        ("rdfs:isDefinedBy", f"<{KG.rstrip('#')}>"),
    ]
    return block(name, properties)


def _property(
    name: str,
    kinds: str | list[str],
    texts: tuple[str, str],
    parents: tuple[str, ...],
    domain: list[str],
    range_: list[str],
) -> str:
    properties: list[Property] = [
        ("a", kinds),
        ("rdfs:label", quoted(texts[0], "en")),
        ("rdfs:comment", quoted(texts[1], "en")),
        ("rdfs:subPropertyOf", parents),
        ("rdfs:domain", domain),
        ("rdfs:range", range_),
        ("rdfs:isDefinedBy", f"<{KG.rstrip('#')}>"),
    ]
    return block(name, properties)


def _union(classes: tuple[str, ...]) -> list[str]:
    """Nothing, the one class, or the union of several."""
    if len(classes) < 2:
        return list(classes)
    return [nested([("a", "owl:Class"), ("owl:unionOf", listed(classes))])]
