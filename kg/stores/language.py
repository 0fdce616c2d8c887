"""Which language a query is written in."""

import re
from typing import Literal

from kg.errors import QueryError
from kg.stores import cypher_text, sparql_text

Language = Literal["sparql", "cypher"]
"""The languages that stores speak."""

# The first word after comments of either language, and what follows it.
_START = re.compile(
    r"(?:[\s\ufeff]|\#[^\r\n]*|//[^\r\n]*|/\*.*?\*/)*(?P<first>[A-Za-z]+)\s*(?P<next>\w+|.)?",
    re.DOTALL,
)
_SPARQL = sparql_text.FORMS | {"PREFIX", "BASE", "VERSION", "INSERT", "CLEAR", "MOVE", "ADD"}
_CYPHER = cypher_text.STARTS | cypher_text.REFUSED
_NEXT_IN_SPARQL = frozenset({"DATA", "WHERE", "SILENT", "GRAPH", "DEFAULT", "NAMED", "<", "{"})


def detect_language(text: str) -> Language:
    """The language of ``text``, from its first keyword: ``sparql`` or ``cypher``.

    Raises:
        QueryError: It starts like neither.
    """
    match = _START.match(text)
    first = match["first"].upper() if match else ""
    following = ((match and match["next"]) or "").upper()
    if first in _SPARQL or (first in _CYPHER and following in _NEXT_IN_SPARQL - {"{"}):
        return "sparql"
    if first in sparql_text.UPDATES and following == "{":
        return "sparql"
    if first in _CYPHER:
        return "cypher"
    raise QueryError(
        "this is neither SPARQL (SELECT, ASK, CONSTRUCT, DESCRIBE, PREFIX …) nor Cypher "
        "(MATCH, RETURN, WITH, UNWIND, CALL …): check the query, or say --language"
    )
