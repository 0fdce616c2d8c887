"""What sources say about papers in fields of their own."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Evidence, NodeType, Paper, Predicate, Statement, Thing
from kg.pipeline.metadata import EXTRACTOR, stated

A, B = "https://github.com/A/b", "https://lamp.example.org/page"


def paper(*links: str, **fields: str) -> Paper:
    return Paper("title:x", "A title", f"Code: {A.lower()}.", links=links, **fields)


def found(start: int = 6) -> Statement:
    """What the text of :func:`paper` says."""
    thing = Thing(NodeType.REPOSITORY, "a/b", url=A.lower())
    evidence = Evidence("abstract", start, start + len(A), A.lower(), "links/1", 0.99)
    return Statement(Predicate.HAS_CODE, thing, 0.99, (evidence,))


def test_each_link_is_code_or_a_resource() -> None:
    code, page = stated(paper(A, B), [])
    assert code == Statement(
        Predicate.HAS_CODE,
        Thing(NodeType.REPOSITORY, "A/b", url=A),
        1.0,
        (Evidence("links", 0, len(A), A, EXTRACTOR),),
    )
    assert (page.predicate, page.object.type) == (Predicate.HAS_RESOURCE, NodeType.RESOURCE)
    assert (page.object.name, page.object.url) == ("lamp.example.org/page", B)
    assert page.evidence == (Evidence("links", len(A) + 2, len(A) + 2 + len(B), B, EXTRACTOR),)


def test_one_repository_in_two_spellings_is_one_statement() -> None:
    (code,) = stated(paper(A, "github.com/a/B.git"), [])
    assert [e.text for e in code.evidence] == [A, "github.com/a/B.git"]


def test_what_the_text_says_too_is_one_statement_with_both() -> None:
    page = found()
    other = Statement(Predicate.MENTIONS, page.object, 0.85, page.evidence)
    code, mention = stated(paper(A), [found(), other])
    assert [e.field for e in code.evidence] == ["abstract", "links"]
    assert code.confidence == 1.0
    assert mention == other


def test_without_links_the_text_speaks_alone() -> None:
    assert list(stated(paper(), [found()])) == [found()]


def test_texts_and_the_paper_s_own_page_are_not_released() -> None:
    links = ("https://doi.org/10.1/x", "https://arxiv.org/abs/2106.09685", B, A)
    assert [s.object.url for s in stated(paper(*links, url=B), [])] == [A]


urls = st.sampled_from([A, B, "github.com/c/d", "http://www.x.org/a;b", "git@github.com:A/b.git"])
names = st.lists(st.sampled_from(["Ada", "B; C", "🦙 Ö"]), max_size=3, unique=True)


@settings(deadline=None, max_examples=50)
@given(names, names, st.lists(urls, max_size=5, unique=True))
def test_evidence_is_the_slice_it_points_at(
    authors: list[str], organizations: list[str], links: list[str]
) -> None:
    given = Paper(
        "title:x",
        "T",
        "",
        authors=tuple(authors),
        organizations=tuple(organizations),
        venue="V",
        links=tuple(links),
    )
    evidence = [e for statement in stated(given, []) for e in statement.evidence]
    assert len(evidence) == len(authors) + len(organizations) + 1 + len(links)
    for e in evidence:
        assert e.text == given.field(e.field)[e.start : e.end]
