"""The graph as RDF triples, streamed from the tables.

Every statement is a direct triple, ``paper kg:uses method``, and an assertion node that carries
what is known about it:

::

    <statement/8f…> a kg:Statement ; rdf:subject … ; rdf:predicate … ; rdf:object … ;
        kg:confidence 0.97 ; prov:wasDerivedFrom <paper/…> ; prov:wasGeneratedBy <extractor/…> ;
        kg:evidence <evidence/3a…> .
    <evidence/3a…> a oa:Annotation ; kg:quoteConfidence 0.9 ; as:generator <extractor/…> ;
        oa:hasTarget <evidence/3a…#target> .
    <evidence/3a…#target> oa:hasSource <paper/…> ; kg:field "abstract" ;
        oa:hasSelector <evidence/3a…#selector> .
    <evidence/3a…#selector> a oa:TextPositionSelector, oa:TextQuoteSelector ;
        oa:start 17 ; oa:end 21 ; oa:exact "LoRA" .

With ``reification="rdf12"`` the assertion node says ``rdf:reifies <<( s p o )>>`` instead of
``rdf:subject``, ``rdf:predicate`` and ``rdf:object``. Statements between entities also say
``kg:papers``, the number of papers that make them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Literal

from kg.encode.iris import evidence_iri, extractor_iri, foreign_iri, node_iri, statement_iri
from kg.encode.lookup import lookup_names
from kg.encode.terms import Term, Triple, boolean, date, double, integer, iri, literal, name
from kg.encode.vocabulary import BASE, CLASSES, KG
from kg.graph.tables import Tables
from kg.model import SIGNATURES, NodeType, Predicate

Reification = Literal["standard", "rdf12"]
"""How an assertion node names its triple: with three properties, or as an RDF 1.2 reifier."""

_TYPE = name("rdf:type")
_BETWEEN_ENTITIES = frozenset(
    predicate.value for predicate, (kind, _) in SIGNATURES.items() if kind is not NodeType.PAPER
)
_EVIDENCE_KEY = ("statement", "paper", "field", "start", "end", "extractor", "confidence")
_CLASSES = {kind.value: tuple(map(name, names)) for kind, names in CLASSES.items()}
_USED = (
    "rdf:subject rdf:predicate rdf:object rdf:reifies rdfs:label dcterms:title "
    "dcterms:abstract dcterms:date dcterms:identifier dcterms:creator skos:prefLabel "
    "skos:altLabel skos:exactMatch schema:url schema:codeRepository schema:sameAs "
    "fabio:hasArXivId prism:doi prov:wasDerivedFrom prov:wasGeneratedBy prov:Activity "
    "as:generator "
    "oa:Annotation oa:hasTarget oa:hasSource oa:hasSelector oa:TextPositionSelector "
    "oa:TextQuoteSelector oa:start oa:end oa:exact kg:Statement kg:Extractor kg:confidence "
    "kg:evidence kg:field kg:year kg:venue kg:authorNames kg:organizationNames kg:linkAddresses "
    "kg:source kg:papers kg:quoteConfidence kg:ambiguous kg:formerId kg:lookup"
)
_N = {prefixed: name(prefixed) for prefixed in _USED.split()}


def base_iri(tables: Tables) -> str:
    """The base IRI of the graph: the manifest's ``base``, or our default."""
    return str(tables.manifest.get("base") or BASE)


def lines(
    tables: Tables, base: str | None = None, reification: Reification = "standard"
) -> Iterator[str]:
    """The graph as lines of N-Triples, each with its line feed, in a fixed order."""
    for subject, predicate, obj in triples(tables, base, reification):
        yield f"{subject} {predicate} {obj} .\n"


def triples(
    tables: Tables, base: str | None = None, reification: Reification = "standard"
) -> Iterator[Triple]:
    """The graph as triples, in a fixed order; memory stays flat.

    Args:
        tables: The graph.
        base: Where IRIs of nodes and statements start; default: :func:`base_iri`.
        reification: How assertion nodes name their triple.
    """
    root = base_iri(tables) if base is None else base
    yield from chain.from_iterable(paper_triples(r, root) for r in tables.rows("papers"))
    yield from chain.from_iterable(entity_triples(r, root) for r in tables.rows("entities"))
    for row in tables.rows("statements"):
        yield from statement_triples(row, root, reification)
    yield from all_evidence_triples(tables.rows("evidence"), root)


def paper_triples(row: dict[str, Any], base: str = BASE) -> Iterator[Triple]:
    """What is known about a paper itself."""
    subject = iri(node_iri(base, row["id"]))
    for kind in _CLASSES[NodeType.PAPER]:
        yield subject, _TYPE, kind
    yield subject, _N["dcterms:identifier"], literal(row["id"])
    if row["title"]:
        yield subject, _N["rdfs:label"], literal(row["title"])
        yield subject, _N["dcterms:title"], literal(row["title"])
    texts = (
        ("dcterms:abstract", row["abstract"]),
        ("kg:venue", row["venue"]),
        # As `Paper.field` joins them: evidence in these fields counts characters of this text.
        ("kg:authorNames", "; ".join(row["authors"] or ())),
        ("kg:organizationNames", "; ".join(row["organizations"] or ())),
        ("kg:linkAddresses", "; ".join(row["links"] or ())),
        ("fabio:hasArXivId", row["arxiv"]),
        ("prism:doi", row["doi"]),
    )
    yield from ((subject, _N[key], literal(text)) for key, text in texts if text)
    if row["date"]:
        yield subject, _N["dcterms:date"], date(row["date"])
    if row["year"] is not None:
        yield subject, _N["kg:year"], integer(row["year"])
    yield from _addresses(subject, row)
    for source in sorted({origin["source"] for origin in row["origins"] or ()}):
        yield subject, _N["kg:source"], literal(source)
    yield from _lookup(subject, row)


