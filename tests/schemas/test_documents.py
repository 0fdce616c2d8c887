"""The published files are what the code says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.encode.context import context
from kg.encode.rdf import lines
from kg.encode.schemas import documents
from kg.encode.vocabulary import PREFIXES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(documents()))
def test_a_published_file_is_what_the_code_makes(name: str) -> None:
    published = (ROOT / "schemas" / name).read_text(encoding="utf-8")
    assert published == documents()[name], "run scripts/generate-schemas"


def test_nothing_else_is_published_but_the_neo4j_constraints() -> None:
    names = {path.name for path in (ROOT / "schemas").iterdir()}
    assert names - {"lpwc.rq", "neo4j.cypher"} == set(documents())


def test_the_script_checks_without_writing() -> None:
    script = ROOT / "scripts" / "generate-schemas"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_context_expands_our_json_to_our_rdf(graph) -> None:
    """What compacts with the published context expands to the same triples."""
    some = rdflib.Graph().parse(data="".join(sorted(lines(graph.tables))[::7]), format="nt")
    terms = json.loads(documents()["context.jsonld"])["@context"]
    text = some.serialize(format="json-ld", context=terms, auto_compact=False)
    assert f'"{PREFIXES["kg"]}uses"' not in text
    assert set(rdflib.Graph().parse(data=text, format="json-ld")) == set(some)


def test_the_context_names_every_prefix() -> None:
    assert context()["@context"].items() >= PREFIXES.items()
