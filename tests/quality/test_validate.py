"""Each kind of damage to a graph is reported, and a whole graph is valid."""

import json
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

import kg
from kg.api import build_papers
from kg.cli.app import app
from kg.graph.schema import TABLES
from kg.graph.tables import open_tables
from kg.graph.write import commit, locked, write_table
from kg.model import Paper, statement_id
from kg.pipeline.build import Settings
from kg.quality.validate import Validation, validate
from kg.quality.validate_quality import link_problem
from kg.quality.validate_tables import RULES

Rows = dict[str, list[dict[str, Any]]]

ODD = [
    Paper("title:odd", "A title with 🦙 in it, and no text", "", authors=("A 🦙", "B; C")),
    Paper(
        "title:code",
        "Short code",
        "🦙 We propose FooNet, based on BERT. It beats ResNet on ImageNet. "
        "Code: https://github.com/a/foonet. Data: https://example.org/data",
        venue="V",
        organizations=("An Institute",),
        links=("http://github.com/A/FooNet", "🦙 https://example.org/page"),
    ),
]


@pytest.fixture(scope="module")
def whole(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("validate") / "g"
    papers = [*islice(kg.read(examples / "papers.jsonl"), 6), *ODD]
    build_papers(papers, root, settings=Settings(fast=True, jobs=1))
    return root


def kinds(found: Validation) -> set[str]:
    return {f.kind for f in found.findings}


def rewrite(root: Path, target: Path, change: Callable[[Rows], None]) -> Path:
    """A copy of the graph with other rows, whose files and manifest fit the new rows."""
    shutil.copytree(root, target)
    tables = open_tables(target)
    rows = {name: list(tables.rows(name)) for name in TABLES}
    change(rows)
    kept = {k: v for k, v in tables.manifest.items() if k in ("versions", "settings", "counts")}
    with locked(target) as work:
        files = {}
        for name in tables.manifest["tables"]:
            if name in TABLES:
                batch = pa.RecordBatch.from_pylist(rows[name], schema=TABLES[name])
                files[name] = write_table(work, name, TABLES[name], [batch])
            else:
                other = tables.read(name)
                files[name] = write_table(work, name, other.schema, other.to_batches())
        commit(target, work, files, kept)
    return target


def test_a_built_graph_is_valid(whole: Path) -> None:
    found = kg.open(whole).validate()
    assert found.ok, found.findings
    tables = open_tables(whole)
    assert found.checked == {name: tables.count(name) for name in TABLES}


def test_rewriting_alone_damages_nothing(whole: Path, tmp_path: Path) -> None:
    copy = rewrite(whole, tmp_path / "g", lambda rows: None)
    assert open_tables(copy).content == open_tables(whole).content


def first(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    return next(row for row in rows if all(row[k] == v for k, v in wanted.items()))


def rename(rows: Rows, old: str, new: str) -> None:
    """Give a statement another id, with its evidence."""
    first(rows["statements"], id=old)["id"] = new
    for quote in rows["evidence"]:
        if quote["statement"] == old:
            quote["statement"] = new


def no_evidence(rows: Rows) -> None:
    gone = rows["statements"][3]["id"]
    rows["evidence"] = [q for q in rows["evidence"] if q["statement"] != gone]


def wrong_signature(rows: Rows) -> None:
    statement = first(rows["statements"], predicate="evaluatesOn")
    statement["predicate"] = "uses"
    wanted = statement_id(statement["subject"], "uses", statement["object"])
    rename(rows, statement["id"], wanted)


def set_field(table: str, column: str, value: Any, row: int = 0) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[table][row][column] = value

    return change


def shift(column: str, by: int) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        first(rows["evidence"], field="abstract")[column] += by

    return change


def another_paper(rows: Rows) -> None:
    quote = first(rows["evidence"], field="abstract")
    quote["paper"] = next(p["id"] for p in rows["papers"] if p["id"] != quote["paper"])


def unused(rows: Rows) -> None:
    rows["entities"].append(rows["entities"][-1] | {"id": "venue:zzz", "papers": 0})


def live_former(rows: Rows) -> None:
    rows["entities"][0]["former_ids"] = [rows["entities"][1]["id"]]


def shared_former(rows: Rows) -> None:
    rows["entities"][0]["former_ids"] = ["method:old"]
    rows["papers"][0]["former_ids"] = ["method:old"]


def stray(rows: Rows) -> None:
    rows["evidence"].append(rows["evidence"][0] | {"statement": "f" * 20})


DAMAGE = {
    "null": set_field("papers", "abstract", None),
    "duplicate-id": lambda rows: rows["papers"].append(rows["papers"][-1]),
    "empty-id": set_field("papers", "id", ""),
    "order": lambda rows: rows["entities"].reverse(),
    "entity-type": set_field("entities", "type", "Robot"),
    "entity-name": set_field("entities", "name", " "),
    "former-id": live_former,
    "year": set_field("papers", "year", 1066),
    "statement-end": set_field("statements", "object", "method:nobody"),
    "predicate": set_field("statements", "predicate", "likes"),
    "signature": wrong_signature,
    "statement-id": lambda rows: rename(rows, rows["statements"][0]["id"], "0" * 20),
    "confidence": set_field("statements", "confidence", 1.25),
    "no-evidence": no_evidence,
    "evidence-statement": stray,
    "evidence-paper": another_paper,
    "evidence-field": set_field("evidence", "field", "footnote"),
    "evidence-text": shift("start", -1),
    "paper-count": set_field("entities", "papers", 99),
    "unused-entity": unused,
}


def test_there_is_damage_for_every_rule() -> None:
    assert list(DAMAGE) == [rule.kind for rule in RULES]


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_to_rows_is_found(whole: Path, tmp_path: Path, kind: str) -> None:
    root = rewrite(whole, tmp_path / "g", DAMAGE[kind])
    found = validate(open_tables(root))
    assert kind in kinds(found)
    assert not found.ok
    finding = next(f for f in found.findings if f.kind == kind)
    assert finding.count >= 1
    assert finding.examples
    assert finding.examples[0]
    assert not kinds(found) & {"content", "file-hash", "rows", "columns", "unreadable"}


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("former-id", shared_former),
        ("confidence", set_field("evidence", "confidence", float("nan"))),
        ("confidence", set_field("evidence", "confidence", None)),
        ("evidence-field", set_field("evidence", "extractor", "")),
        ("evidence-paper", set_field("evidence", "paper", "title:nobody")),
        ("evidence-text", shift("end", 1)),
        ("evidence-text", shift("start", -10_000)),
        ("evidence-text", set_field("evidence", "text", "something else")),
        ("statement-end", set_field("statements", "subject", None)),
        ("paper-count", set_field("statements", "papers", 7)),
    ],
)
def test_other_damage_is_found_too(
    whole: Path, tmp_path: Path, kind: str, change: Callable[[Rows], None]
) -> None:
    assert kind in kinds(validate(open_tables(rewrite(whole, tmp_path / "g", change))))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("papers-MinInclusive", set_field("entities", "papers", 0)),
        ("label-MinLength", set_field("entities", "name", "")),
        ("predicate-In", set_field("statements", "predicate", "likes")),
        ("evidence-MinCount", no_evidence),
        ("uses-Class", wrong_signature),
        ("confidence-MaxInclusive", set_field("statements", "confidence", 1.25)),
        ("hasTarget-Node", set_field("evidence", "field", "footnote")),
        ("hasTarget-Node", set_field("evidence", "start", -2)),
    ],
)
def test_the_shapes_find_it_by_themselves(
    whole: Path, tmp_path: Path, kind: str, change: Callable[[Rows], None]
) -> None:
    found = validate(open_tables(rewrite(whole, tmp_path / "g", change)))
    assert kind in {f.kind for f in found.findings if f.level == "shapes"}


