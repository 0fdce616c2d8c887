"""JSON records of a file, one after the other: a record a line, a list, or texts over lines."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from re import Pattern
from typing import Any, NamedTuple

from kg.sources.base import Document, Lines

_STEP = 1 << 16
_BETWEEN = re.compile(r"[\s,\ufeff]+")


class JsonItem(NamedTuple):
    """A JSON value and the line on which it begins."""

    line: int
    value: Any


def json_records(lines: Lines, document: Document) -> Iterator[JsonItem]:
    """The records of JSON Lines, of a JSON list, or of JSON objects that span lines.

    Of JSON Lines, a line that is not JSON is reported and skipped. In the other two, where lines
    say nothing about where a record ends, the records before the damage are kept.
    """
    iterator = iter(lines)
    for number, line in enumerate(iterator, start=1):
        text = line.strip()
        if not text:
            continue
        following = next(iterator, None)
        rest = chain(() if following is None else (following,), iterator)
        if _spans_lines(text, following):
            yield from json_values(chain((line,), rest), document, first_line=number)
        else:
            yield from _by_line(chain((line,), rest), document, first_line=number)
        return


def _spans_lines(first: str, second: str | None) -> bool:
    """Whether the value that begins in ``first`` goes on in ``second``."""
    if second is None:
        return first[0] == "["
    try:
        return isinstance(json.loads(first), list)
    except (ValueError, RecursionError):
        return first[0] == "[" or not second.lstrip().startswith("{")


def _by_line(lines: Lines, document: Document, first_line: int) -> Iterator[JsonItem]:
    for number, line in enumerate(lines, start=first_line):
        text = line.strip()
        if not text:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            document.warn(number, f"broken JSON ({_message(error)}): line skipped")
            continue
        records = isinstance(value, list) and all(isinstance(item, dict) for item in value)
        for item in value if records else (value,):
            yield JsonItem(number, item)


def json_values(
    lines: Iterable[str], document: Document, *, first_line: int = 1
) -> Iterator[JsonItem]:
    """The elements of a JSON list, or the values of JSON texts that follow one another.

    Only one element is held at a time. Where the text breaks off or is not JSON, that is reported
    and the elements before it stand.
    """
    window = _Window(iter(lines), first_line)
    decoder = json.JSONDecoder()
    window.skip(_BETWEEN)
    inside = window.take("[")
    while True:
        window.skip(_BETWEEN)
        if window.ended:
            if inside:
                document.warn(window.line, "the JSON list is cut off: what stands before is kept")
            return
        if inside and window.take("]"):
            inside = False
            continue
        line = window.line
        try:
            value = window.value(decoder)
        except (ValueError, RecursionError) as error:
            document.warn(line, f"broken JSON ({_message(error)}): nothing is read from here on")
            return
        yield JsonItem(line, value)


class _Window:
    """The part of a text that is held, how far it is read, and the line of that place."""

    def __init__(self, lines: Iterator[str], line: int) -> None:
        self._lines = lines
        self._text = ""
        self._at = 0
        self.line = line

    @property
    def ended(self) -> bool:
        """Whether nothing is left of what is held."""
        return self._at == len(self._text)

    def skip(self, characters: Pattern[str]) -> None:
        """Pass over ``characters``, as far as they go."""
        while True:
            found = characters.match(self._text, self._at)
            self._pass(found.end() if found else self._at)
            if not self.ended or not self._grow():
                return

    def take(self, character: str) -> bool:
        """Pass over ``character`` if it comes next."""
        taken = self._text.startswith(character, self._at)
        self._pass(self._at + taken)
        return taken

    def value(self, decoder: json.JSONDecoder) -> Any:
        """The JSON value that comes next; the text grows, each time twice, until it is whole."""
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._at)
            except ValueError:
                if not self._grow(len(self._text) - self._at):
                    raise
                continue
            if end == len(self._text) and isinstance(value, int | float) and self._grow():
                continue
            self._pass(end)
            return value

    def _pass(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _grow(self, size: int = _STEP) -> bool:
        parts, grown = [self._text[self._at :]], 0
        for line in self._lines:
            parts.append(line)
            grown += len(line)
            if grown >= max(size, _STEP):
                break
        self._text, self._at = "".join(parts), 0
        return grown > 0


def _message(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"


def first_record(head: str) -> dict[str, Any] | None:
    """The first JSON object of a file that begins with ``head``; ``None`` where it is cut off."""
    start = head.find("{")
    if start < 0 or head[:start].strip(" \t\r\n[\ufeff"):
        return None
    try:
        value, _ = json.JSONDecoder().raw_decode(head, start)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
