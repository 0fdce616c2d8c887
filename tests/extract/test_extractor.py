"""The extractor as a whole: what it finds, and that no text can upset it."""

import subprocess
import sys
import time
from dataclasses import replace

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import COMPONENTS, content_key, version
from kg.extract.extractor import ABSTRACT_LIMIT
from kg.model import CONCEPTS, SIGNATURES, NodeType, Paper, Predicate

ABSTRACT = (
    "We propose the Lantern Transformer (LanTra), a new architecture for image classification. "
    "LanTra is trained with contrastive learning and outperforms ResNet-50 on ImageNet and "
    "CIFAR-10 in terms of accuracy. Code is available at https://github.com/moss-lab/lantra."
)


def paper(title: str, abstract: str) -> Paper:
    return Paper("title:1", title, abstract)


def said(extraction) -> dict[tuple[str, str], str]:
    return {
        (s.object.type, s.object.name): s.predicate
        for s in extraction.statements
        if s.confidence >= 0.5 and s.subject is None
    }


def test_a_plain_paper(fast):
    found = said(fast(paper("LanTra: a Lantern Transformer for Bright Images", ABSTRACT)))
    assert found["Method", "LanTra"] is Predicate.INTRODUCES
    assert found["Dataset", "ImageNet"] is Predicate.EVALUATES_ON
    assert found["Dataset", "CIFAR-10"] is Predicate.EVALUATES_ON
    assert found["Task", "image classification"] is Predicate.ADDRESSES
    assert found["Repository", "moss-lab/lantra"] is Predicate.HAS_CODE
    assert ("Method", "ResNet-50") in found


def test_an_acronym_and_its_expansion_are_one_thing(fast):
    statements = fast(paper("", ABSTRACT)).statements
    (own,) = [s for s in statements if s.object.name == "LanTra"]
    assert own.object.expansion == "Lantern Transformer"
    assert {"LanTra", "Lantern Transformer"} <= {e.text for e in own.evidence}
    assert not [s for s in statements if s.object.name == "Lantern Transformer"]


def test_relations_between_things_are_stated_too(fast):
    statements = fast(paper("", ABSTRACT)).statements
    found = {(s.subject.name, s.predicate, s.object.name) for s in statements if s.subject}
    assert ("ResNet-50", Predicate.EVALUATED_ON, "ImageNet") in found


def test_every_statement_obeys_the_model(fast):
    for statement in fast(paper("LanTra: lamps", ABSTRACT)).statements:
        assert statement.object.type in SIGNATURES[statement.predicate][1]
        assert 0 <= statement.confidence <= 1
        assert statement.evidence
        assert all("/" in e.extractor for e in statement.evidence)


def test_a_thing_is_named_in_one_statement(fast):
    statements = fast(paper("LanTra: lamps", ABSTRACT)).statements
    things = [s.object for s in statements if s.subject is None]
    assert len({(t.type, t.name) for t in things}) == len(things)


def check_quotes(given: Paper, extraction) -> None:
    for statement in extraction.statements:
        for e in statement.evidence:
            assert e.text == given.field(e.field)[e.start : e.end]
            assert e.text
            assert e.start < e.end


def test_results_do_not_depend_on_the_batch(fast):
    papers = [paper(f"LanTra {i}: lamps", ABSTRACT * (1 + i % 3)) for i in range(70)]
    alone = [fast(p) for p in papers[:5]]
    assert list(fast.many(papers))[:5] == alone
    assert list(fast.many(reversed(papers)))[-5:][::-1] == alone
    assert [e.paper for e in fast.many(papers)] == papers


def test_same_text_same_statements(fast):
    given = paper("LanTra: lamps", ABSTRACT)
    assert fast(given) == fast(replace(given))


