"""Papers folded into weighted links: two entities are linked by the papers that speak of both."""

import numpy as np

from kg.views.network import PAPER, PREDICATES, Ints, Mask, Network
from kg.views.picture import SHARED


def fold(network: Network, nodes: Mask, sides: tuple[str, str] | None = None) -> Network:
    """Links between entities in ``nodes`` that share papers, and the statements between them.

    Args:
        network: Papers and entities.
        nodes: The entities to link.
        sides: Only link an entity of the first type with one of the second.

    Returns:
        The same nodes. Of a link that stands for papers, ``weight`` is their number and
        ``confidence`` that of the best of them, in which the less sure of two statements counts.
    """
    said = _said(network, nodes)
    linked = _pairs(said, network.size)
    if sides is not None:
        linked = _of_sides(network, linked, sides)
    a, b, count, confidence = linked
    direct = network.links(
        nodes[network.source]
        & nodes[network.target]
        & (network.types[network.source] != PAPER)
        & (network.source != network.target)
    )
    if sides is not None:
        one, two = (network.of_types((side,)) for side in sides)
        s, t = direct.source, direct.target
        direct = direct.links((one[s] & two[t]) | (two[s] & one[t]))
    return Network(
        network.ids,
        network.types,
        network.papers,
        np.concatenate([a, direct.source]),
        np.concatenate([b, direct.target]),
        np.concatenate([np.full(len(a), PREDICATES.index(SHARED)), direct.predicate]),
        np.concatenate([confidence, direct.confidence]),
        np.concatenate([count, direct.weight]),
        np.concatenate([np.full(len(a), -1), direct.statement]),
    )


def _said(network: Network, nodes: Mask) -> "tuple[Ints, Ints, np.ndarray]":
    """Distinct (paper, entity) with the best confidence, sorted by paper."""
    keep = (network.types[network.source] == PAPER) & nodes[network.target]
    paper, thing = network.source[keep], network.target[keep]
    confidence = network.confidence[keep]
    order = np.lexsort((-confidence, thing, paper))
    paper, thing, confidence = paper[order], thing[order], confidence[order]
    first = np.ones(len(paper), dtype=bool)
    first[1:] = (paper[1:] != paper[:-1]) | (thing[1:] != thing[:-1])
    return paper[first], thing[first], confidence[first]


def _pairs(
    said: "tuple[Ints, Ints, np.ndarray]", size: int
) -> "tuple[Ints, Ints, Ints, np.ndarray]":
    """Every pair of entities that a paper speaks of: both, number of papers, best confidence."""
    paper, thing, confidence = said
    starts = np.flatnonzero(np.r_[True, paper[1:] != paper[:-1]]) if len(paper) else paper
    ends = np.r_[starts[1:], len(paper)] if len(paper) else paper
    keys, sure = [np.empty(0, np.int64)], [np.empty(0)]
    for length in np.unique(ends - starts):
        if length < 2:
            continue
        i, j = np.triu_indices(length, 1)
        rows = starts[ends - starts == length][:, None]
        left, right = (rows + i).ravel(), (rows + j).ravel()
        keys.append(thing[left] * size + thing[right])
        sure.append(np.minimum(confidence[left], confidence[right]))
    key, best = np.concatenate(keys), np.concatenate(sure)
    order = np.lexsort((-best, key))
    key, best = key[order], best[order]
    unique, first, count = np.unique(key, return_index=True, return_counts=True)
    a, b = np.divmod(unique, size) if size else (unique, unique)
    return a, b, count.astype(np.int64), best[first]


def _of_sides(
    network: Network, linked: "tuple[Ints, Ints, Ints, np.ndarray]", sides: tuple[str, str]
) -> "tuple[Ints, Ints, Ints, np.ndarray]":
    """The pairs with one end on each side, the first side first."""
    a, b, count, confidence = linked
    one, two = (network.of_types((side,)) for side in sides)
    straight, turned = one[a] & two[b], one[b] & two[a]
    keep = straight | turned
    source = np.where(straight, a, b)[keep]
    target = np.where(straight, b, a)[keep]
    return source, target, count[keep], confidence[keep]
