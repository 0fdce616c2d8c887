"""Acronym definitions in both orders, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.acronyms import find_definitions


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We study Low-Rank Adaptation (LoRA) of models.", "LoRA", "Low-Rank Adaptation"),
        ("LoRA (Low-Rank Adaptation) is small.", "LoRA", "Low-Rank Adaptation"),
        ("We use CoT, short for chain of thought, here.", "CoT", "chain of thought"),
        ("trained graph neural networks (GNNs) on", "GNNs", "graph neural networks"),
        ("using visual question answering [VQA] tasks", "VQA", "visual question answering"),
        ("the mean average precision (mAP) rises", "mAP", "mean average precision"),
        ("Birds-eye-view (BEV) maps", "BEV", "Birds-eye-view"),
        ("expected calibration error (ECE; lower is better)", "ECE", "expected calibration error"),
        ("trained graph neural\nnetworks (GNNs) on", "GNNs", "graph neural\nnetworks"),
        ("a setting---dynamic graph parsing (DGP)", "DGP", "dynamic graph parsing"),
    ],
)
def test_definitions(text, short, long):
    (found,) = find_definitions(text)
    assert (found.short, found.long) == (short, long)
    assert text[found.short_span.start : found.short_span.end] == short
    assert text[found.long_span.start : found.long_span.end] == long


@pytest.mark.parametrize(
    "text",
    [
        "It gains much (see Table 2).",
        "We test two models (GPT-4 and T5).",
        "our approach (Fig. 3) works",
        "in two settings (zero-shot)",
        "good results (XYZ) on lamps",
        "The first half\n\n(FH) starts the abstract",
    ],
)
def test_what_is_no_definition(text):
    assert find_definitions(text) == []


def test_an_acronym_is_defined_once():
    text = "Lamp Oil Network (LON) and Large Open Network (LON)"
    assert [d.long for d in find_definitions(text)] == ["Lamp Oil Network"]


@given(st.text(alphabet="aAbB (),.-[]\n:1", max_size=200))
def test_places_are_always_right(text):
    for found in find_definitions(text):
        assert text[found.short_span.start : found.short_span.end] == found.short
        assert text[found.long_span.start : found.long_span.end] == found.long
