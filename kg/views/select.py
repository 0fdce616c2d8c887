"""What to draw: the overview, what surrounds a node, what a query found, a projection."""

from dataclasses import dataclass, replace

import numpy as np

from kg.errors import KgError, NotFoundError
from kg.graph.tables import Tables
from kg.model import NodeType
from kg.views.find import find
from kg.views.fold import fold
from kg.views.network import PAPER, TYPES, Filters, Ints, Mask, Network, load
from kg.views.rows import Held
from kg.views.strongest import EACH, backbone, connected, core
from kg.views.style import plural

OVERVIEW = (NodeType.METHOD, NodeType.DATASET, NodeType.TASK)
"""What the overview shows; papers are folded into the links between them."""

PEOPLE = (NodeType.AUTHOR, NodeType.ORGANIZATION, NodeType.VENUE)
"""Not drawn around a node unless asked for: they say who and where, not what."""

SHARES = (2, 1, 1)
"""How many of each type of the overview come in turn."""

TOP = 150
"""How many nodes are drawn unless asked otherwise: more is a hairball."""

TOP_AROUND = 80
"""The same around a node, where papers stand between entities."""

LIMIT = 20_000
"""How many nodes can be drawn at all."""

LINKS = 40_000
"""How many links can be drawn at all."""

ALL = Filters()
"""Look at everything."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user asks to see; at most one of ``around`` and ``held``.

    Attributes:
        around: Name, alias or id of a node.
        hops: How far from it; by default as far as the next entities.
        held: What the rows of a query hold.
        project: Two types, such as ``("Method", "Dataset")``: papers become links between them.
        filters: What to look at.
        top: How many nodes at most; by default :data:`TOP`, or all that a query holds.
    """

    around: str | None = None
    hops: int | None = None
    held: Held | None = None
    project: tuple[str, str] | None = None
    filters: Filters = ALL
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What was chosen.

    Attributes:
        network: All nodes, with the links to draw.
        nodes: Numbers of the nodes to draw.
        all: Nodes and links before folding, to find the evidence in.
        title: One line.
        notes: What was left out, one sentence each.
        center: The node that it is about.
        hints: What else could be asked for, one sentence each.
        filters: What was looked at.
    """

    network: Network
    nodes: Ints
    all: Network
    title: str
    notes: tuple[str, ...]
    center: int | None = None
    hints: tuple[str, ...] = ()
    filters: Filters = ALL


def select(tables: Tables, choice: Choice) -> Part:
    """The part of a graph that ``choice`` asks for.

    Raises:
        NotFoundError: Nothing is called ``choice.around``, or nothing is left to draw.
        KgError: Options that do not go together.
    """
    if choice.around is not None and choice.held is not None:
        raise KgError("draw around a node or the result of a query, not both")
    network = load(tables, choice.filters)
    if choice.around is not None:
        part = _around(tables, network, choice)
    elif choice.held is not None:
        part = _query(network, choice, choice.held)
    elif choice.project is not None:
        part = _project(network, choice, choice.project)
    elif NodeType.PAPER in choice.filters.types:
        part = _plain(network, choice)
    else:
        part = _overview(network, choice)
    if not len(part.nodes):
        raise NotFoundError(
            f"nothing to draw in {tables.root} under these options: widen the filters"
        )
    return part


def _around(tables: Tables, network: Network, choice: Choice) -> Part:
    found = find(tables, choice.around or "")
    center = int(np.flatnonzero(np.asarray(network.ids) == found.id)[0])
    hints = [_also(found.others)] if found.others else []
    if not choice.filters.types and choice.project is None:
        choice, hint = _without_people(network, choice, TYPES[network.types[center]])
        hints += hint
    direct = choice.project is None and _papers_drawn(choice.filters)
    if direct:
        hops = choice.hops or (1 if network.types[center] == PAPER else 2)
        drawn, base = _typed(network, choice.filters, center), network
    else:
        hops = choice.hops or 1
        near = _reach(network, center, 2 * hops)
        allowed = near & _foldable(network, choice)
        allowed[center] = True
        base = fold(network, allowed, choice.project)
        drawn = allowed
    nodes = _reach(base.among(drawn), center, hops) & drawn
    part = _cut(base, network, nodes, choice, f"Around {found.name}", [], center=center)
    return replace(part, hints=(*hints, *part.hints))


def _without_people(network: Network, choice: Choice, center: str) -> tuple[Choice, list[str]]:
    """``choice`` without authors, organizations and venues, unless it is about one of them."""
    if center in PEOPLE or not (network.of_types(PEOPLE) & (network.papers > 0)).any():
        return choice, []
    types = tuple(t for t in TYPES if t not in PEOPLE)
    hint = "Authors, organizations and venues are not drawn: --type says which types are."
    return replace(choice, filters=replace(choice.filters, types=types)), [hint]


def _query(network: Network, choice: Choice, held: Held) -> Part:
    ids = np.asarray(network.ids)
    nodes = np.isin(ids, sorted(held.nodes))
    rows = np.isin(network.statement, sorted(held.statements))
    nodes[network.source[rows]] = True
    nodes[network.target[rows]] = True
    nodes &= _typed(network, choice.filters, None)
    direct = network.among(nodes)
    if held.statements and not held.nodes:
        direct = direct.links(np.isin(direct.statement, sorted(held.statements)))
    base = direct
    if choice.project is not None or not len(direct.source):
        base = fold(network, nodes & (network.types != PAPER), choice.project)
    title = held.title or "Result of a query"
    top = choice.top or LIMIT
    return _cut(base, network, nodes, choice, title, [], top=top, alone=True)


def _project(network: Network, choice: Choice, sides: tuple[str, str]) -> Part:
    top = min(choice.top or TOP, LIMIT)
    nodes = _most_used(network, network.of_types(sides), max(2000, 3 * top))
    base = fold(network, nodes, sides)
    title = _and([plural(side) for side in dict.fromkeys(sides)]).capitalize()
    return _cut(base, network, nodes, choice, f"{title} in the same papers", [])


def _plain(network: Network, choice: Choice) -> Part:
    nodes = _typed(network, choice.filters, None)
    what = _and([plural(name) for name in choice.filters.types])
    return _cut(network, network, nodes, choice, what.capitalize(), [])


def _overview(network: Network, choice: Choice) -> Part:
    types = choice.filters.types or OVERVIEW
    shares = SHARES if types == OVERVIEW else (1,) * len(types)
    top = min(choice.top or TOP, LIMIT)
    nodes = _in_turn(network, types, shares, top)
    base = fold(network, nodes)
    total = int((network.of_types(types) & (network.papers > 0)).sum())
    what = _and([plural(name) for name in types])
    notes = [] if total <= top else [f"The most used {top:,} of {total:,} {what} are drawn."]
    return _cut(base, network, nodes, choice, f"Most used {what}", notes)


def _cut(
    base: Network,
    network: Network,
    nodes: Mask,
    choice: Choice,
    title: str,
    notes: list[str],
    *,
    center: int | None = None,
    top: int | None = None,
    alone: bool = False,
) -> Part:
    """``nodes`` and their links in ``base``, cut down to what can be drawn."""
    linked = nodes if alone else connected(base, nodes, center)
    limit = min(top or choice.top or (TOP if center is None else TOP_AROUND), LIMIT)
    drawn = core(base, linked, limit, center)
    if not alone:
        drawn = connected(base, drawn, center)
    cut, hints = [], []
    if linked.sum() > limit:
        cut.append(f"The best connected {drawn.sum():,} of {linked.sum():,} nodes are drawn.")
        if limit < LIMIT:
            hints.append("Ask for more with --top.")
    inner = base.among(drawn)
    links = _thinned(inner, int(drawn.sum()), center)
    if len(links.source) < len(inner.source):
        cut.append(f"The strongest {len(links.source):,} of {len(inner.source):,} links are drawn.")
    notes = [*cut, *notes]
    return Part(
        links,
        np.flatnonzero(drawn),
        network,
        title,
        tuple(notes),
        center,
        tuple(hints),
        choice.filters,
    )


def _thinned(links: Network, nodes: int, center: int | None) -> Network:
    if (links.statement < 0).any() and len(links.source) > 2 * nodes:
        every, each = links, EACH
        links = backbone(every, each, center)
        while len(links.source) > LINKS and each > 1:
            each -= 1
            links = backbone(every, each, center)
    if len(links.source) > LINKS:
        order = np.lexsort((links.statement, -links.confidence, -links.weight))
        links = links.links(np.sort(order[:LINKS]))
    return links


def _papers_drawn(filters: Filters) -> bool:
    return not filters.types or NodeType.PAPER in filters.types


def _typed(network: Network, filters: Filters, center: int | None) -> Mask:
    nodes = network.of_types(filters.types or TYPES)
    if center is not None:
        nodes[center] = True
    return nodes


def _foldable(network: Network, choice: Choice) -> Mask:
    types = choice.project or choice.filters.types or OVERVIEW
    return network.of_types(tuple(t for t in types if t != NodeType.PAPER))


def _reach(network: Network, center: int, hops: int) -> Mask:
    """The nodes at most ``hops`` links from ``center``."""
    reached = np.zeros(network.size, dtype=bool)
    reached[center] = True
    for _ in range(hops):
        out, back = reached[network.source], reached[network.target]
        reached[network.target[out]] = True
        reached[network.source[back]] = True
    return reached


def _most_used(network: Network, nodes: Mask, limit: int) -> Mask:
    """The ``limit`` of ``nodes`` that most papers speak of."""
    candidates = np.flatnonzero(nodes & (network.papers > 0))
    order = np.lexsort((candidates, -network.papers[candidates]))
    chosen = np.zeros(network.size, dtype=bool)
    chosen[candidates[order[:limit]]] = True
    return chosen


def _in_turn(network: Network, types: tuple[str, ...], shares: tuple[int, ...], limit: int) -> Mask:
    """The most used nodes, types taking turns by their shares, until there are ``limit``."""
    places, numbers = [], []
    for name, share in zip(types, shares, strict=True):
        candidates = np.flatnonzero(network.of_types((name,)) & (network.papers > 0))
        order = np.lexsort((candidates, -network.papers[candidates]))
        numbers.append(candidates[order])
        places.append(np.arange(len(order)) // share)
    number = np.concatenate(numbers)
    order = np.lexsort((number, -network.papers[number], np.concatenate(places)))
    chosen = np.zeros(network.size, dtype=bool)
    chosen[number[order[:limit]]] = True
    return chosen


def _also(others: tuple[str, ...]) -> str:
    more = "" if len(others) <= 3 else f" and {len(others) - 3} more"
    return f"The same name also stands for {', '.join(others[:3])}{more}."


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
