"""What the tests of the documentation share."""

import shutil
from pathlib import Path

import pytest

import kg

from .blocks import ROOT


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the pages assume it: ``examples/``, ``page.txt`` and the examples' ``graph``."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "examples" / "trending.txt", folder / "page.txt")
    kg.build(folder / "examples" / "papers.jsonl", folder / "graph").close()
    return folder


@pytest.fixture
def workshop(furnished: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return Path(shutil.copytree(furnished, tmp_path / "workshop"))
