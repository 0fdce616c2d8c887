"""The arXiv metadata snapshot."""

import json
from typing import Any

import pytest

from tests.sources.conftest import Reader


def record(**changes: Any) -> dict[str, Any]:
    return {
        "id": "0704.0001",
        "submitter": "Ada Example",
        "authors": "A. Ex\\'ample, B. Test, and C. Third",
        "title": "Wrapped\n  over two lines",
        "comments": "37 pages",
        "journal-ref": "J. of Tests 76",
        "doi": "10.1234/X.76.013009",
        "categories": "hep-ph cs.LG",
        "abstract": "  A fully $\\alpha$\ntest. ",
        "versions": [
            {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
            {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        ],
        "update_date": "2008-11-26",
        "authors_parsed": [["Ex\\'ample", "A.", ""], ["Test", "B.", "Jr."]],
        **changes,
    }


def test_fields(reading: Reader) -> None:
    result = reading(json.dumps(record()) + "\n")
    (paper,) = result.papers
    assert (paper.id, paper.doi) == ("arxiv:0704.0001", "10.1234/x.76.013009")
    assert (paper.title, paper.abstract) == ("Wrapped over two lines", "A fully $\\alpha$ test.")
    assert paper.authors == ("A. Exámple", "B. Test Jr.")
    assert (paper.date, paper.venue) == ("2007-04-02", "J. of Tests 76")
    assert paper.url == "https://arxiv.org/abs/0704.0001"
    assert paper.origins[0].source == "arxiv-json"
    assert result.notices == []


def test_names_that_look_like_nothing_are_names(reading: Reader) -> None:
    parsed = [["Duan", "Nan", ""], ["Null", "Ann", ""], ["None", "Bob", None]]
    paper = reading(json.dumps(record(authors_parsed=parsed))).papers[0]
    assert paper.authors == ("Nan Duan", "Ann Null", "Bob None")


def test_what_is_missing_is_taken_from_elsewhere(reading: Reader) -> None:
    paper = reading(json.dumps(record(versions=[], authors_parsed=None, doi=None))).papers[0]
    assert paper.date == "2008-11-26"
    assert paper.authors == ("A. Exámple", "B. Test", "C. Third")
    assert paper.doi is None


@pytest.mark.parametrize(
    ("number", "identifier"), [(704.0001, "0704.0001"), (2301.1, "2301.10000")]
)
def test_ids_that_became_numbers(reading: Reader, number: float, identifier: str) -> None:
    assert reading(json.dumps(record(id=number))).papers[0].arxiv == identifier


def test_old_ids_and_wrong_ones(reading: Reader) -> None:
    lines = [json.dumps(record(id=i, doi=None)) for i in ("hep-th/9901001", "oops")]
    result = reading("\n".join(lines))
    assert [p.arxiv for p in result.papers] == ["hep-th/9901001", None]
    assert result.said == [(2, "'oops' is no arXiv id: left out")]


def test_broken_line(reading: Reader) -> None:
    result = reading(json.dumps(record()) + "\n{broken\n" + json.dumps(record()) + "\n")
    assert len(result.papers) == 2
    assert [line for line, _ in result.said] == [2]
