"""From papers to a graph on disk, and what must never happen to it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.api import build_papers
from kg.errors import GraphError
from kg.model import Paper
from kg.pipeline.build import BuildSummary, Settings

FAST = Settings(fast=True, jobs=1)


@pytest.fixture(scope="module")
def papers(examples: Path) -> list[Paper]:
    return list(kg.read([examples / "papers.jsonl"]))


def build(papers: Iterable[Paper], root: Path, settings: Settings = FAST) -> BuildSummary:
    return build_papers(papers, root, settings=settings)


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a graph but its lock."""
    return {
        str(p.relative_to(root)): p.read_bytes()
        for p in sorted(root.rglob("*"))
        if p.is_file() and p.name != ".lock"
    }


def test_a_graph_holds_the_papers_and_what_they_say(papers: list[Paper], tmp_path: Path) -> None:
    done = build(papers, tmp_path / "g")
    graph = kg.open(tmp_path / "g")
    assert done.papers == done.added == done.extracted == len(papers)
    assert graph.tables.count("statements") == done.statements > 5 * len(papers)
    types = graph.info()["types"]
    assert {"Paper", "Method", "Dataset", "Task", "Metric", "Repository", "Author"} <= set(types)
    assert types["Paper"] == len(papers)


def test_evidence_is_the_slice_it_points_at(papers: list[Paper], tmp_path: Path) -> None:
    build(papers, tmp_path / "g")
    by_id = {p.id: p for p in papers}
    rows = list(kg.open(tmp_path / "g").tables.rows("evidence"))
    assert rows
    for row in rows:
        field = by_id[row["paper"]].field(row["field"])
        assert field[row["start"] : row["end"]] == row["text"]


def test_the_same_input_again_changes_not_one_byte_and_reads_nothing(
    papers: list[Paper], tmp_path: Path
) -> None:
    build(papers, tmp_path / "g")
    before = snapshot(tmp_path / "g")
    again = build(papers, tmp_path / "g")
    assert (again.added, again.extracted) == (0, 0)
    assert snapshot(tmp_path / "g") == before


def test_only_new_papers_are_read(papers: list[Paper], tmp_path: Path) -> None:
    build(papers[:10], tmp_path / "g")
    more = build(papers[5:15], tmp_path / "g")
    assert (more.read, more.added, more.extracted, more.papers) == (10, 5, 5, 15)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6), cuts=st.lists(st.integers(0, 20), max_size=2))
def test_any_order_and_any_split_of_the_input_gives_the_same_graph(
    papers: list[Paper],
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    cuts: list[int],
) -> None:
    some = papers[:20]
    whole = tmp_path_factory.mktemp("whole") / "g"
    parts = tmp_path_factory.mktemp("parts") / "g"
    build(some, whole)
    shuffled = random.Random(seed).sample(some, len(some))
    for start, end in pairwise([0, *sorted(cuts), len(shuffled)]):
        build(shuffled[start:end], parts)
    assert snapshot(parts) == snapshot(whole)


def test_the_number_of_processes_changes_nothing(papers: list[Paper], tmp_path: Path) -> None:
    many = [
        Paper(f"title:{i}-{p.id}", p.title, f"{p.abstract} {i}") for i in range(3) for p in papers
    ]
    build(many, tmp_path / "one", Settings(fast=True, jobs=1))
    build(many, tmp_path / "two", Settings(fast=True, jobs=2))
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_a_paper_from_several_places_is_one_paper(examples: Path, tmp_path: Path) -> None:
    inputs = [examples / "trending.txt", examples / "papers.jsonl", examples / "trending.txt"]
    graph = kg.build(inputs, tmp_path / "g", settings=FAST)
    rows = {row["title"]: row for row in graph.tables.rows("papers")}
    assert len(rows) == graph.tables.count("papers") == 50
    lora = next(row for title, row in rows.items() if title.startswith("LoRA"))
    assert {o["place"] for o in lora["origins"]} == {"trending.txt", "papers.jsonl"}
    assert lora["id"] == "arxiv:2106.09685"
    assert all(i.startswith("title:") for i in lora["former_ids"])


def test_least_confidence_is_kept_for_later_builds(papers: list[Paper], tmp_path: Path) -> None:
    build(papers[:5], tmp_path / "g", Settings(fast=True, jobs=1, min_confidence=0.9))
    build(papers[5:10], tmp_path / "g")
    confidences = [r["confidence"] for r in kg.open(tmp_path / "g").tables.rows("statements")]
    assert min(confidences) >= 0.9
    relaxed = build([], tmp_path / "g", Settings(fast=True, jobs=1, min_confidence=0.0))
    assert relaxed.extracted == 0
    assert relaxed.statements > len(confidences)


def test_what_is_not_a_graph_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(GraphError, match="is not a graph"):
        build([], tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(GraphError, match="is not a graph"):
        build([], tmp_path / "thesis.txt")


def interrupting(papers: list[Paper], after: int) -> Iterator[Paper]:
    yield from papers[:after]
    raise KeyboardInterrupt


def test_ctrl_c_while_reading_leaves_the_old_graph(papers: list[Paper], tmp_path: Path) -> None:
    build(papers[:5], tmp_path / "g")
    before = snapshot(tmp_path / "g")
    with pytest.raises(KeyboardInterrupt):
        build(interrupting(papers, 10), tmp_path / "g")
    assert snapshot(tmp_path / "g") == before


@pytest.mark.parametrize("old", [0, 5])
def test_ctrl_c_while_extracting_keeps_what_was_read(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: int
) -> None:
    from kg.pipeline import build as module

    root = tmp_path / "g"
    if old:
        build(papers[:old], root)
    real = module.extract_batches

    def one_batch(batches: object, total: int, **options: object) -> Iterator[object]:
        stream = real(batches, total, **options)  # type: ignore[arg-type]
        yield next(stream)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "TASK", 8)
    monkeypatch.setattr(module, "extract_batches", one_batch)
    if old:
        with pytest.raises(KeyboardInterrupt):
            build(papers, root)
        assert kg.open(root).tables.count("papers") == old
    else:
        partial = build(papers, root)
        assert (partial.papers, partial.waiting) == (8, len(papers) - 8)
    monkeypatch.undo()
    rest = build(papers, root)
    assert rest.papers == len(papers)
    assert rest.extracted == len(papers) - old - 8
    build(papers, tmp_path / "straight")
    assert snapshot(root) == snapshot(tmp_path / "straight")


@pytest.mark.parametrize("delay", [0.4, 0.9, 1.3, 1.7, 2.1, 2.6])
def test_kill_at_any_moment_leaves_the_graph_as_it_was_or_complete(
    papers: list[Paper], tmp_path: Path, examples: Path, delay: float
) -> None:
    root = tmp_path / "g"
    build(papers[:5], root)
    before = snapshot(root)
    command = [
        sys.executable, "-m", "kg", "build", examples / "papers.jsonl", "-o", root,
        "--fast", "--jobs", "1",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    graph = kg.open(root)
    count = graph.tables.count("papers")
    assert count in (5, 50)
    for name in ("papers", "entities", "statements", "evidence"):
        assert graph.tables.read(name).num_rows == graph.tables.count(name)
    if count == 5:
        tables = {k: v for k, v in snapshot(root).items() if k in before}
        assert tables == before
    assert build(papers, root).papers == 50
    assert not (root / ".work").exists()
