"""Every command and every line of Python in the README works as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
COMMANDS = [
    line
    for language, text in BLOCKS
    if language == "sh"
    for line in text.replace("\\\n", " ").splitlines()
    if line.strip() and not line.startswith("#")
]
OURS = [line for line in COMMANDS if line.startswith("kg ")]
# Needs a server of the user's own; the same calls are tested against real servers elsewhere.
SERVED = [line for line in OURS if "://" in line]
PYTHON = [text for language, text in BLOCKS if language == "python"]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh checkout, in which the README's commands run one after the other."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "examples" / "trending.txt", folder / "page.txt")
    return folder


def run(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}:{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )


def test_the_readme_has_commands_of_every_kind_and_no_other() -> None:
    assert len(OURS) > 5
    known = ("kg ", "make demo", "make test", "pip install", "export ")
    assert [line for line in COMMANDS if not line.startswith(known)] == []


def test_our_commands_run_in_order(workshop: Path) -> None:
    for line in OURS:
        if line not in SERVED:
            done = run(line, workshop)
            assert done.returncode == 0, f"{line}\n{done.stderr}"


def test_the_python_runs(workshop: Path) -> None:
    assert PYTHON
    for number, code in enumerate(PYTHON):
        script = workshop / f"readme_{number}.py"
        script.write_text(code, encoding="utf-8")
        done = run(f"python {script.name}", workshop)
        assert done.returncode == 0, done.stderr


def test_make_demo_builds_asks_and_draws() -> None:
    done = run("make demo", ROOT)
    assert done.returncode == 0, done.stderr
    assert "dataset" in done.stdout
    assert "method" in done.stdout
    assert (ROOT / "demo" / "graph.html").stat().st_size > 100_000


def test_make_test_is_what_a_clean_machine_runs() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()
    assert any(line.startswith("make test") for line in COMMANDS)
