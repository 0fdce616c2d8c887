"""The statements of a graph as arrays of numbers, narrowed by filters, ready to be selected from.

Nodes are numbered: papers first, then entities, each in the order of their table.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from kg.errors import KgError, UnknownNameError
from kg.graph.projection import node_type
from kg.graph.tables import Tables
from kg.model import NodeType, Predicate
from kg.views.picture import SHARED

if TYPE_CHECKING:
    import pyarrow as pa

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TYPES = tuple(t.value for t in NodeType)
PREDICATES = (*(p.value for p in Predicate), SHARED)
PAPER = TYPES.index(NodeType.PAPER)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look at.

    Attributes:
        types: Types of nodes to draw; none means all.
        predicates: Predicates to follow; none means all.
        since: First date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        until: Last date, the same way, included.
        min_confidence: Least confidence of a statement.
    """

    types: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0

    @classmethod
    def of(
        cls,
        types: tuple[str, ...] = (),
        predicates: tuple[str, ...] = (),
        since: str | int | None = None,
        until: str | int | None = None,
        min_confidence: float = 0.0,
    ) -> Self:
        """Filters as a user writes them: any case, ``EVALUATES_ON`` or ``evaluatesOn``.

        Raises:
            UnknownNameError: There is no such type or predicate.
            KgError: A date is none.
        """
        return cls(
            tuple(node_type(name) for name in types),
            tuple(predicate(name) for name in predicates),
            _date(since),
            _date(until),
            min_confidence,
        )

    def admits(self, date: str | None) -> bool:
        """Whether a paper of this ``date`` is looked at; one without a year only if any is."""
        if self.since is None and self.until is None:
            return True
        if not date or date.startswith("-"):
            return False
        after = self.since is None or date[: len(self.since)] >= self.since[: len(date)]
        return after and (self.until is None or date[: len(self.until)] <= self.until)


def _date(value: str | int | None) -> str | None:
    if value is None or _DATE.fullmatch(str(value)):
        return None if value is None else str(value)
    raise KgError(f"'{value}' is no date: write YYYY, YYYY-MM or YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and links by number.

    Attributes:
        ids: Id of each node.
        types: Index into :data:`TYPES` of each node.
        papers: How many papers speak of each node, under the filters.
        source: Subject of each link.
        target: Object of each link.
        predicate: Index into :data:`PREDICATES` of each link.
        confidence: Of each link.
        weight: Number of papers of each link.
        statement: Row of each link in the table of statements; -1 where it stands for papers.
    """

    ids: "pa.Array"
    types: Ints
    papers: Ints
    source: Ints
    target: Ints
    predicate: Ints
    confidence: Floats
    weight: Ints
    statement: Ints

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.types)

    def links(self, keep: "Mask | Ints") -> "Network":
        """The same nodes with the links in ``keep`` only."""
        return Network(
            self.ids,
            self.types,
            self.papers,
            self.source[keep],
            self.target[keep],
            self.predicate[keep],
            self.confidence[keep],
            self.weight[keep],
            self.statement[keep],
        )

    def among(self, nodes: Mask) -> "Network":
        """The links between nodes in ``nodes``."""
        return self.links(nodes[self.source] & nodes[self.target])

    def degree(self) -> Ints:
        """Number of links at each node."""
        both = np.concatenate([self.source, self.target])
        return np.bincount(both, minlength=self.size).astype(np.int64)

    def of_types(self, names: tuple[str, ...]) -> Mask:
        """Which nodes have one of the types ``names``."""
        return np.isin(self.types, [TYPES.index(name) for name in names])


def load(tables: Tables, filters: Filters) -> Network:
    """The statements of a graph that ``filters`` let through, whatever the types of their ends."""
    import pyarrow as pa
    import pyarrow.compute as pc

    papers = tables.read("papers", ["id", "date"])
    entities = tables.read("entities", ["id", "type"])
    statements = tables.read("statements")
    ids = pa.concat_arrays(
        [*papers["id"].chunks, *entities["id"].chunks] or [pa.array([], pa.string())]
    )
    types = np.concatenate([np.full(len(papers), PAPER), _codes(entities["type"], TYPES)]).astype(
        np.int64
    )
    network = Network(
        ids,
        types,
        np.zeros(len(ids), np.int64),
        _numbers(pc.index_in(statements["subject"], value_set=ids), -1),
        _numbers(pc.index_in(statements["object"], value_set=ids), -1),
        _codes(statements["predicate"], PREDICATES),
        statements["confidence"].to_numpy().astype(np.float64),
        _numbers(statements["papers"], 1),
        np.arange(len(statements), dtype=np.int64),
    )
    keep = (network.source >= 0) & (network.target >= 0) & (network.predicate >= 0)
    keep &= network.confidence >= filters.min_confidence
    if filters.predicates:
        keep &= np.isin(network.predicate, [PREDICATES.index(p) for p in filters.predicates])
    if filters.since is not None or filters.until is not None:
        admitted = np.array([filters.admits(d) for d in papers["date"].to_pylist()], dtype=bool)
        keep &= _dated(tables, network, admitted)
    return _counted(network.links(keep))


def _numbers(column: Any, missing: int) -> Ints:
    return np.asarray(column.fill_null(missing).to_numpy(), dtype=np.int64)


def _codes(column: Any, names: tuple[str, ...]) -> Ints:
    import pyarrow as pa
    import pyarrow.compute as pc

    return _numbers(pc.index_in(column, value_set=pa.array(names)), -1)


def _dated(tables: Tables, network: Network, admitted: Mask) -> Mask:
    """Which statements a paper in ``admitted`` makes; between entities, the evidence knows."""
    import pyarrow.compute as pc

    by_paper = network.types[network.source] == PAPER
    dated = np.zeros(len(network.source), dtype=bool)
    dated[by_paper] = admitted[network.source[by_paper]]
    if not by_paper.all():
        evidence = tables.read("evidence", ["statement", "paper"])
        paper = _numbers(pc.index_in(evidence["paper"], value_set=network.ids), -1)
        good = np.zeros(len(paper), dtype=bool)
        good[paper >= 0] = admitted[paper[paper >= 0]]
        wanted = tables.read("statements", ["id"])["id"]
        said = pc.is_in(wanted, value_set=evidence["statement"].filter(good).combine_chunks())
        dated |= ~by_paper & said.to_numpy().astype(bool)
    return dated


def _counted(network: Network) -> Network:
    """``network`` with the number of papers at each node; a paper counts as one."""
    pairs = np.unique(network.source * network.size + network.target)
    subject, thing = np.divmod(pairs, network.size) if network.size else (pairs, pairs)
    from_papers = network.types[subject] == PAPER
    papers = np.bincount(thing[from_papers], minlength=network.size).astype(np.int64)
    papers[network.types == PAPER] = 1
    return Network(
        network.ids,
        network.types,
        papers,
        network.source,
        network.target,
        network.predicate,
        network.confidence,
        network.weight,
        network.statement,
    )


def predicate(name: str) -> str:
    """The predicate called ``name``: ``evaluatesOn``, ``EVALUATES_ON`` or ``evaluates-on``.

    Raises:
        UnknownNameError: There is none; the message lists them.
    """
    plain = name.strip().lower().replace("_", "").replace("-", "")
    for value in PREDICATES[:-1]:
        if plain == value.lower():
            return value
    raise UnknownNameError(f"no predicate called '{name}'; there are: {', '.join(PREDICATES[:-1])}")
