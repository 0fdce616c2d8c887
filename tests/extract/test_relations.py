"""Relations between things: stated ones are read, near misses are not."""

import pytest

from kg.extract.candidates import Span
from kg.extract.relations import Place, relations
from kg.model import NodeType, Predicate, Thing

TYPES = {
    "LanTra": NodeType.METHOD,
    "GlowNet": NodeType.METHOD,
    "MossBERT": NodeType.METHOD,
    "LampSet": NodeType.DATASET,
    "OilBench": NodeType.DATASET,
    "moss selector": NodeType.METHOD,
    "lamp detection": NodeType.TASK,
}


def read(text: str) -> list[tuple[str, str, str, str]]:
    places = sorted(
        (
            Place(Span(i, i + len(name)), Thing(node, name), 0.9)
            for name, node in TYPES.items()
            for i in range(len(text))
            if text.startswith(name, i)
        ),
        key=lambda p: p.span,
    )
    return [
        (s.subject.name, s.predicate, s.object.name, s.evidence[0].text)
        for s in relations(text, 0, places)
        if s.subject
    ]


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "thing"),
    [
        ("LanTra significantly outperforms GlowNet.", "LanTra", "outperforms", "GlowNet"),
        (
            "LanTra outperforms strong baselines such as GlowNet.",
            "LanTra",
            "outperforms",
            "GlowNet",
        ),
        ("LanTra performs better than GlowNet.", "LanTra", "outperforms", "GlowNet"),
        ("LanTra is based on the popular GlowNet.", "LanTra", "basedOn", "GlowNet"),
        ("LanTra, a bright model that extends GlowNet", "LanTra", "basedOn", "GlowNet"),
        ("We evaluate LanTra on the LampSet dataset.", "LanTra", "evaluatedOn", "LampSet"),
        ("LanTra achieves a new record of 3.1 on LampSet", "LanTra", "evaluatedOn", "LampSet"),
        ("Experiments on LampSet show that LanTra works", "LanTra", "evaluatedOn", "LampSet"),
        ("LanTra: A Bright Model for lamp detection", "LanTra", "usedFor", "lamp detection"),
        ("LanTra (LT), a model for lamp detection", "LanTra", "usedFor", "lamp detection"),
    ],
)
def test_what_is_stated(text, subject, predicate, thing):
    assert (subject, predicate, thing) in [r[:3] for r in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "LanTra does not outperform GlowNet.",
        "While LanTra is old, GlowNet outperforms most.",
        "LanTra is new. It outperforms GlowNet.",
        "LanTra and GlowNet are compared.",
        "unlike LanTra, which is slow, GlowNet is fast",
        "Pipe-LanTra outperforms GlowNet.",
        "LanTra outperforms GlowNet-based lamps.",
        "On none of them LanTra outperforms GlowNet.",
        "A lamp with LanTra outperforms GlowNet.",
        "We quantise a lamp for LanTra based on GlowNet.",
        "We offer a lamp shop via LanTra, built on GlowNet.",
        "LanTra is less bright than GlowNet.",
        "LampSet is larger than OilBench.",
        "Rather than using LanTra for lamp detection, we wait.",
        "No one has evaluated LanTra on LampSet.",
        "We design a moss selector based on GlowNet.",
        "We develop the moss selector based on GlowNet.",
        "Our newly proposed moss selector outperforms GlowNet.",
        "Bright LanTra based on GlowNet Perception",
    ],
)
def test_what_is_not_stated(text):
    assert read(text) == []


def test_a_list_shares_its_relation():
    found = read("LanTra outperforms GlowNet and MossBERT on LampSet and OilBench.")
    assert {(p, o) for s, p, o, _ in found if s == "LanTra"} == {
        (Predicate.OUTPERFORMS, "GlowNet"),
        (Predicate.OUTPERFORMS, "MossBERT"),
        (Predicate.EVALUATED_ON, "LampSet"),
        (Predicate.EVALUATED_ON, "OilBench"),
    }


def test_a_list_ends_where_the_next_thing_has_a_relation_of_its_own():
    found = read("LanTra, based on GlowNet, and MossBERT, based on moss, are new.")
    assert [r[:3] for r in found] == [("LanTra", "basedOn", "GlowNet")]


def test_a_common_noun_for_all_of_its_kind_has_relations():
    ((subject, predicate, thing, _),) = read("By now, moss selector is based on GlowNet.")
    assert (subject, predicate, thing) == ("moss selector", "basedOn", "GlowNet")


def test_experiments_on_a_list_of_data():
    found = read(
        "Experiments on both LampSet and OilBench demonstrate the effectiveness of LanTra."
    )
    assert {(s, o) for s, _, o, _ in found} == {("LanTra", "LampSet"), ("LanTra", "OilBench")}


def test_the_evidence_is_the_clause():
    ((_, _, _, text),) = read("Here, LanTra outperforms GlowNet clearly.")
    assert text == "LanTra outperforms GlowNet"
