"""What ``import kg`` promises: these names, each documented, and a ``help`` that is a tour."""

import inspect
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

import pytest

import kg

from .conftest import ROOT

PUBLIC = [
    "Alias",
    "CurationError",
    "Entity",
    "Evidence",
    "ExportError",
    "Extraction",
    "Finding",
    "Graph",
    "GraphError",
    "InputError",
    "KgError",
    "MissingExtraError",
    "NodeType",
    "NotFoundError",
    "Notice",
    "Origin",
    "Paper",
    "Predicate",
    "QueryError",
    "QueryRefused",
    "QueryTimeout",
    "Rows",
    "Statement",
    "StoreError",
    "Thing",
    "UnknownNameError",
    "Validation",
    "build",
    "extract",
    "open",
    "read",
]
"""The promise: a name goes away only with a new major version."""


def test_the_public_names_are_these_and_sorted() -> None:
    assert kg.__all__ == PUBLIC
    assert sorted(PUBLIC) == PUBLIC


def _members(thing: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, thing
    for ours in inspect.getmro(thing) if inspect.isclass(thing) else ():
        for key, value in vars(ours).items() if ours.__module__.startswith("kg.") else ():
            if not key.startswith("_") and (
                inspect.isfunction(value) or isinstance(value, property)
            ):
                yield f"{name}.{key}", value


MEMBERS = [pair for name in PUBLIC for pair in _members(getattr(kg, name), name)]


@pytest.mark.parametrize(("name", "thing"), MEMBERS, ids=[name for name, _ in MEMBERS])
def test_everything_public_is_documented(name: str, thing: Any) -> None:
    text = inspect.getdoc(thing) or ""
    assert len(text.split()) >= 3, name
    # What dataclasses write by themselves says nothing.
    assert not text.startswith(f"{name}("), name


FUNCTIONS = [
    (name, thing) for name, thing in MEMBERS if inspect.isfunction(thing) and "." not in name
]


@pytest.mark.parametrize(("name", "thing"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
def test_every_function_says_what_its_arguments_are(name: str, thing: Any) -> None:
    text = inspect.getdoc(thing) or ""
    described = set(re.findall(r"^    \*{0,2}(\w+):", text, flags=re.MULTILINE))
    parameters = list(inspect.signature(thing).parameters)
    if len(parameters) > 1:
        assert [p for p in parameters if p not in described] == [], name


@pytest.mark.parametrize(("name", "thing"), MEMBERS, ids=[name for name, _ in MEMBERS])
def test_everything_public_is_annotated(name: str, thing: Any) -> None:
    function = thing.fget if isinstance(thing, property) else thing
    if not inspect.isfunction(function):
        return
    signature = inspect.signature(function)
    bare = [p.name for p in signature.parameters.values() if p.annotation is p.empty]
    assert [name for name in bare if name != "self"] == [], name
    assert signature.return_annotation is not inspect.Signature.empty, name


def test_names_stay_what_they_are_when_rooms_are_imported() -> None:
    # kg.extract is a function and the name of a room, which takes its place if imported late.
    code = (
        "import kg; before = [getattr(kg, name) for name in kg.__all__]; "
        "import kg.extract.extractor, kg.pipeline.extraction, kg.sources, kg.views; "
        "print(before == [getattr(kg, name) for name in kg.__all__])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_help_is_a_tour() -> None:
    printed = io.StringIO()
    with redirect_stdout(printed):
        help(kg)
    tour = kg.__doc__ or ""
    assert tour.splitlines()[0] in printed.getvalue()
    shown = ("kg.build", "kg.open", "kg.read", "kg.extract", "graph.cypher", "graph.sparql")
    assert [call for call in shown if call not in tour] == []
    assert [call for call in ("graph.view", "graph.networkx") if call not in tour] == []


def test_the_reference_shows_every_public_name() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    shown = re.findall(r"^::: kg\.(?:api\.)?(\w+)$", page, flags=re.MULTILINE)
    assert sorted(shown) == PUBLIC


def test_the_version_is_that_of_the_package_and_of_the_changelog() -> None:
    from importlib.metadata import version

    assert kg.__version__ == version("paper-kg")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{kg.__version__}]" in changes
    assert f"version: {kg.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
