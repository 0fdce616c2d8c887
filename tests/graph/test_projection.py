"""What comes together in papers, against counting by hand."""

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, UnknownNameError
from kg.graph.projection import node_type, pairs, projection

said = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 5), st.integers(1, 20).map(lambda n: n / 20))
)


@given(said)
def test_pairs_are_those_of_counting_by_hand(rows: list[tuple[int, int, float]]) -> None:
    best: dict[int, dict[int, float]] = defaultdict(dict)
    for paper, thing, confidence in rows:
        best[paper][thing] = max(confidence, best[paper].get(thing, 0))
    wanted = {
        (a, b, paper, min(things[a], things[b]))
        for paper, things in best.items()
        for a, b in combinations(sorted(things), 2)
    }
    paper, thing = (np.array([row[i] for row in rows], dtype=np.int64) for i in (0, 1))
    found = pairs(paper, thing, np.array([row[2] for row in rows], dtype=np.float64))
    columns = (found.a, found.b, found.paper, found.confidence)
    listed = list(zip(*(c.tolist() for c in columns), strict=True))
    assert set(listed) == wanted
    assert len(listed) == len(wanted)
    assert listed == sorted(listed, key=lambda row: (row[0], row[1], -row[3]))
    heads = [listed[i] for i in found.first()]
    assert len({row[:2] for row in heads}) == len(heads) == len({row[:2] for row in listed})
    assert found.count().tolist() == [sum(row[:2] == head[:2] for row in listed) for head in heads]


def test_a_projection_is_two_types_in_any_case_and_number() -> None:
    assert projection("methods-Dataset") == ("Method", "Dataset")
    assert node_type("REPOSITORIES") == "Repository"


@pytest.mark.parametrize(
    ("text", "error"),
    [("method", KgError), ("paper-method", KgError), ("method-gadget", UnknownNameError)],
)
def test_what_is_no_projection_is_refused(text: str, error: type[KgError]) -> None:
    with pytest.raises(error, match=text.split("-")[-1] if error is UnknownNameError else text):
        projection(text)
