"""Running the real command: in this process where a process of its own is not the point."""

import io
import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

import kg
from kg.cli import main
from kg.pipeline.build import Settings

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def spawn(*arguments: object, cwd: Path, stdin: str | None = None) -> Done:
    """``kg`` with ``arguments`` in a process of its own."""
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


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """``run("info", graph)`` does what ``kg info graph`` does in an empty folder.

    It calls what the command calls, with standard streams of its own, and gives what a process
    would have given: texts, exit status, warnings on standard error. An exception that the command
    lets through fails the test.
    """
    folder = tmp_path_factory.mktemp("cwd")

    def command(*arguments: object, stdin: str | None = None, cwd: Path = folder) -> Done:
        words = ["kg", *map(str, arguments)]
        given, out, err = (
            io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="\n")
            for text in (stdin or "", "", "")
        )
        status: int | str | None = 0
        with ExitStack() as stack:
            stack.enter_context(chdir(cwd))
            stack.enter_context(mock.patch.object(sys, "argv", words))
            stack.enter_context(mock.patch.object(sys, "stdin", given))
            stack.enter_context(redirect_stdout(out))
            stack.enter_context(redirect_stderr(err))
            stack.enter_context(warnings.catch_warnings())
            _warn_as_python_does()
            try:
                main()
            except SystemExit as end:
                status = end.code
        assert isinstance(status, int), status
        return Done(words, status, _text(out), _text(err))

    return command


def _warn_as_python_does() -> None:
    """Warnings go to standard error, as they do outside of pytest."""

    def show(
        message: Warning | str, category: type[Warning], file: str, line: int, *_: object
    ) -> None:
        sys.stderr.write(warnings.formatwarning(message, category, file, line))

    warnings.showwarning = show
    warnings.simplefilter("default")
    for quiet in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", quiet)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


@pytest.fixture(scope="session")
def graph(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of all example papers."""
    root = tmp_path_factory.mktemp("graphs") / "examples"
    kg.build([examples / "papers.jsonl"], root, settings=Settings(fast=True, jobs=1)).close()
    return root
