"""Where nodes stand: a force-directed layout that gives the same places for the same network.

Connected nodes attract each other and all nodes repel each other (Fruchterman and Reingold 1991),
from a start that already has the right distances (pivot MDS, Brandes and Pich 2007). Above
:data:`EXACT` nodes, repulsion falls off faster, or what stands at the rim would be blown away (Hu
2005), and is computed as particle-mesh codes do: from the density on a grid, by a Fourier
transform, and exactly between near nodes. A step then takes little more than linear time.
Components are laid out one by one and packed into rows.

networkx has the same kind of layout, but takes minutes for what is needed here in seconds.
"""

import numpy as np

from kg.views.network import Floats, Ints

EXACT = 700
"""Up to how many nodes all pairs repel each other."""

SPACE = 78.0
"""Distance between neighbours that the forces aim at, in pixels."""

_PIVOTS = 24
_MANY = 6_000
_STEEP = 1.8  # the power of the distance with which repulsion falls off in large networks
_NEAR = 0.6  # spaces
_GAP = 14.0
_FAR = 5.0  # spaces
_WIDE = 1.5  # screens and slides are wider than high


def layout(size: int, source: Ints, target: Ints, weight: Floats, radius: Floats) -> Floats:
    """The places of ``size`` nodes, one row ``x, y`` each, in pixels, rounded to whole ones.

    Args:
        size: Number of nodes.
        source: One end of each link, from 0.
        target: The other end.
        weight: How close a link holds its ends, above 0; 1 is usual.
        radius: Of each node, in pixels.
    """
    label = components(size, source, target)
    blocks = []
    for nodes in _groups(label):
        number = np.full(size, -1)
        number[nodes] = np.arange(len(nodes))
        inside = number[source] >= 0
        ends = number[source[inside]], number[target[inside]]
        places = _component(len(nodes), *ends, weight[inside])
        blocks.append((nodes, _apart(places, radius[nodes])))
    return np.rint(_packed(size, blocks, radius)) + 0.0


def components(size: int, source: Ints, target: Ints) -> Ints:
    """The smallest node number in the connected component of each node."""
    label = np.arange(size)
    while True:
        lower = np.minimum(label[source], label[target])
        new = label.copy()
        np.minimum.at(new, source, lower)
        np.minimum.at(new, target, lower)
        new = new[new]
        if (new == label).all():
            return label
        label = new


def _groups(label: Ints) -> list[Ints]:
    """The nodes of each component, the largest first."""
    order = np.argsort(label, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(label[order])) + 1) if len(label) else []
    return sorted(groups, key=lambda nodes: (-len(nodes), nodes[0]))


