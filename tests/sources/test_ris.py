"""RIS references."""

import pytest

from tests.sources.conftest import Reader

FIRST = """TY  - JOUR
TI  - A title
 that wraps
AU  - Example, Ada
AU  - Test, B.
PY  - 2020/03//
AB  - First line
second line
JO  - J. of Tests
UR  - https://example.org/1
DO  - https://doi.org/10.1234/ABC
ER  -{blank}

"""


@pytest.mark.parametrize("blank", ["", " "])
def test_fields(reading: Reader, blank: str) -> None:
    result = reading(FIRST.format(blank=blank))
    (paper,) = result.papers
    assert (paper.title, paper.abstract) == ("A title that wraps", "First line second line")
    assert paper.authors == ("Ada Example", "B. Test")
    assert (paper.date, paper.venue, paper.doi) == ("2020-03", "J. of Tests", "10.1234/abc")
    assert paper.url == "https://example.org/1"
    assert paper.origins[0].line == 1
    assert result.notices == []


def test_other_tags_for_the_same(reading: Reader) -> None:
    text = (
        "\ufeffTY  - CONF\nT1  - Second one\nA1  - Example, Ada\nN2  - Text.\nY1  - 2021\n"
        "DA  - 2021/05/06/\nT2  - Proc. of TEST\nER  - \n"
    )
    paper = reading(text).papers[0]
    assert (paper.title, paper.abstract, paper.date) == ("Second one", "Text.", "2021-05-06")
    assert (paper.authors, paper.venue) == (("Ada Example",), "Proc. of TEST")


def test_reference_that_is_not_closed(reading: Reader) -> None:
    result = reading("TY  - JOUR\nTI  - One of them\n" + FIRST.format(blank="") + "TY  - JOUR\n")
    assert result.titles == ["One of them", "A title that wraps"]
    assert [line for line, _ in result.said] == [1, 16, 16]
