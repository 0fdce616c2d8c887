"""Places of nodes, and of names in stills."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.layout import EXACT, SPACE, components, layout
from kg.views.place import Box, Disc, place


def laid(size: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return layout(size, ends[:, 0], ends[:, 1], np.ones(len(ends)), np.full(size, 8.0))


@given(st.integers(1, 40), st.data())
@settings(max_examples=30, deadline=None)
def test_every_graph_has_finite_places_that_do_not_overlap(size: int, data: st.DataObject) -> None:
    node = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(node, node), max_size=60))
    places = laid(size, pairs)
    assert np.isfinite(places).all() and places.shape == (size, 2)
    assert (laid(size, pairs) == places).all()
    away = np.hypot(*(places[:, None] - places).transpose(2, 0, 1)) + np.eye(size) * 1e9
    assert away.min() > 16  # two radii of 8


def test_neighbours_stand_nearer_than_others() -> None:
    # Two rings of twelve, joined by one link.
    pairs = [(n, (n + 1) % 12) for n in range(12)]
    pairs += [(12 + n, 12 + (n + 1) % 12) for n in range(12)] + [(0, 12)]
    places = laid(24, pairs)
    away = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    near = np.mean([away[a, b] for a, b in pairs])
    assert near < 0.5 * away[:12, 12:].mean()


def grid(side: int) -> list[tuple[int, int]]:
    """The links of a square grid."""
    across = [(n, n + 1) for n in range(side * side) if (n + 1) % side]
    return across + [(n, n + side) for n in range(side * (side - 1))]


def test_large_graphs_keep_neighbours_near_and_fill_the_page() -> None:
    side = 30
    assert side * side > EXACT
    pairs = grid(side)
    places = laid(side * side, pairs)
    away = np.array([np.hypot(*(places[a] - places[b])) for a, b in pairs])
    assert np.median(away) < 0.1 * np.ptp(places[:, 0])
    middle = np.hypot(*places.T)
    assert np.median(middle) > 0.35 * middle.max()  # no ball with a few long arms


def test_many_leaves_are_not_blown_away() -> None:
    # 40 stars of 25 around a ring: every leaf stays within a few spaces of its middle.
    ring = [(n, (n + 1) % 40) for n in range(40)]
    leaves = [(n % 40, 40 + n) for n in range(40 * 25)]
    places = laid(40 + len(leaves), ring + leaves)
    away = np.array([np.hypot(*(places[a] - places[b])) for a, b in leaves])
    assert away.max() < 4.5 * SPACE


@given(st.integers(1, 30), st.data())
def test_components_are_those_of_a_search(size: int, data: st.DataObject) -> None:
    node = st.integers(0, size - 1)
    pairs = data.draw(st.lists(st.tuples(node, node), max_size=40))
    label = {n: {n} for n in range(size)}
    for a, b in pairs:
        merged = label[a] | label[b]
        for n in merged:
            label[n] = merged
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    found = components(size, ends[:, 0], ends[:, 1])
    assert [min(label[n]) for n in range(size)] == found.tolist()


@given(
    st.lists(
        st.tuples(st.floats(20, 480), st.floats(20, 330), st.floats(2, 12), st.integers(10, 120)),
        max_size=60,
    )
)
@settings(max_examples=40, deadline=None)
def test_names_lie_over_nothing(nodes: list[tuple[float, float, float, int]]) -> None:
    discs = [Disc(x, y, radius) for x, y, radius, _ in nodes]
    frame = Box(0, 0, 504, 360)
    boxes = place(discs, [(width, 8.0) for *_, width in nodes], frame, len(nodes))
    drawn = [box for box in boxes if box is not None]
    for number, box in enumerate(drawn):
        assert box.within(frame)
        assert not any(box.overlaps(other) for other in drawn[number + 1 :])
        assert not any(disc.covers(box) for disc in discs)


def test_sixty_names_all_find_a_place() -> None:
    discs = [Disc(40 + 46 * (n % 10), 40 + 50 * (n // 10), 6) for n in range(60)]
    boxes = place(discs, [(70.0, 8.5)] * 60, Box(0, 0, 504, 360), 60)
    assert all(boxes)


def test_names_make_room_for_each_other() -> None:
    # The first takes the middle below; the second can only stand there, between two nodes.
    discs = [Disc(50, 50, 4), Disc(50, 30, 4)]
    walls = [Disc(x, y, 9) for x in (8, 92) for y in (12, 30, 48)]
    boxes = place([*discs, *walls], [(40.0, 8.0)] * 2 + [(200.0, 8.0)] * 6, Box(0, 0, 100, 70), 2)
    first, second = boxes[:2]
    assert first and second and not first.overlaps(second)
    assert discs[0].away(first) < 8 and discs[1].away(second) < 8
