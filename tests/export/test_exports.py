"""Every form is read back by somebody else's reader, and is the same every time."""

import csv
import json
import subprocess
import sys
import warnings
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.encode.vocabulary import KG
from kg.errors import ExportError, UnknownNameError
from kg.export import FORMS

FILES = [name for name in FORMS.names() if name not in ("parquet", "neo4j-admin", "pwc-json")]
_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
REIFIES = f"{_NS}reifies"
SUBJECT, PREDICATE, OBJECT = (f"<{_NS}{name}>" for name in ("subject", "predicate", "object"))
RDF = {
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "trig": "trig",
    "nquads": "nquads",
}


@pytest.mark.parametrize("form", FILES)
def test_the_same_graph_gives_the_same_bytes_in_another_process(
    graph: kg.Graph, tmp_path: Path, form: str
) -> None:
    mine = graph.export(form, tmp_path / "mine")
    command = [
        sys.executable, "-m", "kg", "export", graph.path, "--format", form,
        "-o", tmp_path / "other",
    ]  # fmt: skip
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "7"})
    assert mine.read_bytes() == (tmp_path / "other").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "other"]


@pytest.mark.parametrize("form", RDF)
def test_rdf_reads_back_in_rdflib_without_a_warning(
    graph: kg.Graph, tmp_path: Path, form: str
) -> None:
    path = graph.export(form, tmp_path / "g")
    read = rdflib.Dataset() if form in ("trig", "nquads") else rdflib.Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="rdflib")
        read.parse(path, format=RDF[form])
    found = {(s, p, o) for s, p, o, *_ in (read.quads() if form in ("trig", "nquads") else read)}
    assert found == set(graph.rdflib())


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads"])
def test_rdf12_reads_back_in_oxigraph_and_says_the_same(
    graph: kg.Graph, tmp_path: Path, form: str
) -> None:
    path = graph.export(form, tmp_path / "g", reification="rdf12")
    kind = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG}.get(form)
    found = [quad.triple for quad in ox.parse(path=path, format=kind or ox.RdfFormat.N_QUADS)]
    triples = {
        reified.object: reified.subject for reified in found if reified.predicate.value == REIFIES
    }
    assert len(triples) == graph.tables.count("statements")
    assert set(triples) <= set(found)
    standard = graph.export("ntriples", tmp_path / "standard").read_text("utf-8")
    for triple, statement in triples.items():
        assert f"{statement} {SUBJECT} {triple.subject} .\n" in standard
    rest = {str(triple) for triple in found if triple.object not in triples}
    assert rest == {
        line.removesuffix(" .")
        for line in standard.splitlines()
        if line.split(" ", 2)[1] not in (SUBJECT, PREDICATE, OBJECT)
    }


@pytest.mark.parametrize("form", ["jsonld", "graphml", "lpwc"])
def test_a_form_without_reifiers_says_which_have_them(
    graph: kg.Graph, tmp_path: Path, form: str
) -> None:
    command = [
        sys.executable, "-m", "kg", "export", graph.path, "--format", form,
        "--reification", "rdf12", "-o", tmp_path / "g",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "leave it out, or choose turtle, trig, ntriples, nquads\n" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_statement_is_a_direct_triple_and_an_assertion_with_evidence(
    graph: kg.Graph,
) -> None:
    rdf = graph.rdflib()
    ns = rdflib.Namespace(KG)
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    statements = list(rdf.subjects(rdflib.RDF.type, ns.Statement))
    assert len(statements) == graph.tables.count("statements")
    for statement in statements:
        triple = tuple(
            rdf.value(statement, p)
            for p in (rdflib.RDF.subject, rdflib.RDF.predicate, rdflib.RDF.object)
        )
        assert triple in rdf
        selectors = list(rdf.objects(statement, ns.evidence / oa.hasTarget / oa.hasSelector))
        assert selectors
        assert all(rdf.value(s, oa.exact) is not None for s in selectors)


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_graph_files_open_in_networkx_with_every_attribute(
    graph: kg.Graph, tmp_path: Path, form: str, read: object
) -> None:
    original = graph.networkx()
    loaded = read(graph.export(form, tmp_path / "g"))  # type: ignore[operator]
    assert set(loaded.nodes) == set(original.nodes)
    assert loaded.number_of_edges() == original.number_of_edges()
    node = loaded.nodes["arxiv:1706.03762"]
    assert node.get("name", node.get("label")) == "Attention Is All You Need"
    assert node["year"] == 2017
    assert json.loads(node["authors"])[0] == "Ashish Vaswani"
    edge = next(iter(loaded.get_edge_data("title:trouble", "dataset:imagenet").values()))
    assert edge["predicate"] == "evaluatesOn"
    assert 0 < edge["confidence"] <= 1
    assert json.loads(edge["evidence"]) == ["ImageNet"]


def test_networkx_has_typed_nodes_and_edges(graph: kg.Graph) -> None:
    net = graph.networkx()
    assert isinstance(net, nx.MultiDiGraph)
    assert {data["type"] for _, data in net.nodes(data=True)} >= {"Paper", "Method", "Dataset"}
    assert net.number_of_edges() == graph.tables.count("statements")
    assert all(data["evidence"] for *_, data in net.edges(data=True))


def test_csv_has_one_row_per_statement_with_names(graph: kg.Graph, tmp_path: Path) -> None:
    with graph.export("csv", tmp_path / "g.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == graph.tables.count("statements")
    row = next(r for r in rows if r["subject"] == "title:trouble" and r["object_type"] == "Author")
    assert row["object_name"] in ("O'Brien; Jr.", "李明")


def test_parquet_copies_the_tables(graph: kg.Graph, tmp_path: Path) -> None:
    folder = graph.export("parquet", tmp_path / "tables")
    for name in ("papers", "entities", "statements", "evidence"):
        assert pq.read_table(folder / f"{name}.parquet").equals(graph.tables.read(name))
    graph.export("parquet", folder)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"holds other files \(notes.txt\)"):
        graph.export("parquet", folder)


def test_cytoscape_elements(graph: kg.Graph, tmp_path: Path) -> None:
    data = json.loads(graph.export("cytoscape", tmp_path / "g.json").read_text("utf-8"))
    assert len(data["elements"]["edges"]) == graph.tables.count("statements")


def test_a_failed_export_leaves_what_was_there(
    graph: kg.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "g.nt"
    target.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.export.rdf.write_ntriples", fail)
    with pytest.raises(ExportError, match="No space left"):
        graph.export("ntriples", target)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["g.nt"]


def test_an_unknown_form_lists_the_known_ones(graph: kg.Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="turtle"):
        graph.export("word", tmp_path / "g.doc")
