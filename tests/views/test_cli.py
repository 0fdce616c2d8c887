"""``kg view`` and ``kg plot``, and their twins in Python."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.api import Graph, open_graph
from kg.cli.app import app
from kg.errors import KgError, NotFoundError
from kg.graph.tables import Tables


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=True)
    if isinstance(result.exception, KgError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def graph(small: Tables) -> Graph:
    return open_graph(small.root)


def test_view_writes_what_the_api_writes(small: Tables, graph: Graph, tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    run("view", small.root, "--around", "imagenet", "--hops", 1, "-o", one)
    made = graph.view(two, around="imagenet", hops=1)
    assert one.read_bytes() == two.read_bytes()
    assert made.to_html().encode() == two.read_bytes()


def test_view_takes_every_filter(small: Tables, graph: Graph, tmp_path: Path) -> None:
    run("view", small.root, "--type", "paper,method", "--type", "dataset", "--predicate", "uses",
        "--since", 2020, "--until", 2023, "--min-confidence", 0.6, "--top", 5, "--renderer",
        "sigma", "--title", "T", "-o", tmp_path / "one.html")  # fmt: skip
    made = graph.view(
        types=("paper", "method", "dataset"), predicates=("uses",), since=2020, until=2023,
        min_confidence=0.6, top=5, renderer="sigma", title="T",
    )  # fmt: skip
    assert (tmp_path / "one.html").read_text("utf-8") == made.to_html()


def test_view_draws_queries_files_and_questions(
    small: Tables, graph: Graph, tmp_path: Path
) -> None:
    cypher = "MATCH (p:Paper)-[r:INTRODUCES]->(m:Method) WHERE m.name = $name RETURN p, r, m"
    file = tmp_path / "query.cypher"
    file.write_text(cypher)
    with graph:
        made = graph.view(query=cypher, params={"name": "LoRA"})
        assert made.picture.title == "Result of a query"
        assert [node.name for node in made.picture.nodes] == [
            "LoRA",
            "Small matrices for large models",
        ]
        run(
            "view",
            small.root,
            "--query",
            f"@{file}",
            "--param",
            "name=LoRA",
            "-o",
            tmp_path / "q.html",
        )
        assert (tmp_path / "q.html").read_text("utf-8") == made.to_html()
        sparql = graph.view(query="SELECT ?m WHERE { ?p kg:introduces ?m }")
        assert {node.type for node in sparql.picture.nodes} == {"Method"}
        asked = graph.view(query="methods-on-dataset ImageNet")
        assert "ResNet" in {node.name for node in asked.picture.nodes}
        assert asked.picture.title == "Methods evaluated on a dataset: ImageNet"
        with pytest.raises(NotFoundError, match="no question"):
            graph.view(query="no-such-question")


@pytest.mark.parametrize(
    "arguments",
    [
        ("timeline", "--of", "Method", "--top", 12),
        ("heatmap", "--rows", "Task", "--cols", "Dataset"),
        ("bars", "--of", "Dataset", "--since", 2019),
        ("network", "--around", "LoRA", "--width", 3.3),
        ("network", "--type", "method", "--top", 3),
    ],
)
def test_plot_writes_what_the_api_writes(
    small: Tables, tmp_path: Path, arguments: tuple[object, ...]
) -> None:
    run("plot", small.root, *arguments, "-o", tmp_path / "one.svg")
    keys = [str(a).removeprefix("--") for a in arguments[1::2]]
    options = dict(zip(keys, arguments[2::2], strict=True))
    if "type" in options:
        options["types"] = (options.pop("type"),)
    open_graph(small.root).plot(str(arguments[0]), tmp_path / "two.svg", **options)  # type: ignore[arg-type]  # options of many kinds
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_near_misses_are_one_line(small: Tables, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "view", str(small.root), "--around", "ImagNet", "-o",
         "x.html"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "did you mean: ImageNet" in done.stderr
    assert not (tmp_path / "x.html").exists()


def test_drawing_libraries_load_on_use() -> None:
    script = "import sys, kg, kg.cli.app; print(*(m for m in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    heavy = {"matplotlib", "pyvis", "jinja2", "numpy", "IPython", "rapidfuzz"}
    assert heavy.isdisjoint(loaded.stdout.split())
