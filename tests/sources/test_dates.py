"""Dates as printed."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sources.dates import parse_date


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12T23:59:59.000Z", "2024-03-12"),
        ("2024-03-12 10:00:00+09:00", "2024-03-12"),
        ("2024/3/2", "2024-03-02"),
        ("20240312", "2024-03-12"),
        (20240312, "2024-03-12"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        (2024, "2024"),
        (2024.0, "2024"),
        ("Dec 23, 2024", "2024-12-23"),
        ("23 December 2024", "2024-12-23"),
        ("Sept. 3rd, 2020", "2020-09-03"),
        ("March 2024", "2024-03"),
        ("2024 Mar 5", "2024-03-05"),
        ("Mon, 2 Apr 2007 19:18:42 GMT", "2007-04-02"),
        ("Mar 13", "--03-13"),
        ("Feb 29", "--02-29"),
        ("--11-12", "--11-12"),
        ("23/12/2024", "2024-12-23"),
        ("12/23/2024", "2024-12-23"),
        ("04/04/2024", "2024-04-04"),
        (1710201600, "2024-03-12"),
        (1710201600000, "2024-03-12"),
    ],
)
def test_forms(printed: object, date: str) -> None:
    assert parse_date(printed) == date


def test_day_and_month_that_cannot_be_told_apart_leave_the_year() -> None:
    assert parse_date("03/04/2024") == "2024"


@pytest.mark.parametrize(
    "printed",
    (
        *("", "soon", "Feb 30, 2024", "2023-02-29", "2024-13-01", "Marble 3", "0000", "12", "Mar"),
        *(True, -1, 7, float("nan"), [2024], "Mon, 99 Apr 2007 19:18:42 GMT", "2024 words"),
    ),
)
def test_what_is_no_date(printed: object) -> None:
    assert parse_date(printed) is None


def test_year_completes_only_what_has_none() -> None:
    assert parse_date("Mar 13", 2025) == "2025-03-13"
    assert parse_date("--03-13", 2025) == "2025-03-13"
    assert parse_date("Mar 13, 2020", 2025) == "2020-03-13"
    assert parse_date("Feb 29", 2025) is None


@settings(deadline=None, max_examples=50)
@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_every_form_of_a_day_gives_that_day(day: datetime.date) -> None:
    forms = (
        day.isoformat(),
        f"{day:%b} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day.year}/{day.month}/{day.day}",
    )
    assert {parse_date(form) for form in forms} == {day.isoformat()}


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=30), st.none() | st.integers(1990, 2030))
def test_never_raises(printed: str, year: int | None) -> None:
    date = parse_date(printed, year)
    assert date is None or len(date) in (4, 7, 10)
