"""Features have numbers by kind and value; what was worked out is kept, but not without end."""

import gc

import pytest

from kg.extract import numbering
from kg.extract.numbering import Memo, joined, kinds_of, numbers_of, packed, unpacked
from kg.model import Paper


def test_features_are_found_by_kind_and_value():
    kinds = kinds_of({"left=a=b": 3, "titled": 4, "left=": 5})
    assert (kinds("left")("a=b"), kinds("left")("")) == (packed(3), packed(5))
    assert (kinds("left")("a"), kinds("right")("a=b")) == (None, None)
    assert set(unpacked(numbers_of(kinds, ["titled", "left=a=b", "right=x"]))) == {4, 3}


def test_numbers_are_joined_once_each():
    told = [packed(70_000), None, packed(3), packed(70_000)]
    assert sorted(unpacked(joined(told))) == [3, 70_000]
    assert joined([None]) == b""


def test_a_memo_asks_once():
    asked = []
    memo = Memo(lambda key: asked.append(key) or len(asked))
    assert [memo["a"], memo["b"], memo["a"]] == [1, 2, 1]
    assert asked == ["a", "b"]


def test_a_memo_forgets_before_it_grows_too_large(monkeypatch):
    monkeypatch.setattr(numbering, "_MOST", 3)
    memo = Memo(str)
    assert [memo[i] for i in range(10)] == [str(i) for i in range(10)]
    assert len(memo) <= 3


def test_results_do_not_depend_on_what_is_remembered(fast, monkeypatch):
    papers = [
        Paper("", f"Lamp{i}: seeing", f"We propose Lamp{i} for moss detection.") for i in range(9)
    ]
    before = [fast(p) for p in papers]
    monkeypatch.setattr(numbering, "_MOST", 2)
    assert list(fast.many(papers)) == before


@pytest.mark.parametrize("working", [True, False])
def test_the_garbage_collector_is_left_as_it_was(fast, working):
    (gc.enable if working else gc.disable)()
    try:
        for _ in fast.many([Paper("", "LampNet: seeing", "We propose LampNet.")] * 2):
            assert gc.isenabled() is working
        assert gc.isenabled() is working
    finally:
        gc.enable()
