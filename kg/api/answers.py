"""Asking a graph: queries, questions of the library, words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from kg.graph.tables import Tables
from kg.rows import Rows

if TYPE_CHECKING:
    from kg.stores import Store

Language = Literal["sparql", "cypher"]
"""A query language."""


class Answers:
    """What can be asked of a graph; the stores that answer are made when first asked."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._stores: dict[str, Store] = {}

    def query(
        self,
        text: str,
        *,
        language: Language | None = None,
        timeout: float | None = 60.0,
        **params: Any,
    ) -> Rows:
        """The answer to ``text``, in Cypher or SPARQL.

        Args:
            text: The query; its language is recognised unless ``language`` says it.
            language: ``cypher`` or ``sparql``.
            timeout: Seconds, or ``None`` for no limit.
            **params: Values of ``$name`` in the query.

        Raises:
            QueryError: The engine does not accept the query, it would write, or it ran too long.
        """
        from kg import stores

        chosen = language or stores.detect_language(text)
        if chosen not in self._stores:
            self._stores[chosen] = stores.open_store(chosen, self.tables)
        return self._stores[chosen].query(text, params, timeout)

    def cypher(self, text: str, *, timeout: float | None = 60.0, **params: Any) -> Rows:
        """The answer to a Cypher query; see :meth:`query`."""
        return self.query(text, language="cypher", timeout=timeout, **params)

    def sparql(self, text: str, *, timeout: float | None = 60.0, **params: Any) -> Rows:
        """The answer to a SPARQL query; see :meth:`query`."""
        return self.query(text, language="sparql", timeout=timeout, **params)

    def ask(
        self,
        question: str,
        *values: object,
        language: Language = "cypher",
        timeout: float | None = 60.0,
        **named: object,
    ) -> Rows:
        """The answer to a question of the library (see ``kg questions``).

        Both languages give the same rows.

        Args:
            question: Its name, such as ``datasets-of-task``.
            *values: Its parameters, in order.
            language: The engine that answers.
            timeout: Seconds, or ``None`` for no limit.
            **named: Its parameters, by name.

        Raises:
            NotFoundError: There is no such question; the message suggests some.
            QueryError: A parameter is missing, unknown or of the wrong kind.
        """
        from kg.queries import question as find

        asked = find(question)
        params = asked.params(*values, **named)
        return self.query(asked.texts[language], language=language, timeout=timeout, **params)

    def search(self, words: str, *, limit: int = 20) -> Rows:
        """What matches ``words`` in titles, abstracts and names, best first.

        Args:
            words: All must occur; ``"in quotes"`` in that order, ``word*`` as a beginning.
            limit: At most so many rows: id, type, name, snippet, score (higher is better).

        Raises:
            QueryError: ``words`` holds no letter or digit.
        """
        from kg.stores.search import search

        return search(self.tables, words, limit)

    def close(self) -> None:
        """Stop the engines that were started for queries."""
        while self._stores:
            self._stores.popitem()[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _answer(self, query: str, params: Mapping[str, Any]) -> Rows:
        """The answer to Cypher, SPARQL, or a question of the library followed by its values."""
        import shlex

        from kg.queries import questions

        first, *rest = query.split(maxsplit=1) or [""]
        if rest and first not in {known.name for known in questions()}:
            return self.query(query, **params)
        return self.ask(first, *shlex.split("".join(rest)), **params)

    def _heading(self, query: str, params: Mapping[str, Any]) -> str | None:
        """What a picture of the answer to a question of the library is called."""
        import shlex

        from kg.queries import questions

        first, *rest = query.split(maxsplit=1) or [""]
        titles = {known.name: known.title for known in questions()}
        if first not in titles:
            return None
        values = [*shlex.split("".join(rest)), *map(str, params.values())]
        return ": ".join([titles[first], *([", ".join(values)] if values else [])])
