"""What SHACL can see of a piece of our RDF: its structure without what no shape looks at.

Our shapes ask for classes, counts, datatypes, empty strings, bounds of numbers, a few listed values
and whether one number is below another. Two pieces that agree in all of these conform or fail
together, so one of them has to be validated; a test holds the shapes to these kinds of constraint.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from kg.encode.terms import Triple, name
from kg.encode.vocabulary import PREFIXES

Structure = frozenset[object]
"""What a piece looks like to the shapes."""

_TYPE = name("rdf:type")
# Values that shapes list: they are kept as they are.
_LISTED = {_TYPE, name("rdf:predicate"), name("kg:field")}
_START, _END = name("oa:start"), name("oa:end")
_STRING = f"{PREFIXES['xsd']}string"
_NUMBERS = {f"{PREFIXES['xsd']}integer", f"{PREFIXES['xsd']}double"}


def structure(triples: Iterable[Triple]) -> Structure:
    """The structure of a piece: what is said about each of its nodes, alike nodes once."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, obj in set(triples):
        nodes[subject][predicate].append(obj)
    types = {node: tuple(sorted(said[_TYPE])) for node, said in nodes.items() if _TYPE in said}
    return frozenset(_node(said, types) for said in nodes.values())


def _node(said: dict[str, list[str]], types: dict[str, tuple[str, ...]]) -> object:
    parts: list[object] = [_below(said.get(_START), said.get(_END))]
    for predicate, values in sorted(said.items()):
        keep = predicate in _LISTED
        kinds = {value if keep else _kind(value, types) for value in values}
        # Counts matter up to two: no shape asks for more.
        parts.append((predicate, tuple(sorted(kinds, key=repr)), len(values) > 1))
    return tuple(parts)


def _kind(term: str, types: dict[str, tuple[str, ...]]) -> object:
    """What shapes can ask of a value."""
    if term.startswith("<"):
        return "iri", types.get(term, ())
    text, _, datatype = term.rpartition('"')
    kind = datatype[3:-1] if datatype.startswith("^^<") else datatype or _STRING
    if kind == _STRING:
        return kind, text == '"'
    if kind in _NUMBERS:
        number = _number(term)
        return kind, number < 0, number < 1, number <= 1
    return kind, _is_well_formed(text[1:], kind)


@lru_cache(maxsize=4096)
def _is_well_formed(text: str, datatype: str) -> bool:
    """Whether ``text`` is a value of ``datatype``, as the validator sees it."""
    from rdflib import Literal

    return not Literal(text, datatype=datatype).ill_typed


def _below(start: list[str] | None, end: list[str] | None) -> bool | None:
    """Whether every start is below every end."""
    if not start or not end:
        return None
    return max(map(_number, start)) < min(map(_number, end))


def _number(term: str) -> float:
    try:
        return float(term[1:].partition('"')[0])
    except ValueError:
        return float("nan")
