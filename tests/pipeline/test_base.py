"""The base IRI of a graph is what its builder says, and stays."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import kg
from kg.api import build_papers
from kg.encode.json_schemas import manifest_schema
from kg.encode.vocabulary import BASE, KG
from kg.errors import GraphError
from kg.model import Paper
from kg.pipeline.build import Settings

PAPER = Paper(
    "title:x", "FooNet for image classification", "We propose FooNet and evaluate it on ImageNet."
)
OTHER = "https://example.org/papers/"


def build(root: Path, base: str | None) -> kg.Graph:
    build_papers([PAPER], root, settings=Settings(fast=True, jobs=1, base=base))
    return kg.open(root)


def subjects(graph: kg.Graph) -> set[str]:
    return {str(row[0]) for row in graph.sparql("SELECT DISTINCT ?s WHERE { ?s ?p ?o }")}


def test_every_iri_of_ours_starts_with_the_base_and_later_builds_keep_it(tmp_path: Path) -> None:
    plain = build(tmp_path / "plain", None)
    graph = build(tmp_path / "g", OTHER)
    with plain, graph:
        assert all(s.startswith(BASE) for s in subjects(plain))
        assert subjects(graph) == {s.replace(BASE, OTHER) for s in subjects(plain)}
        asked = graph.sparql("SELECT ?m WHERE { ?p kg:introduces ?m }")
        assert list(asked) == [(f"{OTHER}method/foonet",)]
        assert graph.validate().ok
    assert graph.tables.content == plain.tables.content
    Draft202012Validator(manifest_schema()).validate(graph.tables.manifest)
    assert build(tmp_path / "g", None).tables.manifest["base"] == OTHER
    assert "base" not in build(tmp_path / "g", BASE).tables.manifest


def test_terms_do_not_move_with_the_base(tmp_path: Path) -> None:
    graph = build(tmp_path / "g", OTHER)
    predicates = {str(p) for p in graph.rdflib().predicates()}
    assert KG + "introduces" in predicates
    assert not any(p.startswith(OTHER) for p in predicates)


@pytest.mark.parametrize(
    "base",
    ["example.org/", "https://example.org", "https://example.org/x#", "https://a b.org/", ""],
)
def test_what_cannot_be_a_base_is_refused_before_anything_is_built(
    tmp_path: Path, base: str
) -> None:
    with pytest.raises(GraphError, match="absolute IRI"):
        build(tmp_path / "g", base)
    assert not (tmp_path / "g" / "manifest.json").exists()
