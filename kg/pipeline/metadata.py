"""What a source says about a paper, as statements: authors, venue, organisations, links."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.link import thing_id
from kg.model import Evidence, NodeType, Paper, Predicate, Statement, Thing
from kg.urls import REFERENCE_HOSTS, find_urls

EXTRACTOR = "source/1"


def stated(paper: Paper, read: Iterable[Statement]) -> Iterator[Statement]:
    """All that is said of ``paper``: by its source, then by its text.

    A repository or resource that both name is one statement, with the evidence of both.

    Args:
        paper: The paper.
        read: What was read out of its title and abstract.
    """
    yield from metadata(paper)
    links = {_key(statement): statement for statement in _linked(paper)}
    if not links:
        yield from read
        return
    told = list(read)
    for key, statement in links.items():
        quotes = [e for other in told if _key(other) == key for e in other.evidence]
        yield replace(statement, evidence=(*quotes, *statement.evidence))
    yield from (statement for statement in told if _key(statement) not in links)


def metadata(paper: Paper) -> Iterator[Statement]:
    """Authors, organisations and venue, which the source states in fields of their own."""
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


def _linked(paper: Paper) -> Iterator[Statement]:
    """What each of the paper's links leads to, once, with every place that names it.

    Links to texts (DOIs, arXiv) and to the paper's own page release nothing: they say nothing here.
    """
    places: dict[str, tuple[Thing, list[Evidence]]] = {}
    text = paper.field("links")
    start = 0
    for link in paper.links:
        for url in find_urls(link):
            own_page = link == paper.url and not url.repository
            if own_page or url.host.endswith(REFERENCE_HOSTS):
                continue
            thing, (first, last) = url.thing, (start + url.start, start + url.end)
            evidence = Evidence("links", first, last, text[first:last], EXTRACTOR)
            places.setdefault(thing_id(thing), (thing, []))[1].append(evidence)
        start += len(link) + len("; ")
    for thing, quotes in places.values():
        is_code = thing.type is NodeType.REPOSITORY
        predicate = Predicate.HAS_CODE if is_code else Predicate.HAS_RESOURCE
        yield Statement(predicate, thing, 1.0, tuple(quotes))


def _key(statement: Statement) -> tuple[Predicate, str] | None:
    """What two statements share that say the same of where a paper's code or pages are."""
    if statement.predicate in (Predicate.HAS_CODE, Predicate.HAS_RESOURCE):
        return statement.predicate, thing_id(statement.object)
    return None
