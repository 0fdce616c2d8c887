"""What holds for every page of the two text layouts."""

import datetime
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Paper
from kg.sources import Document, ReadOptions, hf_daily, hf_trending
from kg.sources.base import Lines

WORDS = ["gates", "Light", "of", "Å-net", "C++", "a", "(BERT)", "β-VAE", "in 3D", "·", "12"]
SENTENCES = [
    "We study how gates behave when they carry no weight at all.",
    "On two benchmarks the error falls by a third, e.g. from 3.1 to 2.0.",
    "Is that so? It is.",
    "Code is at https://github.com/a/b.",
]
titles = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map(
    lambda words: " ".join(["Paper", *words])
)
abstracts = st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=9).map(" ".join)
days = st.dates(datetime.date(2015, 1, 1), datetime.date(2025, 11, 12))
Page = list[tuple[str, str, datetime.date]]
pages = st.lists(st.tuples(titles, abstracts, days), min_size=1, max_size=6)
OPTIONS = ReadOptions(page_date=datetime.date(2025, 11, 12))


def trending(page: Page) -> str:
    banner = "Get trending papers in your email inbox once a day!\n"
    return f"{banner}Subscribe" + "".join(f"{t}\n{a}\n" for t, a, _ in page)


def daily(page: Page) -> str:
    header = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nNov 12\n\n"
    blocks = [f"{t}\n\n{a}\n\n  • 3 authors\n·\n{_printed(day)}" for t, a, day in page]
    return header + "\n\n".join(blocks) + "\n"


def _printed(day: datetime.date) -> str:
    return f"{day:%b} {day.day}" + ("" if day.year == 2025 else f", {day.year}")


def papers(read: Callable[[Lines, Document], object], text: str) -> list[Paper]:
    found = read(text.splitlines(keepends=True), Document("x", "page", OPTIONS))
    return list(found)  # type: ignore[call-overload]


@settings(deadline=None, max_examples=30)
@given(pages)
def test_a_page_gives_what_stands_on_it(page: Page) -> None:
    assert hf_trending.sniff(trending(page))
    assert hf_daily.sniff(daily(page))
    assert not hf_daily.sniff(trending(page))
    assert [(p.title, p.abstract) for p in papers(hf_trending.read, trending(page))] == [
        (title, abstract) for title, abstract, _ in page
    ]
    assert [(p.title, p.abstract, p.date) for p in papers(hf_daily.read, daily(page))] == [
        (title, abstract, day.isoformat()) for title, abstract, day in page
    ]


@settings(deadline=None, max_examples=30)
@given(pages, st.floats(0, 1))
def test_a_page_cut_off_anywhere_keeps_every_paper_before_the_cut(page: Page, share: float) -> None:
    for read, whole in ((hf_trending.read, trending(page)), (hf_daily.read, daily(page))):
        cut = whole[: int(share * len(whole))]
        found = papers(read, cut)
        complete = papers(read, whole)[: max(len(found) - 1, 0)]
        assert found[: len(complete)] == complete
        assert len(found) <= len(page)
