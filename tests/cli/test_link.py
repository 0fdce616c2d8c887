"""``kg link`` and ``kg curate``, as people type them."""

import json
import shutil
from pathlib import Path

from .conftest import Run


def test_a_name_is_explained(run: Run, graph: Path) -> None:
    done = run("link", graph, "--explain", "imagenet-1k")
    assert done.returncode == 0, done.stderr
    assert "dataset:imagenet" in done.stdout
    assert "[catalogue]" in done.stdout
    record = json.loads(run("link", graph, "--explain", "LoRA", "--json").stdout.splitlines()[0])
    assert record["entity"]["id"] == "method:lora"


def test_doubtful_pairs_are_listed(run: Run, graph: Path) -> None:
    rows = [r.split("\t") for r in run("link", graph, "--suggest").stdout.splitlines()]
    assert rows
    assert all(len(row) == 4 for row in rows)
    assert [int(row[0]) for row in rows] == sorted((int(row[0]) for row in rows), reverse=True)
    assert len(run("link", graph, "--suggest", "--top", "1").stdout.splitlines()) == 1


def test_bare_names_are_linked(run: Run) -> None:
    names = "Task\tdepth estimation\nTask\testimating depth\nTask\tdepth completion\nwrong\n"
    done = run("link", "--names", "-", stdin=names)
    assert done.returncode == 0
    assert [json.loads(line)["names"] for line in done.stdout.splitlines()] == [
        ["depth completion"],
        ["depth estimation", "estimating depth"],
    ]
    assert "-:4:" in done.stderr


def test_wrong_use_is_told(run: Run, graph: Path) -> None:
    assert run("link").returncode == 2
    assert run("link", graph).returncode == 2
    assert run("link", graph, "--suggest", "--explain", "x").returncode == 2
    missing = run("link", graph, "--explain", "no such thing at all")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert len(missing.stderr.splitlines()) == 1
    assert run("link", "--names", "nowhere.tsv").returncode == 1


def test_a_decision_is_written_and_built_in(run: Run, graph: Path, tmp_path: Path) -> None:
    copy = tmp_path / "g"
    shutil.copytree(graph, copy)
    done = run("curate", copy, "rename", "method:lora", "Low Rank", "--reason", "a test")
    assert done.returncode == 0, done.stderr
    assert run("link", copy, "--explain", "method:lora").stdout.startswith("Low Rank ")
    run("curate", copy, "rename", "method:bert", "Bert", "--later")
    assert not run("link", copy, "--explain", "method:bert").stdout.startswith("Bert ")
    assert run("build", "-o", copy).returncode == 0
    assert run("link", copy, "--explain", "method:bert").stdout.startswith("Bert ")
    refused = run("curate", copy, "block", "no such thing at all")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
