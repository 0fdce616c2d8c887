"""Tools made for Papers with Code find what they look for."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import RDF, Literal, URIRef

import kg
from kg.api import build_papers
from kg.encode.iris import node_iri, statement_iri
from kg.encode.vocabulary import BASE, expand
from kg.export.pwc_json import full_name
from kg.model import Paper, Predicate
from kg.pipeline.build import Settings

LC, LP = "https://linkedpaperswithcode.com/class/", "https://linkedpaperswithcode.com/property/"
# What Linked Papers with Code itself uses, as far as we write it.
CLASSES = {LC + c for c in ["paper", "method", "dataset", "task", "repository", "conference"]} | {
    LC + "repositoryreferences",
    "https://semopenalex.org/class/Author",
}
PROPERTIES = {LP + p for p in (
    "hasConference", "hasMethod", "hasOfficialRepository", "hasRepository",
    "hasRepositoryReferences", "hasTask", "hasURLAbstract", "introducedBy", "introducedYear",
    "numberPapers", "paperMentionsRepository", "usesDataset",
)} | {expand(p) for p in (
    "rdf:type", "dcterms:title", "dcterms:abstract", "dcterms:date", "dcterms:creator",
    "foaf:name", "foaf:homepage", "fabio:hasArXivId", "fabio:hasURL", "skos:exactMatch",
)}  # fmt: skip

PAPERS = [
    Paper(
        "arxiv:2106.00001",
        "FooNet: a net",
        "We propose FooNet and evaluate it on ImageNet and CIFAR-10 for image classification. "
        "Code: https://github.com/a/foonet",
        date="2021-06-01",
        authors=("A. Person",),
        venue="Venue",
        arxiv="2106.00001",
    ),
    Paper(
        "title:second",
        "Foo Nets again",
        "We use FooNet and compare it with ResNet on ImageNet. We report accuracy.",
        date="--03-12",
        doi="10.1/x",
    ),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    root = tmp_path_factory.mktemp("lpwc") / "g"
    build_papers(PAPERS, root, settings=Settings(fast=True, jobs=1))
    return kg.open(root)


@pytest.fixture(scope="module")
def lpwc(graph: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = graph.export("lpwc", tmp_path_factory.mktemp("lpwc") / "graph.nt")
    return rdflib.Graph().parse(path, format="nt")


@pytest.fixture(scope="module")
def pwc(graph: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph.export("pwc-json", tmp_path_factory.mktemp("pwc") / "pwc")


def load(folder: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def node(identifier: str) -> URIRef:
    return URIRef(node_iri(BASE, identifier))


def names(graph: kg.Graph) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in graph.tables.rows("entities")}


def test_only_terms_of_linked_papers_with_code(lpwc: rdflib.Graph) -> None:
    assert {str(p) for p in lpwc.predicates()} <= PROPERTIES
    assert {str(c) for c in lpwc.objects(None, RDF.type)} <= CLASSES


def test_every_statement_that_has_a_word_is_there_and_nothing_else(
    graph: kg.Graph, lpwc: rdflib.Graph
) -> None:
    words = {
        "uses": "hasMethod",
        "evaluatesOn": "usesDataset",
        "addresses": "hasTask",
        "hasCode": "hasOfficialRepository",
        "publishedIn": "hasConference",
    }
    entities = names(graph)
    expected = set()
    for row in graph.tables.rows("statements"):
        paper, thing = node(row["subject"]), node(row["object"])
        kind = entities[row["object"]]["type"]
        if row["predicate"] in words:
            expected.add((paper, URIRef(LP + words[row["predicate"]]), thing))
        elif row["predicate"] == "writtenBy":
            expected.add((paper, URIRef(expand("dcterms:creator")), thing))
        elif row["predicate"] == "introduces" and kind in ("Method", "Dataset"):
            expected.add((thing, URIRef(LP + "introducedBy"), paper))
            if kind == "Method":
                expected.add((paper, URIRef(LP + "hasMethod"), thing))
        elif row["predicate"] == "mentions" and kind == "Repository":
            expected.add((paper, URIRef(LP + "hasRepository"), thing))
        if kind == "Repository":
            reference = URIRef(statement_iri(BASE, row["id"]))
            expected.add((paper, URIRef(LP + "hasRepositoryReferences"), reference))
            expected.add((reference, URIRef(LP + "hasRepository"), thing))
    relations = {p for _, p, _ in expected}
    found = {(s, p, o) for s, p, o in lpwc if p in relations}
    assert found == expected
    assert len(relations) >= 8


def test_a_query_made_for_linked_papers_with_code(graph: kg.Graph, lpwc: rdflib.Graph) -> None:
    """The data sets that most papers use, as its site asks for them."""
    query = f"""
    PREFIX lp: <{LP}> PREFIX lc: <{LC}> PREFIX dcterms: <http://purl.org/dc/terms/>
    SELECT ?title (COUNT(DISTINCT ?paper) AS ?papers) WHERE {{
        ?paper a lc:paper ; lp:usesDataset ?dataset . ?dataset a lc:dataset ; dcterms:title ?title .
    }} GROUP BY ?dataset ?title ORDER BY DESC(?papers) ?title LIMIT 5
    """
    theirs = [(str(title), int(papers)) for title, papers in lpwc.query(query)]
    ours = graph.sparql(
        "SELECT ?title (COUNT(DISTINCT ?paper) AS ?papers) WHERE "
        "{ ?paper kg:evaluatesOn ?dataset . ?dataset rdfs:label ?title } "
        "GROUP BY ?dataset ?title ORDER BY DESC(?papers) ?title LIMIT 5"
    )
    assert theirs == list(ours)
    assert theirs[0][1] > 1


def test_what_is_said_of_the_things_themselves(small: kg.Graph, tmp_path: Path) -> None:
    found = rdflib.Graph().parse(small.export("lpwc", tmp_path / "g.nt"), format="nt")

    def values(identifier: str, prop: str) -> set[str]:
        return {str(v) for v in found.objects(node(identifier), URIRef(prop))}

    first, second = (paper.id for paper in PAPERS)
    assert values(first, LP + "hasURLAbstract") == {"https://arxiv.org/abs/2106.00001"}
    assert values(first, expand("fabio:hasURL")) == {"https://arxiv.org/pdf/2106.00001"}
    assert values(first, expand("fabio:hasArXivId")) == {"2106.00001"}
    assert values(second, LP + "hasURLAbstract") == {"https://doi.org/10.1/x"}
    assert values(second, expand("fabio:hasURL")) == set()
    repository = "repo:github.com/a/foonet"
    assert values(repository, expand("fabio:hasURL")) == {"https://github.com/a/foonet"}
    method = "method:foonet"
    assert values(method, expand("foaf:name")) == {"FooNet"}
    assert values(method, LP + "introducedYear") == {"2021"}
    assert values(method, LP + "numberPapers") == {"2"}
    mentions = set(found.objects(None, URIRef(LP + "paperMentionsRepository")))
    assert mentions == {Literal(True)}


def test_the_json_files_have_the_fields_of_papers_with_code(pwc: Path) -> None:
    fields = {
        "papers-with-abstracts": "paper_url arxiv_id title abstract url_abs url_pdf proceeding "
        "authors tasks date methods",
        "links-between-papers-and-code": "paper_url paper_title paper_arxiv_id paper_url_abs "
        "paper_url_pdf repo_url is_official mentioned_in_paper mentioned_in_github framework",
        "methods": "url name full_name description paper introduced_year source_url source_title "
        "code_snippet_url num_papers collections",
        "datasets": "url name full_name homepage description paper introduced_date modalities "
        "tasks languages variants num_papers data_loaders",
    }
    assert {p.stem for p in pwc.iterdir()} == set(fields)
    for name, wanted in fields.items():
        records = load(pwc, name)
        assert records
        assert {tuple(record) for record in records} == {tuple(wanted.split())}
    used = [m for paper in load(pwc, "papers-with-abstracts") for m in paper["methods"]]
    assert {tuple(m) for m in used} == {
        ("name", "full_name", "description", "introduced_year", "source_url", "source_title",
         "code_snippet_url", "main_collection"),
    }  # fmt: skip


def test_the_json_files_say_what_the_graph_does(graph: kg.Graph, pwc: Path) -> None:
    papers = {p["paper_url"]: p for p in load(pwc, "papers-with-abstracts")}
    entities = names(graph)
    said: dict[str, dict[str, set[str]]] = {}
    for row in graph.tables.rows("statements"):
        key = "methods" if row["predicate"] in ("uses", "introduces") else row["predicate"]
        if key == "methods" and entities[row["object"]]["type"] != "Method":
            continue
        name = entities[row["object"]]["name"]
        said.setdefault(row["subject"], {}).setdefault(key, set()).add(name)
    assert len(papers) == graph.tables.count("papers")
    for row in graph.tables.rows("papers"):
        paper = papers[str(node(row["id"]))]
        assert (paper["title"], paper["abstract"]) == (row["title"], row["abstract"])
        assert paper["authors"] == row["authors"]
        mine = said.get(row["id"], {})
        assert set(paper["tasks"]) == mine.get("addresses", set())
        assert {m["name"] for m in paper["methods"]} == mine.get("methods", set())
    for kind in ("Method", "Dataset"):
        records = load(pwc, f"{kind.lower()}s")
        counts = {str(node(e["id"])): e["papers"] for e in entities.values() if e["type"] == kind}
        assert {r["url"]: r["num_papers"] for r in records} == counts


def test_links_join_papers_and_repositories(graph: kg.Graph, pwc: Path) -> None:
    papers = {p["paper_url"] for p in load(pwc, "papers-with-abstracts")}
    links = load(pwc, "links-between-papers-and-code")
    assert {link["paper_url"] for link in links} <= papers
    rows = graph.tables.rows("statements")
    official = {
        (str(node(row["subject"])), names(graph)[row["object"]]["url"])
        for row in rows
        if row["predicate"] == Predicate.HAS_CODE
    }
    assert official == {(x["paper_url"], x["repo_url"]) for x in links if x["is_official"]}
    assert all(link["mentioned_in_paper"] for link in links)


def test_our_own_reader_reads_the_papers_back(graph: kg.Graph, pwc: Path) -> None:
    back = {paper.title: paper for paper in kg.read(pwc / "papers-with-abstracts.json")}
    for row in graph.tables.rows("papers"):
        paper = back[" ".join(row["title"].split())]
        assert paper.arxiv == row["arxiv"]


def test_the_first_paper_introduces(small: kg.Graph, tmp_path: Path) -> None:
    folder = small.export("pwc-json", tmp_path / "pwc")
    (method,) = (m for m in load(folder, "methods") if m["name"] == "FooNet")
    assert method["paper"] == {"title": "FooNet: a net", "url": str(node(PAPERS[0].id))}
    assert (method["introduced_year"], method["source_title"]) == (2021, "FooNet: a net")
    second = next(p for p in load(folder, "papers-with-abstracts") if p["arxiv_id"] is None)
    assert (second["date"], second["url_abs"]) == (None, "https://doi.org/10.1/x")


@pytest.mark.parametrize(
    ("name", "aliases", "full"),
    [
        ("GAN", ["GAN", "generative adversarial network"], "generative adversarial network"),
        ("BERT", ["BERT", "BERT model"], "BERT"),
        ("ResNet-50", ["Res Net"], "ResNet-50"),
    ],
)
def test_full_names(name: str, aliases: list[str], full: str) -> None:
    row = {"name": name, "aliases": [{"name": alias, "papers": 1} for alias in aliases]}
    assert full_name(row) == full


def test_the_json_files_are_the_same_bytes_in_another_process(
    graph: kg.Graph, pwc: Path, tmp_path: Path
) -> None:
    command = [
        sys.executable, "-m", "kg", "export", graph.path, "--format", "pwc-json",
        "-o", tmp_path / "other",
    ]  # fmt: skip
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    for path in pwc.iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()
