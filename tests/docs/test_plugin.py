"""The example package of the page *Extending* adds one of each kind, once it is installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .blocks import DOCS, blocks

PLUGIN = DOCS / "examples" / "plugin"
RECORD = """PMID- 1
TI  - A second look at small benchmarks for the classification of pictures of
      cells
AB  - We compare ResNet with Vision Transformer on CIFAR-10. The former was described
      before (arXiv:1512.03385).
FAU - Nobody, Ada
FAU - Noone, Bo
DP  - 2024 Mar 2
LID - 10.1000/example.1 [doi]
"""
ASK = """
import kg
from kg.stores import open_store

with kg.open("graph") as graph:
    question = "SELECT ?p ?n { ?p a kg:Paper ; kg:year ?y ; dcterms:title ?n }"
    (row,) = open_store("rdflib", graph.tables).query(question)
    assert row[1].startswith("A second look"), row
    assert list(graph.sparql(question)) == [row]
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a Python that has the example package."""
    folder = tmp_path_factory.mktemp("plugin")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), str(PLUGIN)],
        check=True,
        timeout=600,
    )
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_each_part_of_the_example_works(installed: dict[str, str], tmp_path: Path) -> None:
    def python(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=installed,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "pubmed.nbib").write_text(RECORD, encoding="utf-8")
    assert "pubmed" in python("-m", "kg", "sources")
    python("-m", "kg", "build", "pubmed.nbib", "-o", "graph")
    query = "MATCH (p:Paper)-[r:MENTIONS]->(x:Resource) RETURN p.id, x.id, r.quotes, r.extractors"
    found = python("-m", "kg", "query", "graph", query, "--format", "csv").splitlines()[1]
    assert found == (
        "doi:10.1000/example.1,resource:arxiv.org/abs/1512.03385,"
        '"[""arXiv:1512.03385""]","[""arxiv-references/1""]"'
    )
    python("-m", "kg", "export", "graph", "--format", "bibtex", "-o", "out.bib")
    assert "author = {Ada Nobody and Bo Noone}" in (tmp_path / "out.bib").read_text()
    python("-c", ASK)
    python("-m", "kg", "view", "graph", "--renderer", "outline", "-o", "outline.html")
    assert "<h2>ResNet</h2>" in (tmp_path / "outline.html").read_text(encoding="utf-8")


def test_without_the_package_there_is_nothing_of_it() -> None:
    from kg.export import FORMS
    from kg.sources import SOURCES
    from kg.stores import STORES

    assert "pubmed" not in SOURCES.names()
    assert "bibtex" not in FORMS.names()
    assert "rdflib" not in STORES.names()


def test_the_page_shows_the_files_as_they_are() -> None:
    shown = {b.title: b.text for b in blocks(DOCS / "extending.md") if b.title}
    files = [p for p in PLUGIN.rglob("*") if p.suffix in (".py", ".toml") and p.stem != "__init__"]
    assert len(files) == 6
    for path in files:
        assert shown.get(str(path.relative_to(PLUGIN))) == path.read_text(encoding="utf-8"), path
