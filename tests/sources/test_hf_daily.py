"""The "daily papers" layout: blocks parted by blank lines, with dates under the abstracts."""

import datetime
import json
from pathlib import Path

import pytest

from kg.sources.hf_daily import organization_name, sniff
from tests.sources.conftest import Reader, read_inputs

DATA = Path(__file__).parent.parent / "data"
HEADER = """new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

{date}

"""
PROSE = (
    "We study how gates behave when they carry no weight at all, and find that they behave well. "
    "On two benchmarks of our own the error falls by a third. Code is released with the paper."
)
DAY = datetime.date(2025, 11, 12)


def page(*papers: str, date: str = "Nov 12") -> str:
    return HEADER.format(date=date) + "\n\n".join(papers) + "\n"


def paper(title: str, *meta: str) -> str:
    block = "\n\n" + "\n".join(meta) if meta else ""
    return f"{title}\n\n{PROSE}{block}"


@pytest.mark.parametrize(
    ("printed", "alone", "on_a_page_of_2025"),
    [
        ("Mar 13", "--03-13", "2025-03-13"),
        ("Dec 23, 2024", "2024-12-23", "2024-12-23"),
        ("Feb 1 2", "--02-01", "2025-02-01"),
        ("Nov 22, 2023 1", "2023-11-22", "2023-11-22"),
        ("Sep 10 10", "--09-10", "2025-09-10"),
        ("Dec 31", "--12-31", "2025-12-31"),
        ("Feb 29, 2024 117", "2024-02-29", "2024-02-29"),
    ],
)
def test_dates_and_comments(
    reading: Reader, printed: str, alone: str, on_a_page_of_2025: str
) -> None:
    text = page(paper("One", "  • 8 authors", "·", printed), paper("Two"))
    assert [p.date for p in reading(text).papers] == [alone, None]
    assert reading(text, page_date=DAY).papers[0].date == on_a_page_of_2025


def test_year_in_the_header_is_the_year_of_the_page(reading: Reader) -> None:
    text = page(paper("One", "  • 8 authors", "·", "Mar 13"), date="Nov 12, 2024")
    assert reading(text).papers[0].date == "2024-03-13"
    assert reading(text, page_date=DAY).papers[0].date == "2025-03-13"


def test_day_that_the_page_year_lacks_is_reported(reading: Reader) -> None:
    text = page(paper("One", "  • 8 authors", "·", "Feb 29"))
    result = reading(text, page_date=DAY)
    assert result.papers[0].date is None
    assert result.said == [(13, "no date is read in 'Feb 29': left out")]


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("adobe Adobe", "Adobe"),
        ("facebook AI at Meta", "AI at Meta"),
        ("open-orchard Open Orchard Institute", "Open Orchard Institute"),
        ("Adobe", "Adobe"),
        ("Stanford University", "Stanford University"),
        ("École polytechnique", "École polytechnique"),
    ],
)
def test_organization_is_named_without_its_handle(block: str, name: str) -> None:
    assert organization_name(block) == name


def test_organization_block(reading: Reader) -> None:
    result = reading(page(paper("One", "adobe Adobe", "·", "Oct 16 2"), paper("Two")))
    assert [p.organizations for p in result.papers] == [("Adobe",), ()]
    assert result.papers[0].date == "--10-16"


def test_organization_and_author_count_together(reading: Reader) -> None:
    result = reading(page(paper("One", "adobe Adobe", "·", "  • 3 authors", "·", "Oct 16")))
    assert result.papers[0].organizations == ("Adobe",)
    assert result.papers[0].date == "--10-16"


def test_title_without_abstract_but_with_a_block(reading: Reader) -> None:
    text = page("One\n\n  • 2 authors\n·\nMar 3", paper("Two", "  • 3 authors", "·", "Mar 4"))
    result = reading(text)
    assert result.titles == ["One", "Two"]
    assert [p.date for p in result.papers] == ["--03-03", "--03-04"]
    assert result.said == [(13, "title without abstract: kept with its title only")]


def test_abstract_of_several_lines_is_one(reading: Reader) -> None:
    result = reading(page("One\n\nFirst line of it.\nSecond line.\n\n  • 2 authors\n·\nMar 3"))
    assert result.papers[0].abstract == "First line of it. Second line."


def test_page_without_blocks_and_header_words(reading: Reader) -> None:
    head = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nMar 12\n\n"
    result = reading(head + f"One\n\n{PROSE}\n\nTwo\n\n{PROSE}\n")
    assert result.titles == ["One", "Two"]
    assert [p.origins[0].line for p in result.papers] == [9, 13]


def test_other_words_in_the_header_are_no_paper(reading: Reader) -> None:
    head = "Hugging Face\n\nA Notice about Cookies\n\nDaily Papers\n\nNov 12\n\n"
    text = head + "\n\n".join(paper(t, "  • 2 authors", "·", "Mar 3") for t in ("One", "Two"))
    assert reading(text).titles == ["One", "Two"]


def test_windows_line_endings(reading: Reader) -> None:
    text = page(paper("One", "  • 8 authors", "·", "Mar 13")).replace("\n", "\r\n")
    result = reading(text)
    assert result.titles == ["One"]
    assert result.papers[0].date == "--03-13"
    assert result.papers[0].origins[0].line == 13


@pytest.mark.parametrize("year", [None, 2025])
def test_edge_cases_of_the_test_data(year: int | None) -> None:
    expected = [
        json.loads(line)
        for line in (DATA / "daily_edge.expected.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    result = read_inputs(DATA / "daily_edge.txt", page_date=DAY if year else None)
    key = "date_with_page_year_2025" if year else "date"
    assert [(p.title, p.date) for p in result.papers] == [(e["title"], e[key]) for e in expected]
    names = [p.organizations[0] if p.organizations else None for p in result.papers]
    assert names == [e["organization"] for e in expected]
    assert result.notices == []


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("truncated_daily.txt", 29, "without abstract"),
        ("truncated_daily_abstract.txt", 29, "cut off"),
        ("truncated_daily_block.txt", 33, "no date after"),
    ],
)
def test_cut_off_pages(name: str, line: int, words: str) -> None:
    result = read_inputs(DATA / name)
    assert len(result.papers) == 3
    assert [(n.line, words in n.message) for n in result.notices] == [(line, True)]


def test_markdown_is_not_a_page() -> None:
    assert not sniff("".join(f"# Heading\n\n{PROSE}\n\n" for _ in range(5)))


def test_examples(examples: Path) -> None:
    result = read_inputs(examples / "daily.txt", page_date=datetime.date(2023, 11, 12))
    assert len(result.papers) == 19
    assert sum(p.date is not None for p in result.papers) == 18
    assert all(p.year for p in result.papers if p.date)
    assert len([p for p in result.papers if p.organizations]) == 1
    assert result.notices == []
