"""Running the real command."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.pipeline.build import Settings

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """``run("info", graph)`` runs ``kg info graph`` in an empty folder."""
    folder = tmp_path_factory.mktemp("cwd")

    def command(
        *arguments: object, stdin: str | None = None, cwd: Path = folder
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            cwd=cwd,
            timeout=300,
        )

    return command


@pytest.fixture(scope="session")
def graph(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of all example papers."""
    root = tmp_path_factory.mktemp("graphs") / "examples"
    kg.build([examples / "papers.jsonl"], root, settings=Settings(fast=True, jobs=1)).close()
    return root
