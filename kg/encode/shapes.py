"""SHACL shapes for everything that :mod:`kg.encode.rdf` writes with standard reification.

They come in two parts, so that a graph of any size can be checked piece by piece: what holds of
papers and entities by themselves, and what holds of statements, given the types of what they name.
Only SHACL Core is used.
"""

from collections.abc import Iterator, Sequence

from kg.encode.ontology import ATTRIBUTES
from kg.encode.turtle import Property, block, document, listed, nested, quoted
from kg.encode.vocabulary import CLASSES, KG, PREFIXES
from kg.model import EVIDENCE_FIELDS, SIGNATURES, NodeType, Predicate

_SHAPES = KG.replace("ontology#", "shapes#")
_PREFIXES = {**PREFIXES, "sh": "http://www.w3.org/ns/shacl#", "shape": _SHAPES}
_DATES = ("xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:gMonthDay", "xsd:string")

_ABOUT = """SHACL shapes for graphs of paper-kg: written by scripts/generate-schemas from
kg/encode/shapes.py. They fit RDF with standard reification (`kg export --format turtle`)."""


def shapes() -> str:
    """All shapes as Turtle: the content of ``schemas/shapes.ttl``."""
    return document(_PREFIXES, [*_node_parts(), *_statement_parts()], _ABOUT)


def node_shapes() -> str:
    """The shapes of papers and entities: what their own rows give."""
    return document(_PREFIXES, _node_parts(), _ABOUT)


def statement_shapes() -> str:
    """The shapes of statements, evidence and extractors, and of the ends of direct triples."""
    return document(_PREFIXES, _statement_parts(), _ABOUT)


def _node_parts() -> Iterator[str]:
    yield "# Papers and entities\n"
    yield _shape(
        "Paper",
        ("sh:targetClass", "kg:Paper"),
        *_types(CLASSES[NodeType.PAPER]),
        _text("dcterms:identifier", least=1),
        _text("rdfs:label"),
        _text("dcterms:title"),
        _text("dcterms:abstract"),
        _field(
            "dcterms:date", ("sh:or", listed(nested([("sh:datatype", d)]) for d in _DATES)), most=1
        ),
        _text("fabio:hasArXivId"),
        _text("prism:doi"),
        _field("schema:sameAs", ("sh:nodeKind", "sh:IRI")),
        *_attributes("kg:Paper"),
        *_common(),
    )
    for kind in NodeType:
        if kind is not NodeType.PAPER:
            yield _shape(
                str(kind),
                ("sh:targetClass", f"kg:{kind}"),
                *_types(CLASSES[kind]),
                _field("dcterms:identifier", ("sh:datatype", "xsd:string"), least=1),
                _text("rdfs:label", least=1),
                _text("skos:prefLabel", least=1),
                _field("skos:altLabel", ("sh:datatype", "xsd:string")),
                _field("skos:exactMatch", ("sh:nodeKind", "sh:IRI")),
                *_repository(kind),
                *_attributes(f"kg:{kind}"),
                *_common(),
            )


def _statement_parts() -> Iterator[str]:
    yield "# The ends of direct triples\n"
    for predicate, (subject, objects) in SIGNATURES.items():
        yield _shape(
            str(predicate),
            ("sh:targetSubjectsOf", f"kg:{predicate}"),
            ("sh:class", f"kg:{subject}"),
            _field(f"kg:{predicate}", _any_class(objects)),
            *_creator(predicate),
        )
    yield "# Statements and their evidence\n"
    yield from _statements()
    yield from _evidence()


def _statements() -> Iterator[str]:
    # What subject and object are is said of the direct triple, which every statement has.
    known = listed(f"kg:{predicate}" for predicate in Predicate)
    yield _shape(
        "Statement",
        ("sh:targetClass", "kg:Statement"),
        ("sh:nodeKind", "sh:IRI"),
        _field("rdf:subject", ("sh:nodeKind", "sh:IRI"), least=1, most=1),
        _field("rdf:predicate", ("sh:in", known), least=1, most=1),
        _field("rdf:object", ("sh:nodeKind", "sh:IRI"), least=1, most=1),
        _confidence("kg:confidence"),
        _field("kg:papers", ("sh:datatype", "xsd:integer"), ("sh:minInclusive", "1"), most=1),
        _field("kg:evidence", ("sh:class", "oa:Annotation"), least=1),
        _field("prov:wasDerivedFrom", ("sh:class", "kg:Paper"), least=1),
        _field("prov:wasGeneratedBy", ("sh:class", "kg:Extractor"), least=1),
    )
    yield _shape(
        "Extractor",
        ("sh:targetClass", "kg:Extractor"),
        ("sh:nodeKind", "sh:IRI"),
        ("sh:class", "prov:Activity"),
        _text("rdfs:label", least=1),
    )


