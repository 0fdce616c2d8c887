"""The packaged tagger on texts of our own: what it finds, and what it never does."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.tagger import TaggedEntity, Tagger
from kg.extract.tagger.features import ALLOWED

TITLE = "FernNet: A Graph Transformer for Leaf Segmentation"
ABSTRACT = (
    "Leaf segmentation is hard when plants overlap. We propose FernNet, a graph neural network "
    "(GNN) that is trained with contrastive learning. On Cityscapes and the PlantVillage dataset, "
    "FernNet outperforms Mask R-CNN and U-Net by 3 points of mIoU. "
    "Code is at https://github.com/a/fernnet."
)
FRENCH = (
    "Nous étudions la croissance des plantes dans les jardins publics et proposons une manière "
    "simple de compter les feuilles sans matériel coûteux, puis nous discutons les limites de "
    "cette manière."
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def facts(found: list[TaggedEntity]) -> set[tuple[str, str, str]]:
    return {(e.relation, e.type, e.name) for e in found}


def test_a_plain_abstract_gives_its_statements(tagger: Tagger) -> None:
    got = facts(tagger.tag(TITLE, ABSTRACT))
    assert ("INTRODUCES", "Method", "FernNet") in got
    assert ("COMPARES_WITH", "Method", "Mask R-CNN") in got
    assert ("EVALUATES_ON", "Dataset", "Cityscapes") in got
    assert ("EVALUATES_ON", "Dataset", "PlantVillage") in got
    assert ("ADDRESSES", "Task", "leaf segmentation") in got
    assert ("REPORTS", "Metric", "mIoU") in got


def test_mentions_quote_the_text(tagger: Tagger) -> None:
    texts = {"title": TITLE, "abstract": ABSTRACT}
    found = {e.name: e for e in tagger.tag(TITLE, ABSTRACT)}
    quotes = [texts[m.field][m.start : m.end] for m in found["FernNet"].mentions]
    assert quotes == ["FernNet"] * 3
    assert found["FernNet"].mentions[0].field == "title"


def test_acronym_and_expansion_are_one_entity(tagger: Tagger) -> None:
    found = [e for e in tagger.tag(TITLE, ABSTRACT) if e.name in ("GNN", "graph neural network")]
    assert len(found) == 1
    assert len(found[0].mentions) == 2


def test_a_lower_minimum_tells_more_and_marks_what_the_rule_tells(tagger: Tagger) -> None:
    told = tagger.tag(TITLE, ABSTRACT)
    everything = tagger.tag(TITLE, ABSTRACT, 0.01)
    assert len(everything) > len(told)
    assert [e for e in everything if e.told] == told
    assert all(e.confidence >= 0.5 for e in tagger.tag(TITLE, ABSTRACT, 0.5))


def test_the_answer_does_not_depend_on_what_was_read_before(tagger: Tagger) -> None:
    first = tagger.tag(TITLE, ABSTRACT)
    tagger.tag("Another title", "Another text about BERT. " * 50)
    assert tagger.tag(TITLE, ABSTRACT) == first


def test_without_title_or_abstract_it_reads_the_rest(tagger: Tagger) -> None:
    assert ("INTRODUCES", "Method", "FernNet") in facts(tagger.tag("", ABSTRACT))
    assert "FernNet" in {e.name for e in tagger.tag(TITLE, "", 0.1)}
    assert tagger.tag("", "") == []
    assert tagger.tag(" \n", "\t") == []


def test_another_language_gives_few_statements_of_low_confidence(tagger: Tagger) -> None:
    assert len(tagger.tag("Compter les feuilles", FRENCH)) <= 1
    assert all(e.confidence <= 0.5 for e in tagger.tag("Compter les feuilles", FRENCH, 0.0))


def test_latex_does_not_break_offsets(tagger: Tagger) -> None:
    abstract = (
        r"We train \textbf{FernNet} with $\ell_2$ loss and $K$-means on ImageNet, \eg 10\% of it."
    )
    found = tagger.tag("", abstract, 0.1)
    quotes = {abstract[m.start : m.end] for e in found for m in e.mentions}
    assert {"FernNet", "ImageNet"} <= quotes


def test_a_long_text_is_read_to_its_end_in_linear_time(tagger: Tagger) -> None:
    filler = "Plants grow in the garden and nobody knows why they do so. "
    abstract = filler * 300 + "We evaluate FernNet on ImageNet."
    start = time.process_time()
    short = tagger.tag("", filler * 100, 0.1)
    middle = time.process_time()
    found = {e.name for e in tagger.tag("", abstract, 0.1)}
    end = time.process_time()
    assert short == [] or all(e.confidence < 0.9 for e in short)
    assert "ImageNet" in found
    assert end - middle < 12 * max(middle - start, 0.05)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text_gives_valid_entities(title: str, abstract: str) -> None:
    texts = {"title": title, "abstract": abstract}
    for e in Tagger.load().tag(title, abstract, 0.0):
        assert e.relation in ALLOWED[e.type]
        assert 0 <= e.confidence <= 1
        assert e.mentions
        for m in e.mentions:
            assert 0 <= m.start < m.end <= len(texts[m.field])
            assert 0 <= m.confidence <= 1
