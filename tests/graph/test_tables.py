"""Opening graph directories, and what is not one."""

import json
import os
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.graph.tables import open_tables
from kg.graph.write import locked

from .conftest import MENTIONS, Build


def test_a_graph_opens_and_counts_its_rows(build: Build) -> None:
    tables = build(MENTIONS)
    assert tables.count("papers") == tables.read("papers").num_rows == 2
    assert tables.read("papers", ["id"]).column_names == ["id"]


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.mkdir(), lambda p: p.write_text("")])
def test_what_is_not_a_graph_says_how_to_make_one(tmp_path: Path, make: object) -> None:
    root = tmp_path / "nothing"
    make(root)  # type: ignore[operator]
    with pytest.raises(GraphError, match=r"nothing is not a graph.*kg build INPUT -o"):
        open_tables(root)


def test_another_version_is_refused(build: Build) -> None:
    root = build(MENTIONS).root
    manifest = json.loads((root / "manifest.json").read_text())
    (root / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(GraphError, match="format 99, this kg reads format 2"):
        open_tables(root)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"no": 1}'])
def test_a_broken_manifest_is_refused(build: Build, text: str) -> None:
    root = build(MENTIONS).root
    (root / "manifest.json").write_text(text)
    with pytest.raises(GraphError, match="is not a manifest"):
        open_tables(root)


def test_a_missing_table_is_refused(build: Build) -> None:
    tables = build(MENTIONS)
    tables.path("evidence").unlink()
    with pytest.raises(GraphError, match=r"evidence-\w+\.parquet is missing"):
        open_tables(tables.root)


def test_a_damaged_table_is_a_graph_error(build: Build) -> None:
    tables = build(MENTIONS)
    tables.path("papers").write_bytes(b"PAR1 not parquet")
    with pytest.raises(GraphError, match="missing or damaged"):
        tables.read("papers")
    with pytest.raises(GraphError, match="missing or damaged"):
        list(tables.batches("papers"))


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "graph"
    with (
        locked(root),
        pytest.raises(GraphError, match="being built by another process"),
        locked(root),
    ):
        pass


def test_the_same_graph_again_changes_no_byte(build: Build) -> None:
    def snapshot(root: Path) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in root.glob("*.*") if p.is_file()}

    root = build(MENTIONS).root
    before = snapshot(root)
    assert len([name for name in before if name.endswith(".parquet")]) == 5
    assert snapshot(build(MENTIONS).root) == before


def test_a_new_graph_replaces_the_tables_of_the_old_one(build: Build) -> None:
    old = build(MENTIONS)
    new = build(MENTIONS[:3])
    assert old.content != new.content
    assert len(list(new.root.glob("*.parquet"))) == 5
    assert not list(new.root.glob(".work"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(GraphError, match="cannot be written"), locked(tmp_path / "graph"):
        pass
