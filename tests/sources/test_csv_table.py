"""Tables with a header."""

from pathlib import Path

import pytest

from kg.sources.csv_table import sniff
from tests.sources.conftest import Reader, read_inputs


def test_fields_and_lines(reading: Reader) -> None:
    text = (
        "title,abstract,authors,year,venue,doi,arxiv_id,url\n"
        '"One, with a comma","Two\nlines and ""quotes""",Ada Example; Ben Test,2014,ICLR,,'
        "1412.6980,https://arxiv.org/abs/1412.6980\n"
        "\n"
        "Second one,,,2015-02,,10.1234/X,,\n"
    )
    result = reading(text)
    first, second = result.papers
    assert (first.title, first.abstract) == ("One, with a comma", 'Two lines and "quotes"')
    assert first.authors == ("Ada Example", "Ben Test")
    assert (first.id, first.date, first.venue) == ("arxiv:1412.6980", "2014", "ICLR")
    assert (second.id, second.date) == ("doi:10.1234/x", "2015-02")
    assert [p.origins[0].line for p in result.papers] == [2, 5]
    assert result.notices == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(reading: Reader, delimiter: str) -> None:
    rows = [["Title", "Abstract", "Year"], ["One of them", '"a, b; c | d"', "2020"]]
    paper = reading("\n".join(delimiter.join(row) for row in rows)).papers[0]
    assert (paper.title, paper.abstract, paper.date) == ("One of them", "a, b; c | d", "2020")


