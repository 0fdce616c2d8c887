"""Pairs that look alike and must stay apart, and what is said about why."""

import pytest

from kg.link import link
from kg.link.guards import why_apart
from kg.model import NodeType, Thing

M, D, T, R = NodeType.METHOD, NodeType.DATASET, NodeType.TASK, NodeType.METRIC

PAIRS = [
    (M, "BERT", "RoBERTa", "part of"),
    (M, "BERT", "ALBERT", "part of"),
    (R, "BLEU", "BLEURT", "part of"),
    (D, "GLUE", "SuperGLUE", "part of"),
    (M, "LoRA", "QLoRA", "part of"),
    (M, "LoRA", "LoRe", "one letter"),
    (M, "ViT", "VITS", "part of"),
    (D, "CIFAR-10", "CIFAR-100", "numbers differ"),
    (M, "GPT-3", "GPT-4", "numbers differ"),
    (M, "GPT-3", "GPT-3.5", "numbers differ"),
    (M, "DINO", "DINOv2", "version or size"),
    (M, "StyleGAN", "StyleGAN2", "version or size"),
    (M, "BERT-base", "BERT-large", "versions or sizes"),
    (M, "ResNet-18", "ResNet-101", "numbers differ"),
    (D, "WikiText-2", "WikiText-103", "numbers differ"),
    (T, "person re-identification", "text-to-image person re-identification", "says more"),
    (T, "anomaly detection", "zero-shot anomaly detection", "says more"),
    (M, "diffusion model", "latent diffusion model", "says more"),
    (M, "self-supervised learning", "semi-supervised learning", "SSL"),
    (R, "mean absolute error", "maximum angular error", "MAE"),
    (D, "SQuAD", "SQuAD 2.0", "version or size"),
    (M, "Adam", "AdamW", "part of"),
]


@pytest.mark.parametrize(("node_type", "name", "other", "words"), PAIRS)
def test_look_alikes_stay_apart_and_say_why(
    node_type: NodeType, name: str, other: str, words: str
) -> None:
    things = [Thing(node_type, name), Thing(node_type, other)]
    linking = link([(thing, 1) for thing in things])
    assert linking.ids[things[0]] != linking.ids[things[1]]
    assert words in (why_apart(name, other) or "")
    assert words in (why_apart(other, name) or "")


@pytest.mark.parametrize(
    ("name", "other"), [("BERT", "ImageNet"), ("ImageNet", "Image-Net"), ("soup", "salad")]
)
def test_names_that_do_not_look_alike_need_no_reason(name: str, other: str) -> None:
    assert why_apart(name, other) is None
