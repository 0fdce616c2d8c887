"""A store: rdflib in memory, which answers SPARQL."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.encode.rdf import lines
from kg.encode.vocabulary import PREFIXES
from kg.errors import QueryError
from kg.graph.tables import Tables
from kg.stores import sparql_text
from kg.stores.engine import Answer, Engine

FILE = "graph.nt"


def build(tables: Tables, folder: Path) -> None:
    """Write what ``open_session`` opens; kg keeps it until the graph or rdflib changes."""
    with (folder / FILE).open("w", encoding="utf-8") as file:
        file.writelines(lines(tables))


class Session:
    """The graph, opened for reading, in a process of its own that a timeout can end."""

    def __init__(self, folder: Path) -> None:
        import rdflib

        self._graph = rdflib.Graph().parse(folder / FILE, format="nt")

    def query(self, text: str, params: Mapping[str, Any]) -> Answer:
        """Columns, and rows of plain values."""
        try:
            result = self._graph.query(text, initNs=PREFIXES)
        except Exception as error:  # whatever rdflib's parser raises is the query's fault
            raise QueryError(f"SPARQL: {error}") from error
        rows = [[_plain(term) for term in row] for row in result]
        return [str(variable) for variable in result.vars or ()], rows


def _plain(term: Any) -> Any:
    value = term.toPython() if hasattr(term, "toPython") else term
    return value if isinstance(value, bool | int | float | None) else str(value)


def prepare(text: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Refuse what writes or reaches other servers, and fill the parameters in."""
    return sparql_text.prepare(text, params), {}


ENGINE = Engine("rdflib", "sparql", "rdflib", 1, prepare, build, Session)
