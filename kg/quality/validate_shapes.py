"""A graph's RDF against the SHACL shapes, piece by piece, with pyshacl.

A piece is a paper, an entity, or a statement with its evidence and the types of what it names. The
RDF of each is made by the encoder that all exports use. Pieces of the same structure (see
:mod:`kg.quality.structure`) are validated once and counted as many times as they occur, so a
large graph takes little longer than reading it does, and memory stays flat.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg.encode.iris import node_iri
from kg.encode.rdf import (
    all_evidence_triples,
    base_iri,
    entity_triples,
    paper_triples,
    statement_triples,
)
from kg.encode.shapes import node_shapes, statement_shapes
from kg.encode.terms import Triple, iri, name
from kg.encode.vocabulary import KG
from kg.graph.tables import Tables
from kg.quality.database import Database, complete
from kg.quality.structure import Structure, structure
from kg.quality.validate import EXAMPLES, Finding, Progress

if TYPE_CHECKING:
    import rdflib

_TYPE = name("rdf:type")
_TOGETHER = 100
_STEP = 1000

_ROWS = "FROM {0} WHERE {1} ORDER BY file_row_number"
_STATEMENTS = f"""
SELECT statements.*, a.type AS subject_type, b.type AS object_type FROM statements
LEFT JOIN nodes a ON a.id = subject LEFT JOIN nodes b ON b.id = object
WHERE {complete("statements")} ORDER BY statements.id
"""
_EVIDENCE = f"""
SELECT evidence.*, papers.id IS NOT NULL AS known
FROM evidence LEFT JOIN papers ON papers.id = paper
WHERE {complete("evidence")} ORDER BY statement, evidence.file_row_number
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some triples that are validated together, and what to call them in a report."""

    label: str
    triples: tuple[Triple, ...]


@dataclass(slots=True)
class Kind:
    """All pieces of one structure: the first stands for them.

    Attributes:
        piece: The first.
        count: How many there are.
        labels: Some of them.
    """

    piece: Piece
    count: int = 0
    labels: list[str] = field(default_factory=list)

    def add(self, label: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.labels) < EXAMPLES:
            self.labels.append(label)


@dataclass(frozen=True, slots=True)
class Shaped:
    """What the shapes found, and how many structures there were."""

    findings: tuple[Finding, ...]
    kinds: int


def check_shapes(tables: Tables, database: Database, *, every: bool, progress: Progress) -> Shaped:
    """Validate all papers, entities and statements.

    Args:
        tables: The graph.
        database: Its tables.
        every: Validate each piece, also those of one structure.
        progress: Called as the work goes on.
    """
    base = base_iri(tables)
    nodes = chain(_papers(database, base), _entities(database, base))
    total = sum(tables.count(name) for name in ("papers", "entities", "statements"))
    counted = _Counter(progress, total)
    failures: dict[str, Kind] = {}
    kinds = 0
    for pieces, shapes in (
        (nodes, node_shapes()),
        (_statements(database, base), statement_shapes()),
    ):
        found = _kinds(counted(pieces), every=every)
        kinds += _validate(found, shapes, failures)
    return Shaped(tuple(_findings(failures)), kinds)


class _Counter:
    """Reports progress over several streams of pieces."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            yield piece
            self._done += 1
            if self._done % _STEP == 0 or self._done == self._total:
                self._progress("shapes", self._done, self._total)


def _papers(database: Database, base: str) -> Iterator[Piece]:
    for row in database.rows(_ROWS.format("papers", complete("papers"))):
        yield Piece(str(row["id"]), tuple(paper_triples(row, base)))


def _entities(database: Database, base: str) -> Iterator[Piece]:
    for row in database.rows(_ROWS.format("entities", complete("entities"))):
        yield Piece(str(row["id"]), tuple(entity_triples(row, base)))


def _statements(database: Database, base: str) -> Iterator[Piece]:
    groups = groupby(database.rows(_EVIDENCE), itemgetter("statement"))
    statement, quotes = next(groups, (None, iter(())))
    for row in database.rows(_STATEMENTS):
        while statement is not None and statement < row["id"]:
            statement, quotes = next(groups, (None, iter(())))
        mine = list(quotes) if statement == row["id"] else []
        label = f"{row['subject']} {row['predicate']} {row['object']}"
        types = {row["subject"]: row["subject_type"], row["object"]: row["object_type"]}
        types |= {quote["paper"]: "Paper" for quote in mine if quote["known"]}
        known = (
            (iri(node_iri(base, node)), _TYPE, iri(KG + kind))
            for node, kind in types.items()
            if kind
        )
        triples = (*statement_triples(row, base), *all_evidence_triples(mine, base), *known)
        yield Piece(label, triples)


def _kinds(pieces: Iterable[Piece], *, every: bool) -> Iterable[Kind]:
    if every:
        return (Kind(piece, 1, [piece.label]) for piece in pieces)
    found: dict[Structure, Kind] = {}
    for piece in pieces:
        key = structure(piece.triples)
        if key not in found:
            found[key] = Kind(piece)
        found[key].add(piece.label)
    return found.values()


def _validate(kinds: Iterable[Kind], shapes: str, failures: dict[str, Kind]) -> int:
    """Validate the first of each kind; those together that conform, else each by itself."""
    import rdflib

    rules = rdflib.Graph().parse(data=shapes, format="turtle")
    number = 0
    remaining = iter(kinds)
    while some := list(islice(remaining, _TOGETHER)):
        number += len(some)
        if _violations(chain.from_iterable(k.piece.triples for k in some), rules):
            for kind in some:
                for what in _violations(kind.piece.triples, rules):
                    failure = failures.setdefault(what, Kind(kind.piece))
                    failure.count += kind.count
                    room = EXAMPLES - len(failure.labels)
                    failure.labels += kind.labels[:room]
    return number


def _violations(triples: Iterable[Triple], rules: "rdflib.Graph") -> list[str]:
    """What is wrong with a piece, as lines for people."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    data = rdflib.Graph()
    data.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in triples), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)
    if conforms or not isinstance(report, rdflib.Graph):
        return []
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        component = _local(report.value(result, SH.sourceConstraintComponent))
        constraint = component.removesuffix("ConstraintComponent")
        found.add(f"{'class' if path is None else rules.qname(str(path))} breaks sh:{constraint}")
    return sorted(found)


def _local(term: Any) -> str:
    return str(term).rpartition("#")[2]


def _findings(failures: dict[str, Kind]) -> Iterator[Finding]:
    for what, kind in sorted(failures.items()):
        place, _, constraint = what.partition(" breaks ")
        message = f"the values of {place} are not what {constraint} in shapes.ttl asks for"
        if place == "class":
            message = f"a node is not what {constraint} in shapes.ttl asks for"
        slug = f"{place.rpartition(':')[2]}-{constraint.removeprefix('sh:')}"
        yield Finding("shapes", slug, message, kind.count, tuple(kind.labels))
