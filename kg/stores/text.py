"""Tokens of query texts, enough to tell keywords from names, strings and comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    Attributes:
        kind: The group of the language's pattern that matched.
        text: The characters.
        start: Offset of the first character.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The text for comparison with upper-case ASCII keywords."""
        # casefold, then upper: a long s or a Kelvin sign is no way around a keyword.
        return self.text.casefold().upper()


SPARQL = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
  | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*''' | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
      | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
  | (?P<parameter>\$\w+)
  | (?P<variable>\?\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[\w.\-·]*)
  | (?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])
      (?:(?:[\w.:\-·]|%[0-9A-Fa-f]{2}|\\[^\w\s])*(?:[\w:\-·]|%[0-9A-Fa-f]{2}|\\[^\w\s]))?)?)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[A-Za-z_]+)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Tokens of SPARQL 1.1 and 1.2."""

CYPHER = re.compile(
    r"""
    (?P<comment>//[^\r\n]*|/\*(?:[^*]|\*(?!/))*\*/)
  | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
  | (?P<quoted>`[^`]*`)
  | (?P<parameter>\$(?:[A-Za-z0-9_]|[^\W\d_])+)
  | (?P<number>0x[0-9A-Fa-f]+|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[A-Za-z0-9_\u017f\u212a]+)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Tokens of openCypher; words are split at every letter that is not ASCII, to be safe."""

_UNCLOSED = {"'": "string", '"': "string", "`": "quoted name"}


def tokens(text: str, language: re.Pattern[str]) -> Iterator[Token]:
    """All tokens of ``text`` but blanks and comments.

    Raises:
        QueryError: A string, quoted name or comment is not closed.
    """
    for match in language.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "other":
            _check_closed(text, match, language)
        if kind not in ("space", "comment"):
            yield Token(kind, match[0], match.start())


def _check_closed(text: str, match: re.Match[str], language: re.Pattern[str]) -> None:
    what = _UNCLOSED.get(match[0])
    if language is CYPHER and text.startswith("/*", match.start()):
        what = "comment"
    if what:
        line = text.count("\n", 0, match.start()) + 1
        raise QueryError(f"the query has a {what} that is not closed (line {line})")


def replace_tokens(text: str, changes: list[tuple[Token, str]]) -> str:
    """``text`` with some of its tokens, in order, replaced."""
    parts, position = [], 0
    for token, new in changes:
        parts += [text[position : token.start], new]
        position = token.end
    return "".join(parts) + text[position:]
