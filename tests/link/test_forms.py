"""Names that a rule takes for one, and names that no rule may take for one."""

import pytest

from kg.link.forms import normal_form, trivial_key
from kg.model import NodeType

MEANINGS = {"llm": ["large", "language", "model"], "reid": ["re", "identification"]}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Image Net", "ImageNet"),
        ("state-space models", "State Space Model"),
        ("LLMs", "llm"),
        ("cameras", "camera"),
        ("Möbius layer", 'M\\"obius layer'),
        ("losses", "loss"),
        ("adjacency matrices", "adjacency matrix"),
        ("Newton's method", "Newton’s method"),
    ],
)
def test_trivial_variants_share_a_key(name: str, other: str) -> None:
    assert trivial_key(name) == trivial_key(other)


@pytest.mark.parametrize(
    ("name", "other"), [("PETS", "PET"), ("A*", "A"), ("C++", "C"), ("GPT-3.5", "GPT-3")]
)
def test_trivial_keys_keep_what_tells_names_apart(name: str, other: str) -> None:
    assert trivial_key(name) != trivial_key(other)


SAME = [
    (NodeType.TASK, "depth estimation", "estimating depth"),
    (NodeType.TASK, "depth estimation", "estimate depth"),
    (NodeType.TASK, "depth map estimation", "estimation of depth maps"),
    (NodeType.TASK, "rain removal task", "removal of rain"),
    (NodeType.TASK, "mesh movement", "moving the mesh"),
    (NodeType.TASK, "policy evaluation from logs", "evaluating policies from logs"),
    (NodeType.TASK, "traffic forecasting", "forecasting of traffic"),
    (NodeType.TASK, "behavioral analysis", "behavior analysis"),
    (NodeType.TASK, "few-shot localisation", "few-shot localization"),
    (NodeType.METHOD, "prompt learning", "learning prompts"),
    (NodeType.METHOD, "weak supervision", "weakly supervised"),
    (NodeType.METHOD, "gated recurrent network", "gated recurrent neural network"),
    (NodeType.METHOD, "token dropping strategy", "token dropping"),
    (NodeType.METHOD, "memory-based approach", "memory-based"),
    (NodeType.METHOD, "DeepSoup architecture", "DeepSoup"),
    (NodeType.METHOD, "DeepSoup (DS) training", "DeepSoup training"),
    (NodeType.METHOD, "DS (deep soup)", "deep soup"),
    (NodeType.METHOD, "LLM pruning", "pruning large language models"),
    (NodeType.METHOD, "person re-ID", "person ReID"),
    (NodeType.DATASET, "SoupBench benchmark", "SoupBench"),
    (NodeType.METRIC, "soup distance score", "soup distance"),
    (NodeType.METHOD, "distributional shift layer", "distribution shift layer"),
]


@pytest.mark.parametrize(("node_type", "name", "other"), SAME)
def test_variants_have_one_form(node_type: NodeType, name: str, other: str) -> None:
    forms = {normal_form(n, node_type, MEANINGS).key for n in (name, other)}
    assert len(forms) == 1


DIFFERENT = [
    (NodeType.METHOD, "language model", "language modeling"),
    (NodeType.METHOD, "language model", "masked language model"),
    (NodeType.METHOD, "reward model", "reward"),
    (NodeType.METHOD, "learning dynamics", "dynamics learning"),
    (NodeType.TASK, "text-to-video retrieval", "video-to-text retrieval"),
    (NodeType.TASK, "task arithmetic", "arithmetic task"),
    (NodeType.METHOD, "Bayesian network", "Bayesian neural network"),
    (NodeType.METHOD, "supervised learning", "semi-supervised learning"),
    (NodeType.METHOD, "training loss", "loss training"),
    (NodeType.METHOD, "generator", "generation"),
    (NodeType.METHOD, "dynamic model", "dynamics model"),
    (NodeType.METHOD, "attention", "attention-based"),
    (NodeType.TASK, "image generation", "image restoration"),
    (NodeType.TASK, "general reasoning", "generated reasoning"),
    (NodeType.DATASET, "SoupBench", "SoupBench v2"),
]


@pytest.mark.parametrize(("node_type", "name", "other"), DIFFERENT)
def test_different_things_have_different_forms(node_type: NodeType, name: str, other: str) -> None:
    forms = {normal_form(n, node_type, MEANINGS).key for n in (name, other)}
    assert len(forms) == 2