def _component(size: int, source: Ints, target: Ints, weight: Floats) -> Floats:
    if size <= 3:
        return np.array([[0.0, 0.0], [SPACE, 0.0], [SPACE / 2, SPACE * 0.8]])[:size]
    places = _start(size, source, target)
    steps = 300 if size <= EXACT else 200 if size <= _MANY else 120
    hold = weight / SPACE
    # Hubs would otherwise pull everything into one ball.
    degree = np.bincount(np.r_[source, target], minlength=size)
    hold = hold / np.sqrt(np.minimum(degree[source], degree[target]))
    for step in range(steps):
        # Far nodes repel each other until the large shape is found; then clusters come closer.
        far = np.inf if step < steps // 2 else _FAR * SPACE
        force = _repulsion(places, far)
        apart = places[target] - places[source]
        pull = apart * (hold * _length(apart))[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(source, pull[:, axis], size)
            force[:, axis] -= np.bincount(target, pull[:, axis], size)
        force -= places * (0.03 if far == np.inf else 0.08)
        heat = SPACE * 1.5 * (1 - step / steps) ** 2 + 0.5
        length = _length(force)
        places = places + force * (np.minimum(length, heat) / length)[:, None]
    return np.asarray(places - places.mean(axis=0))


def _start(size: int, source: Ints, target: Ints) -> Floats:
    """Pivot MDS: places whose distances are like those along the links, turned to lie flat."""
    neighbours, starts = _adjacency(size, source, target)
    nearest = np.full(size, np.iinfo(np.int64).max)
    pivot, columns = int(np.argmax(np.diff(starts))), []
    for _ in range(min(_PIVOTS, size)):
        distance = _distances(size, neighbours, starts, pivot)
        columns.append(distance)
        nearest = np.minimum(nearest, distance)
        pivot = int(np.argmax(nearest))
    squared = np.stack(columns, axis=1).astype(np.float64) ** 2
    centred = squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean()
    # einsum, not a matrix product: BLAS sums in an order that depends on the number of threads.
    _, vectors = np.linalg.eigh(np.einsum("ni,nj->ij", centred, centred))
    places = np.stack([np.einsum("ni,i->n", centred, vectors[:, -i]) for i in (1, 2)], axis=1)
    for axis in (0, 1):
        flip = places[np.argmax(np.abs(places[:, axis])), axis] < 0
        places[:, axis] *= (-1 if flip else 1) / max(float(places[:, axis].std()), 1e-9)
    angle = np.arange(size) * 2.399963229728653  # the golden angle: equals go apart
    jitter = 0.3 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return np.asarray(np.round((places + jitter) * SPACE * np.sqrt(size) / 3, 2))


def _adjacency(size: int, source: Ints, target: Ints) -> tuple[Ints, Ints]:
    ends, others = np.r_[source, target], np.r_[target, source]
    order = np.lexsort((others, ends))
    return others[order], np.searchsorted(ends[order], np.arange(size + 1))


def _distances(size: int, neighbours: Ints, starts: Ints, pivot: int) -> Ints:
    """Number of links from ``pivot`` to every node."""
    distance = np.full(size, -1)
    distance[pivot] = 0
    edge = np.array([pivot])
    while len(edge):
        counts = starts[edge + 1] - starts[edge]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        reached = np.unique(neighbours[np.repeat(starts[edge], counts) + offsets])
        following = reached[distance[reached] < 0]
        distance[following] = distance[edge[0]] + 1
        edge = following
    return distance


def _repulsion(places: Floats, far: float) -> Floats:
    """The sum of the forces that push each node away from the nodes nearer than ``far``."""
    if len(places) > EXACT:
        return _by_mesh(places, far, 128 if len(places) <= _MANY else 256) + _by_pairs(places)
    x = places[:, 0][:, None] - places[:, 0]
    y = places[:, 1][:, None] - places[:, 1]
    squared = x * x + y * y
    push = SPACE**2 / np.maximum(squared, 1.0) * (squared < far * far)
    return np.stack([(x * push).sum(1), (y * push).sum(1)], axis=1)


def _by_mesh(places: Floats, far: float, cells: int) -> Floats:
    """Repulsion from the density of nodes on a grid of ``cells`` by ``cells``."""
    low = places.min(0)
    side = max(float((places.max(0) - low).max()) / (cells - 2), 1e-6)
    cell = np.floor((places - low) / side).astype(np.int64)
    part = (places - low) / side - cell
    # Each node is spread over the four corners of its cell, and feels the force there.
    corners = [
        (
            (cell[:, 0] + right) * cells + cell[:, 1] + up,
            np.abs(1 - right - part[:, 0]) * np.abs(1 - up - part[:, 1]),
        )
        for right in (0, 1)
        for up in (0, 1)
    ]
    density = np.zeros(cells * cells)
    for key, share in corners:
        density += np.bincount(key, share, cells * cells)
    shape = (2 * cells, 2 * cells)  # twice as large: what leaves on one side must not come back
    spread = np.fft.rfft2(density.reshape(cells, cells), shape)
    steps = np.arange(2 * cells)
    away = np.where(steps < cells, steps, steps - 2 * cells) * side
    squared = away[:, None] ** 2 + away[None, :] ** 2
    push = _steep(squared) * (squared < far * far)
    force = np.zeros_like(places)
    for axis, along in enumerate((away[:, None], away[None, :])):
        field = np.fft.irfft2(spread * np.fft.rfft2(along * push), shape)[:cells, :cells].ravel()
        for key, share in corners:
            force[:, axis] += share * field[key]
    return force


def _by_pairs(places: Floats) -> Floats:
    """Repulsion between the nearest nodes, which a grid is too coarse for."""
    one, two = _close(places, _NEAR * SPACE)
    way = places[one] - places[two]
    squared = (way * way).sum(1)
    push = way * (0.5 * _steep(squared) * (squared < (_NEAR * SPACE) ** 2))[:, None]
    return _summed(push, one, two, len(places))


def _steep(squared: Floats) -> Floats:
    """Repulsion of large networks over the distance, at the squared distance ``squared``."""
    power = 1 + _STEEP
    return np.asarray(SPACE**power / np.maximum(squared, 16.0) ** (power / 2))


def _summed(pushes: Floats, one: Ints, two: Ints, size: int) -> Floats:
    """The sum of ``pushes`` at each node: towards ``one`` of a pair, away from ``two``."""
    return np.stack(
        [
            np.bincount(one, pushes[:, axis], size) - np.bincount(two, pushes[:, axis], size)
            for axis in (0, 1)
        ],
        axis=1,
    )


def _apart(places: Floats, radius: Floats, rounds: int = 30) -> Floats:
    """``places`` with nodes that overlap, or nearly do, pushed apart."""
    for _ in range(rounds if len(places) > 3 else 0):
        one, two = _close(places, 2 * float(radius.max()) + _GAP)
        way = places[one] - places[two]
        distance = _length(way)
        push = np.maximum(radius[one] + radius[two] + _GAP - distance, 0)
        if not push.any():
            break
        moved = way * (0.4 * push / distance)[:, None]
        places = places + _summed(moved, one, two, len(places))
    return places


def _close(places: Floats, reach: float) -> tuple[Ints, Ints]:
    """Pairs of nodes in the same or in neighbouring cells of a grid of ``reach`` pixels."""
    cell = np.floor((places - places.min(0)) / reach).astype(np.int64)
    row = int(cell[:, 0].max()) + 3
    key = (cell[:, 1] + 1) * row + cell[:, 0] + 1
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    pairs = []
    # Half of the neighbours, so that no pair comes twice.
    for offset in (0, 1, row - 1, row, row + 1):
        first = np.searchsorted(ordered, key + offset)
        last = np.searchsorted(ordered, key + offset, side="right")
        count = last - first
        one = np.repeat(np.arange(len(key)), count)
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        two = order[np.repeat(first, count) + within]
        keep = one < two if offset == 0 else np.ones(len(one), dtype=bool)
        pairs.append((one[keep], two[keep]))
    return np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])


