"""``kg_statements``: merges the candidates of all components into statements."""

from typing import TYPE_CHECKING

from kg.extract.candidates import GAP, Candidate, Span, register
from kg.model import CONCEPTS, Evidence, NodeType, Paper, Predicate, Statement, Thing
from kg.text import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PREDICATE = {
    NodeType.METHOD: Predicate.USES,
    NodeType.DATASET: Predicate.EVALUATES_ON,
    NodeType.TASK: Predicate.ADDRESSES,
    NodeType.METRIC: Predicate.REPORTS,
}
"""The relation of a paper to what it names where nothing says otherwise."""


def evidence_at(paper: Paper, title_end: int, span: Span, extractor: str, score: float) -> Evidence:
    """``span`` of the document as evidence in a field of ``paper``."""
    offset = title_end + len(GAP) if title_end else 0
    in_title = bool(title_end) and span.start < title_end
    field = "title" if in_title else "abstract"
    start, end = (span.start, span.end) if in_title else (span.start - offset, span.end - offset)
    quote = paper.field(field)[start:end]
    return Evidence(field, start, end, quote, extractor, round(score, 4))


class Statements:
    """A spaCy component that sets ``doc._.kg_statements``."""

    def __call__(self, doc: "Doc") -> "Doc":
        """Decide about the candidates of ``doc``."""
        title_end = doc._.kg_title_end
        text = doc.text
        paper = Paper(
            id="",
            title=text[:title_end],
            abstract=text[title_end + len(GAP) :] if title_end else text,
        )
        doc._.kg_statements = tuple(statements(paper, title_end, doc._.kg_candidates))
        return doc


def statements(paper: Paper, title_end: int, candidates: tuple[Candidate, ...]) -> list[Statement]:
    """The statements that ``candidates`` amount to, in reading order of their first evidence."""
    groups: dict[tuple[object, str], list[Candidate]] = {}
    for candidate in candidates:
        concept = candidate.type in CONCEPTS
        key = (concept, fold(candidate.name) if concept else candidate.url or candidate.name)
        groups.setdefault(key, []).append(candidate)
    made = [
        _statement(paper, title_end, group)
        for (concept, _), group in groups.items()
        if not concept or max(c.score for c in group) >= 0.5
    ]
    return sorted(made, key=_order)


def _order(statement: Statement) -> tuple[bool, int, int, str, str]:
    first = statement.evidence[0]
    return (
        first.field != "title",
        first.start,
        -first.end,
        statement.object.type,
        statement.object.name,
    )


def _statement(paper: Paper, title_end: int, group: list[Candidate]) -> Statement:
    best = max(group, key=lambda c: c.score)
    places = {(s.start, s.end): (s, c) for c in reversed(group) for s in c.spans}
    predicate = best.predicate or DEFAULT_PREDICATE.get(best.type, Predicate.MENTIONS)
    return Statement(
        predicate=predicate,
        object=Thing(best.type, best.name, best.expansion, best.url),
        confidence=round(best.score, 4),
        evidence=tuple(
            evidence_at(paper, title_end, span, c.component, c.score)
            for _, (span, c) in sorted(places.items(), key=lambda item: item[0])
        ),
    )


def create(nlp: "Language", name: str) -> Statements:
    """The factory behind ``nlp.add_pipe("kg_statements")``."""
    register()
    return Statements()
