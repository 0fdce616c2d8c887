"""Nodes and relationships into Neo4j in batches, and out what is there no more.

Every batch merges by identity and sets properties, so a batch that the driver tries again, or a
whole load that is repeated, ends in the same state. What others added (nodes, relationships,
labels, properties) is never named by a query here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.encode.property_graph import RELATIONSHIP_PROPERTIES, Pattern, PropertyGraph
from kg.errors import Notice, Report, StoreError

if TYPE_CHECKING:
    import neo4j

    from kg.stores.servers import Progress

BATCH = 5_000
"""Rows per transaction: a few megabytes with abstracts."""

Row = dict[str, Any]


def quoted(name: str) -> str:
    """A label or relationship type as it stands in a query."""
    return "`" + name.replace("`", "``") + "`"


class Loader:
    """One load of one graph.

    Attributes:
        done: What is loaded so far, in words; empty before anything is.
    """

    def __init__(
        self,
        session: "neo4j.Session",
        graph: PropertyGraph,
        name: str,
        report: Report,
        progress: "Progress",
    ) -> None:
        """Load ``graph`` as ``name`` through ``session``."""
        self._session = session
        self._graph = graph
        self._name = name
        self._report = report
        self._progress = progress
        self.done = ""

    def refuse_foreign(self) -> None:
        """Check that what carries this graph's name was written by us.

        Raises:
            StoreError: Somebody else uses the property ``graph`` with this value.
        """
        labels = "|".join(map(quoted, self._graph.labels()))
        query = (
            f"MATCH (n:{labels}) WHERE n.graph = $graph "
            "AND (n.id IS NULL OR n.type IS NULL OR n.lookup IS NULL) RETURN $graph, count(n)"
        )
        nodes = self._counts(query).get(self._name, 0)
        if nodes:
            raise StoreError(
                f"the database holds {nodes} nodes with graph = '{self._name}' that kg did not "
                "write: choose another name with --name"
            )

    def run(self) -> dict[str, int]:
        """Write everything, remove what left the graph, and say what that did."""
        graph = self._graph
        labels, patterns = graph.used_labels(), graph.used_patterns()
        nodes = {label: graph.count(graph.nodes(label)) for label in labels}
        links = {pattern: graph.count(graph.relationships(pattern)) for pattern in patterns}
        new_nodes = self._write_nodes(nodes)
        new_links = self._write_relationships(links)
        by_type: dict[str, int] = {}
        for pattern, count in links.items():
            by_type[pattern.relationship] = by_type.get(pattern.relationship, 0) + count
        # Relationships first: a node that still has one afterwards has somebody else's.
        old_links = self._remove_relationships(by_type)
        old_nodes = self._remove_nodes(nodes)
        return {
            "nodes": sum(nodes.values()),
            "relationships": sum(links.values()),
            "nodes added": new_nodes,
            "relationships added": new_links,
            "nodes removed": old_nodes,
            "relationships removed": old_links,
        }

    def _write_nodes(self, counts: dict[str, int]) -> int:
        added, written, total = 0, 0, sum(counts.values())
        for label in counts:
            query = (
                f"UNWIND $rows AS row MERGE (n:{quoted(label)} {{graph: $graph, id: row.id}}) "
                "SET n += row"
            )
            for rows in self._graph.rows(self._graph.nodes(label), BATCH):
                added += self._write(query, rows).nodes_created
                written += len(rows)
                self._tell("nodes", written, total)
        return added

    def _write_relationships(self, counts: dict[Pattern, int]) -> int:
        added, written, total = 0, 0, sum(counts.values())
        for pattern in counts:
            query = _merge_relationships(pattern)
            for rows in self._graph.rows(self._graph.relationships(pattern), BATCH):
                # Lists: half the bytes of maps that say the same names in every row.
                added += self._write(
                    query, [list(row.values()) for row in rows]
                ).relationships_created
                written += len(rows)
                self._tell("relationships", written, total)
        return added

    def _remove_relationships(self, counts: dict[str, int]) -> int:
        types = sorted({pattern.relationship for pattern in self._graph.patterns()})
        there = self._counts(
            f"MATCH ()-[r:{'|'.join(map(quoted, types))}]->() WHERE r.graph = $graph "
            "RETURN type(r), count(r)"
        )
        query = (
            "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.element "
            "AND r.graph = $graph AND r.id = row.id DELETE r"
        )
        removed = 0
        for kind in sorted(there):
            if there[kind] != counts.get(kind, 0):
                match = f"MATCH ()-[x:{quoted(kind)}]->() WHERE x.graph = $graph"
                for rows in _batches(self._stale(match, self._statements(kind))):
                    removed += self._write(query, rows).relationships_deleted
        return removed

    def _remove_nodes(self, counts: dict[str, int]) -> int:
        labels = self._graph.labels()
        # `type` and not the label: somebody may have given a node of ours another of our labels.
        there = self._counts(
            f"MATCH (n:{'|'.join(map(quoted, labels))}) WHERE n.graph = $graph "
            "RETURN n.type, count(n)"
        )
        query = (
            "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.element "
            "AND n.graph = $graph AND n.id = row.id AND NOT EXISTS { (n)--() } DELETE n"
        )
        removed = kept = 0
        for label in sorted(set(there) & set(labels)):
            if there[label] == counts.get(label, 0):
                continue
            match = f"MATCH (x:{quoted(label)}) WHERE x.graph = $graph AND x.type = $label"
            ids = self._ids(self._graph.nodes(label)) if label in counts else set()
            for rows in _batches(self._stale(match, ids, label=label)):
                deleted = self._write(query, rows).nodes_deleted
                removed, kept = removed + deleted, kept + len(rows) - deleted
        if kept:
            self._report(
                Notice(
                    self._name,
                    None,
                    f"{kept} nodes that left the graph stay in the database, because relationships "
                    "that kg did not write hold them; without these the next load removes them",
                )
            )
        return removed

    def _statements(self, kind: str) -> set[str]:
        found: set[str] = set()
        for pattern in self._graph.used_patterns():
            if pattern.relationship == kind:
                found |= self._ids(self._graph.relationships(pattern))
        return found

    def _ids(self, sql: str) -> set[str]:
        wanted = f"SELECT id FROM ({sql})"  # noqa: S608 - composed of kg.encode's own SQL
        return {row["id"] for rows in self._graph.rows(wanted) for row in rows}

    def _stale(self, match: str, ids: set[str], **params: Any) -> list[Row]:
        """What ``match`` finds on the server (as ``x``) and ``ids`` lacks, or finds twice."""
        query = f"{match} RETURN elementId(x) AS element, x.id AS id"

        def read(transaction: "neo4j.ManagedTransaction") -> list[Row]:
            left, stale = set(ids), []
            for element, key in transaction.run(query, graph=self._name, **params):
                if key in left:
                    left.discard(key)
                else:
                    stale.append({"element": element, "id": key})
            return stale

        return self._session.execute_read(read)

    def _write(self, query: str, rows: Sequence[object]) -> "neo4j.SummaryCounters":
        def work(transaction: "neo4j.ManagedTransaction") -> "neo4j.SummaryCounters":
            return transaction.run(query, rows=rows, graph=self._name).consume().counters

        return self._session.execute_write(work)

    def _counts(self, query: str) -> dict[str, int]:
        def work(transaction: "neo4j.ManagedTransaction") -> dict[str, int]:
            return {str(key): int(n) for key, n in transaction.run(query, graph=self._name)}

        return self._session.execute_read(work)

    def _tell(self, what: str, done: int, total: int) -> None:
        self.done = f"{done:,} of {total:,} {what}"
        self._progress(what, done, total)


def _merge_relationships(pattern: Pattern) -> str:
    """The query for rows of start, end, and :data:`RELATIONSHIP_PROPERTIES` in their order."""
    values = {name: f"row[{index}]" for index, name in enumerate(RELATIONSHIP_PROPERTIES, 2)}
    properties = ", ".join(f"{name}: {value}" for name, value in values.items())
    return (
        "UNWIND $rows AS row "
        f"MATCH (a:{quoted(pattern.start)} {{graph: $graph, id: row[0]}}) "
        f"MATCH (b:{quoted(pattern.end)} {{graph: $graph, id: row[1]}}) "
        f"MERGE (a)-[r:{quoted(pattern.relationship)} {{graph: $graph, id: {values['id']}}}]->(b) "
        f"SET r += {{{properties}}}"
    )


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part
