"""SPARQL 1.1, embedded: pyoxigraph over the RDF encoding of the graph."""

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.encode.rdf import lines
from kg.encode.vocabulary import PREFIXES
from kg.errors import QueryError
from kg.graph.tables import Tables
from kg.rows import Value
from kg.stores import sparql_text
from kg.stores.engine import Answer, Engine, Session
from kg.stores.values import finite

_XSD = PREFIXES["xsd"]
_INTEGER_TYPES = (
    "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger "
    "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
)
_INTEGERS = frozenset(_XSD + kind for kind in _INTEGER_TYPES.split())
_FLOATS = frozenset(_XSD + kind for kind in ("double", "float", "decimal"))


class LineStream(io.RawIOBase):
    """Lines of text as a binary stream, made while they are read."""

    def __init__(self, text: Iterable[str]) -> None:
        self._chunks = _chunks(text)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with what is next; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _chunks(text: Iterable[str], lines_each: int = 4096) -> Iterator[bytes]:
    parts: list[str] = []
    for line in text:
        parts.append(line)
        if len(parts) == lines_each:
            yield "".join(parts).encode()
            parts.clear()
    if parts:
        yield "".join(parts).encode()


def build(tables: Tables, folder: Path) -> None:
    """Write the store of a graph into ``folder``."""
    import pyoxigraph as ox

    store = ox.Store(str(folder))
    stream = io.BufferedReader(LineStream(lines(tables)), 1 << 20)
    # Our terms are valid by construction; checking every IRI again costs a third of the time.
    store.bulk_load(stream, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    store.optimize()
    store.flush()


class OxigraphSession:
    """A store opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``."""
        import pyoxigraph as ox

        self._ox = ox
        self._store = ox.Store.read_only(str(folder))

    def query(self, text: str, params: Mapping[str, Any]) -> Answer:
        """The answer to ``text``; ``params`` are already in it.

        ``ASK`` gives one row with the column ``answer``; ``CONSTRUCT`` and ``DESCRIBE`` give
        ``subject``, ``predicate`` and ``object``.

        Raises:
            QueryError: The query is not SPARQL, or fails while it runs.
        """
        del params
        try:
            result = self._store.query(text, prefixes=PREFIXES)
            if isinstance(result, self._ox.QueryBoolean):
                return ["answer"], [[bool(result)]]
            if isinstance(result, self._ox.QueryTriples):
                rows = [[self._value(term) for term in triple] for triple in result]
                return ["subject", "predicate", "object"], rows
            columns = [variable.value for variable in result.variables]
            return columns, [[self._value(term) for term in solution] for solution in result]
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"SPARQL: {getattr(error, 'msg', None) or error}") from error

    def _value(self, term: Any) -> Value:
        if term is None:
            return None
        if isinstance(term, self._ox.Literal):
            return literal_value(term.value, term.datatype.value)
        if isinstance(term, self._ox.BlankNode):
            return f"_:{term.value}"
        if isinstance(term, self._ox.Triple):
            return {
                "subject": self._value(term.subject),
                "predicate": self._value(term.predicate),
                "object": self._value(term.object),
            }
        return str(term.value)


def literal_value(text: str, datatype: str) -> Value:
    """A literal as a plain value: numbers and booleans typed, everything else its text."""
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            return finite(float(text))
    except ValueError:
        return text
    if datatype == _XSD + "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    return text


def _open(folder: Path) -> Session:
    return OxigraphSession(folder)


def _prepare(text: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return sparql_text.prepare(text, params), {}


ENGINE = Engine("oxigraph", "sparql", "pyoxigraph", 2, _prepare, build, _open)
"""pyoxigraph as a store."""
