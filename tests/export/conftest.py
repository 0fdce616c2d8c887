"""A graph to export, with names that make trouble."""

from pathlib import Path

import pytest

import kg
from kg.api import build_papers
from kg.model import Paper
from kg.pipeline.build import Settings

TROUBLE = Paper(
    id="title:trouble",
    title='TrickyNet: <b>"quotes"</b> & \\ ]]> \u202e rtl \U0001f600',
    abstract="We propose TrickyNet and evaluate it on ImageNet.\x0bCode: https://github.com/a/b",
    date="--03-12",
    authors=("O'Brien; Jr.", "李明"),
    venue="A & B",
)


@pytest.fixture(scope="session")
def graph(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    root = tmp_path_factory.mktemp("graphs") / "g"
    papers = [*kg.read(examples / "papers.jsonl"), TROUBLE]
    build_papers(papers, root, settings=Settings(fast=True, jobs=1))
    return kg.open(root)