ODD = {
    "nothing at all": ("", ""),
    "no title": ("", ABSTRACT),
    "no abstract": ("LanTra: a Lantern Transformer", ""),
    "two colons": ("LanTra: lamps: a study of BERT", ABSTRACT),
    "only colons": (":::", "::: : :"),
    "capitals": ("LANTRA: LANTERN TRANSFORMERS FOR IMAGE CLASSIFICATION", ABSTRACT),
    "mathematics": (
        "$I^2$-SDF: \\textbf{lamps} in $\\mathbb{R}^3$",
        "We solve $\\min_x \\|Ax-b\\|_2^2$ (\\eg, $\\ell_1$) with \\emph{LanTra} $\\pi_{0.5}$. $$",
    ),
    "controls": (
        "Lan\x00Tra\x1b:\x07 a",
        "We\x0b use\x1f BERT\u2028 on\x85 ImageNet.\r\n\tDone\x9f",
    ),
    "emoji": ("🔥 LanTra 🚀: 💡", "We 🤖 propose 👩‍🔬 LanTra 💡 on ImageNet 🇫🇷."),
    "combining": ("La\u0301nTra: \u202eabc", "İstanbul ﬁne-tuning BERT\u200b on Ｉｍａｇｅ ẞ"),
    "surrogates": ("Lan\ud800Tra: a", "We use BERT\udfff on ImageNet."),
    "one endless word": ("A" * 5000, "B" * 50_000),
    "brackets": ("((((", "(" * 3000 + "[" * 3000),
    "hyphens": ("-" * 500, "a-" * 5000),
    "slashes": ("https://" * 50, "github.com/" * 500 + " https://github.com/ " * 300),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_texts_are_read_and_quoted_rightly(fast, case):
    given = paper(*ODD[case])
    check_quotes(given, fast(given))


def test_masked_characters_do_not_shift_what_is_found(fast):
    given = paper("", "We use BERT\udfff and evaluate on the ImageNet dataset.")
    (found,) = [s for s in fast(given).statements if s.object.name == "ImageNet"]
    assert found.evidence[0].text == "ImageNet"


@pytest.mark.parametrize(
    "text",
    [
        "Wir untersuchen, wie Menschen im Winter nach Hause gehen, und warum sie dabei singen.",
        "Nous étudions la façon dont les gens rentrent chez eux en hiver et pourquoi ils chantent.",
        "本研究探讨冬季人们如何回家，以及他们为什么唱歌。",
        "Мы изучаем, как люди зимой возвращаются домой и почему они при этом поют.",
        "ندرس كيف يعود الناس إلى منازلهم في الشتاء ولماذا يغنون.",
    ],
)
def test_other_languages_give_no_nonsense(fast, text):
    found = said(fast(paper("", text * 3)))
    assert len(found) <= 1


def test_a_huge_abstract_takes_bounded_time(fast):
    given = paper("LanTra: lamps", ABSTRACT * 40_000)
    assert len(given.abstract) > 9_000_000
    started = time.process_time()
    extraction = fast(given)
    assert time.process_time() - started < 5
    check_quotes(given, extraction)
    assert max(e.end for s in extraction.statements for e in s.evidence) <= ABSTRACT_LIMIT


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text_is_read_and_quoted_rightly(fast, title, abstract):
    given = paper(title, abstract)
    check_quotes(given, fast(given))


PIECES = st.lists(
    st.sampled_from(
        ["LanTra", "BERT", "(", ")", ": ", ". ", " ", ", ", "-", "\n", "\n\n", "we propose ", "$",
         "image classification", "ImageNet", "https://github.com/a/b", "{", "}", "\\url{", "GPT-4",
         "Low-Rank Adaptation (LoRA)", "github.com/ ", "of ", "the ", "models", "\ud83d", "é"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, PIECES)
def test_texts_like_ours_are_read_and_quoted_rightly(fast, title, abstract):
    given = paper(title, abstract)
    check_quotes(given, fast(given))


def test_the_components_work_in_a_pipeline_of_ones_own(fast):
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        if name != "kg_tagger":
            nlp.add_pipe(name)
    doc = nlp(ABSTRACT)
    assert doc._.kg_title_end == 0
    names = {s.object.name for s in doc._.kg_statements if s.object.type in CONCEPTS}
    assert {"LanTra", "ImageNet"} <= names
    assert all(doc.text[e.start : e.end] == e.text for s in doc._.kg_statements for e in s.evidence)


def test_one_component_alone_finds_links():
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_links")
    (found,) = nlp("See github.com/moss-lab/lantra.")._.kg_candidates
    assert found.type is NodeType.REPOSITORY


def test_the_key_of_the_content_sees_what_extraction_sees():
    one = paper("a", "b")
    assert content_key(one) == content_key(replace(one, id="x", date="2024", authors=("A",)))
    assert content_key(one) != content_key(replace(one, abstract="c"))
    assert content_key(paper("ab", "c")) != content_key(paper("a", "bc"))
    far = "x" * ABSTRACT_LIMIT
    assert content_key(paper("", far + "y")) == content_key(paper("", far + "z"))


def test_fast_and_full_have_versions_of_their_own():
    assert version(fast=True) != version(fast=False)


def test_importing_the_room_imports_no_heavy_library():
    heavy = "('spacy', 'numpy', 'onnxruntime')"
    code = f"import sys, kg.extract; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
