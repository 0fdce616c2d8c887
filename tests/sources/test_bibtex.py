"""BibTeX and BibLaTeX."""

from collections.abc import Iterator

import pytest

from kg.sources import Document
from kg.sources.bibtex import read
from tests.sources.conftest import Reader

LIBRARY = r"""% our library
@comment{nothing here}
@string{conf = "Proc. of {TEST}"}
@inproceedings{one,
  title = {{LampNet}: Seeing in the Dark with $\alpha$-{V}AE},
  author = {Example, Ad{\'a} and Ben {van der} Test and {The Lamp Consortium} and others},
  booktitle = conf # " 2020",
  month = may, year = 2019,
  doi = "10.1234/X",
  url = {https://example.org/a\_b},
  abstract = {We see 50\% more.
    Code: \url{https://github.com/a_b/c}.}
}
@article(two, title = "Second in Parentheses", journal = {CoRR},
  volume = {abs/1409.0473}, year = {2014})
@misc{three, title={Third}, eprint={1706.03762v5}, archivePrefix={arXiv}, year={2017}, month={6}}
@online{four, title={Fourth of Them}, date={2021-03-04/2021-03-06}, eprinttype={arxiv},
  eprint={2106.09685}, journaltitle={J. of Tests}}
"""


def test_fields(reading: Reader) -> None:
    result = reading(LIBRARY)
    one, two, three, four = result.papers
    assert one.title == r"LampNet: Seeing in the Dark with $\alpha$-VAE"
    assert one.authors == ("Adá Example", "Ben van der Test", "The Lamp Consortium")
    assert (one.venue, one.date, one.id) == ("Proc. of TEST 2020", "2019-05", "doi:10.1234/x")
    assert one.url == "https://example.org/a_b"
    assert one.abstract == "We see 50% more. Code: https://github.com/a_b/c."
    assert (two.arxiv, two.date, two.venue) == ("1409.0473", "2014", "CoRR")
    assert (three.arxiv, three.date) == ("1706.03762", "2017-06")
    assert (four.arxiv, four.date, four.venue) == ("2106.09685", "2021-03-04", "J. of Tests")
    assert [p.origins[0].line for p in result.papers] == [4, 14, 16, 17]
    assert {p.origins[0].source for p in result.papers} == {"bibtex"}
    assert result.notices == []


@pytest.mark.parametrize(
    "broken",
    ["@article{x, title = {cut off\n", "@article{x title}\n", '@book{x, title = "a" b"}\n'],
)
def test_broken_entry_does_not_harm_its_neighbours(
    reading: Reader, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    good = "@misc{{k{n}, title={{Title {n}}}, year={{2020}}}}\n"
    result = reading(good.format(n=1) + broken + good.format(n=2))
    assert [t for t in result.titles if t.startswith("Title")] == ["Title 1", "Title 2"]
    assert [line for line, _ in result.said] == [2]
    assert caplog.records == []


def test_whole_proceedings_are_no_paper(reading: Reader) -> None:
    text = "@proceedings{p, title={Proc. of TEST}, year={2020}}\n@misc{k, title={T one}}\n"
    assert reading(text).titles == ["T one"]


def test_month_that_is_no_month_leaves_the_year(reading: Reader) -> None:
    assert reading("@misc{k, title={T one}, year={2020}, month={1--3}}\n").papers[0].date == "2020"


def test_entries_stream() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for n in range(10_000):
            taken += 1
            yield f"@misc{{k{n}, title={{Title {n}}}}}\n"

    papers = read(lines(), Document("bibtex", "x"))
    assert [next(papers).title for _ in range(3)] == ["Title 0", "Title 1", "Title 2"]
    assert taken < 10
