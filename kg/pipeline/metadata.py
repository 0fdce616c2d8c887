"""What a source says about a paper, as statements: authors, venue, organisations."""

from collections.abc import Iterator, Sequence

from kg.model import Evidence, NodeType, Paper, Predicate, Statement, Thing

EXTRACTOR = "source/1"


def metadata(paper: Paper) -> Iterator[Statement]:
    """The statements that need no reading: the source states them in fields of their own."""
    yield from _listed(paper.authors, "authors", Predicate.WRITTEN_BY, NodeType.AUTHOR)
    yield from _listed(
        paper.organizations, "organizations", Predicate.AFFILIATED_WITH, NodeType.ORGANIZATION
    )
    if paper.venue:
        yield from _listed((paper.venue,), "venue", Predicate.PUBLISHED_IN, NodeType.VENUE)


def _listed(
    names: Sequence[str], field: str, predicate: Predicate, node_type: NodeType
) -> Iterator[Statement]:
    start = 0
    for name in names:
        evidence = Evidence(field, start, start + len(name), name, EXTRACTOR)
        yield Statement(predicate, Thing(node_type, name), 1.0, (evidence,))
        start += len(name) + len("; ")
