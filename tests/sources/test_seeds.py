"""Real saved pages: the counts that must hold."""

import datetime
from pathlib import Path

import pytest

from tests.sources.conftest import Reading, read_inputs


def seed(shared: Path, number: str, page_date: datetime.date | None = None) -> Reading:
    """Read the seed page whose name begins with ``number``."""
    (path,) = sorted((shared / "seeds").glob(f"{number}_*"))
    return read_inputs(path, page_date=page_date)


@pytest.mark.parametrize(
    ("number", "source", "papers"),
    [
        ("000", "hf-trending", 167),
        ("001", "hf-trending", 284),
        ("002", "hf-daily", 112),
        ("003", "hf-daily", 58),
    ],
)
def test_every_paper_is_read_whole(shared: Path, number: str, source: str, papers: int) -> None:
    result = seed(shared, number)
    assert len(result.papers) == papers
    assert result.notices == []
    assert {p.origins[0].source for p in result.papers} == {source}
    assert all(10 < len(p.title) <= 150 and len(p.abstract) > 400 for p in result.papers)
    lines = [p.origins[0].line or 0 for p in result.papers]
    assert lines == sorted(set(lines))


def test_titles_stand_where_their_origin_says(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for paper in read_inputs(path).papers:
            line = paper.origins[0].line
            assert line is not None
            assert lines[line - 1].removeprefix("Subscribe").strip() == paper.title


def test_dates_and_the_organization_of_the_daily_page(shared: Path) -> None:
    papers = seed(shared, "002").papers
    assert sum(p.date is not None for p in papers) == 111
    assert [p.organizations for p in papers if p.organizations] == [("Adobe",)]
    yearless = [p for p in papers if p.date and p.year is None]
    dated = seed(shared, "002", datetime.date(2025, 11, 12)).papers
    assert yearless
    assert all(p.year for p in dated if p.date)
    assert {p.year for p in dated if p.title in {q.title for q in yearless}} == {2025}


def test_directory_and_files_give_the_same_papers(shared: Path) -> None:
    files = sorted((shared / "seeds").glob("*.txt"))
    assert read_inputs(shared / "seeds").papers == read_inputs(*files).papers
