"""Projections: papers folded into weighted links, against counting by hand in the whole graph."""

import itertools
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg.errors import ExportError, KgError, UnknownNameError
from kg.views import view
from kg.views.picture import SHARED


def by_hand(graph: kg.Graph, one: str, two: str) -> dict[frozenset[str], set[str]]:
    """The papers of each pair of entities, counted in the graph with papers."""
    net = graph.networkx()
    said = defaultdict(set)
    for paper, thing in net.edges():
        if net.nodes[paper]["type"] == "Paper":
            said[paper].add(thing)
    shared = defaultdict(set)
    for paper, things in said.items():
        for a, b in itertools.combinations(sorted(things), 2):
            kinds = net.nodes[a]["type"], net.nodes[b]["type"]
            if kinds in ((one, two), (two, one)):
                shared[frozenset((a, b))].add(paper)
    return shared


@pytest.mark.parametrize(
    ("project", "one", "two"),
    [
        ("method-dataset", "Method", "Dataset"),
        ("dataset-task", "Dataset", "Task"),
        ("method-method", "Method", "Method"),
        ("Authors-metrics", "Author", "Metric"),
    ],
)
def test_a_link_has_the_papers_that_speak_of_both(
    graph: kg.Graph, project: str, one: str, two: str
) -> None:
    net, whole = graph.networkx(project=project), graph.networkx()
    wanted = by_hand(graph, one, two)
    assert len(wanted) > 10
    assert {frozenset((a, b)): set(e["paper_ids"]) for a, b, e in net.edges(data=True)} == wanted
    for _, _, edge in net.edges(data=True):
        assert edge["weight"] == len(edge["paper_ids"]) == len(edge["years"])
        assert edge["years"] == [whole.nodes[p].get("year") for p in edge["paper_ids"]]
        known = [year for year in edge["years"] if year is not None]
        assert known == sorted(known)
        assert 0 < edge["confidence"] <= 1
    assert {data["type"] for _, data in net.nodes(data=True)} == {one, two}
    of_types = {n for n, data in whole.nodes(data=True) if data["type"] in (one, two)}
    assert set(net.nodes) == of_types


def test_weights_are_those_of_the_picture(graph: kg.Graph) -> None:
    picture = view(graph.tables, project="method-dataset").picture
    drawn = [edge for edge in picture.edges if edge.predicate == SHARED]
    assert drawn
    net = graph.networkx(project="method-dataset")
    for edge in drawn:
        link = net.edges[picture.nodes[edge.source].id, picture.nodes[edge.target].id]
        assert (link["weight"], link["confidence"]) == (edge.papers, edge.confidence)


def test_a_paper_without_a_year_comes_last_and_says_none(graph: kg.Graph) -> None:
    edge = graph.networkx(project="method-dataset").edges["method:trickynet", "dataset:imagenet"]
    assert (edge["weight"], edge["paper_ids"], edge["years"]) == (1, ["title:trouble"], [None])


def test_it_is_a_networkx_graph_for_its_algorithms(graph: kg.Graph) -> None:
    net = graph.networkx(project="method-dataset")
    assert type(net) is nx.Graph
    methods = {n for n, data in net.nodes(data=True) if data["type"] == "Method"}
    assert nx.is_bipartite(net)
    together = nx.bipartite.weighted_projected_graph(net, methods)
    assert together.number_of_edges() > 0


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("graphml", nx.read_graphml),
        ("gexf", nx.read_gexf),
        ("cytoscape", lambda path: nx.cytoscape_graph(json.loads(path.read_text("utf-8")))),
    ],
)
def test_files_of_networks_hold_projections(
    graph: kg.Graph, tmp_path: Path, form: str, read: Callable[[Path], Any]
) -> None:
    original = graph.networkx(project="dataset-task")
    loaded = read(graph.export(form, tmp_path / "g", project="dataset-task"))
    assert set(loaded.nodes) == set(original.nodes)
    assert {frozenset((a, b)): e["weight"] for a, b, e in loaded.edges(data=True)} == {
        frozenset((a, b)): e["weight"] for a, b, e in original.edges(data=True)
    }
    for *_, edge in loaded.edges(data=True):
        papers = edge["paper_ids"] if form == "cytoscape" else json.loads(edge["paper_ids"])
        assert len(papers) == edge["weight"]


def test_the_command_line_writes_the_same_bytes(graph: kg.Graph, tmp_path: Path) -> None:
    mine = graph.export("graphml", tmp_path / "mine", project="method-task")
    command = [
        sys.executable, "-m", "kg", "export", graph.path, "--format", "graphml",
        "--project", "method-task", "-o", tmp_path / "other",
    ]  # fmt: skip
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "7"})
    assert mine.read_bytes() == (tmp_path / "other").read_bytes()


def test_what_is_no_projection_is_refused(graph: kg.Graph, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="two types"):
        graph.networkx(project="methods")
    with pytest.raises(KgError, match="papers become the links"):
        graph.networkx(project="paper-method")
    with pytest.raises(UnknownNameError, match="gadget"):
        graph.networkx(project="method-gadget")
    with pytest.raises(ExportError, match="graphml, gexf, cytoscape"):
        graph.export("turtle", tmp_path / "g", project="method-task")
