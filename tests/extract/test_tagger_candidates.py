"""Names: normal forms, definitions, grouping of mentions."""

import numpy as np
import pytest

from kg.extract.tagger.candidates import TYPES, definitions, group, key_of
from kg.extract.tagger.crf import Spans
from kg.extract.tagger.naming import canonical
from kg.extract.tagger.words import Words, split_words


def spans_of(words: Words, *texts: str, type_: str = "Method") -> Spans:
    """A sure span at the first place of each text."""
    found = []
    for text in texts:
        want = split_words("", text).texts[1:]
        at = next(i for i in range(len(words)) if words.texts[i : i + len(want)] == want)
        found.append((at, at + len(want) - 1))
    found.sort()
    types = np.zeros((len(found), len(TYPES)))
    types[:, TYPES.index(type_)] = 0.9
    first, last = np.array(found).T
    return Spans(first, last, types)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fine-Tuning", "fine tuning"),
        ("GANs", "gan"),
        ("graph neural networks", "Graph Neural Network"),
        ("policies", "policy"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_different_names_have_different_keys() -> None:
    assert key_of("ResNet") != key_of("ResNeXt")
    assert key_of("loss") != key_of("los")


def test_definitions_find_the_long_form() -> None:
    words = split_words(
        "",
        "We use low-rank adaptation (LoRA), many graph neural networks (GNNs) and a thing (nice).",
    )
    found = [(" ".join(words.texts[a : b + 1]), words.texts[c]) for a, b, c in definitions(words)]
    assert found == [("low - rank adaptation", "LoRA"), ("graph neural networks", "GNNs")]


def test_an_acronym_its_expansion_and_all_their_places_are_one_candidate() -> None:
    title, abstract = "Better GNNs", "We study the graph neural network (GNN). Each GNN is a GNN."
    words = split_words(title, abstract)
    (found,) = group(words, spans_of(words, "graph neural network", "GNN"))
    assert len(found.mentions) == 5
    assert found.defined
    assert canonical(found, "Method", "USES", words, title, abstract) == "GNN"


@pytest.mark.parametrize(
    ("abstract", "span", "type_", "name"),
    [
        ("We test on the Zebra-Q dataset.", "Zebra-Q dataset", "Dataset", "Zebra-Q"),
        ("We use diffusion models here.", "diffusion models", "Method", "diffusion model"),
        (
            "It solves Image Classification now.",
            "Image Classification",
            "Task",
            "image classification",
        ),
        ("It needs two LLMs.", "LLMs", "Method", "LLM"),
        ("It measures data bias.", "data bias", "Task", "data bias"),
        ("We study robotics here.", "robotics", "Task", "robotics"),
        ("Large language models help.", "Large language models", "Method", "large language model"),
        (
            "Bayesian optimization helps.",
            "Bayesian optimization",
            "Method",
            "Bayesian optimization",
        ),
        ("It is QA- and more.", "QA-", "Task", "QA"),
    ],
)
def test_names_are_those_of_a_catalogue(abstract: str, span: str, type_: str, name: str) -> None:
    words = split_words("", abstract)
    (found,) = group(words, spans_of(words, span, type_=type_))
    assert canonical(found, type_, "USES", words, "", abstract) == name
