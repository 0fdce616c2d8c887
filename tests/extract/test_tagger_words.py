"""Words, shapes and their place among subwords."""

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tagger.words import SHAPES, align, split_words


def shapes(title: str, abstract: str) -> dict[str, str]:
    words = split_words(title, abstract)
    return {w: SHAPES[s] for w, s in zip(words.texts, words.shapes, strict=True)}


@given(st.text(), st.text())
def test_every_word_is_its_characters_in_its_field(title: str, abstract: str) -> None:
    words = split_words(title, abstract)
    texts = {0: title, 1: "", 2: abstract}
    assert words.fields.count(1) == 1
    for text, field, start, end in zip(
        words.texts, words.fields, words.starts, words.ends, strict=True
    ):
        assert texts[field][start:end] == text
    assert sorted(words.fields) == list(words.fields)


def test_shape_tells_names_from_words() -> None:
    got = shapes(
        "", "We train ResNet50, a GAN and LoRA on COCO with Adam, k and 10 $x$. Then rest-"
    )
    assert got["We"] == "initial"
    assert got["Then"] == "initial"
    assert got["train"] == "lower"
    assert got["ResNet50"] == "upper-digit"
    assert got["LoRA"] == "camel"
    assert got["COCO"] == "upper"
    assert got["Adam"] == "capital"
    assert got["10"] == "digits"
    assert got["$"] == "latex"
    assert got["-"] == "hyphen"


def test_a_shouted_title_says_nothing_by_its_case_but_acronyms_stay() -> None:
    got = shapes("IMAGE CLASSIFICATION WITH DEEP GLOW", "We use GLOW. It works.")
    assert got["IMAGE"] == "lower"
    assert got["GLOW"] == "upper"


def test_align_gives_first_and_last_subword_and_survives_dropped_words() -> None:
    pieces = [(0, 2), (2, 5), (6, 9)]
    assert align([(0, 5), (6, 9)], pieces) == [(0, 1), (2, 2)]
    assert align([(0, 5), (5, 6), (6, 9)], pieces) == [(0, 1), (1, 1), (2, 2)]
    assert align([(0, 1)], []) == [(0, 0)]
