"""What starts fast must not import what it does not use."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "ladybug", "pyoxigraph", "rdflib", "neo4j", "pyvis", "matplotlib", "pandas")

PROBE = """
import sys
from kg.cli.app import app
sys.argv = ["kg", *{arguments!r}]
try:
    app()
except SystemExit:
    pass
print("LOADED", *(m for m in {heavy!r} if m in sys.modules))
"""


def loaded(*arguments: str) -> set[str]:
    """The heavy modules that a command imports into its own process."""
    code = PROBE.format(arguments=list(arguments), heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    last = done.stdout.splitlines()[-1]
    assert last.startswith("LOADED"), done.stderr
    return set(last.split()[1:])


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["sources"]])
def test_light_commands_import_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(*arguments) == set()


def test_info_and_query_import_nothing_heavy(graph: Path) -> None:
    assert loaded("info", str(graph)) == set()
    # Each store runs in a process of its own, which imports its engine only.
    assert loaded("query", str(graph), "MATCH (p:Paper) RETURN count(p) AS n") <= {"ladybug"}
    assert loaded("query", str(graph), "SELECT * WHERE { ?s ?p ?o } LIMIT 1") <= {"pyoxigraph"}


def test_import_kg_imports_nothing_heavy() -> None:
    code = f"import kg, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"
