"""Names and titles in comparable form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import text


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Diffusion-Models", "diffusion model"),
        ("ImageNet", "imagenet"),
        ("vision–language models", "Vision-Language Model"),
        ("policies", "policy"),
        ("  (BLEU) ", "BLEU"),
        ("two-stage\tdetector", "two stage detectors"),
    ],
)
def test_spelling_variants_fold_together(a: str, b: str) -> None:
    assert text.fold(a) == text.fold(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("CIFAR-10", "CIFAR-100"),
        ("GPT-3", "GPT-4"),
        ("C", "C++"),
        ("BERT", "RoBERTa"),
        ("F1", "F2"),
    ],
)
def test_different_things_stay_apart(a: str, b: str) -> None:
    assert text.fold(a) != text.fold(b)
    assert text.slug(a) != text.slug(b)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("GPT-3.5", "gpt-3.5"),
        ("C++", "c++"),
        ("Adam", "adam"),
        ("Pokémon", "pokemon"),
        ("ε-greedy", "ε-greedy"),
        ("多模态模型", "多模态模型"),
        ("analysis", "analysis"),
        ("classes", "class"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert text.slug(name) == slug


def test_names_of_people_keep_their_last_letter() -> None:
    assert text.slug("Alex Graves", plurals=False) == "alex-graves"
    assert text.slug("J. K. Müller", plurals=False) == "j.-k.-muller"


@given(st.text(max_size=60))
def test_a_slug_is_never_empty_and_never_holds_blanks(name: str) -> None:
    assert re.fullmatch(r"\S+", text.slug(name))


@pytest.mark.parametrize(
    ("given_text", "found"),
    [
        ("2106.09685v2", "2106.09685"),
        ("arXiv:2106.09685", "2106.09685"),
        ("https://arxiv.org/abs/2106.09685v1", "2106.09685"),
        ("https://arxiv.org/pdf/cs/0309136", "cs/0309136"),
        ("https://huggingface.co/papers/2106.09685", "2106.09685"),
        ("10.48550/arXiv.2106.09685", "2106.09685"),
        ("10.1000/182", None),
        ("see Figure 3", None),
    ],
)
def test_arxiv_ids(given_text: str, found: str | None) -> None:
    assert text.arxiv_id(given_text) == found


@pytest.mark.parametrize(
    ("given_text", "found"),
    [
        ("https://doi.org/10.1109/CVPR.2016.90", "10.1109/cvpr.2016.90"),
        ("doi:10.18653/v1/N19-1423.", "10.18653/v1/n19-1423"),
        (
            "10.1000/(SICI)1-2(19980815/30)17:15<61::X-9>3.0.CO;2-2",
            "10.1000/(sici)1-2(19980815/30)17:15<61::x-9>3.0.co;2-2",
        ),
        ("https://doi.org/10.1000/S0%2820%2930183-5", "10.1000/s0(20)30183-5"),
        ('see <a href="https://doi.org/10.1000/182">', "10.1000/182"),
        ("no identifier", None),
    ],
)
def test_dois(given_text: str, found: str | None) -> None:
    assert text.doi(given_text) == found


def test_title_ids_ignore_case_and_punctuation() -> None:
    assert text.title_id("Deep Learning: A Review!") == text.title_id("deep learning — a review")
    assert text.title_id("", "An abstract.") != text.title_id("", "Another abstract.")


def test_clean_gives_one_line() -> None:
    assert text.clean("a\n\tb\x00c  d ") == "a b c d"
