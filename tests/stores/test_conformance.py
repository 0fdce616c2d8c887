"""Every question gives the same rows in every engine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engines import ENGINES, Asker
from graphfiles import random_graph, small_graph

import kg
from kg.graph.tables import Tables
from kg.queries import Question, question, questions

SMALL: dict[str, list[Any]] = {
    "method": ["LoRA", "low-rank adaptation", "method:adapter", "bert", "no such thing"],
    "dataset": ["GLUE", "ilsvrc"],
    "task": ["text classification", "task:image-classification"],
    "author": ["Edward Hu"],
    "paper": ["2305.14314", "arxiv:1902.00751", "10.1000/ab(c)<1>", "title:feedbeef"],
    "entity": ["LoRA", "glue", "F1", "microsoft/lora"],
    "first": ["LoRA", "Adapter"],
    "second": ["GLUE", "BERT"],
    "subject": ["arxiv:2106.09685", "QLoRA"],
    "object": ["LoRA", "Adapter"],
    "year": [2019, 2021, 2023],
    "limit": [20, 2],
}
RANDOM: dict[str, list[Any]] = {
    "method": ["M0", "m3 too"],
    "dataset": ["D0", "D2"],
    "task": ["T0", "T1"],
    "author": ["A0", "A1"],
    "paper": ["arxiv:0007.00001", "Paper 30"],
    "entity": ["M1", "D1"],
    "first": ["M0", "M2"],
    "second": ["D0", "M1"],
    "subject": ["arxiv:0007.00001"],
    "object": ["M0", "D0"],
    "year": [2022, 2024],
    "limit": [7, 100],
}
EXAMPLES: dict[str, list[Any]] = {
    "method": ["Transformer", "BERT"],
    "dataset": ["ImageNet", "SQuAD"],
    "task": ["image classification", "machine translation"],
    "author": ["Kaiming He"],
    "paper": ["1706.03762", "1512.03385"],
    "entity": ["ImageNet", "BLEU"],
    "first": ["ResNet", "BERT"],
    "second": ["ImageNet", "SQuAD"],
    "subject": ["1706.03762", "1512.03385"],
    "object": ["Transformer", "ImageNet"],
    "year": [2017, 2023],
    "limit": [20, 5],
}


@pytest.fixture(scope="module", params=["small", "random", "examples"])
def graph(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, examples: Path
) -> tuple[Tables, dict[str, list[Any]]]:
    root = tmp_path_factory.mktemp(request.param) / "graph"
    if request.param == "small":
        return small_graph(root), SMALL
    if request.param == "random":
        return random_graph(root), RANDOM
    return kg.build(examples / "papers.jsonl", root).tables, EXAMPLES


@pytest.fixture(scope="module")
def askers(
    request: pytest.FixtureRequest, graph: tuple[Tables, dict[str, list[Any]]]
) -> Iterator[dict[str, Asker]]:
    loaded = {name: load(graph[0], request.getfixturevalue) for name, load in ENGINES.items()}
    yield loaded
    for asker in loaded.values():
        asker.close()


def cases(asked: Question, values: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """One set of parameters per value of the longest list; shorter lists start over."""
    lists = {parameter.name: values[parameter.name] for parameter in asked.parameters}
    for index in range(max(map(len, lists.values()), default=1)):
        yield {name: options[index % len(options)] for name, options in lists.items()}


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_every_engine_gives_the_same_rows(
    name: str, graph: tuple[Tables, dict[str, list[Any]]], askers: dict[str, Asker]
) -> None:
    asked = question(name)
    answered = 0
    for case in cases(asked, graph[1]):
        params = asked.params(**case)
        answers = {
            engine: asker.query(asked.texts[asker.language], params)
            for engine, asker in askers.items()
        }
        expected = answers["oxigraph"]
        answered += len(expected)
        for engine, rows in answers.items():
            assert rows.columns == expected.columns, engine
            assert list(rows) == list(expected), (engine, case)
    if graph[1] is SMALL:
        assert answered, f"{name} finds nothing in the small graph: the test would be empty"


def rows(askers: dict[str, Asker], name: str, *given: object, **named: object) -> list[Any]:
    asked = question(name)
    return list(askers["oxigraph"].query(asked.texts["sparql"], asked.params(*given, **named)))


@pytest.mark.parametrize("graph", ["small"], indirect=True)
def test_the_answers_are_right(askers: dict[str, Asker]) -> None:
    """What the small graph must answer, worked out by hand."""
    assert [r[0] for r in rows(askers, "papers-using-method-on-dataset", "LoRA", "GLUE")] == [
        "arxiv:2305.14314"
    ]
    assert rows(askers, "datasets-of-task", "text classification") == [
        ("dataset:glue", "GLUE", 3),
        ("dataset:mmlu", "MMLU", 1),
        ("dataset:wikisql", "WikiSQL", 1),
    ]
    assert rows(askers, "adoption-of-method", "low-rank adaptation") == [(2023, 2)]
    assert rows(askers, "methods-used-together") == [
        ("method:bert", "BERT", "method:lora", "LoRA", 1)
    ]
    assert (
        rows(askers, "relations-of-method", "QLoRA")
        == [
            ("method:qlora", "outperforms", "method:adapter", 2, 0.6),
            ("method:qlora", "basedOn", "method:lora", 1, 0.9),
        ][::1]
    )
    evidence = rows(askers, "evidence", "QLoRA", "Adapter")
    assert [(r[2], r[3], r[6]) for r in evidence] == [
        ("arxiv:1902.00751", "title", "Adapter layers"),
        ("arxiv:1902.00751", "abstract", "Adapter layers"),
        ("arxiv:2305.14314", "abstract", "beats Adapter"),
    ]
    assert rows(askers, "least-certain", limit=1)[0][:4] == (
        0.2,
        "title:0123abcd",
        "mentions",
        "method:gpt-3",
    )
    assert rows(askers, "papers-by-year") == [(2019, 1, 0), (2021, 1, 1), (2023, 2, 1)]
    assert ("Paper", 6) in rows(askers, "node-counts")
    assert ("uses", 6) in rows(askers, "statement-counts")
    assert rows(askers, "coauthors", "Tim Dettmers") == [("author:edward-hu", "Edward Hu", 1)]
    similar = rows(askers, "similar-papers", "2106.09685")
    assert [(r[0], r[2]) for r in similar][:2] == [
        ("arxiv:2305.14314", 4),
        ("arxiv:1902.00751", 2),
    ]
