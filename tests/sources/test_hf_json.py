"""The JSON of Hugging Face papers, from the API and out of saved HTML."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import Reader, read_inputs

DATA = Path(__file__).parent.parent / "data"


def card(number: int, **inner: Any) -> dict[str, Any]:
    paper = {
        "id": f"2405.0000{number}",
        "title": f"Paper {number}",
        "summary": f"What\nit says: {number}.",
        "authors": [{"name": "Ada Example", "hidden": False}, {"name": "Ben Example"}],
        "publishedAt": "2024-05-01T23:30:00.000Z",
        "upvotes": 3,
        **inner,
    }
    return {"title": "outer", "publishedAt": "2024-05-09T10:00:00.000Z", "paper": paper}


def html(props: Any, before: str = "", target: str = "DailyPapers") -> str:
    value = escape(json.dumps(props), quote=True)
    return (
        f"<!doctype html><html><head><title>Daily Papers</title></head><body>{before}"
        f'<div class="x" data-props="{value}" data-target="{target}"></div></body></html>'
    )


def test_fields_of_the_api(reading: Reader) -> None:
    text = json.dumps([card(1), card(2)], indent=1)
    result = reading(text)
    paper = result.papers[0]
    assert paper.id == "arxiv:2405.00001"
    assert (paper.title, paper.abstract) == ("Paper 1", "What it says: 1.")
    assert paper.authors == ("Ada Example", "Ben Example")
    assert paper.url == "https://huggingface.co/papers/2405.00001"
    assert paper.origins[0].source == "hf-api"
    begins = [n for n, line in enumerate(text.splitlines(), 1) if line == " {"]
    assert [p.origins[0].line for p in result.papers] == begins
    assert result.notices == []


def test_the_paper_s_own_date_is_preferred_to_its_listing_s(reading: Reader) -> None:
    listed = card(2)
    del listed["paper"]["publishedAt"]
    result = reading(json.dumps([card(1), listed]))
    assert [p.date for p in result.papers] == ["2024-05-01", "2024-05-09"]


@pytest.mark.parametrize(
    ("organization", "names"),
    [
        ({"name": "adobe", "fullname": "Adobe"}, ("Adobe",)),
        ({"name": "adobe"}, ("adobe",)),
        (None, ()),
        ("Adobe", ("Adobe",)),
    ],
)
def test_organization(reading: Reader, organization: Any, names: tuple[str, ...]) -> None:
    result = reading(json.dumps([card(1, organization=organization)]))
    assert result.papers[0].organizations == names


@pytest.mark.parametrize("wrap", [lambda c: c["paper"], lambda c: {"papers": [c]}, lambda c: c])
def test_single_paper_and_wrapped_lists(reading: Reader, wrap: Any) -> None:
    for text in (json.dumps(wrap(card(1))), json.dumps(wrap(card(1)), indent=2)):
        result = reading(text)
        assert [p.id for p in result.papers] == ["arxiv:2405.00001"]
        assert result.papers[0].origins[0].source == "hf-api"


def test_one_paper_a_line(reading: Reader) -> None:
    result = reading("\n".join(json.dumps(card(n)) for n in range(3)) + "\n{broken\n")
    assert len(result.papers) == 3
    assert [line for line, _ in result.said] == [4]


def test_missing_keys_are_counted_not_fatal(reading: Reader) -> None:
    newer = card(1)
    for key in ("summary", "authors"):
        del newer["paper"][key]
    result = reading(json.dumps([newer, card(2, title=None)]))
    assert result.titles == ["Paper 1", "outer"]
    assert (result.papers[0].abstract, result.papers[0].authors) == ("", ())
    assert result.said == [(None, "1 of 2 papers have no abstract here: kept")]


def test_answer_that_is_an_error(reading: Reader) -> None:
    result = reading('{"error": "Too many requests"}', source="hf-api")
    assert result.papers == []
    assert "Too many requests" in result.notices[0].message
    assert result.notices[1].failed


def test_list_that_is_cut_off_keeps_what_came_before(reading: Reader) -> None:
    text = json.dumps([card(1), card(2), card(3)], indent=1)
    result = reading(text[: text.index("Paper 3")])
    assert result.titles == ["Paper 1", "Paper 2"]
    begins = [n for n, line in enumerate(text.splitlines(), 1) if line == " {"]
    assert result.notices[0].line == begins[2]
    assert "broken JSON" in result.notices[0].message


def test_json_lines_with_plain_fields_is_not_api_json(reading: Reader) -> None:
    record = {"id": "2405.00001", "title": "T one", "abstract": "A.", "publishedAt": "2024-01-02"}
    result = reading(json.dumps(record) + "\n")
    assert (result.papers[0].abstract, result.papers[0].origins[0].source) == ("A.", "jsonl")


def test_html_embeds_the_same_json_escaped(reading: Reader) -> None:
    tricky = card(1, title='Quotes "and" <Tags> & It\'s Escaped', summary="a < b && c > d")
    result = reading(html({"dailyPapers": [tricky, card(2)]}))
    assert result.titles == ['Quotes "and" <Tags> & It\'s Escaped', "Paper 2"]
    assert result.papers[0].abstract == "a < b && c > d"
    assert {p.origins[0].source for p in result.papers} == {"hf-html"}


def test_html_of_a_single_paper_and_other_elements_with_props(reading: Reader) -> None:
    other = f'<nav data-props="{escape(json.dumps({"user": {"id": "x"}}))}"></nav>'
    single = {"paper": card(1)["paper"], "comments": [{"id": "1", "title": "hello"}]}
    result = reading(html(single, before=other, target="PaperContent"))
    assert result.titles == ["Paper 1"]


def test_html_escaped_twice_by_saving(reading: Reader) -> None:
    twice = escape(escape(json.dumps({"dailyPapers": [card(1)]})))
    result = reading(f'<html><body><div data-props="{twice}"></div></body></html>')
    assert result.titles == ["Paper 1"]


def test_html_with_a_paper_in_two_elements_gives_it_once(reading: Reader) -> None:
    page = html({"dailyPapers": [card(1)]})
    assert reading(page.replace("</body>", f"{page}</body>")).titles == ["Paper 1"]


def test_html_with_damaged_json_falls_back_to_its_cards(reading: Reader) -> None:
    cards = '<article><h3><a href="/papers/2405.00007">Paper <b>7</b></a></h3></article>'
    page = html({}).replace('data-props="{}"', 'data-props="{&quot;dailyPa"')
    result = reading(page.replace("</body>", f"{cards}</body>"))
    assert [(p.id, p.title) for p in result.papers] == [("arxiv:2405.00007", "Paper 7")]
    assert [message for _, message in result.said] == [
        "the page's embedded JSON is damaged: its cards are read instead",
        "1 of 1 papers have no abstract here: kept",
    ]


def test_html_without_papers_failed(reading: Reader) -> None:
    result = reading("<!DOCTYPE html><html><body><p>Nothing here.</p></body></html>")
    assert result.papers == []
    assert [n.failed for n in result.notices] == [True]


def test_edge_cases_of_the_test_data() -> None:
    result = read_inputs(DATA / "daily_edge.html")
    assert len(result.papers) == 3
    assert result.titles[0] == 'Quotes "and" <Tags> & Ampersands: It\'s Escaped'
    assert [bool(p.abstract) for p in result.papers] == [True, False, True]
    assert "\n" not in result.papers[2].abstract


def test_examples(examples: Path) -> None:
    from_html = read_inputs(examples / "daily.html")
    from_api = read_inputs(examples / "daily_api.json")
    assert (len(from_html.papers), len(from_api.papers)) == (8, 5)
    for paper in [*from_html.papers, *from_api.papers]:
        assert paper.arxiv and paper.abstract and paper.authors and paper.year
    assert from_html.notices == from_api.notices == []
