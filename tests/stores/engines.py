"""The engines that the conformance suite asks: one row each.

To add one, write a function that takes a graph and gives an :class:`Asker`, and add it to
:data:`ENGINES`. Its rows are compared with those of all the others, for every question.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.encode.rdf import lines
from kg.encode.vocabulary import PREFIXES
from kg.graph.tables import Tables
from kg.rows import Rows, Value
from kg.stores import open_store, sparql_text
from kg.stores.oxigraph import literal_value


@dataclass(frozen=True, slots=True)
class Asker:
    """A graph loaded into an engine."""

    language: str
    query: Callable[[str, Mapping[str, Any]], Rows]
    close: Callable[[], None]


def embedded(language: str) -> Callable[[Tables], Asker]:
    def load(tables: Tables) -> Asker:
        store = open_store(language, tables)
        return Asker(language, store.query, store.close)

    return load


def rdflib_memory(tables: Tables) -> Asker:
    """rdflib's own SPARQL, as a second opinion on what a query means."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data="".join(lines(tables)), format="nt")

    def query(text: str, params: Mapping[str, Any]) -> Rows:
        result = graph.query(sparql_text.prepare(text, params), initNs=PREFIXES)
        columns = tuple(str(variable) for variable in result.vars or ())
        return Rows(columns, tuple(tuple(map(_value, row)) for row in result))

    return Asker("sparql", query, graph.close)


def _value(term: Any) -> Value:
    import rdflib

    if isinstance(term, rdflib.Literal):
        return literal_value(str(term), str(term.datatype or ""))
    return None if term is None else str(term)


ENGINES: dict[str, Callable[[Tables], Asker]] = {
    "oxigraph": embedded("sparql"),
    "ladybug": embedded("cypher"),
    "rdflib": rdflib_memory,
}
"""Name, and how to load a graph into it."""
