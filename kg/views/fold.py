"""Papers folded into weighted links: two entities are linked by the papers that speak of both."""

import numpy as np

from kg.graph.projection import pairs
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
    keep = (network.types[network.source] == PAPER) & nodes[network.target]
    said = pairs(network.source[keep], network.target[keep], network.confidence[keep])
    first = said.first()
    linked = said.a[first], said.b[first], said.count(), said.confidence[first]
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