def _packed(size: int, blocks: list[tuple[Ints, Floats]], radius: Floats) -> Floats:
    """All components on one plane: the largest first, the others in rows below it."""
    placed = np.zeros((size, 2))
    if not blocks:
        return placed
    boxes = []
    for nodes, places in blocks:
        wide = _stretched(places) if len(nodes) > 8 else places
        room = radius[nodes][:, None] + SPACE * 0.4
        low = (wide - room).min(0)
        boxes.append((nodes, wide - low, (wide + room).max(0) - low))
    area = sum(float(extent[0] * extent[1]) for _, _, extent in boxes)
    width = max(float(boxes[0][2][0]), np.sqrt(area * _WIDE))
    left = top = height = 0.0
    for nodes, places, extent in boxes:
        if left and left + extent[0] > width:
            left, top, height = 0.0, top + height, 0.0
        placed[nodes] = places + np.array([left, top])
        left, height = left + float(extent[0]), max(height, float(extent[1]))
    return np.asarray(placed - (placed.max(0) + placed.min(0)) / 2)


def _stretched(places: Floats) -> Floats:
    """``places`` with one axis drawn out, as far as it does no harm, to fill a wide screen."""
    span = np.maximum(places.max(0) - places.min(0), 1.0)
    factor = _WIDE * float(span[1]) / float(span[0])
    across, down = min(max(factor, 1.0), 1.6), min(max(1 / factor, 1.0), 1.6)
    return np.asarray(places * np.array([across, down]))


def _length(vectors: Floats) -> Floats:
    return np.asarray(np.sqrt(np.maximum((vectors * vectors).sum(1), 1e-4)))
