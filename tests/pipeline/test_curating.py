"""Decisions of people about a graph on disk, and what it says about its names."""

import shutil
from pathlib import Path

import pytest

import kg
from kg.api import build_papers, open_graph
from kg.errors import CurationError, NotFoundError
from kg.model import SIGNATURES, NodeType, Paper, Predicate, Thing
from kg.pipeline.build import Settings
from kg.pipeline.curating import built_fast, curate, relink
from kg.pipeline.naming import link_names, read_names

FAST = Settings(fast=True, jobs=1)


@pytest.fixture(scope="module")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("curating") / "g"
    build_papers(kg.read([examples / "papers.jsonl"]), root, settings=FAST)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "g"
    shutil.copytree(built, copy)
    return copy


def ids(root: Path) -> dict[str, list[str]]:
    rows = open_graph(root).tables.rows("entities")
    return {row["id"]: row["former_ids"] for row in rows}


def test_building_without_input_changes_nothing(root: Path) -> None:
    before = open_graph(root).tables.manifest
    assert built_fast(root)
    assert relink(root).extracted == 0
    assert open_graph(root).tables.manifest == before


def test_a_merge_survives_every_rebuild(root: Path, examples: Path) -> None:
    path = curate(root, "merge", ["method:bert", "RoBERTa"], reason="a test")
    assert "a test" in path.read_text(encoding="utf-8")
    relink(root)
    assert "method:roberta" in ids(root)["method:bert"]
    build_papers(kg.read([examples / "papers.jsonl"]), root, settings=FAST)
    assert "method:roberta" in ids(root)["method:bert"]
    [explanation] = open_graph(root).explain_linking("RoBERTa")
    assert explanation.entity.id == "method:bert"
    assert any(m.rule == "curation" and "a test" in m.evidence for m in explanation.merges)


def test_a_retyped_entity_has_only_predicates_that_fit(root: Path) -> None:
    curate(root, "retype", ["dataset:imagenet", "Method"])
    relink(root)
    tables = open_graph(root).tables
    types = {row["id"]: NodeType(row["type"]) for row in tables.rows("entities")}
    assert types["method:imagenet"] is NodeType.METHOD
    assert "dataset:imagenet" not in types
    about = [row for row in tables.rows("statements") if row["object"] == "method:imagenet"]
    assert about
    for row in tables.rows("statements"):
        subject, objects = SIGNATURES[Predicate(row["predicate"])]
        assert types[row["object"]] in objects
        assert types.get(row["subject"], NodeType.PAPER) is subject


def test_a_blocked_entity_is_gone(root: Path) -> None:
    curate(root, "block", ["dataset:imagenet"])
    relink(root)
    assert "dataset:imagenet" not in ids(root)
    with pytest.raises(NotFoundError):
        open_graph(root).explain_linking("dataset:imagenet")


def test_a_split_name_is_an_entity_of_its_own(root: Path) -> None:
    assert "dataset:imagenet-1k" in ids(root)["dataset:imagenet"]
    curate(root, "split", ["ImageNet-1K"])
    relink(root)
    assert "dataset:imagenet-1k" in ids(root)
    assert "dataset:imagenet-1k" not in ids(root)["dataset:imagenet"]


@pytest.mark.parametrize(
    ("kind", "names", "words"),
    [
        ("marry", ["a", "b"], "there is no 'marry'"),
        ("merge", ["method:bert"], "write: merge"),
        ("split", ["RoBERTa"], "nothing to split"),
        ("split", ["soup", "method:bert"], "no name of"),
        ("retype", ["method:bert", "Soup"], "Soup"),
        ("merge", ["method:bert", "dataset:imagenet"], "different types"),
    ],
)
def test_impossible_decisions_are_refused(
    root: Path, kind: str, names: list[str], words: str
) -> None:
    with pytest.raises(CurationError, match=words):
        curate(root, kind, names)
    assert not (root / "curation.toml").exists()


def test_names_that_are_nowhere_come_with_suggestions(root: Path) -> None:
    with pytest.raises(NotFoundError, match="ImageNet"):
        curate(root, "block", ["ImagNet"])


def test_a_broken_file_stops_the_build_before_anything_changes(root: Path) -> None:
    before = open_graph(root).tables.manifest
    (root / "curation.toml").write_text("[[block]]\nentiy = 'x'\n", encoding="utf-8")
    with pytest.raises(CurationError, match=r"curation\.toml:1: .*entity"):
        relink(root)
    assert open_graph(root).tables.manifest == before


def test_look_alikes_are_explained(root: Path) -> None:
    [explanation] = open_graph(root).explain_linking("BERT")
    why = {a.id: a.why for a in explanation.near}
    assert "part of" in why["method:roberta"]
    assert explanation.papers >= 5


def test_suggestions_come_by_the_papers_they_touch(root: Path) -> None:
    pairs = open_graph(root).suggest_merges()
    assert pairs
    assert [p.papers for p in pairs] == sorted((p.papers for p in pairs), reverse=True)
    known = ids(root)
    assert all(key in known for p in pairs for key in p.ids)


def test_bare_names_are_linked_with_the_definitions_of_papers() -> None:
    lines = ["Method\tDRAM\n", "Method\tdeep recall-aware mixing\n", "no tab\n", "Soup\tx\n", "\n"]
    notices = []
    things = list(read_names(lines, "names.tsv", notices.append))
    assert things == [Thing(NodeType.METHOD, n) for n in ("DRAM", "deep recall-aware mixing")]
    assert [n.line for n in notices] == [3, 4]
    things = [Thing(NodeType.METHOD, n) for n in ("ZQ", "zonal quilting")]
    assert len(list(link_names(things))) == 2
    paper = Paper("title:x", "", "We use zonal quilting (ZQ) here.")
    assert list(link_names(things, [paper])) == [
        {"type": "Method", "names": ["ZQ", "zonal quilting"]}
    ]
