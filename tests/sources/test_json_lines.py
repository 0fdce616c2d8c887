"""JSON Lines, JSON lists, and what kg extract writes."""

import json
from pathlib import Path

import pytest

from kg.model import Extraction, Origin
from kg.records import extraction_to_dict
from tests.sources.conftest import Reader, read_inputs

DATA = Path(__file__).parent.parent / "data"


def test_fields_under_their_usual_names(reading: Reader) -> None:
    record = {
        "arxiv_id": "2106.09685v2",
        "title": "Low Rank",
        "summary": "We\n adapt.",
        "authors": [{"name": "Ada Example"}, "Ben Example"],
        "published": "2021-06-17T17:37:18Z",
        "venue": "ICLR",
        "organization": {"name": "Lumen Lab"},
        "url": "https://example.org/low",
    }
    paper = reading(json.dumps(record)).papers[0]
    assert (paper.id, paper.arxiv) == ("arxiv:2106.09685", "2106.09685")
    assert (paper.title, paper.abstract, paper.date) == ("Low Rank", "We adapt.", "2021-06-17")
    assert paper.authors == ("Ada Example", "Ben Example")
    assert (paper.venue, paper.organizations) == ("ICLR", ("Lumen Lab",))
    assert paper.url == "https://example.org/low"


def test_semantic_scholar_record(reading: Reader) -> None:
    record = {
        "paperId": "0a1b",
        "externalIds": {"ArXiv": "1706.03762", "DOI": "10.5555/ABC", "CorpusId": 13},
        "title": "T one",
        "abstract": None,
        "year": 2017,
        "authors": [{"authorId": "1", "name": "A B"}],
        "journal": {"name": "J. of Tests", "volume": "3"},
    }
    paper = reading(json.dumps(record)).papers[0]
    assert (paper.arxiv, paper.doi, paper.date) == ("1706.03762", "10.5555/abc", "2017")
    assert (paper.abstract, paper.venue) == ("", "J. of Tests")


def test_openalex_record(reading: Reader) -> None:
    record = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1234/X",
        "display_name": "T one",
        "publication_date": "2020-01-31",
        "abstract_inverted_index": {"again": [2], "and": [1], "We": [0], "again.": [3]},
        "authorships": [{"author": {"display_name": "A B"}, "institutions": []}],
        "primary_location": {"source": {"display_name": "J. of Tests"}},
    }
    paper = reading(json.dumps(record)).papers[0]
    assert (paper.id, paper.title) == ("doi:10.1234/x", "T one")
    assert paper.abstract == "We and again again."
    assert paper.authors == ("A B",)
    assert paper.venue == "J. of Tests"


def test_what_kg_extract_writes_is_read_with_its_origins(reading: Reader) -> None:
    first = reading('{"title": "T one", "abstract": "A.", "date": "2020"}', name="a.jsonl").papers[
        0
    ]
    line = json.dumps(extraction_to_dict(Extraction(first, ()), {}))
    again = reading(line, name="b.jsonl").papers[0]
    assert again.id == first.id
    assert again.origins == (Origin("jsonl", "a.jsonl", 1), Origin("jsonl", "b.jsonl", 1))


def test_broken_lines_are_skipped_and_numbered() -> None:
    result = read_inputs(DATA / "broken.jsonl")
    assert [p.origins[0].line for p in result.papers] == [1, 2, 4, 7, 8, 9]
    assert [line for line, _ in result.said] == [3, 5, 6, 7]
    assert [("skipped" in message) for _, message in result.said] == [True, True, True, False]


def test_many_notices_of_a_kind_are_counted(reading: Reader) -> None:
    result = reading('{"title": "T one"}\n' + '{"title": \n' * 100)
    assert len(result.papers) == 1
    assert len(result.notices) == 21
    assert result.notices[-1].message == "and 80 more, 100 in all: broken JSON : line skipped"


@pytest.mark.parametrize("indent", [None, 2])
def test_list_of_records(reading: Reader, indent: int | None) -> None:
    records = [{"title": f"Title {n}", "abstract": "A."} for n in range(3)]
    result = reading(json.dumps(records, indent=indent))
    assert result.titles == ["Title 0", "Title 1", "Title 2"]
    assert [p.origins[0].line for p in result.papers] == ([1] * 3 if indent is None else [2, 6, 10])
    assert result.notices == []


def test_objects_over_several_lines(reading: Reader) -> None:
    text = "\n".join(json.dumps({"title": f"Title {n}"}, indent=1) for n in range(2))
    result = reading(text)
    assert result.titles == ["Title 0", "Title 1"]
    assert [p.origins[0].line for p in result.papers] == [1, 4]


def test_first_line_broken_does_not_lose_the_rest(reading: Reader) -> None:
    result = reading('{"title": "cut\n{"title": "Title 1"}\n{"title": "Title 2"}\n')
    assert result.titles == ["Title 1", "Title 2"]
    assert result.said[0][0] == 1


def test_record_without_any_text_is_skipped(reading: Reader) -> None:
    result = reading('{"title": "", "abstract": null}\n{"title": "T one"}\n{"name": "x"}\n')
    assert result.titles == ["T one"]
    assert result.said == [
        (1, "neither title nor abstract: skipped"),
        (3, "neither title nor abstract among the keys (name): skipped"),
    ]


def test_columns_name_keys_also_inside_objects(reading: Reader) -> None:
    text = '{"meta": {"head": "T one"}, "body": "A.", "title": "wrong"}\n'
    columns = {"title": "meta.head", "abstract": "body"}
    paper = reading(text, columns=columns).papers[0]
    assert (paper.title, paper.abstract) == ("T one", "A.")


def test_lone_surrogates_cannot_break_what_is_written(reading: Reader) -> None:
    paper = reading('{"title": "bad \\ud800 half", "abstract": "\\ud83d\\ude00 whole"}').papers[0]
    assert paper.title == "bad \ufffd half"
    assert paper.abstract == "😀 whole"


def test_not_a_number_is_nothing(reading: Reader) -> None:
    paper = reading('{"title": "T one", "abstract": NaN, "doi": NaN, "year": 2020.0}').papers[0]
    assert (paper.abstract, paper.doi, paper.date) == ("", None, "2020")


def test_deep_nesting_is_reported_not_fatal(reading: Reader) -> None:
    deep = '{"title": ' + "[" * 100_000 + "]" * 100_000 + "}"
    result = reading(f'{{"title": "T one"}}\n{deep}\n')
    assert result.titles == ["T one"]
    assert result.said == [(2, "broken JSON (nested too deeply): line skipped")]


def test_examples(examples: Path) -> None:
    result = read_inputs(examples / "papers.jsonl")
    assert len(result.papers) == 50
    assert len({p.id for p in result.papers}) == 50
    assert result.notices == []
