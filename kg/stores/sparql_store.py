"""Queries against a SPARQL server, with the answers in the form of the embedded SPARQL store."""

from collections.abc import Mapping
from typing import Any

from kg.encode.vocabulary import PREFIXES
from kg.errors import QueryError, QueryTimeout
from kg.rows import Rows, Value
from kg.stores import sparql_text
from kg.stores.base import TIMEOUT
from kg.stores.language import Language
from kg.stores.oxigraph import literal_value
from kg.stores.servers import Target
from kg.stores.sparql_server import SparqlServer, TimedOutError

_HEADERS = {
    "Content-Type": "application/sparql-query; charset=utf-8",
    "Accept": "application/sparql-results+json",
}
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


class SparqlStore:
    """Answers ``SELECT`` and ``ASK`` queries about one named graph, and changes nothing."""

    def __init__(self, target: Target, graph: str) -> None:
        """Ask the query endpoint at ``target`` about the named graph with the IRI ``graph``."""
        self._server = SparqlServer(target, graph)

    @property
    def language(self) -> Language:
        """What queries are written in."""
        return "sparql"

    def query(
        self, text: str, params: Mapping[str, Any] | None = None, timeout: float | None = TIMEOUT
    ) -> Rows:
        """The rows that answer ``text``; see :meth:`kg.stores.base.Store.query`.

        Raises:
            QueryError: The server does not accept the query, or it ran too long.
            StoreError: The server cannot be reached.
        """
        asked = _PROLOGUE + sparql_text.prepare(text, dict(params or {}))
        about = {"default-graph-uri": self._server.graph}
        limit = {} if timeout is None else {"timeout": timeout}
        try:
            response = self._server.request("POST", asked.encode(), _HEADERS, about, **limit)
        except TimedOutError as error:
            raise QueryTimeout(f"the query ran longer than {timeout:g} s") from error
        if not response.ok:
            raise QueryError(f"SPARQL: {response.text.strip()[:500]}")
        try:
            answer = response.json()
        except ValueError as error:
            raise QueryError("only SELECT and ASK can be asked of a server") from error
        if "boolean" in answer:
            return Rows(("answer",), ((bool(answer["boolean"]),),))
        columns = tuple(answer["head"]["vars"])
        found = answer["results"]["bindings"]
        return Rows(columns, tuple(tuple(_value(row.get(c)) for c in columns) for row in found))

    def close(self) -> None:
        """Close the connection; a later query opens another."""
        self._server.close()


def _value(term: Mapping[str, Any] | None) -> Value:
    if term is None:
        return None
    text = str(term["value"])
    if term["type"] == "bnode":
        return f"_:{text}"
    if term["type"] in ("literal", "typed-literal"):
        return literal_value(text, str(term.get("datatype", "")))
    return text
