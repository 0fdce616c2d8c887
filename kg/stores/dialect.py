"""One Cypher for ladybug and Neo4j: the only place where the text differs.

Queries are written as Neo4j reads them. For ladybug these tokens change:

===============================  =========================  ======================================
written                          ladybug reads              because there
===============================  =========================  ======================================
``type(r)``                      ``label(r)``               the function has another name
``toString(x)``                  ``string(x)``              same
``toInteger(x)``                 ``to_int64(x)``            same
``toFloat(x)``                   ``to_double(x)``           same
``split(a, b)``                  ``string_split(a, b)``     same
``list[0]``, ``list[i]``         ``list[1]``, ``list[(i)+1]``  lists count from 1
===============================  =========================  ======================================

What no rewriting can hide, so questions that must run in both are written around it: ladybug may
bind one relationship twice in a pattern (compare ids with ``<>``), ``labels(n)`` is a text there
(use ``n.type``), and it has no list comprehension, map projection or ``shortestPath``.
"""

from kg.stores.text import Token, replace_tokens

FUNCTIONS = {
    "TYPE": "label",
    "TOSTRING": "string",
    "TOINTEGER": "to_int64",
    "TOFLOAT": "to_double",
    "SPLIT": "string_split",
}
"""Functions of Neo4j, in upper case, and what ladybug calls them."""


def to_ladybug(text: str, found: list[Token]) -> str:
    """``text``, whose tokens are ``found``, as ladybug reads it."""
    changes: list[tuple[Token, str]] = []
    for index, token in enumerate(found):
        if token.kind == "word" and token.word in FUNCTIONS and _is_call(found, index):
            changes.append((token, FUNCTIONS[token.word]))
        elif token.text == "[" and _is_index(found, index):
            changes += _shift(found, index)
    return replace_tokens(text, sorted(changes, key=lambda change: change[0].start))


def _is_call(found: list[Token], index: int) -> bool:
    following = found[index + 1].text if index + 1 < len(found) else ""
    return following == "(" and (index == 0 or found[index - 1].text not in (".", ":"))


_KEYWORDS = "IN RETURN WITH WHERE AND OR NOT XOR UNWIND THEN ELSE CASE BY"
_NOT_BEFORE_INDEX = frozenset(_KEYWORDS.split())


def _is_index(found: list[Token], index: int) -> bool:
    # `x[…]`, `f(…)[…]`, `[…][…]`: an index; after `-` it is a relationship, else a list.
    if index == 0:
        return False
    before = found[index - 1]
    if before.kind == "word":
        return before.word not in _NOT_BEFORE_INDEX
    return (
        before.kind in ("quoted", "parameter")
        or before.text == "]"
        or (before.text == ")" and not _is_pattern_end(found, index))
    )


def _is_pattern_end(found: list[Token], index: int) -> bool:
    following = found[index + 1].text if index + 1 < len(found) else ""
    return following in (":", "*")


def _shift(found: list[Token], index: int) -> list[tuple[Token, str]]:
    depth = 0
    for position in range(index, len(found)):
        depth += {"[": 1, "]": -1}.get(found[position].text, 0)
        if found[position].text in ("..", ":") and depth == 1:
            return []
        if depth == 0:
            inner = found[index + 1 : position]
            break
    else:
        return []
    texts = [token.text for token in inner]
    if not inner or ".." in "".join(texts) or texts[0] == "-":
        return []
    if len(inner) == 1 and inner[0].text.isdigit():
        return [(inner[0], str(int(inner[0].text) + 1))]
    return [(found[index], "[("), (found[position], ")+1]")]
