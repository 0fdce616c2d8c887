"""From a chosen part of a graph to a picture: names, sizes, places, evidence."""

from typing import Any

import numpy as np

from kg.graph.tables import Tables
from kg.views.evidence import sources
from kg.views.layout import layout
from kg.views.network import PAPER, PREDICATES, TYPES, Filters, Ints, Network
from kg.views.picture import Edge, Node, Paper, Picture
from kg.views.select import Part
from kg.views.style import line_style, node_radius

_WEB = ("http://", "https://")


def draw(tables: Tables, part: Part, title: str | None = None) -> Picture:
    """The picture of ``part``, with ``title`` in place of its own."""
    nodes = _by_importance(part)
    number = np.full(part.network.size, -1)
    number[nodes] = np.arange(len(nodes))
    described = _described(tables, part.network, nodes)
    names = {int(n): row["name"] for n, row in zip(nodes, described, strict=True)}
    links = part.network.links(np.lexsort(_edge_order(part.network, number)))
    evidence = sources(tables, links, part.all, names)
    radii = _radii(part, nodes)
    source, target = number[links.source], number[links.target]
    places = layout(len(nodes), source, target, 1 + np.log2(np.maximum(links.weight, 1)), radii)
    years = _years(tables, part.all, nodes)
    return Picture(
        title or part.title,
        _subtitle(part, nodes, len(links.source), evidence.behind),
        part.notes,
        tuple(
            Node(
                id=row["id"],
                type=TYPES[part.network.types[n]],
                name=row["name"],
                aliases=row["aliases"],
                papers=int(part.network.papers[n]),
                years=years.get(int(n), ()),
                url=row["url"],
                x=float(x),
                y=float(y),
                size=float(size),
            )
            for n, row, (x, y), size in zip(nodes, described, places, radii, strict=True)
        ),
        tuple(
            Edge(int(a), int(b), PREDICATES[p], int(w), float(c), quotes)
            for a, b, p, w, c, quotes in zip(
                source,
                target,
                links.predicate,
                links.weight,
                links.confidence,
                evidence.quotes,
                strict=True,
            )
        ),
        _papers(tables, part.network, evidence.papers),
        None if part.center is None else int(number[part.center]),
        part.hints,
    )


def _importance(part: Part) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Of every node: papers that speak of it; for a paper a little, by its links."""
    degree = part.network.degree()
    paper = part.network.types == PAPER
    return np.where(paper, 0.2 * np.minimum(degree, 5), np.maximum(part.network.papers, 1))


def _by_importance(part: Part) -> Ints:
    """The nodes to draw, the most important first; the centre before all."""
    importance = _importance(part)[part.nodes]
    centre = part.nodes == (-1 if part.center is None else part.center)
    return part.nodes[np.lexsort((part.nodes, -importance, ~centre))]


def _radii(part: Part, nodes: Ints) -> "np.ndarray[Any, np.dtype[np.float64]]":
    importance = _importance(part)
    most = float(importance[nodes].max(initial=1))
    radii = [node_radius(float(importance[n]), most) for n in nodes]
    if part.center is not None:
        radii[0] = max(radii[0], 18.0)
    return np.array(radii)


def _edge_order(network: Network, number: Ints) -> "tuple[Ints, Ints, Ints]":
    return network.predicate, number[network.target], number[network.source]


def _described(tables: Tables, network: Network, nodes: Ints) -> list[dict[str, Any]]:
    """Id, name, aliases and address of each of ``nodes``."""
    papers = tables.count("papers")
    columns = ["id", "title", "url", "arxiv", "doi"]
    rows = dict(_rows(tables, "papers", columns, nodes[nodes < papers], 0))
    columns = ["id", "name", "aliases", "url"]
    rows |= _rows(tables, "entities", columns, nodes[nodes >= papers], papers)
    return [_description(rows[int(n)]) for n in nodes]


def _rows(
    tables: Tables, table: str, columns: list[str], nodes: Ints, first: int
) -> dict[int, dict[str, Any]]:
    """Rows of ``table`` by the number of their node; the table's first row is node ``first``."""
    taken = tables.read(table, columns).take(np.asarray(nodes - first))
    return {int(n): row for n, row in zip(nodes, taken.to_pylist(), strict=True)}