def entity_triples(row: dict[str, Any], base: str = BASE) -> Iterator[Triple]:
    """What is known about an entity itself."""
    subject = iri(node_iri(base, row["id"]))
    for kind in _CLASSES.get(row["type"], (iri(KG + row["type"]),)):
        yield subject, _TYPE, kind
    yield subject, _N["dcterms:identifier"], literal(row["id"])
    yield subject, _N["rdfs:label"], literal(row["name"])
    yield subject, _N["skos:prefLabel"], literal(row["name"])
    for alias in sorted({a["name"] for a in row["aliases"] or ()} - {row["name"]}):
        yield subject, _N["skos:altLabel"], literal(alias)
    yield subject, _N["kg:papers"], integer(row["papers"] or 0)
    yield from _addresses(subject, row)
    for external in sorted(set(row["external_ids"] or ())):
        match = foreign_iri(external)
        if match is None:
            yield subject, _N["dcterms:identifier"], literal(external)
        else:
            yield subject, _N["skos:exactMatch"], iri(match)
    if row["ambiguous"]:
        yield subject, _N["kg:ambiguous"], boolean(value=True)
    yield from _lookup(subject, row)


def statement_triples(
    row: dict[str, Any], base: str = BASE, reification: Reification = "standard"
) -> Iterator[Triple]:
    """The direct triple and the assertion node of a statement, without its evidence."""
    node = iri(statement_iri(base, row["id"]))
    subject = iri(node_iri(base, row["subject"]))
    predicate = iri(KG + row["predicate"])
    obj = iri(node_iri(base, row["object"]))
    yield subject, predicate, obj
    if row["predicate"] == Predicate.WRITTEN_BY:
        yield subject, _N["dcterms:creator"], obj
    yield node, _TYPE, _N["kg:Statement"]
    if reification == "rdf12":
        yield node, _N["rdf:reifies"], f"<<( {subject} {predicate} {obj} )>>"
    else:
        yield node, _N["rdf:subject"], subject
        yield node, _N["rdf:predicate"], predicate
        yield node, _N["rdf:object"], obj
    yield node, _N["kg:confidence"], double(row["confidence"])
    if row["papers"] != 1 or row["predicate"] in _BETWEEN_ENTITIES:
        yield node, _N["kg:papers"], integer(row["papers"] or 0)


def evidence_triples(row: dict[str, Any], base: str = BASE) -> Iterator[Triple]:
    """One quote, as a Web Annotation."""
    address = evidence_iri(base, *(row[key] for key in _EVIDENCE_KEY))
    node, target, selector = iri(address), iri(address + "#target"), iri(address + "#selector")
    yield iri(statement_iri(base, row["statement"])), _N["kg:evidence"], node
    yield node, _TYPE, _N["oa:Annotation"]
    yield node, _N["kg:quoteConfidence"], double(row["confidence"])
    yield node, _N["as:generator"], iri(extractor_iri(base, row["extractor"]))
    yield node, _N["oa:hasTarget"], target
    yield target, _N["oa:hasSource"], iri(node_iri(base, row["paper"]))
    yield target, _N["kg:field"], literal(row["field"])
    yield target, _N["oa:hasSelector"], selector
    yield selector, _TYPE, _N["oa:TextPositionSelector"]
    yield selector, _TYPE, _N["oa:TextQuoteSelector"]
    yield selector, _N["oa:start"], integer(row["start"])
    yield selector, _N["oa:end"], integer(row["end"])
    yield selector, _N["oa:exact"], literal(row["text"])


def all_evidence_triples(rows: Iterable[dict[str, Any]], base: str = BASE) -> Iterator[Triple]:
    """Quotes sorted by statement: what each statement owes them, they themselves, extractors."""
    extractors: set[str] = set()
    # The table is sorted by statement, so what belongs to one stands together.
    for statement, group in groupby(rows, itemgetter("statement")):
        quotes = list(group)
        node = iri(statement_iri(base, statement))
        for paper in sorted({quote["paper"] for quote in quotes}):
            yield node, _N["prov:wasDerivedFrom"], iri(node_iri(base, paper))
        names = {quote["extractor"] for quote in quotes}
        for extractor in sorted(names):
            yield node, _N["prov:wasGeneratedBy"], iri(extractor_iri(base, extractor))
        for quote in quotes:
            yield from evidence_triples(quote, base)
        extractors |= names
    for extractor in sorted(extractors):
        node = iri(extractor_iri(base, extractor))
        yield node, _TYPE, _N["prov:Activity"]
        yield node, _TYPE, _N["kg:Extractor"]
        yield node, _N["rdfs:label"], literal(extractor)


def _addresses(subject: Term, row: dict[str, Any]) -> Iterator[Triple]:
    if row["url"]:
        address = foreign_iri(row["url"])
        yield subject, _N["schema:url"], literal(row["url"]) if address is None else iri(address)
        if address and row.get("type") == NodeType.REPOSITORY:
            yield subject, _N["schema:codeRepository"], iri(address)
    for key, resolver in (("arxiv", "https://arxiv.org/abs/"), ("doi", "https://doi.org/")):
        if row.get(key) and (address := foreign_iri(resolver + row[key])):
            yield subject, _N["schema:sameAs"], iri(address)


def _lookup(subject: Term, row: dict[str, Any]) -> Iterator[Triple]:
    for former in sorted(set(row["former_ids"] or ())):
        yield subject, _N["kg:formerId"], literal(former)
    for key in lookup_names(row):
        yield subject, _N["kg:lookup"], literal(key)
