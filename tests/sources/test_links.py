"""Addresses that sources state in fields of their own."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sources import Document
from kg.sources.links import MAX_LINK, addresses
from tests.sources.conftest import Reader
from tests.sources.test_arxiv_json import record as arxiv_record
from tests.sources.test_hf_json import card, html

A, B = "https://github.com/a/b", "https://lamp.example.org/page"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (f"Code: {A}; 10 pages", [A]),
        (f"{A} under review.", [A]),
        ("10 pages, github.com/a/b", ["github.com/a/b"]),
        (rf"\url{{{A}}}, \href{{{B}}}{{page}}", [A, B]),
        (f"[code]({A}), <{B}>", [A, B]),
        (f"{A};{B}", [A, B]),
        (f"{B}|{A}", [B, A]),
        (f"['{B}','{A}']", [B, A]),
        ([B, {"name": "code", "url": A, "stars": 3}, None], [B, A]),
        ({"value": {"value": A}}, [A]),
        ("yes", []),
        ("https://github.com/", []),
        (None, []),
        (7, []),
    ],
)
def test_every_address_as_it_is_printed(value: object, found: list[str]) -> None:
    assert list(addresses(value)) == found


def test_comments_of_the_arxiv_snapshot(reading: Reader) -> None:
    lines = [arxiv_record(comments=c) for c in (f"Code:\n  {A}; 10 pages", "37 pages", None)]
    result = reading("\n".join(map(json.dumps, lines)))
    assert [p.links for p in result.papers] == [(A,), (), ()]


@pytest.mark.parametrize("written", [json.dumps, html])
def test_repository_and_page_of_a_hugging_face_paper(reading: Reader, written: Any) -> None:
    outer = {**card(2), "githubRepo": A}
    cards = [card(1, projectPage=B, githubRepo=A), outer, card(3, githubRepo=None)]
    assert [p.links for p in reading(written(cards)).papers] == [(A, B), (A,), ()]


def test_bibtex(reading: Reader) -> None:
    fields = [
        rf"url = {{{A}}}",
        rf"url = {{{B}}}",
        rf"howpublished = {{\url{{{B}}}}}, annote = {{see github.com/c/d\_e}}",
        rf"note = {{Accessed in May}}, code = {{{A}}}",
    ]
    text = "\n".join(f"@misc{{k{n}, title={{Paper {n}}}, {f}}}" for n, f in enumerate(fields))
    result = reading(text)
    assert [p.links for p in result.papers] == [(A,), (), ("github.com/c/d_e", B), (A,)]
    assert result.papers[0].url == A


def test_ris(reading: Reader) -> None:
    text = f"TY  - JOUR\nTI  - One\nUR  - {B}\nUR  - {A}\nN1  - Data: {B}\nER  - \n"
    (paper,) = reading(text).papers
    assert (paper.url, paper.links) == (B, (A, B))


@pytest.mark.parametrize(
    "key", ["code", "GitHub", "repository", "links", "repo_url", "url_code", "projectPage", "Notes"]
)
def test_keys_and_columns(reading: Reader, key: str) -> None:
    record = {"title": "One", "abstract": "Text.", key: A}
    assert reading(json.dumps(record)).papers[0].links == (A,)
    assert reading(f"title,abstract,{key}\nOne,Text.,{A}\n").papers[0].links == (A,)


def test_lists_of_remarks_are_other_people_s(reading: Reader) -> None:
    record = {"title": "One", "comments": [{"text": A}], "code": {"url": B}}
    assert reading(json.dumps(record)).papers[0].links == (B,)


def test_a_column_that_the_user_names(reading: Reader) -> None:
    text = f"title,abstract,where,code\nOne,Text.,{B},{A}\nTwo,Text.,on request,\nThree,Text.,,\n"
    result = reading(text, columns={"links": "where"})
    assert [p.links for p in result.papers] == [(B,), (), ()]
    assert result.said == [(3, "no address is read in 'on request': left out")]


def test_a_column_of_code_makes_no_table_of_papers(reading: Reader) -> None:
    assert reading("title,code\nAlgebra,M101\n").papers == []


@pytest.mark.parametrize("written", [False, "False"])
def test_code_of_other_people(reading: Reader, written: object) -> None:
    record = {"paper_title": "One", "paper_url": "https://x.example.org/1", "repo_url": A}
    result = reading(json.dumps({**record, "is_official": written}))
    assert result.papers[0].links == ()
    assert "is_official is false" in result.notices[0].message
    assert reading(json.dumps({**record, "is_official": True})).papers[0].links == (A,)


def test_an_address_without_end_is_left_out(reading: Reader) -> None:
    record = {"title": "One", "links": [f"{B}/{'x' * MAX_LINK}", A]}
    result = reading(json.dumps(record))
    assert result.papers[0].links == (A,)
    assert "more than 2,000 characters" in result.notices[0].message


PARTS = [A, B, "github.com/c/d.", "www.x.org/a,b", "Code:", "[", "];", r"\url{", "}", "a", " ", ";"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_reading_links_again_gives_the_same_links(text: str) -> None:
    document = Document("jsonl", "x")
    paper = document.paper(1, title="One", links=text)
    assert paper is not None
    again = document.paper(1, title="One", links=paper.links)
    assert again is not None
    assert again.links == paper.links
