"""The JSON Schemas accept what we write, and refuse what nobody can read."""

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import kg
from kg.api import extract_records
from kg.encode.json_schemas import (
    curation_schema,
    extraction_schema,
    manifest_schema,
    paper_schema,
)
from kg.errors import CurationError
from kg.link.curation import parse_curation
from kg.model import Origin, Paper
from kg.records import paper_to_dict

FULL = Paper(
    id="doi:10.1/x",
    title="A title",
    abstract="An abstract.",
    date="2021-06",
    authors=("A. Person",),
    organizations=("An Institute",),
    venue="A Venue",
    url="https://example.org",
    arxiv="2106.09685",
    doi="10.1/x",
    links=("https://github.com/a/b", "https://example.org"),
    origins=(Origin("jsonl", "x.jsonl", 3), Origin("bibtex", "y.bib")),
)


def check(schema: dict[str, Any], value: Any) -> None:
    Draft202012Validator(schema).validate(value)


@pytest.fixture(scope="module")
def record(examples: Path) -> dict[str, Any]:
    (line,) = extract_records([next(kg.read(examples / "papers.jsonl"))], fast=True, jobs=1)
    return json.loads(json.dumps(line))


@pytest.mark.parametrize(
    "make", [paper_schema, extraction_schema, manifest_schema, curation_schema]
)
def test_they_are_json_schemas(make) -> None:
    Draft202012Validator.check_schema(make())


def test_a_paper_with_everything_uses_every_property() -> None:
    written = paper_to_dict(FULL)
    check(paper_schema(), written)
    assert set(written) == set(paper_schema()["properties"])


def test_every_example_is_a_paper(examples: Path) -> None:
    for paper in kg.read(examples / "papers.jsonl"):
        check(paper_schema(), paper_to_dict(paper))
    for line in (examples / "papers.jsonl").read_text(encoding="utf-8").splitlines():
        check(paper_schema(), json.loads(line))


@pytest.mark.parametrize(
    "change",
    [{"title": None}, {"authors": "A. Person"}, {"date": "June 2021"}, {"Title": "x"}, {"id": ""}],
)
def test_a_wrong_paper_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        check(paper_schema(), paper_to_dict(FULL) | change)


def test_extractions_conform(record: dict[str, Any]) -> None:
    assert record["statements"]
    check(extraction_schema(), record)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("predicate", "likes"),
        ("confidence", 1.2),
        ("evidence", []),
        ("object", {"id": "x", "type": "Robot", "name": "x"}),
        ("object", {"type": "Method", "name": "x"}),
        ("note", "x"),
    ],
)
def test_a_wrong_statement_is_refused(record: dict[str, Any], key: str, value: Any) -> None:
    broken = copy.deepcopy(record)
    broken["statements"][0][key] = value
    with pytest.raises(ValidationError):
        check(extraction_schema(), broken)


@pytest.mark.parametrize(
    ("key", "value"), [("field", "footnote"), ("start", -1), ("text", ""), ("extractor", None)]
)
def test_wrong_evidence_is_refused(record: dict[str, Any], key: str, value: Any) -> None:
    broken = copy.deepcopy(record)
    broken["statements"][0]["evidence"][0][key] = value
    with pytest.raises(ValidationError):
        check(extraction_schema(), broken)


def test_the_manifest_conforms(graph) -> None:
    check(manifest_schema(), graph.tables.manifest)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 99},
        {"content": "x"},
        {"tables": {}},
        {"counts": {"types": {"Robot": 1}, "predicates": {}, "sources": {}}},
        {"settings": {"min_confidence": 2}},
    ],
)
def test_a_wrong_manifest_is_refused(graph, change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        check(manifest_schema(), graph.tables.manifest | change)


CURATION = """
[[merge]]
entities = ["method:lora", "low-rank adapter"]
reason = "they say so"
[[split]]
name = "CL"
from = "task:continual-learning"
[[rename]]
entity = "method:lora"
name = "LoRA"
[[retype]]
entity = "method:continual-learning"
type = "Task"
[[block]]
entity = "method:our-method"
"""


def test_a_curation_with_every_entry_conforms() -> None:
    parsed = tomllib.loads(CURATION)
    assert set(parsed) == set(curation_schema()["properties"])
    parse_curation(CURATION)
    check(curation_schema(), parsed)


@pytest.mark.parametrize(
    "text",
    [
        '[[merge]]\nentities = ["method:lora"]',
        '[[merge]]\nentities = "method:lora"',
        "[[merge]]",
        '[[split]]\nfrom = "x"',
        '[[rename]]\nentity = "method:lora"',
        '[[retype]]\nentity = "x"\ntype = "Robot"',
        '[[retype]]\nentity = "x"\ntype = "Paper"',
        '[[block]]\nentity = "x"\nname = "y"',
        '[[block]]\nentity = ""',
        '[[blok]]\nentity = "x"',
        '[block]\nentity = "x"',
    ],
)
def test_the_schema_and_the_reader_refuse_the_same(text: str) -> None:
    with pytest.raises(CurationError):
        parse_curation(text)
    with pytest.raises(ValidationError):
        check(curation_schema(), tomllib.loads(text))


def test_the_schema_and_the_reader_want_the_same_keys() -> None:
    """What the schema calls optional may be left out; what it requires may not."""
    parsed = tomllib.loads(CURATION)
    for kind, (entry,) in parsed.items():
        required = curation_schema()["properties"][kind]["items"]["required"]
        for key in entry:
            less = {k: v for k, v in entry.items() if k != key}
            text = f"[[{kind}]]\n" + "\n".join(f"{k} = {json.dumps(v)}" for k, v in less.items())
            if key in required:
                with pytest.raises(CurationError):
                    parse_curation(text)
            else:
                parse_curation(text)
