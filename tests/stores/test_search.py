"""Words in titles, abstracts and names."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import kg
from kg.api import build_papers
from kg.errors import QueryError
from kg.model import Paper
from kg.pipeline.build import Settings


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    root = tmp_path_factory.mktemp("search") / "g"
    papers = [
        Paper("title:a", "Image classification with residual networks", "We use ImageNet."),
        Paper("title:b", "A survey of Pokémon agents", "Classification of images is not our aim."),
        Paper("title:c", "GPT-4 plays chess", 'It says "checkmate" (100% of the time).'),
    ]
    build_papers(papers, root, settings=Settings(fast=True, jobs=1))
    return kg.open(root)


def ids(rows: kg.Rows) -> list[object]:
    return [row["id"] for row in rows.to_dicts() if row["type"] == "Paper"]


def test_titles_come_before_abstracts(graph: kg.Graph) -> None:
    assert ids(graph.search("image classification")) == ["title:a", "title:b"]


def test_all_words_must_occur_and_endings_do_not_matter(graph: kg.Graph) -> None:
    assert ids(graph.search("agent pokemon")) == ["title:b"]
    assert ids(graph.search("agent chess")) == []


def test_quotes_keep_the_order_and_a_star_begins_a_word(graph: kg.Graph) -> None:
    assert ids(graph.search('"classification of images"')) == ["title:b"]
    assert ids(graph.search('"networks residual"')) == []
    assert ids(graph.search("check*")) == ["title:c"]


def test_hyphens_and_operators_are_words(graph: kg.Graph) -> None:
    assert ids(graph.search("GPT-4")) == ["title:c"]
    assert ids(graph.search("chess OR survey")) == []


def test_the_limit_holds(graph: kg.Graph) -> None:
    assert len(graph.search("image", limit=1)) == 1


@pytest.mark.parametrize("words", ["", "  ", '""', "*", "()"])
def test_nothing_to_search_for_is_one_line(graph: kg.Graph, words: str) -> None:
    with pytest.raises(QueryError, match="no word to search for"):
        graph.search(words)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=30))
@example("0\x00")
def test_no_text_of_a_user_is_an_error_of_the_engine(graph: kg.Graph, words: str) -> None:
    try:
        graph.search(words)
    except QueryError as error:
        assert "no word to search for" in str(error)


def test_a_changed_graph_is_indexed_anew(tmp_path: Path) -> None:
    first = Paper("title:a", "Chess engines", "")
    build_papers([first], tmp_path / "g", settings=Settings(fast=True, jobs=1))
    assert ids(kg.open(tmp_path / "g").search("bridges")) == []
    second = Paper("title:b", "Bridges of graphs", "")
    build_papers([second], tmp_path / "g", settings=Settings(fast=True, jobs=1))
    assert ids(kg.open(tmp_path / "g").search("bridges")) == ["title:b"]
    assert len(list((tmp_path / "g" / "derived").glob("search-*"))) == 1