def _evidence() -> Iterator[str]:
    fields = listed(quoted(name) for name in EVIDENCE_FIELDS)
    yield _shape(
        "Evidence",
        ("sh:targetObjectsOf", "kg:evidence"),
        ("sh:nodeKind", "sh:IRI"),
        ("sh:class", "oa:Annotation"),
        _confidence("kg:quoteConfidence"),
        _field("as:generator", ("sh:class", "kg:Extractor"), least=1, most=1),
        _field("oa:hasTarget", ("sh:node", "shape:Target"), least=1, most=1),
    )
    yield _shape(
        "Target",
        _field("oa:hasSource", ("sh:class", "kg:Paper"), least=1, most=1),
        _field("kg:field", ("sh:in", fields), least=1, most=1),
        _field("oa:hasSelector", ("sh:node", "shape:Selector"), least=1, most=1),
    )
    whole = (("sh:datatype", "xsd:integer"), ("sh:minInclusive", "0"))
    yield _shape(
        "Selector",
        ("sh:class", ("oa:TextPositionSelector", "oa:TextQuoteSelector")),
        _field("oa:start", *whole, ("sh:lessThan", "oa:end"), least=1, most=1),
        _field("oa:end", *whole, least=1, most=1),
        _text("oa:exact", least=1),
    )


def _shape(name: str, *properties: Property) -> str:
    return block(f"shape:{name}", [("a", "sh:NodeShape"), *properties])


def _field(path: str, *rules: Property, least: int = 0, most: int | None = None) -> Property:
    """A property shape: ``path`` has ``least`` to ``most`` values that follow ``rules``."""
    counts: list[Property] = [("sh:minCount", str(least))] if least else []
    if most is not None:
        counts.append(("sh:maxCount", str(most)))
    return "sh:property", nested([("sh:path", path), *counts, *rules])


def _text(path: str, least: int = 0) -> Property:
    """At most one string, which is not empty."""
    return _field(path, ("sh:datatype", "xsd:string"), ("sh:minLength", "1"), least=least, most=1)


def _confidence(path: str) -> Property:
    return _field(
        path,
        ("sh:datatype", "xsd:double"),
        ("sh:minInclusive", "0.0e0"),
        ("sh:maxInclusive", "1.0e0"),
        least=1,
        most=1,
    )


def _types(classes: Sequence[str]) -> Iterator[Property]:
    yield "sh:nodeKind", "sh:IRI"
    if len(classes) > 1:
        yield "sh:class", classes[1:]


def _common() -> Iterator[Property]:
    # A URL that is no IRI is kept as text.
    yield _field("schema:url", ("sh:nodeKind", "sh:IRIOrLiteral"), most=1)


def _repository(kind: NodeType) -> Iterator[Property]:
    if kind is NodeType.REPOSITORY:
        yield _field("schema:codeRepository", ("sh:nodeKind", "sh:IRI"), most=1)


def _creator(predicate: Predicate) -> Iterator[Property]:
    if predicate is Predicate.WRITTEN_BY:
        yield _field("dcterms:creator", ("sh:class", "kg:Author"), least=1)


def _attributes(domain: str) -> Iterator[Property]:
    for local, attribute in ATTRIBUTES.items():
        if domain in attribute.domain:
            rules: list[Property] = [("sh:datatype", attribute.datatype)]
            if local == "papers":
                rules.append(("sh:minInclusive", "1"))
            # Entities always say how many papers name them, and everything can be found.
            least = int(local in ("papers", "lookup"))
            most = 1 if attribute.single else None
            yield _field(f"kg:{local}", *rules, least=least, most=most)


def _any_class(kinds: Sequence[NodeType]) -> Property:
    if len(kinds) == 1:
        return "sh:class", f"kg:{kinds[0]}"
    return "sh:or", listed(nested([("sh:class", f"kg:{kind}")]) for kind in kinds)
