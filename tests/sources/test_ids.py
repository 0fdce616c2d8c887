"""Identifiers of papers."""

import pytest

from kg.sources import ids


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("2106.09685", "2106.09685"),
        ("2106.09685v3", "2106.09685"),
        ("arXiv:2106.09685", "2106.09685"),
        ("https://arxiv.org/pdf/2106.09685v1.pdf", "2106.09685"),
        ("https://huggingface.co/papers/2106.09685", "2106.09685"),
        ("10.48550/arXiv.2106.09685", "2106.09685"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math.gt/0309136"),
        ("0704.0001", "0704.0001"),
        ("arxiv:1706.0361", "1706.03610"),
        ("https://arxiv.org/abs/1706.0361", "1706.03610"),
    ],
)
def test_arxiv(written: str, identifier: str) -> None:
    assert ids.arxiv(written) == identifier


@pytest.mark.parametrize(
    "written", ["", "1234.5678", "000-113", "works/1234567", "10.1145/3292500", "2301.1", "W27418"]
)
def test_what_is_no_arxiv_id(written: str) -> None:
    assert ids.arxiv(written) is None


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("2301.1", "2301.10000"),
        ("704.0001", "0704.0001"),
        ("1501.0012", "1501.00120"),
        ("912.34", "0912.3400"),
        (" 2301.1234 ", "2301.12340"),
    ],
)
def test_ids_that_a_spreadsheet_took_for_numbers(damaged: str, whole: str) -> None:
    assert ids.restored(damaged) == whole


@pytest.mark.parametrize("value", ["2301.12345", "0704.0001", "1234.5", "3.14", "12345", "x"])
def test_what_lost_nothing(value: str) -> None:
    assert ids.restored(value) is None


def test_doi() -> None:
    assert ids.doi("https://doi.org/10.1234/AbC.") == "10.1234/abc"
    assert ids.doi_in_url("https://doi.org/10.1234/x") == "10.1234/x"
    assert ids.doi_in_url("https://example.org/10.1234/x") is None
    assert ids.is_doi("doi:10.1234/x")
    assert not ids.is_doi("see 10.1234/x")


def test_arxiv_in_text_needs_a_sign_of_arxiv() -> None:
    assert ids.arxiv_in("", "https://arxiv.org/abs/2106.09685") == "2106.09685"
    assert ids.arxiv_in("10.48550/arxiv.2106.09685") == "2106.09685"
    assert ids.arxiv_in("https://example.org/2106.09685", "2106.09685") is None


@pytest.mark.parametrize("title", ["Introduction", "EDITORIAL", "Abstract.", "GAN", "Review 3", ""])
def test_generic_titles(title: str) -> None:
    assert ids.is_generic(title)


@pytest.mark.parametrize("title", ["Deep Learning", "Dropout", "A Review of Reviews"])
def test_titles_that_identify(title: str) -> None:
    assert not ids.is_generic(title)