EXPORTS = {
    "Scopus": (
        '"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume",'
        '"DOI","Link","Affiliations","Abstract","Document Type"\n'
        '"Example A.; Test B.","Example, Ada (1); Test, Ben (2)","1; 2","T one","2020",'
        '"J. of Tests","3","10.1234/X","https://scopus.example/1","Lumen Lab; Old Orchard",'
        '"A.","Article"\n'
    ),
    "Web of Science, tab": (
        "PT\tAU\tAF\tTI\tSO\tDI\tAB\tPD\tPY\tC1\n"
        "J\tExample, A; Test, B\tExample, Ada; Test, Ben\tT one\tJ. of Tests\t10.1234/X\tA.\t"
        "JAN 5\t2020\t\n"
    ),
    "Web of Science, Excel": (
        "Publication Type,Authors,Author Full Names,Article Title,Source Title,Abstract,"
        "Publication Date,Publication Year,DOI\n"
        'J,"Example, A","Example, Ada; Test, Ben",T one,J. of Tests,A.,JAN 5,2020,10.1234/X\n'
    ),
    "OpenAlex": (
        "id,doi,display_name,publication_date,publication_year,"
        "primary_location.source.display_name,authorships.author.display_name,abstract\n"
        "https://openalex.org/W1,https://doi.org/10.1234/X,T one,2020-01-05,2020,J. of Tests,"
        "Ada Example|Ben Test,A.\n"
    ),
    "Zotero": (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url",'
        '"Abstract Note","Date"\n'
        '"K1","journalArticle","2020","Example, Ada; Test, Ben","T one","J. of Tests",'
        '"10.1234/X","https://example.org/1","A.","2020-01-05"\n'
    ),
    "Dimensions": (
        '"About the data: exported on some day"\n'
        "Rank,Publication ID,DOI,Title,Abstract,Source title,PubYear,Authors\n"
        '1,pub.1,10.1234/X,T one,A.,J. of Tests,2020,"Example, Ada; Test, Ben"\n'
    ),
    "IEEE Xplore": (
        '"Document Title",Authors,"Publication Title","Publication Year","Abstract",DOI,PDF Link\n'
        '"T one","Ada Example; Ben Test","J. of Tests","2020","A.","10.1234/X","https://x.org/1"\n'
    ),
    "Excel with separator line": (
        "sep=;\nTitle;Abstract;Authors;Journal;Year;DOI\n"
        "T one;A.;Ada Example, Ben Test;J. of Tests;2020;10.1234/X\n"
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_usual_exports_are_recognised(reading: Reader, name: str) -> None:
    result = reading(EXPORTS[name])
    (paper,) = result.papers
    assert (paper.title, paper.abstract, paper.doi) == ("T one", "A.", "10.1234/x")
    assert (paper.venue, paper.year) == ("J. of Tests", 2020)
    assert paper.authors == ("Ada Example", "Ben Test")
    assert paper.origins[0].source == "csv"
    assert result.notices == []


def test_day_and_year_in_two_columns(reading: Reader) -> None:
    assert reading(EXPORTS["Web of Science, tab"]).papers[0].date == "2020-01-05"


def test_columns_are_mapped(reading: Reader) -> None:
    text = "Kop,Inhoud,Jaar\nT one,A.,2020\n"
    columns = {"title": "Kop", "abstract": "inhoud", "date": "Jaar"}
    paper = reading(text, columns=columns).papers[0]
    assert (paper.title, paper.abstract, paper.date) == ("T one", "A.", "2020")


def test_mapping_takes_the_place_of_the_usual_names(reading: Reader) -> None:
    text = "title,headline,abstract\nwrong,T one,A.\n"
    assert reading(text, columns={"title": "headline"}).titles == ["T one"]


def test_column_that_is_not_there(reading: Reader) -> None:
    result = reading("title,abstract\nT one,A.\n", columns={"date": "When"})
    assert result.papers == []
    assert result.notices[0].failed
    assert result.notices[0].message == (
        "no column 'When' for date: the columns are 'title', 'abstract'"
    )


def test_no_column_for_the_text_names_those_that_are_there(reading: Reader) -> None:
    result = reading("Kop,Inhoud\nT one,A.\n", source="csv")
    assert result.papers == []
    assert "the columns are 'Kop', 'Inhoud'" in result.notices[0].message


def test_ids_damaged_by_a_spreadsheet_are_restored_and_said(reading: Reader) -> None:
    result = reading("id,title\n2301.1,T one\n704.0001,T two\n2301.12345,T three\n")
    assert [p.arxiv for p in result.papers] == ["2301.10000", "0704.0001", "2301.12345"]
    assert result.said == [
        (2, "arXiv id '2301.1' lost its zeros: read as 2301.10000"),
        (3, "arXiv id '704.0001' lost its zeros: read as 0704.0001"),
    ]


def test_row_with_too_many_cells_is_skipped(reading: Reader) -> None:
    result = reading("title,abstract\nOne, two,A.\nT two,B.,\n")
    assert result.titles == ["T two"]
    assert result.said == [(2, "3 cells under 2 columns: row skipped")]


def test_stray_quote_costs_one_row_only(reading: Reader) -> None:
    rows = "".join(f"Title {n},A.,2020\n" for n in range(5))
    result = reading(f'title,abstract,year\nT one,"never closed,2020\n{rows}')
    assert result.titles == [f"Title {n}" for n in range(5)]
    assert result.said == [(2, "a quote is not closed: line skipped")]
    assert result.papers[-1].origins[0].line == 7


def test_file_cut_off_inside_quotes_keeps_what_there_is(reading: Reader) -> None:
    text = 'title,abstract,year\nT one,A.,2020\nT two,"First line\nsecond line\nthird'
    result = reading(text)
    assert result.titles == ["T one", "T two"]
    assert result.papers[1].abstract == "First line second line third"
    assert result.said == [(3, "a quote is not closed: kept as far as it goes")]


def test_huge_field(reading: Reader) -> None:
    result = reading('title,abstract\nT one,"' + "word " * 100_000 + '"\nT two,B.\n')
    assert result.titles == ["T one", "T two"]
    assert 49_000 < len(result.papers[0].abstract) <= 50_000
    assert result.said == [
        (2, "abstract of 500,000 characters: only the first 50,000 are kept"),
    ]


def test_byte_order_mark_and_windows_lines(reading: Reader) -> None:
    result = reading("\ufefftitle,abstract\r\nT one,A.\r\n".encode())
    assert [(p.title, p.abstract) for p in result.papers] == [("T one", "A.")]


def test_placeholders_are_nothing(reading: Reader) -> None:
    paper = reading("title,abstract,doi\nT one,[No abstract available],nan\n").papers[0]
    assert (paper.abstract, paper.doi) == ("", None)


def test_prose_with_commas_is_no_table() -> None:
    assert not sniff("# Notes\n\nThe title, the abstract, and the year are in the table.\n")
    assert not sniff("Notes\nEvery row has a key, title, abstract, year\nand nothing else.\n")
    assert not sniff("Title\nAbstract\n")


def test_examples(examples: Path) -> None:
    result = read_inputs(examples / "papers.csv")
    assert len(result.papers) == 6
    assert all(p.abstract and p.authors and p.year for p in result.papers)
    assert result.notices == []
