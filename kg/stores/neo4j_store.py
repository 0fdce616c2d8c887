"""Queries against a Neo4j server, with the answers in the form of the embedded Cypher store."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError, QueryRefused, QueryTimeout
from kg.rows import Rows, Value
from kg.stores import cypher_text
from kg.stores.base import TIMEOUT
from kg.stores.language import Language
from kg.stores.neo4j import connected, explain
from kg.stores.servers import Target
from kg.stores.values import plain

if TYPE_CHECKING:
    import neo4j


class Neo4jStore:
    """Answers queries about everything in a database, and changes nothing.

    Connects with the first query. The property ``graph``, which tells the graphs of a database
    apart, is not shown in nodes and relationships, so they look as in the embedded store.
    """

    def __init__(self, target: Target) -> None:
        """Ask the database at ``target``."""
        self._target = target
        self._stack = ExitStack()
        self._session: neo4j.Session | None = None

    @property
    def language(self) -> Language:
        """What queries are written in."""
        return "cypher"

    def query(
        self, text: str, params: Mapping[str, Any] | None = None, timeout: float | None = TIMEOUT
    ) -> Rows:
        """The rows that answer ``text``; see :meth:`kg.stores.base.Store.query`.

        Raises:
            QueryError: The query is not Cypher, would write, or ran too long.
            StoreError: The server cannot be reached.
        """
        import neo4j

        given = dict(params or {})
        cypher_text.prepare(text, given)
        if self._session is None:
            self._session = self._stack.enter_context(connected(self._target, read_only=True))
        # The text was prepared above: parameters stay parameters.
        asked = neo4j.Query(text, timeout=timeout)
        try:
            result = self._session.run(asked, given)
            values = [tuple(map(cypher_value, record.values())) for record in result]
            return Rows(tuple(result.keys()), tuple(values))
        except neo4j.exceptions.ClientError as error:
            raise _explain_query(error, timeout) from error
        except Exception as error:
            raise explain(error, self._target) from error

    def close(self) -> None:
        """Close the connection; a later query opens another."""
        self._session = None
        self._stack.close()


def _explain_query(error: "neo4j.exceptions.ClientError", timeout: float | None) -> QueryError:
    code = error.code or ""
    if "TransactionTimedOut" in code:
        return QueryTimeout(f"the query ran longer than {timeout:g} s and was stopped")
    if code.endswith("AccessMode"):
        return QueryRefused("the query would write, which is refused")
    return QueryError(f"Cypher: {error.message}")


def cypher_value(value: Any) -> Value:
    """A value that the driver returned as a plain one, as the embedded store has it."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        known = value.get("type")
        label = known if known in value.labels else min(value.labels, default="")
        return {"_label": label, **_properties(value)}
    if isinstance(value, Relationship):
        return {"_type": value.type, **_properties(value)}
    if isinstance(value, Path):
        return {
            "nodes": [cypher_value(node) for node in value.nodes],
            "relationships": [cypher_value(link) for link in value.relationships],
        }
    if isinstance(value, Mapping):
        return {str(key): cypher_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cypher_value(item) for item in value]
    if hasattr(value, "iso_format"):  # the driver's own dates and times
        return str(value.iso_format())
    return plain(value)


def _properties(entity: Any) -> dict[str, Value]:
    return {key: cypher_value(item) for key, item in entity.items() if key != "graph"}
