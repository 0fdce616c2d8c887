"""The same paper from several places."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Origin, Paper
from kg.sources import identities, merge
from kg.sources.base import paper_id

FULL = Paper(
    id="arxiv:2106.09685",
    title="Low Rank",
    abstract="We adapt, and it works.",
    date="2021-06-17",
    authors=("Ada Example", "Ben Test"),
    venue="arXiv preprint",
    url="https://arxiv.org/abs/2106.09685",
    arxiv="2106.09685",
    links=("https://github.com/b/a", "https://example.org/a"),
    origins=(Origin("hf-api", "a.json", 2),),
)
TEXT = Paper(
    id="title:0",
    title="Low Rank",
    abstract="We adapt, and",
    date="--06-18",
    authors=(),
    organizations=("Lumen Lab",),
    origins=(Origin("hf-daily", "page.txt", 13),),
)
TABLE = Paper(
    id="doi:10.1234/x",
    title="Low Rank",
    abstract="",
    date="2022",
    authors=("A. Example", "B. Test"),
    venue="Proc. of TEST",
    url="https://example.org/low",
    doi="10.1234/x",
    links=("https://github.com/b/a", "github.com/c/d"),
    origins=(Origin("csv", "t.csv", 2),),
)


def test_every_field_comes_from_where_it_is_best() -> None:
    paper = merge([TEXT, TABLE, FULL])
    assert paper.id == "arxiv:2106.09685"
    assert (paper.arxiv, paper.doi) == ("2106.09685", "10.1234/x")
    assert paper.abstract == "We adapt, and it works."
    assert paper.date == "2021-06-17"
    assert paper.authors == ("Ada Example", "Ben Test")
    assert paper.organizations == ("Lumen Lab",)
    assert paper.venue == "Proc. of TEST"
    assert paper.url == "https://arxiv.org/abs/2106.09685"
    assert paper.links == ("github.com/c/d", "https://example.org/a", "https://github.com/b/a")
    assert merge([TEXT, FULL]).links == FULL.links
    assert [o.source for o in paper.origins] == ["csv", "hf-api", "hf-daily"]


@pytest.mark.parametrize(
    ("dates", "best"),
    [
        (("2022", "2021-06", "--06-18"), "2021-06"),
        (("2021-06-18", "2021-06-17", "2020"), "2021-06-17"),
        (("--06-18", None, "2020"), "2020"),
        ((None, "--06-18", None), "--06-18"),
        ((None, None, None), None),
    ],
)
def test_the_more_exact_and_then_the_earlier_date(
    dates: tuple[str | None, ...], best: str | None
) -> None:
    papers = [Paper("title:0", "T", "", date=date) for date in dates]
    assert merge(papers).date == best


def test_nothing_to_merge() -> None:
    with pytest.raises(ValueError, match="no papers"):
        merge([])


names = st.lists(st.sampled_from(["Ada", "Ben", "Cy"]), max_size=3, unique=True).map(tuple)
short = st.sampled_from(["", "a", "b", "ab", "Introduction", "A Title of Some Length"])


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    title, abstract = draw(short), draw(short)
    arxiv = draw(st.sampled_from([None, "2106.09685", "1706.03762"]))
    doi = draw(st.sampled_from([None, "10.1234/x", "10.48550/arxiv.2106.09685"]))
    return Paper(
        id=paper_id(title, abstract, arxiv, doi),
        title=title,
        abstract=abstract,
        date=draw(st.sampled_from([None, "--01-02", "2020", "2020-01", "2020-01-03"])),
        authors=draw(names),
        organizations=draw(names),
        venue=draw(st.sampled_from([None, "arXiv", "TEST", "Proc. of TEST"])),
        url=draw(
            st.sampled_from([None, "https://arxiv.org/abs/1", "https://x.org", "https://y.org"])
        ),
        arxiv=arxiv,
        doi=doi,
        links=draw(names),
        origins=tuple(
            sorted(
                draw(st.sets(st.sampled_from([Origin("csv", "a", 1), Origin("jsonl", "b", 2)]))),
                key=lambda o: o.source,
            )
        ),
    )


@settings(deadline=None, max_examples=50)
@given(st.lists(papers(), min_size=1, max_size=4))
def test_order_does_not_matter(several: list[Paper]) -> None:
    assert len({merge(order) for order in itertools.permutations(several)}) == 1


@settings(deadline=None, max_examples=50)
@given(papers(), papers(), papers())
def test_merging_step_by_step_is_merging_at_once(a: Paper, b: Paper, c: Paper) -> None:
    assert merge([merge([a, b]), c]) == merge([a, merge([b, c])]) == merge([a, b, c])


@settings(deadline=None, max_examples=50)
@given(papers())
def test_a_paper_merged_with_itself_is_itself(paper: Paper) -> None:
    assert merge([paper]) == merge([paper, paper]) == paper


def keys(title: str) -> set[str]:
    return set(identities(Paper("title:0", title, "")))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Attention Is All You Need", "Attention is all you need."),
        ("β-VAE: Learning Concepts", r"$\beta$-VAE: Learning Concepts"),
        ("Bézier Curves for Everyone", "Bezier curves for everyone"),
        ("Learning in $\\mathbb{R}^3$ Space", "Learning in R^3 Space"),
        ("Out-of-Distribution Detection", "Out of distribution  detection"),
        ("ΔNet: Differences Matter", r"$\Delta$Net: Differences Matter"),
    ],
)
def test_spellings_of_one_title(a: str, b: str) -> None:
    assert keys(a) == keys(b) != set()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A Theory of Gates", "A Theory of Gates II"),
        ("A Theory of Gates, Part I", "A Theory of Gates, Part II"),
        ("Weightless Gates", "Weightless Gates v2"),
        ("Weightless Gates", "Erratum: Weightless Gates"),
        ("Weightless Gates", "Corrigendum to Weightless Gates"),
        ("Weightless Gates", "Reply to: Weightless Gates"),
        ("ResAD: Towards Detection", "ResAD++: Towards Detection"),
        ("Fast Compilers for C", "Fast Compilers for C#"),
        ("YOLOv3 on a Diet", "YOLOv4 on a Diet"),
    ],
)
def test_titles_of_different_papers(a: str, b: str) -> None:
    assert not keys(a) & keys(b)


@pytest.mark.parametrize("title", ["Introduction", "GAN", "Editorial", "Preface 2"])
def test_titles_that_do_not_identify(title: str) -> None:
    assert keys(title) == set()
    assert paper_id(title, "One.", None, None) != paper_id(title, "Two.", None, None)


def test_identifiers_are_keys_and_abstracts_stand_in_for_titles() -> None:
    long = "Low Rank Lamps"
    full, table = replace(FULL, title=long), replace(TABLE, title=long)
    assert identities(full) == ("arxiv:2106.09685", "title:lowranklamps")
    assert identities(table) == ("doi:10.1234/x", "title:lowranklamps")
    untitled = Paper("title:0", "", "We adapt, and it works.")
    assert identities(untitled) == ("abstract:weadaptanditworks",)


def test_a_very_short_title_identifies_with_its_first_author_or_abstract() -> None:
    assert identities(FULL)[1:] == ("title:lowrank/example", "abstract:weadaptanditworks")
    assert identities(TABLE)[1:] == ("title:lowrank/example",)
    other = Paper("title:1", "Low Rank", "Another.", authors=("Carla Else", "Ben Test"))
    assert not set(identities(FULL)) & set(identities(other))
