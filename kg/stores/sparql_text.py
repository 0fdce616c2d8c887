"""SPARQL texts before they reach an engine: what is refused, and how parameters are filled in.

A parameter is written ``$name`` and replaced by its value as a literal wherever it stands, also
inside sub-queries and filters, where a joined ``VALUES`` would not reach. Variables are written
``?name``. A list becomes several literals: with commas after ``IN (`` or in a function call, with
blanks in ``VALUES``. In the head of ``SELECT`` a parameter becomes ``("value" AS ?name)``.
"""

import re
from collections.abc import Mapping
from typing import Any

from kg.encode.terms import double, literal
from kg.errors import QueryError, QueryRefused
from kg.stores.params import check_parameters
from kg.stores.text import SPARQL, Token, replace_tokens, tokens

FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
"""What a query starts with, after its prefixes."""

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"})
"""What an update starts with."""

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def prepare(text: str, params: Mapping[str, Any]) -> str:
    """``text`` with its parameters filled in, ready for an engine.

    Raises:
        QueryRefused: It is an update, or reaches another server.
        QueryError: A parameter has no value, or a value is of no use there.
    """
    text = unescape(text)
    found = list(tokens(text, SPARQL))
    refuse(found)
    check_parameters((t.text[1:] for t in found if t.kind == "parameter"), params, "?")
    return replace_tokens(text, _replacements(found, params))


def unescape(text: str) -> str:
    r"""``text`` with ``\uXXXX`` decoded: SPARQL does so before anything else.

    Escapes of characters that would change a token's end (quotes, backslash, controls) stay.
    """

    def decode(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        plain = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and chr(code).isalnum()
        return chr(code) if plain else match[0]

    return _ESCAPE.sub(decode, text)


def refuse(found: list[Token]) -> None:
    """Raise if the query writes or leaves the store.

    Raises:
        QueryRefused: With the keyword that is to blame.
    """
    for token in found:
        if token.kind != "word":
            continue
        if token.word in UPDATES:
            raise QueryRefused(f"{token.word} is refused: the graph changes through kg build only")
        if token.word == "SERVICE":
            raise QueryRefused("SERVICE is refused: a query stays inside the graph")
        if token.word == "FROM":
            raise QueryRefused("FROM is refused: the graph is the one that was opened")


def _replacements(found: list[Token], params: Mapping[str, Any]) -> list[tuple[Token, str]]:
    changes: list[tuple[Token, str]] = []
    calls: list[bool] = []  # one entry per open bracket: whether a list in it takes commas
    head = False  # whether we stand between SELECT and its WHERE
    for before, token in zip([None, *found], found, strict=False):
        if token.kind == "word":
            head = token.word in ("SELECT", "DISTINCT", "REDUCED") or (
                head and token.word not in ("WHERE", "FROM")
            )
        elif token.text in "({":
            head = head and token.text == "("
            calls.append(token.text == "(" and before is not None and _takes_list(before))
        elif token.text in ")}" and calls:
            calls.pop()
        elif token.kind == "parameter":
            name = token.text[1:]
            value = encode(name, params[name], ", " if calls and calls[-1] else " ")
            in_head = head and not any(calls) and before is not None and before.text != "("
            changes.append((token, f"({value} AS ?{name})" if in_head else value))
    return changes


def _takes_list(before: Token) -> bool:
    return before.kind in ("word", "name", "iri") and before.word != "VALUES"


def encode(name: str, value: object, separator: str = " ") -> str:
    """A parameter's value as SPARQL literals.

    Raises:
        QueryError: The value is not text, a number, true, false, or a list of these.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)  # bare, so that it can stand after LIMIT
    if isinstance(value, float):
        return double(value)
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, list | tuple):
        return separator.join(encode(name, item) for item in value)
    raise QueryError(
        f"parameter ${name} is a {type(value).__name__}: give text, a number, true, false or a list"
    )
