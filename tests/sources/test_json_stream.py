"""JSON values one after the other, without the whole text in memory."""

import json
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.sources import Document
from kg.sources.json_stream import first_record, json_records, json_values

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=50)
@given(st.lists(values, max_size=6), st.sampled_from([None, 1]))
def test_elements_of_a_list_come_out_as_they_went_in(
    items: list[object], indent: int | None
) -> None:
    lines = json.dumps(items, indent=indent).splitlines(keepends=True)
    found = json_values(lines, Document("jsonl", "x"))
    assert [item.value for item in found] == items


records_of_some_keys = st.dictionaries(st.text(), values, min_size=1, max_size=3)


@settings(deadline=None, max_examples=50)
@given(st.lists(records_of_some_keys, min_size=1, max_size=5))
def test_records_of_any_layout_are_the_same(records: list[dict[str, object]]) -> None:
    layouts = (
        "\n".join(map(json.dumps, records)),
        json.dumps(records),
        json.dumps(records, indent=2),
        "\n".join(json.dumps(r, indent=2) for r in records),
    )
    for text in layouts:
        found = json_records(text.splitlines(keepends=True), Document("jsonl", "x"))
        assert [item.value for item in found] == records


def test_a_long_list_is_not_read_ahead() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        yield "[\n"
        for n in range(100_000):
            taken += 1
            yield json.dumps({"n": n, "text": "x" * 100}) + ",\n"
        yield "{}]"

    found = json_values(lines(), Document("jsonl", "x"))
    assert [next(found).value["n"] for _ in range(10)] == list(range(10))
    assert taken < 2_000


def test_first_record() -> None:
    assert first_record('\n[ {"a": 1}, {"b"') == {"a": 1}
    assert first_record('{"a": "cut') is None
    assert first_record("text {1}") is None
