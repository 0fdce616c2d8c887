"""What the rows of a query hold: ids, IRIs, nodes, relationships or names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.encode.iris import node_path
from kg.encode.vocabulary import BASE
from kg.errors import NotFoundError
from kg.graph.tables import Tables
from kg.rows import Rows
from kg.views.find import named


@dataclass(frozen=True, slots=True)
class Held:
    """Ids of nodes, rows of the table of statements, and a title for the picture."""

    nodes: frozenset[str]
    statements: frozenset[int]
    title: str | None = None


def held(tables: Tables, rows: Rows, title: str | None = None) -> Held:
    """The nodes and statements in ``rows``, wherever they stand in a cell.

    Ids and IRIs count, nodes and relationships of Cypher too. Where a result holds none of them,
    its texts are taken as names.

    Raises:
        NotFoundError: The rows hold nothing of the graph.
    """
    base = str(tables.manifest.get("base") or BASE)
    texts = set(_texts(row for row in rows))
    tails = {text.removeprefix(base) for text in texts}
    nodes: set[str] = set()
    for table in ("papers", "entities"):
        for batch in tables.batches(table, ["id"]):
            nodes.update(i for i in batch["id"].to_pylist() if i in texts or node_path(i) in tails)
    statements = set()
    if any(len(text) == 20 or text.startswith("statement/") for text in tails):
        ids = tables.read("statements", ["id"])["id"].to_pylist()
        statements = {n for n, i in enumerate(ids) if i in texts or f"statement/{i}" in tails}
    if not nodes and not statements:
        nodes = named(tables, texts)
    if not nodes and not statements:
        count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
        raise NotFoundError(
            f"the query's result ({count}) holds no node or statement of the graph: "
            "return nodes, relationships, ids or names"
        )
    return Held(frozenset(nodes), frozenset(statements), title)


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            # A node's or relationship's other properties name further nodes: it is not those.
            known = ("_label" in value or "_type" in value) and "id" in value
            yield from _texts([value["id"]] if known else value.values())
        elif isinstance(value, list | tuple):
            yield from _texts(value)
