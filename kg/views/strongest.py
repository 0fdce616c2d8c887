"""Which part of a network to draw where all of it would be too much."""

import numpy as np

from kg.views.network import Ints, Mask, Network

EACH = 4
"""How many of its strongest links every node keeps when links are thinned."""


def core(network: Network, nodes: Mask, limit: int, keep: int | None = None) -> Mask:
    """At most ``limit`` of ``nodes``: the best connected, with links among themselves.

    The least connected nodes are peeled off until few enough are left, so that what stays is
    connected to what stays, and not to what went. Ties go to the node that more papers speak of.

    Args:
        network: The links; their weights count.
        nodes: The candidates.
        limit: How many may stay.
        keep: A node that stays whatever its links.
    """
    alive = nodes.copy()
    while (excess := int(alive.sum()) - limit) > 0:
        inner = alive[network.source] & alive[network.target]
        strength = _strength(network, inner)
        candidates = np.flatnonzero(alive)
        if keep is not None:
            candidates = candidates[candidates != keep]
        order = np.lexsort((-candidates, network.papers[candidates], strength[candidates]))
        idle = int((strength[candidates] == 0).sum())
        # A quarter at a time: the links of those that go no longer count in the next round.
        drop = max(1, -(-excess // 4), min(excess, idle))
        alive[candidates[order[:drop]]] = False
    return alive


def connected(network: Network, nodes: Mask, keep: int | None = None) -> Mask:
    """``nodes`` without those that have no link to another one of them."""
    inner = nodes[network.source] & nodes[network.target]
    linked = nodes & (_strength(network, inner) > 0)
    if keep is not None:
        linked[keep] = True
    return linked


def backbone(network: Network, each: int = EACH, center: int | None = None) -> Network:
    """The links that say most: for every node the ``each`` that tie it closest, and statements.

    Links that stand for papers are ranked by Salton's cosine (papers shared, over the geometric
    mean of the papers of both ends), which does not let the most used entities win everywhere.
    Links of ``center`` all stay.
    """
    shared = network.statement < 0
    product = network.papers[network.source] * network.papers[network.target]
    cosine = network.weight / np.sqrt(np.maximum(product, 1))
    rank = np.zeros(len(cosine), dtype=np.int64)
    order = np.lexsort((network.target, network.source, -network.weight, -cosine))
    rank[order] = np.arange(len(order))
    keep = ~shared
    if center is not None:
        keep |= (network.source == center) | (network.target == center)
    for near in (network.source, network.target):
        other = network.target if near is network.source else network.source
        keep |= _first_of_each(near, other, rank, network.size, each)
    return network.links(keep)


def _first_of_each(near: Ints, other: Ints, rank: Ints, size: int, each: int) -> Mask:
    """Which links are among the first ``each`` by ``rank`` at their end ``near``.

    Every link counts at both of its ends.
    """
    ends = np.concatenate([near, other])
    ranks = np.concatenate([rank, rank])
    order = np.lexsort((ranks, ends))
    starts = np.searchsorted(ends[order], np.arange(size))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - starts[ends[order]]
    return np.asarray(place[: len(near)] < each)


def _strength(network: Network, inner: Mask) -> Ints:
    """Sum of the weights of the links in ``inner`` at each node."""
    ends = np.concatenate([network.source[inner], network.target[inner]])
    weight = np.concatenate([network.weight[inner]] * 2)
    return np.bincount(ends, weights=weight, minlength=network.size).astype(np.int64)
