"""The graph in the vocabulary of Linked Papers with Code, for queries and tools made for that.

Nodes keep our IRIs: they are ours, not Linked Papers with Code's. What its vocabulary has a word
for is written, and nothing else:

=====================================  ============================================================
ours                                   Linked Papers with Code
=====================================  ============================================================
Paper                                  ``lc:paper``: ``dcterms:title``, ``abstract``, ``date``,
                                       ``fabio:hasArXivId``, ``lp:hasURLAbstract``,
                                       ``fabio:hasURL`` (the PDF at arXiv)
Method, Task                           ``lc:method``, ``lc:task``: ``foaf:name``
Dataset                                ``lc:dataset``: ``dcterms:title``, ``foaf:homepage``
Repository                             ``lc:repository``: ``fabio:hasURL``
Venue, Author                          ``lc:conference``, ``soa:Author``: ``foaf:name``
``introduces`` a method or data set    ``lp:introducedBy`` the other way, ``lp:introducedYear``;
                                       the method also as ``lp:hasMethod``
``uses``                               ``lp:hasMethod``
``evaluatesOn``                        ``lp:usesDataset``
``addresses``                          ``lp:hasTask``
``hasCode``                            ``lp:hasOfficialRepository``
``mentions`` a repository              ``lp:hasRepository``
either of these two                    also ``lp:hasRepositoryReferences`` to our statement, which
                                       says ``lp:paperMentionsRepository``
``writtenBy``, ``publishedIn``         ``dcterms:creator``, ``lp:hasConference``
papers that name an entity             ``lp:numberPapers``
=====================================  ============================================================

Metrics, comparisons, other mentions, links to other pages, organisations, statements between
entities, confidence and evidence have no word there; ``--format turtle`` has them.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.encode.iris import foreign_iri, node_iri, statement_iri
from kg.encode.ontology import LPWC_CLASS, LPWC_PROPERTY
from kg.encode.rdf import base_iri
from kg.encode.terms import Term, Triple, boolean, date, integer, iri, literal, name
from kg.encode.vocabulary import PREFIXES
from kg.export.database import cursor, rows
from kg.graph.tables import Tables
from kg.model import NodeType, Predicate

_TYPE = name("rdf:type")
_AUTHOR = "<https://semopenalex.org/class/Author>"
_URI, _YEAR = (f"{PREFIXES['xsd']}{kind}" for kind in ("anyURI", "gYear"))
_NAME, _TITLE = name("foaf:name"), name("dcterms:title")


def _lp(local: str) -> Term:
    return f"<{LPWC_PROPERTY}{local}>"


_CLASSES: dict[str, tuple[Term, Term]] = {
    NodeType.METHOD: (f"<{LPWC_CLASS}method>", _NAME),
    NodeType.TASK: (f"<{LPWC_CLASS}task>", _NAME),
    NodeType.DATASET: (f"<{LPWC_CLASS}dataset>", _TITLE),
    NodeType.REPOSITORY: (f"<{LPWC_CLASS}repository>", ""),
    NodeType.VENUE: (f"<{LPWC_CLASS}conference>", _NAME),
    NodeType.AUTHOR: (_AUTHOR, _NAME),
}
"""Class and naming property of each type that Linked Papers with Code has."""

_RELATIONS: dict[str, Term] = {
    Predicate.USES: _lp("hasMethod"),
    Predicate.EVALUATES_ON: _lp("usesDataset"),
    Predicate.ADDRESSES: _lp("hasTask"),
    Predicate.HAS_CODE: _lp("hasOfficialRepository"),
    Predicate.WRITTEN_BY: name("dcterms:creator"),
    Predicate.PUBLISHED_IN: _lp("hasConference"),
}

_ENTITIES = """
SELECT id, type, name, url, papers, external_ids, year FROM entities LEFT JOIN (
    SELECT object, min(year) AS year FROM statements JOIN papers ON papers.id = subject
    WHERE predicate = 'introduces' GROUP BY object
) ON object = id ORDER BY id
"""
_STATEMENTS = """
SELECT s.*, e.type AS object_type, coalesce(q.read, false) AS read FROM statements s
JOIN entities e ON e.id = object JOIN papers p ON p.id = subject LEFT JOIN (
    SELECT statement, bool_or(field IN ('title', 'abstract')) AS read FROM evidence GROUP BY ALL
) q ON q.statement = s.id
ORDER BY subject, predicate, object
"""


def write_lpwc(tables: Tables, path: Path) -> None:
    """Write N-Triples (which are Turtle, too) to ``path``."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for subject, predicate, obj in triples(tables):
            file.write(f"{subject} {predicate} {obj} .\n")


