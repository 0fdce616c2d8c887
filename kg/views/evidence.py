"""The quotes behind the edges of a picture."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.graph.tables import Tables
from kg.views.network import PAPER, Ints, Network
from kg.views.picture import Quote

PAPERS_EACH = 12
"""Of how many papers an edge shows quotes at most."""

PAPERS_ALL = 12_000
"""Of how many papers all edges of a picture show quotes, where every edge has had one."""

QUOTES_EACH = 3
"""How many quotes of one statement are shown."""

CONTEXT = 90
"""How many characters before and after a quote are shown."""

CONTEXT_QUOTES = 12_000
"""Up to how many quotes are shown with their context."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Quotes of every edge, in the order of the edges, and the papers that they refer to.

    Attributes:
        quotes: For each edge, the surest first.
        papers: Number of each paper in the network, by its index in the picture.
        behind: How many papers stand behind all the edges, quoted or not.
    """

    quotes: list[tuple[Quote, ...]]
    papers: list[int]
    behind: int


def sources(tables: Tables, links: Network, everything: Network, names: dict[int, str]) -> Sources:
    """Evidence for the links of a picture.

    Args:
        tables: The graph.
        links: The links that are drawn.
        everything: Nodes and statements before folding.
        names: Name of each node that is drawn, by its number.
    """
    each = max(1, min(PAPERS_EACH, PAPERS_ALL // max(1, len(links.source))))
    behind, papers = _behind(links, everything, each)
    read = _read(tables, {row for rows in behind for row in rows})
    with_context = sum(map(len, read.values())) <= CONTEXT_QUOTES
    found = [q for quotes in read.values() for q in quotes]
    abstracts = _texts(tables, {q["paper"] for q in found}) if with_context else {}
    number = {name: n for n, name in enumerate(everything.ids.to_pylist())}
    numbers: dict[int, int] = {}
    place = {int(row): n for n, row in enumerate(everything.statement)}
    between = {number[item["paper"]] for item in found}
    quotes = []
    for rows in behind:
        few = QUOTES_EACH if len(rows) == 1 else 1
        made = []
        for row in rows:
            about = int(everything.target[place[row]])
            for item in read.get(row, [])[: few if few == 1 else each]:
                index = numbers.setdefault(number[item["paper"]], len(numbers))
                made.append(_quote(item, index, names.get(about, ""), abstracts))
        quotes.append(tuple(made))
    return Sources(quotes, list(numbers), len(between.union(papers.tolist())))


def _behind(links: Network, everything: Network, each: int) -> tuple[list[list[int]], Ints]:
    """Rows of the statements that make each link: one, or two for each of ``each`` papers.

    And the numbers of all the papers that speak of both ends of a link, or make it themselves.
    """
    papers_of = _papers_of(everything, np.unique(np.r_[links.source, links.target]))
    said = links.source[links.types[links.source] == PAPER]
    behind, all_papers = [], [said]
    for a, b, row in zip(links.source, links.target, links.statement, strict=True):
        if row >= 0:
            behind.append([int(row)])
            continue
        (papers, sure, rows), (others, other_sure, other_rows) = papers_of[a], papers_of[b]
        both, i, j = np.intersect1d(papers, others, assume_unique=True, return_indices=True)
        all_papers.append(both)
        least = np.minimum(sure[i], other_sure[j])
        best = np.lexsort((papers[i], -least))[:each]
        pairs = zip(rows[i[best]], other_rows[j[best]], strict=True)
        behind.append([int(r) for pair in pairs for r in pair])
    return behind, np.unique(np.concatenate(all_papers))


def _papers_of(
    everything: Network, nodes: Ints
) -> "dict[int, tuple[Ints, np.ndarray[Any, np.dtype[np.float64]], Ints]]":
    """For each of ``nodes``: papers that speak of it, with confidence and statement of each."""
    wanted = np.zeros(everything.size, dtype=bool)
    wanted[nodes] = True
    links = everything.links(
        wanted[everything.target] & (everything.types[everything.source] == PAPER)
    )
    order = np.lexsort((-links.confidence, links.source, links.target))
    links = links.links(order)
    first = np.ones(len(order), dtype=bool)
    first[1:] = (links.source[1:] != links.source[:-1]) | (links.target[1:] != links.target[:-1])
    links = links.links(first)
    starts = np.searchsorted(links.target, nodes)
    ends = np.searchsorted(links.target, nodes, side="right")
    return {
        int(node): (links.source[s:e], links.confidence[s:e], links.statement[s:e])
        for node, s, e in zip(nodes, starts, ends, strict=True)
    }


def _read(tables: Tables, rows: set[int]) -> dict[int, list[dict[str, Any]]]:
    """Evidence of the statements in ``rows``, the surest first."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = tables.read("statements", ["id", "predicate"])
    wanted = table.take(pa.array(sorted(rows), pa.int64())).to_pylist()
    row_of = {item["id"]: row for row, item in zip(sorted(rows), wanted, strict=True)}
    predicate_of = {item["id"]: item["predicate"] for item in wanted}
    keys = pa.array(list(row_of), pa.string())
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for batch in tables.batches("evidence", rows=65_536):
        for item in batch.filter(pc.is_in(batch["statement"], value_set=keys)).to_pylist():
            item["predicate"] = predicate_of[item["statement"]]
            found[row_of[item["statement"]]].append(item)
    for quotes in found.values():
        quotes.sort(key=lambda q: (-q["confidence"], q["paper"], q["field"], q["start"]))
        del quotes[PAPERS_EACH:]
    return found


def _texts(tables: Tables, papers: set[str]) -> dict[str, dict[str, str]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    keys = pa.array(sorted(papers), pa.string())
    texts = {}
    for batch in tables.batches("papers", ["id", "title", "abstract"]):
        for row in batch.filter(pc.is_in(batch["id"], value_set=keys)).to_pylist():
            texts[row["id"]] = {"title": row["title"] or "", "abstract": row["abstract"] or ""}
    return texts


def _quote(item: dict[str, Any], paper: int, about: str, texts: dict[str, dict[str, str]]) -> Quote:
    text = texts.get(item["paper"], {}).get(item["field"], "")
    start, end = item["start"], item["end"]
    return Quote(
        paper,
        item["predicate"],
        about,
        item["text"],
        item["confidence"],
        item["extractor"],
        _before(text[:start]),
        _after(text[end:]),
    )


def _before(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    cut = text[-CONTEXT:]
    return "…" + cut[cut.find(" ") + 1 :]


def _after(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    cut = text[:CONTEXT]
    return cut[: cut.rfind(" ") + 1].rstrip() + "…"
