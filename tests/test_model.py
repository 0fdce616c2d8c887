"""The nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import SIGNATURES, NodeType, Paper, Predicate, statement_id


@pytest.mark.parametrize(
    ("date", "year"),
    [("2024-03-12", 2024), ("2024", 2024), ("--03-12", None), (None, None), ("19xx", None)],
)
def test_the_year_is_read_from_the_date_and_never_guessed(
    date: str | None, year: int | None
) -> None:
    assert Paper("title:x", "A", "", date=date).year == year


def test_fields_that_evidence_points_into() -> None:
    paper = Paper("title:x", "A", "B", authors=("Ada", "Bob"), venue=None, links=("a", "b"))
    assert paper.field("links") == "a; b"
    assert paper.field("authors") == "Ada; Bob"
    assert paper.field("venue") == ""
    with pytest.raises(KeyError):
        paper.field("id")


def test_every_predicate_has_a_signature() -> None:
    assert set(SIGNATURES) == set(Predicate)
    assert SIGNATURES[Predicate.EVALUATES_ON] == (NodeType.PAPER, (NodeType.DATASET,))
    assert Predicate.EVALUATES_ON.relationship == "EVALUATES_ON"


@given(st.text(), st.text(), st.text())
def test_statement_ids_are_stable_and_tell_the_parts_apart(a: str, b: str, c: str) -> None:
    assert statement_id(a, b, c) == statement_id(a, b, c)
    if a != b:
        assert statement_id(a, b, c) != statement_id(b, a, c)