def triples(tables: Tables) -> Iterator[Triple]:
    """The graph in terms of Linked Papers with Code, in a fixed order."""
    base = base_iri(tables)
    for row in tables.rows("papers"):
        yield from _paper(row, base)
    with cursor(tables) as database:
        for row in rows(database, _ENTITIES):
            yield from _entity(row, base)
        yield from _statements(rows(database, _STATEMENTS), base)


def _typed(text: str, datatype: str) -> Term:
    return f"{literal(text)}^^<{datatype}>"


def _paper(row: dict[str, Any], base: str) -> Iterator[Triple]:
    node = iri(node_iri(base, row["id"]))
    yield node, _TYPE, f"<{LPWC_CLASS}paper>"
    for key, prop in (("title", "title"), ("abstract", "abstract")):
        if row[key]:
            yield node, name(f"dcterms:{prop}"), literal(row[key])
    if row["date"]:
        yield node, name("dcterms:date"), date(row["date"])
    if row["arxiv"]:
        yield node, name("fabio:hasArXivId"), literal(row["arxiv"])
    about, pdf = addresses(row)
    if about:
        yield node, _lp("hasURLAbstract"), _typed(about, _URI)
    if pdf:
        yield node, name("fabio:hasURL"), _typed(pdf, _URI)


def addresses(row: dict[str, Any]) -> tuple[str | None, str | None]:
    """Where a paper's page is, and its PDF at arXiv, where it has them."""
    arxiv = row["arxiv"]
    doi = f"https://doi.org/{row['doi']}" if row["doi"] else None
    about = row["url"] or (f"https://arxiv.org/abs/{arxiv}" if arxiv else doi)
    return about, f"https://arxiv.org/pdf/{arxiv}" if arxiv else None


def _entity(row: dict[str, Any], base: str) -> Iterator[Triple]:
    if row["type"] not in _CLASSES:
        return
    node = iri(node_iri(base, row["id"]))
    kind, naming = _CLASSES[row["type"]]
    yield node, _TYPE, kind
    if naming:
        yield node, naming, literal(row["name"])
    if row["type"] in (NodeType.METHOD, NodeType.DATASET):
        yield node, _lp("numberPapers"), integer(row["papers"] or 0)
        if row["year"] is not None:
            yield node, _lp("introducedYear"), _typed(f"{row['year']:04}", _YEAR)
    if row["url"]:
        repository = row["type"] == NodeType.REPOSITORY
        prop = name("fabio:hasURL") if repository else name("foaf:homepage")
        yield node, prop, _typed(row["url"], _URI)
    for external in sorted(set(row["external_ids"] or ())):
        if match := foreign_iri(external):
            yield node, name("skos:exactMatch"), iri(match)


def _statements(found: Iterable[dict[str, Any]], base: str) -> Iterator[Triple]:
    for row in found:
        paper, thing = iri(node_iri(base, row["subject"])), iri(node_iri(base, row["object"]))
        predicate, kind = row["predicate"], row["object_type"]
        if predicate in _RELATIONS:
            yield paper, _RELATIONS[predicate], thing
        elif predicate == Predicate.INTRODUCES and kind in (NodeType.METHOD, NodeType.DATASET):
            yield thing, _lp("introducedBy"), paper
            if kind == NodeType.METHOD:
                yield paper, _lp("hasMethod"), thing
        elif predicate == Predicate.MENTIONS and kind == NodeType.REPOSITORY:
            yield paper, _lp("hasRepository"), thing
        else:
            continue
        if kind == NodeType.REPOSITORY:
            reference = iri(statement_iri(base, row["id"]))
            yield paper, _lp("hasRepositoryReferences"), reference
            yield reference, _TYPE, f"<{LPWC_CLASS}repositoryreferences>"
            yield reference, _lp("hasRepository"), thing
            yield reference, _lp("paperMentionsRepository"), boolean(value=row["read"])
