"""Values of JSON texts that are longer than a line, one after the other."""

import json
import re
from collections.abc import Iterable, Iterator
from re import Pattern
from typing import Any, NamedTuple

from kg.sources.base import Document

_STEP = 1 << 16
_BETWEEN = re.compile(r"[\s,\ufeff]+")


class JsonItem(NamedTuple):
    """A JSON value and the line on which it begins."""

    line: int
    value: Any


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
            document.warn(line, f"broken JSON ({error}): nothing is read from here on")
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
            except ValueError as error:
                if not self._grow(len(self._text) - self._at):
                    raise ValueError(_message(error)) from error
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
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)
