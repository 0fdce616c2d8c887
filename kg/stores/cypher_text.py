"""Cypher texts before they reach an engine: what is refused, and that parameters have values."""

from collections.abc import Mapping
from typing import Any

from kg.errors import QueryError, QueryRefused
from kg.stores.params import check_parameters
from kg.stores.text import CYPHER, Token, tokens

STARTS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "EXPLAIN", "PROFILE"})
"""What a query that only reads starts with."""

_REFUSED = """
    CREATE MERGE SET DELETE DETACH REMOVE FOREACH DROP ALTER RENAME
    COPY LOAD EXPORT IMPORT ATTACH USE INSTALL UNINSTALL UPDATE FORCE EXTENSION
    BEGIN COMMIT ROLLBACK CHECKPOINT COMMENT
    GRANT DENY REVOKE START STOP TERMINATE ENABLE REALLOCATE DEALLOCATE
"""
REFUSED = frozenset(_REFUSED.split())
"""Keywords that write, read files, reach other databases, or change how the engine works."""

_READING_CALLS = """
    SHOW_TABLES TABLE_INFO SHOW_CONNECTION DB_VERSION SHOW_FUNCTIONS SHOW_INDEXES
    STATS_INFO STORAGE_INFO CATALOG_VERSION STORAGE_VERSION
"""
READING_CALLS = frozenset(_READING_CALLS.split())
"""The table functions that ``CALL`` may name: they describe the store."""


def prepare(text: str, params: Mapping[str, Any]) -> list[Token]:
    """The tokens of ``text``, once it is known to read only and to have its parameters.

    Raises:
        QueryRefused: It would write, read files or reach another database.
        QueryError: A parameter has no value, or nothing is asked.
    """
    found = list(tokens(text, CYPHER))
    refuse(found)
    check_parameters((t.text[1:] for t in found if t.kind == "parameter"), params)
    return found


def refuse(found: list[Token]) -> None:
    """Raise unless the query reads the graph and does nothing else.

    A keyword is harmless as a property (``n.set``), label (``:Set``) or parameter (``$set``), and
    inside strings, comments and backticks.

    Raises:
        QueryRefused: With the keyword that is to blame.
        QueryError: There is no query, or there are several.
    """
    while found and found[-1].text == ";":
        found = found[:-1]
    if not found:
        raise QueryError("the query is empty")
    for before, token in zip([None, *found], found, strict=False):
        if token.text == ";":
            raise QueryRefused("one query at a time: nothing may follow a semicolon")
        named = before is not None and before.text in (".", ":", "|")
        if token.kind == "word" and token.word in REFUSED and not named:
            raise QueryRefused(f"{token.word} is refused: the graph changes through kg build only")
    if found[0].word not in STARTS:
        known = ", ".join(sorted(STARTS))
        raise QueryRefused(f"a query starts with one of {known}, not with '{found[0].text}'")
    _refuse_calls(found)


def _refuse_calls(found: list[Token]) -> None:
    for index, token in enumerate(found):
        if token.kind != "word" or token.word != "CALL":
            continue
        before = found[index - 1].text if index else ""
        following = found[index + 1] if index + 1 < len(found) else None
        if before in (".", ":", "$") or (following and following.text in ("{", "(")):
            continue  # a property or label, or a sub-query, whose clauses are looked at as well
        name = following.text if following else "nothing"
        opened = index + 2 < len(found) and found[index + 2].text == "("
        if following is None or following.word not in READING_CALLS or not opened:
            raise QueryRefused(
                f"CALL {name} is refused: only {', '.join(sorted(READING_CALLS))} can be called"
            )
