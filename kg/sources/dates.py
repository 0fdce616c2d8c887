"""Dates as sources print them, brought to the forms of :attr:`kg.model.Paper.date`."""

import calendar
import datetime
import re
from email.utils import parsedate_to_datetime

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WORDED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_DAY}\s+{_MONTH}(?:,?\s+{_YEAR})?",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}\s+{_MONTH}(?:\s+{_DAY})?",
    )
)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ].*)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_YEARLESS = re.compile(r"--(\d{2})-(\d{2})")
_RFC = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}.*")
_LEAP_YEAR = 2000
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def parse_date(value: object, year: int | None = None) -> str | None:
    """``value`` as ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or ``--MM-DD``; ``None`` if it is no date.

    Reads ISO 8601 (with a time, which is dropped as printed), ``Dec 23, 2024``, ``23 December
    2024``, ``Mar 13``, RFC 2822, ``20241223``, ``2024`` (also as a number) and seconds or
    milliseconds since 1970. Of ``03/04/2024``, where day and month cannot be told apart, only the
    year is kept. Days that do not exist are no dates.

    Args:
        value: What the source holds.
        year: The year of a date that is printed without one; unknown where ``None``.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number(value)
    text = " ".join(str(value).split()).strip(" .,;")
    for attempt in (_iso, _yearless, _worded, _slashed, _rfc):
        if date := attempt(text, year):
            return date
    return None


def _number(value: float) -> str | None:
    if value != value or value < 0:
        return None
    if value == int(value) and (len(str(int(value))) == 8 or _FIRST_YEAR <= value <= _LAST_YEAR):
        return _iso(str(int(value)), None)
    seconds = value / 1000 if value > 1e11 else value
    if not 1e8 < seconds < 1e11:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()


def _iso(text: str, _year: int | None) -> str | None:
    found = _COMPACT.fullmatch(text) or _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return _date(year, month or None, day or None)


def _yearless(text: str, year: int | None) -> str | None:
    found = _YEARLESS.fullmatch(text)
    return _date(year, int(found[1]), int(found[2])) if found else None


def _worded(text: str, year: int | None) -> str | None:
    for pattern in _WORDED:
        found = pattern.fullmatch(text)
        month = _month(found["month"]) if found else None
        if found is None or month is None:
            continue
        parts = found.groupdict()
        day = int(parts["day"]) if parts.get("day") else None
        return _date(int(parts["year"]) if parts["year"] else year, month, day)
    return None


def _month(word: str) -> int | None:
    number = _MONTHS.get(word[:3].lower())
    if number is None or not calendar.month_name[number].lower().startswith(word.lower()):
        return 9 if word.lower() == "sept" else None
    return number


def _slashed(text: str, _year: int | None) -> str | None:
    found = _SLASHED.fullmatch(text)
    if found is None:
        return None
    first, second, year = (int(part) for part in found.groups())
    if first == second or first > 12:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else _date(year, None, None)


def _rfc(text: str, _year: int | None) -> str | None:
    if not _RFC.fullmatch(text):
        return None
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return None


def _date(year: int | None, month: int | None, day: int | None) -> str | None:
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None:
        return None if year is None else f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}" if year is not None and 1 <= month <= 12 else None
    try:
        datetime.date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return f"{year:04}-{month:02}-{day:02}" if year is not None else f"--{month:02}-{day:02}"
