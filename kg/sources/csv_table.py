"""CSV and TSV tables with a header, as spreadsheets and literature databases export them."""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import Paper
from kg.sources.base import Document, Lines, Source
from kg.sources.fields import FIELDS, KEYS, key_of, paper_of

_DELIMITERS = ",;\t|"
_MAX_FIELD = 1 << 25
_PREAMBLE = 10
_LONGEST_NAME = 80
# A column called "code" or "video" is no sign of papers.
_FIELD_OF = {key: field for field, keys in KEYS.items() if field != "links" for key in keys}
_TEXT = ("title", "abstract")


class _Header(NamedTuple):
    """The header of a table: where it is and how its cells are parted."""

    line: int
    delimiter: str
    names: tuple[str, ...]


def sniff(head: str) -> bool:
    """Whether ``head`` has a header: a title or abstract beside another known name.

    One that is not the first line must have as many cells as the row that follows it.
    """
    lines = [line for line in head.splitlines(keepends=True) if line.strip()]
    header = find_header(lines, ())
    if header is None or len(_known(header.names)) < 2:
        return False
    if header.line == 1:
        return max(map(len, header.names)) < _LONGEST_NAME
    following = "".join(lines[header.line :])
    return len(_cells(following, header.delimiter)) == len(header.names)


def find_header(lines: Sequence[str], mapped: Sequence[str]) -> _Header | None:
    """The first line that names a title or abstract, or a column of ``mapped``."""
    for number, line in enumerate(lines[:_PREAMBLE], start=1):
        if not line.strip():
            continue
        candidates = [
            _Header(number, delimiter, names)
            for delimiter in _DELIMITERS
            if (names := _cells(line, delimiter)) and _names_text(names, mapped)
        ]
        if candidates:
            return max(candidates, key=lambda h: (len(_known(h.names)), len(h.names)))
    return None


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        row = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip().lstrip("\ufeff") for cell in row)


def _names_text(names: tuple[str, ...], mapped: Sequence[str]) -> bool:
    return any(_FIELD_OF.get(key_of(name)) in _TEXT or name in mapped for name in names)


def _known(names: tuple[str, ...]) -> set[str]:
    return {_FIELD_OF[key] for name in names if (key := key_of(name)) in _FIELD_OF}


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of the rows; rows that do not fit the header are reported and skipped."""
    iterator = iter(lines)
    start = [line for _, line in zip(range(_PREAMBLE), iterator, strict=False)]
    columns = document.options.columns
    header = find_header(start, tuple(columns.values()))
    if header is None:
        document.fail(_no_header(start))
        return
    keys = {key_of(name) for name in header.names}
    for field, column in columns.items():
        if column not in header.names and key_of(column) not in keys:
            document.fail(f"no column '{column}' for {field}: {_listed(header.names)}")
            return
    rows = _Rows(start[header.line :], iterator, header, document)
    for line, row in rows:
        paper = paper_of(dict(zip(header.names, row, strict=False)), line, document)
        if paper is not None:
            yield paper


def _no_header(start: Sequence[str]) -> str:
    first = next((line for line in start if line.strip()), "")
    names = max((_cells(first, delimiter) for delimiter in _DELIMITERS), key=len)
    return (
        f"no column is a title or abstract: {_listed(names)}; "
        f"say which holds what ({', '.join(FIELDS)})"
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name[:40]}'" for name in names[:30])
    return f"the columns are {shown}" + (" …" if len(names) > 30 else "")


class _Rows:
    """The rows of a table with their lines; what a stray quote swallows is read again."""

    def __init__(
        self, start: Sequence[str], rest: Iterator[str], header: _Header, document: Document
    ) -> None:
        self._pending = deque(start)
        self._rest = rest
        self._header = header
        self._document = document
        self._line = header.line
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(_MAX_FIELD)
        reader = self._reader()
        while True:
            begins, self._taken = self._line + 1, []
            try:
                row = next(reader, None)
            except csv.Error as error:
                self._skip(begins, str(error))
                reader = self._reader()
                continue
            if row is None:
                return
            if problem := self._problem(row):
                self._skip(begins, problem)
                reader = self._reader()
            elif any(cell.strip() for cell in row):
                if self._is_open(row):
                    self._document.warn(begins, "a quote is not closed: kept as far as it goes")
                yield begins, row

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines(), delimiter=self._header.delimiter)

    def _lines(self) -> Iterator[str]:
        while True:
            line = self._pending.popleft() if self._pending else next(self._rest, None)
            if line is None:
                return
            self._line += 1
            self._taken.append(line)
            yield line

    def _problem(self, row: list[str]) -> str | None:
        """What is wrong with ``row``: cells beyond the header, or rows swallowed by a quote."""
        columns = len(self._header.names)
        if any(cell.strip() for cell in row[columns:]):
            return f"{len(row)} cells under {columns} columns"
        short = len(row) < columns and len(self._taken) > 2
        return "a quote is not closed" if (short or self._is_open(row)) and self._fits() else None

    def _is_open(self, row: list[str]) -> bool:
        """Whether the last quote of ``row`` never closes, as at the end of a file cut off."""
        if len(self._taken) == 1 and len(row) >= len(self._header.names):
            return False
        return sum(line.count('"') for line in self._taken) % 2 == 1

    def _fits(self) -> bool:
        """Whether the lines after the first that the last row took are rows of their own."""
        columns = len(self._header.names)
        try:
            rows = list(csv.reader(self._taken[1:], delimiter=self._header.delimiter))
        except csv.Error:
            return True
        return sum(len(row) == columns for row in rows) * 2 > len(rows)

    def _skip(self, begins: int, problem: str) -> None:
        """Report the row; give back the lines after its first where they are rows."""
        if len(self._taken) > 1 and self._fits():
            self._pending.extendleft(reversed(self._taken[1:]))
            self._line = begins
            self._document.warn(begins, f"{problem}: line skipped")
        else:
            self._document.warn(begins, f"{problem}: row skipped")


SOURCE = Source(
    "csv",
    "CSV or TSV table with a header; knows the usual exports, other columns are mapped by options",
    sniff,
    read,
)
