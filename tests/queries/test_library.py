"""The library is complete, says what it asks, and checks what it is given."""

import re

import pytest

from kg.errors import NotFoundError, QueryError
from kg.model import SIGNATURES, NodeType
from kg.queries import question, questions
from kg.queries.question import parse_head
from kg.stores import cypher_text, detect_language, sparql_text

NAMES = [q.name for q in questions()]


def test_there_are_enough_questions_under_distinct_names() -> None:
    assert len(NAMES) >= 24
    assert sorted(set(NAMES)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_both_texts_have_the_same_head_and_use_every_parameter(name: str) -> None:
    asked = question(name)
    heads = {language: parse_head(text) for language, text in asked.texts.items()}
    assert heads["sparql"] == heads["cypher"]
    assert asked.title
    assert asked.sentence.endswith("?")
    given = {p.name: 1 if p.kind in ("integer", "number") else "x" for p in asked.parameters}
    params = asked.params(**given)
    # Both raise when a parameter is missing in the text or in the head.
    sparql_text.prepare(asked.texts["sparql"], params)
    cypher_text.prepare(asked.texts["cypher"], params)
    for language, text in asked.texts.items():
        assert detect_language(text) == language


def test_defaults_fill_in_and_names_are_lowered() -> None:
    asked = question("datasets-of-task")
    assert asked.params(" Image Classification ") == {"task": "image classification", "limit": 20}
    assert asked.params("x", "5") == asked.params(task="X", limit=5) == {"task": "x", "limit": 5}


@pytest.mark.parametrize(
    ("given", "named", "message"),
    [
        ((), {}, "datasets-of-task needs task: A task"),
        (("a", 1, 2), {}, "takes task, limit, not 3 values"),
        (("a",), {"task": "b"}, "task is given twice"),
        ((), {"taks": "b"}, "no parameter taks, it takes task, limit; did you mean task"),
        (("a", "many"), {}, "limit is 'many', but must be an integer"),
    ],
)
def test_wrong_arguments_are_explained(
    given: tuple[object, ...], named: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        question("datasets-of-task").params(*given, **named)


def test_a_misspelt_question_gets_its_neighbours() -> None:
    with pytest.raises(NotFoundError, match="did you mean datasets-of-task"):
        question("dataset-of-tasks")
    with pytest.raises(NotFoundError, match="kg questions lists them"):
        question("zzz")


@pytest.mark.parametrize("line", ["# something", "# param x: thing -- No such kind.", "SELECT"])
def test_a_head_that_is_not_understood_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_head(f"# title: T\n{line}\n\nSELECT")


def test_what_papers_say_of_an_entity_leaves_no_predicate_out() -> None:
    """SPARQL lists the predicates: a new one must enter the list."""
    listed = set(re.findall(r"kg:(\w+)(?=[,\s]+[k)])", question("about-entity").texts["sparql"]))
    known = {p.value for p, (kind, _) in SIGNATURES.items() if kind is NodeType.PAPER}
    assert listed == known