def test_validating_once_for_all_finds_what_validating_each_does(
    whole: Path, tmp_path: Path
) -> None:
    def change(rows: Rows) -> None:
        for statement in rows["statements"][::5]:
            statement["confidence"] = 1 + statement["confidence"]
        for quote in rows["evidence"][::7]:
            quote["end"] = quote["start"]
        for entity in rows["entities"][::9]:
            entity["papers"] = -1
        for entity in rows["entities"][::11]:
            entity["type"] = "Task" if entity["type"] == "Method" else "Method"

    tables = open_tables(rewrite(whole, tmp_path / "g", change))
    once, each = (validate(tables, every=every) for every in (False, True))
    assert {(f.kind, f.count) for f in once.findings} == {(f.kind, f.count) for f in each.findings}
    assert len({f.kind for f in once.findings if f.level == "shapes"}) >= 4
    assert once.kinds < each.kinds / 2


def test_a_changed_file_is_found(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "g"
    shutil.copytree(whole, root)
    path = open_tables(root).path("papers")
    data = bytearray(path.read_bytes())
    at = data.index(b"ARROW:schema") + 20  # in the footer's copy of the Arrow schema
    data[at] ^= 1
    path.write_bytes(data)
    assert "file-hash" in kinds(validate(open_tables(root)))


def test_a_file_that_is_no_table_is_found(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "g"
    shutil.copytree(whole, root)
    open_tables(root).path("evidence").write_bytes(b"PAR1 no")
    assert {"unreadable", "file-hash"} <= kinds(validate(open_tables(root)))


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("content", ["content"], "0" * 32),
        ("rows", ["tables", "papers", "rows"], 3),
        ("counts", ["counts", "types", "Paper"], 3),
        ("counts", ["counts", "predicates"], {}),
    ],
)
def test_a_wrong_manifest_is_found(
    whole: Path, tmp_path: Path, kind: str, path: list[str], value: Any
) -> None:
    root = tmp_path / "g"
    shutil.copytree(whole, root)
    manifest = json.loads((root / "manifest.json").read_text())
    place = manifest
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    (root / "manifest.json").write_text(json.dumps(manifest))
    assert kind in kinds(validate(open_tables(root)))


