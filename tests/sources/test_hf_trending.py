"""The "trending" layout: title and abstract on alternate lines."""

from pathlib import Path

import pytest

from kg.sources.hf_trending import sniff
from tests.sources.conftest import Reader, read_inputs

BANNER = (
    "Get trending papers in your email inbox once a day!\n"
    "Get trending papers in your email inbox!\n"
)
DATA = Path(__file__).parent.parent / "data"
PROSE = (
    "We study how gates behave when they carry no weight at all, and find that they behave well. "
    "On two benchmarks of our own the error falls by a third. Code is released with the paper."
)


def test_first_title_is_freed_from_subscribe_and_lines_are_those_of_titles(reading: Reader) -> None:
    result = reading(f"{BANNER}SubscribeOne: First\n{PROSE}\nTwo: Second\n{PROSE}\n")
    assert result.titles == ["One: First", "Two: Second"]
    assert [p.origins[0].line for p in result.papers] == [3, 5]
    assert {p.origins[0].source for p in result.papers} == {"hf-trending"}
    assert {p.abstract for p in result.papers} == {PROSE}
    assert result.notices == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SubscribeeDiff-I: Small Letters First", "eDiff-I: Small Letters First"),
        ("Subscriber Churn in Newsletters", "Subscriber Churn in Newsletters"),
        ("Subscribe\nSubscribe or Skip: A Churn Study", "Subscribe or Skip: A Churn Study"),
        ("Subscribe3D Vision at Night", "3D Vision at Night"),
    ],
)
def test_only_the_glued_word_is_removed(reading: Reader, line: str, title: str) -> None:
    assert reading(f"{BANNER}{line}\n{PROSE}\n").titles == [title]


def test_a_later_title_keeps_its_subscribe(reading: Reader) -> None:
    text = f"{BANNER}SubscribeOne\n{PROSE}\nSubscribeNet: Churn\n{PROSE}\n"
    assert reading(text).titles == ["One", "SubscribeNet: Churn"]


def test_other_banner_text_and_menu_entries_are_no_papers(reading: Reader) -> None:
    menu = "Hugging Face\nModels\nDatasets\nLog In\nSign Up\nTrending Papers\n"
    text = f"{menu}by AK and the research community\n{BANNER}SubscribeOne\n{PROSE}\nUpvote\n1.2k\n"
    result = reading(text)
    assert result.titles == ["One"]
    assert result.papers[0].abstract == PROSE


def test_page_without_banner_is_known_by_its_turns(reading: Reader) -> None:
    result = reading("".join(f"Title {n}\n{PROSE}\n" for n in range(3)))
    assert result.titles == ["Title 0", "Title 1", "Title 2"]


def test_prose_and_markdown_are_not_taken_for_pages() -> None:
    assert not sniff(f"{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n")
    assert not sniff("".join(f"# Heading {n}\n{PROSE}\n" for n in range(5)))
    assert not sniff("one line")


def test_title_without_abstract_in_the_middle_does_not_shift_the_rest(reading: Reader) -> None:
    text = f"{BANNER}SubscribeOne\n{PROSE}\nTwo Has None\nThree\n{PROSE}\nFour\n{PROSE}\n"
    result = reading(text)
    assert result.titles == ["One", "Two Has None", "Three", "Four"]
    assert [bool(p.abstract) for p in result.papers] == [True, False, True, True]
    assert [line for line, _ in result.said] == [5]
    assert "without abstract" in result.said[0][1]


def test_second_paragraph_joins_its_abstract(reading: Reader) -> None:
    result = reading(f"{BANNER}SubscribeOne\n{PROSE}\n{PROSE}\nTwo\n{PROSE}\n")
    assert result.titles == ["One", "Two"]
    assert result.papers[0].abstract == f"{PROSE} {PROSE}"
    assert result.said == [(5, "a second paragraph: added to the abstract before it")]


def test_page_cut_off_at_its_top_keeps_the_abstract(reading: Reader) -> None:
    result = reading(f"{PROSE}\nTwo\n{PROSE}\nThree\n{PROSE}\nFour\n{PROSE}\n")
    assert result.titles == ["", "Two", "Three", "Four"]
    assert result.papers[0].abstract == PROSE
    assert result.said == [(1, "no title: kept with its abstract only")]


def test_edge_cases_of_the_test_data() -> None:
    result = read_inputs(DATA / "trending_edge.txt")
    assert len(result.papers) == 7
    assert result.titles[0] == "LampNet: Seeing in the Dark with Two Sensors"
    assert result.titles[3].startswith("Größe zählt")
    assert result.titles[5] == "Subscribe or Skip: Modelling Newsletter Churn"
    assert result.papers[2].abstract == "A gate with no weights is enough."


@pytest.mark.parametrize(
    ("name", "papers", "line"),
    [("truncated_trending.txt", 3, 7), ("truncated_abstract.txt", 2, 5)],
)
def test_cut_off_pages_give_the_line_and_the_rest(name: str, papers: int, line: int) -> None:
    result = read_inputs(DATA / name)
    assert len(result.papers) == papers
    assert [notice.line for notice in result.notices] == [line]
    assert not result.notices[0].failed


def test_an_abstract_may_end_in_a_link(reading: Reader) -> None:
    text = f"{BANNER}SubscribeOne\n{PROSE} Code: https://github.com/a/b\n"
    assert reading(text).notices == []


def test_examples(examples: Path) -> None:
    result = read_inputs(examples / "trending.txt")
    assert len(result.papers) == 18
    assert result.titles[0] == "LoRA: Low-Rank Adaptation of Large Language Models"
    assert result.notices == []
