"""What the plots count: papers, by entity, by year, by pair of entities."""

from dataclasses import dataclass

import numpy as np

from kg.errors import NotFoundError
from kg.graph.tables import Tables
from kg.views.network import PAPER, Filters, Ints, Network
from kg.views.style import plural


@dataclass(frozen=True, slots=True)
class Counts:
    """The most used entities of a type.

    Attributes:
        names: The most used first.
        papers: How many papers speak of each.
        said: Of each (paper, entity) pair, once: the number of the paper's node.
        thing: And the entity's place in ``names``.
        total: How many entities of the type there are.
    """

    names: tuple[str, ...]
    papers: Ints
    said: Ints
    thing: Ints
    total: int

    def undated(self, tables: Tables) -> int:
        """How many of the papers have no year."""
        return int((_years(tables)[np.unique(self.said)] == 0).sum())


def most_used(tables: Tables, network: Network, filters: Filters, kind: str, top: int) -> Counts:
    """The ``top`` entities of type ``kind`` that most papers speak of.

    Raises:
        NotFoundError: There are none under ``filters``.
    """
    used = np.flatnonzero(network.of_types((kind,)) & (network.papers > 0))
    if not len(used):
        under = "" if filters == Filters() else " under these filters"
        raise NotFoundError(f"{tables.root} has no papers about {plural(kind)}{under}")
    best = used[np.lexsort((used, -network.papers[used]))][:top]
    place = np.full(network.size, -1)
    place[best] = np.arange(len(best))
    keep = (place[network.target] >= 0) & (network.types[network.source] == PAPER)
    pairs = np.unique(place[network.target[keep]] * network.size + network.source[keep])
    thing, said = np.divmod(pairs, network.size)
    first = tables.count("papers")
    names = tables.read("entities", ["name"]).take(best - first)["name"].to_pylist()
    return Counts(tuple(names), network.papers[best], said, thing, len(used))


def by_year(tables: Tables, counts: Counts) -> tuple[Ints, Ints]:
    """The years, without gaps, and how many papers of each speak of each entity (rows).

    Raises:
        NotFoundError: None of the papers has a year.
    """
    year = _years(tables)[counts.said]
    known = year > 0
    if not known.any():
        raise NotFoundError(f"no paper in {tables.root} has a year: a timeline needs dates")
    years = np.arange(year[known].min(), year[known].max() + 1)
    table = np.zeros((len(counts.names), len(years)), dtype=np.int64)
    np.add.at(table, (counts.thing[known], year[known] - years[0]), 1)
    return years, table


def together(rows: Counts, columns: Counts) -> Ints:
    """How many papers speak of both the row's and the column's entity."""
    papers = np.unique(np.concatenate([rows.said, columns.said]))
    one = np.zeros((len(rows.names), len(papers)), dtype=np.int64)
    two = np.zeros((len(columns.names), len(papers)), dtype=np.int64)
    one[rows.thing, np.searchsorted(papers, rows.said)] = 1
    two[columns.thing, np.searchsorted(papers, columns.said)] = 1
    return one @ two.T


def _years(tables: Tables) -> Ints:
    """The year of each paper, 0 where it has none."""
    return np.asarray(tables.read("papers", ["year"])["year"].fill_null(0).to_numpy())
