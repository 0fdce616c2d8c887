"""A graph whose files are held against the schemas."""

from itertools import islice
from pathlib import Path

import pytest

import kg
from kg.api import build_papers
from kg.pipeline.build import Settings


@pytest.fixture(scope="session")
def graph(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    root = tmp_path_factory.mktemp("schemas") / "g"
    papers = islice(kg.read(examples / "papers.jsonl"), 15)
    build_papers(papers, root, settings=Settings(fast=True, jobs=1))
    return kg.open(root)