def test_other_columns_are_found(whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "g"
    shutil.copytree(whole, root)
    tables = open_tables(root)
    with locked(root) as work:
        files = {}
        for name in tables.manifest["tables"]:
            table = tables.read(name)
            if name == "papers":
                table = table.drop_columns(["venue"])
            files[name] = write_table(work, name, table.schema, table.to_batches())
        kept = {k: tables.manifest[k] for k in ("versions", "settings", "counts")}
        commit(root, work, files, kept)
    found = validate(open_tables(root))
    assert next(f.examples for f in found.findings if f.kind == "columns")[0].endswith("venue")


QUALITY = {
    "duplicate-papers": lambda rows: rows["papers"].append(
        rows["papers"][0] | {"id": "title:zzz", "title": rows["papers"][0]["title"].upper() + "!"}
    ),
    "duplicate-entities": lambda rows: rows["entities"].append(
        first(rows["entities"], type="Method")
        | {"id": "x:y", "name": first(rows["entities"], type="Method")["name"] + "-"}
    ),
    "shared-identifier": lambda rows: [
        e.update(external_ids=["http://www.wikidata.org/entity/Q1"]) for e in rows["entities"][:2]
    ],
    "several-types": lambda rows: [
        e.update(name="Same")
        for e in (first(rows["entities"], type=t) for t in ("Method", "Dataset"))
    ],
    "one-paper": lambda rows: first(rows["entities"], type="Method").update(papers=1),
    "silent-papers": None,
    "no-abstract": None,
    "no-year": None,
    "low-confidence": set_field("statements", "confidence", 0.25),
    "broken-links": lambda rows: first(rows["entities"], type="Repository").update(
        url="https://github.com/org"
    ),
}


@pytest.mark.parametrize("kind", QUALITY)
def test_oddities_are_listed(whole: Path, tmp_path: Path, kind: str) -> None:
    change = QUALITY[kind]
    root = whole if change is None else rewrite(whole, tmp_path / "g", change)
    (finding,) = (f for f in validate(open_tables(root)).findings if f.kind == kind)
    assert finding.level == "quality"
    assert finding.examples


def test_counts_and_examples_are_of_the_rows(whole: Path) -> None:
    found = {f.kind: f for f in validate(open_tables(whole)).findings}
    assert found["no-abstract"].count == 1
    assert found["no-abstract"].examples == ("title:odd",)
    assert found["no-abstract"].message.endswith("(12%)")
    assert found["silent-papers"].examples == ("title:odd",)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://github.com/a/b", None),
        ("https://example.org", None),
        ("https://en.wikipedia.org/wiki/A_(b)", None),
        ("", "no address"),
        ("github.com/a/b", "no web address"),
        ("mailto:a@b.org", "no web address"),
        ("https://localhost/x", "no host"),
        ("https://[x", "no URL"),
        ("https://a.org/x y", "white space"),
        ("https://a.org/x…", "cut off"),
        ("https://a.org/x-", "cut off"),
        ("https://a.org/x)", "unpaired bracket"),
        ("https://github.com/a", "no repository"),
        ("https://a.github.io", None),
    ],
)
def test_the_shape_of_links(url: str, problem: str | None) -> None:
    assert link_problem(url, repository=True) == problem


def test_the_command_says_what_is_wrong_and_exits_with_1(whole: Path, tmp_path: Path) -> None:
    good = CliRunner().invoke(app, ["validate", str(whole)])
    assert good.exit_code == 0
    assert good.stdout.splitlines()[-1].startswith("valid: all of 8 papers")
    assert "no-abstract" in good.stdout
    root = rewrite(whole, tmp_path / "g", DAMAGE["evidence-text"])
    bad = CliRunner().invoke(app, ["validate", str(root)])
    assert bad.exit_code == 1
    assert "evidence-text: a quote is not the text at its place" in bad.stdout
    assert "evidence-text" in str(bad.exception)
    assert bad.stdout.splitlines()[-1].startswith("NOT valid")


def test_the_command_writes_json(whole: Path) -> None:
    done = CliRunner().invoke(app, ["validate", str(whole), "--json"])
    report = json.loads(done.stdout)
    assert report == validate(open_tables(whole)).to_dict()
    assert report["ok"] is True
