"""The linear model: sums, shares, and verdicts; who wins where mentions overlap."""

import numpy as np
import pytest

from kg.extract.candidates import Candidate, Span
from kg.extract.decision import CLASSES, LEAST, Model, Rule, Verdict, load
from kg.extract.groups import Group, Mention
from kg.extract.numbering import packed
from kg.extract.statements import catalogue_form, resolve
from kg.model import NodeType, Predicate


def model() -> Model:
    weights = np.zeros((3, len(CLASSES) + 1), dtype=np.int32)
    weights[0, CLASSES.index("Task/ADDRESSES")] = 300
    weights[1, CLASSES.index("Method/USES")] = 200
    weights[1, CLASSES.index("Method/INTRODUCES")] = 180
    line = np.array([0.0, 1.0])
    return Model({"task": 0, "method": 1}, weights, 0.02, line, line)


def test_shares_sum_to_one_and_no_features_say_nothing():
    shares, needed = model().probabilities([packed(0), b"", b""])
    assert needed == pytest.approx([0.5, 0.5, 0.5])
    assert shares.sum(axis=1) == pytest.approx([1, 1, 1])
    assert shares[1] == pytest.approx([1 / len(CLASSES)] * len(CLASSES))


def test_the_type_is_the_likeliest_of_all_its_relations_together():
    task, method = model().judge([packed(0), packed(1)])
    assert (task.type, task.predicate) == (NodeType.TASK, Predicate.ADDRESSES)
    assert (method.type, method.predicate) == (NodeType.METHOD, Predicate.USES)
    assert method.confidence < method.entity


def test_the_rule_moves_only_what_it_decides_otherwise():
    rule = Rule(weight=0.5, cut=0.4)
    sure, needed = np.array([0.9, 0.45, 0.55, 0.3]), np.array([0.1, 0.6, 0.1, 0.1])
    assert rule.settle(sure, needed) == pytest.approx([0.9, 0.5, 0.4999, 0.3])


def test_no_groups_no_verdicts():
    assert model().judge([]) == []


def test_confidence_follows_the_calibration_line():
    line = Model(*(getattr(model(), f) for f in ("index", "table", "scale")),
                 np.array([0.0, 1.0]), np.array([0.5, 0.5]))  # fmt: skip
    assert line.judge([packed(0)])[0].confidence == 0.5


def test_what_is_too_unlikely_to_be_said_stays_below_what_is():
    fitted = Model(*(getattr(model(), f) for f in ("index", "table", "scale")),
                   np.array([0.0, 1.0]), np.array([0.5, 0.9]), Rule(1.0, 0.1))  # fmt: skip
    task, nothing = fitted.judge([packed(0), b""])
    assert task.confidence > 0.8
    assert nothing.confidence == pytest.approx(1 / len(CLASSES), abs=1e-3)
    assert nothing.confidence < LEAST


@pytest.mark.parametrize("name", ["fast"])
def test_the_shipped_model_is_sound(name):
    shipped = load(name)
    assert shipped.table.shape == (len(shipped.index) + 1, len(CLASSES) + 1)
    assert (np.diff(shipped.heights) >= 0).all()


def a_group(name: str, *spans: Span) -> Group:
    candidate = Candidate(NodeType.METHOD, name, spans, "x/1", 0.5)
    mentions = tuple(Mention(s, s.start, s.start, (candidate,)) for s in spans)
    return Group(name, name, mentions, None, frozenset())


def sure(value: float) -> Verdict:
    return Verdict(NodeType.METHOD, Predicate.USES, value, value)


def test_the_likelier_group_takes_the_place():
    long = a_group("moss lamp", Span(0, 9))
    short = a_group("lamp", Span(5, 9), Span(20, 24))
    inner = a_group("moss", Span(0, 4))
    kept = resolve([long, short, inner], [sure(0.9), sure(0.5), sure(0.4)])
    assert [(g.name, [m.span for m in mentions]) for g, _, mentions in kept] == [
        ("moss lamp", [Span(0, 9)]),
        ("lamp", [Span(20, 24)]),
    ]


def test_of_names_that_are_as_good_as_certain_the_longer_is_meant():
    nested = a_group("lamp", Span(5, 9))
    whole = a_group("moss-lamp", Span(0, 9))
    kept = resolve([nested, whole], [sure(0.99), sure(0.95)])
    assert [g.name for g, _, _ in kept] == ["moss-lamp"]
    kept = resolve([nested, whole], [sure(0.99), sure(0.8)])
    assert [g.name for g, _, _ in kept] == ["lamp"]


def test_what_is_hardly_likely_is_left_out():
    assert resolve([a_group("moss", Span(0, 4))], [sure(0.1)]) == []


@pytest.mark.parametrize(
    ("name", "node", "form"),
    [
        ("diffusion models", NodeType.METHOD, "diffusion model"),
        ("CNNs", NodeType.METHOD, "CNN"),
        ("Image\nClassification", NodeType.TASK, "image classification"),
        ("GAN Inversion", NodeType.TASK, "GAN inversion"),
        ("Natural Questions", NodeType.DATASET, "Natural Questions"),
        ("ImageNet", NodeType.DATASET, "ImageNet"),
        ("BLEU", NodeType.METRIC, "BLEU"),
        ("3D Object Detection", NodeType.TASK, "3D object detection"),
        ("F1", NodeType.METRIC, "F1"),
        ("Bayesian Inference", NodeType.TASK, "Bayesian inference"),
        ("Langevin dynamics", NodeType.METHOD, "Langevin dynamics"),
        ("Gram matrices", NodeType.METHOD, "Gram matrix"),
    ],
)
def test_names_take_the_form_of_a_catalogue(name, node, form):
    assert catalogue_form(a_group(name, Span(0, len(name))), node) == form