def _description(row: dict[str, Any]) -> dict[str, Any]:
    if "title" in row:
        return {
            "id": row["id"],
            "name": row["title"] or row["id"],
            "aliases": (),
            "url": paper_url(row),
        }
    name = row["name"] or row["id"]
    others = [a for a in row["aliases"] or () if a["name"] != name]
    return {
        "id": row["id"],
        "name": name,
        "aliases": tuple((a["name"], a["papers"]) for a in others),
        "url": web_url(row["url"]),
    }


def paper_url(row: dict[str, Any]) -> str:
    """Where a paper can be read: its page, else what its arXiv identifier or DOI resolve to."""
    if row.get("url"):
        return web_url(row["url"])
    if row.get("arxiv"):
        return f"https://arxiv.org/abs/{row['arxiv']}"
    return f"https://doi.org/{row['doi']}" if row.get("doi") else ""


def web_url(url: str | None) -> str:
    """``url`` where it leads to the web, else nothing: ``javascript:`` is no address."""
    return url if url and url.lower().startswith(_WEB) else ""


def _papers(tables: Tables, network: Network, numbers: list[int]) -> tuple[Paper, ...]:
    columns = ["id", "title", "url", "arxiv", "doi", "year"]
    rows = _rows(tables, "papers", columns, np.array(numbers, dtype=np.int64), 0)
    return tuple(
        Paper(rows[n]["title"] or rows[n]["id"], paper_url(rows[n]), rows[n]["year"])
        for n in numbers
    )


def _years(
    tables: Tables, everything: Network, nodes: Ints
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Papers by year that speak of each of ``nodes``; of a paper, itself."""
    year = tables.read("papers", ["year"])["year"].fill_null(0).to_numpy()
    wanted = np.zeros(everything.size, dtype=bool)
    wanted[nodes] = True
    keep = wanted[everything.target] & (everything.types[everything.source] == PAPER)
    pairs = np.unique(everything.target[keep] * everything.size + everything.source[keep])
    thing, paper = np.divmod(pairs, max(1, everything.size))
    found: dict[int, dict[int, int]] = {}
    for t, y in zip(thing.tolist(), year[paper].tolist(), strict=True):
        if y:
            counts = found.setdefault(t, {})
            counts[y] = counts.get(y, 0) + 1
    for n in nodes[nodes < len(year)].tolist():
        if year[n]:
            found[n] = {int(year[n]): 1}
    return {t: tuple(sorted(counts.items())) for t, counts in found.items()}


def _subtitle(part: Part, nodes: Ints, links: int, papers: int) -> str:
    """How much is drawn, from how many papers, under which filters."""
    drawn = int((part.network.types[nodes] == PAPER).sum())
    said = [f"{_count(len(nodes), 'node')}, {_count(links, 'link')}"]
    if papers and not drawn:
        said[0] += f", from {_count(papers, 'paper')}"
    return "; ".join([*said, *_narrowed(part.filters)])


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _narrowed(filters: Filters) -> list[str]:
    """What filters leave of papers and statements; types are seen in the legend."""
    said = []
    if filters.since is not None or filters.until is not None:
        since, until = filters.since, filters.until
        span = f"of {since}" if since == until else f"from {since} to {until}"
        if not since or not until:
            span = f"since {since}" if since else f"until {until}"
        said.append(f"papers {span}")
    if filters.min_confidence > 0:
        said.append(f"confidence at least {filters.min_confidence:g}")
    if filters.predicates:
        said.append("only " + ", ".join(line_style(name).label for name in filters.predicates))
    return said
