"""Names by their shape, by the title, and by the phrase that introduces them."""

import pytest

from kg.extract.acronyms import find_definitions
from kg.extract.names import introduced, shape_names, title_name
from kg.extract.words import split


def shapes(text: str, title_end: int = 0) -> list[str]:
    words = split(text, title_end)
    return [text[words.starts[a] : words.ends[b - 1]] for a, b in shape_names(words)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We train ResNet-50 and mT5 here.", ["ResNet-50", "mT5"]),
        ("the Mask R-CNN of last year", ["Mask R-CNN"]),
        ("scores on GSM8K, and on the Stanford Cars set", ["GSM8K", "Stanford Cars"]),
        ("a plain sentence without any", []),
        ("The first word of a sentence. Another one begins.", []),
        ("we add 12 lamps in 2020", []),
        ("it beats Llama 3 by far", ["Llama 3"]),
    ],
)
def test_shapes(text, names):
    assert shapes(text) == names


def test_capitals_of_a_title_in_title_case_say_nothing():
    title = "Learning Bright Lamps With LampNet In The Dark"
    assert shapes(title + "\n\nWe do it.", len(title)) == ["LampNet"]


def test_capitals_of_a_plain_title_do():
    title = "Learning to see with the Moss Lamp in dark rooms"
    assert shapes(title, len(title)) == ["Moss Lamp"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("LampNet: seeing in the dark", "LampNet"),
        ("Moss Lamp 2: seeing: again", "Moss Lamp 2"),
        ("“Glow”: a lamp", "Glow"),
        ("Why should one ever want to look at six words: a study", None),
        ("No colon here", None),
        ("", None),
    ],
)
def test_title_names(title, name):
    found = title_name(split(title + "\n\nText.", len(title)))
    assert (found and title[found.start : found.end]) == name


@pytest.mark.parametrize(
    ("text", "name", "cue"),
    [
        ("We propose LampNet, a network.", "LampNet", "introduced"),
        ("In this paper we first introduce the Moss Lamp model.", "Moss Lamp", "introduced"),
        ("We present a lamp called GLOW-2.", "GLOW-2", "called"),
        ("a method, dubbed \\textit{Glow}, that", "Glow", "called"),
        ("We propose bright lamp learning (BLL) for rooms.", "BLL", "defined"),
    ],
)
def test_introductions(text, name, cue):
    found = list(introduced(text, tuple(find_definitions(text))))
    assert (name, cue) in [(text[s.start : s.end], c) for s, c in found]


def test_an_acronym_of_a_later_sentence_is_not_introduced():
    text = "We propose a lamp. It uses bright lamp learning (BLL)."
    assert list(introduced(text, tuple(find_definitions(text)))) == []
