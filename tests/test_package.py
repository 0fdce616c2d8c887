"""The wheel and the sdist: complete, and working where there is no checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT

CODE = (".py", ".typed")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = ["-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def _tracked(folder: str) -> set[str]:
    """The files of the checkout under ``folder``, without what running them leaves."""
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_has_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    schemas = {f"kg/{name}" for name in _tracked("schemas")}
    assert names == _tracked("kg") | schemas
    data = {name for name in names if not name.endswith(CODE)}
    for part in ("extract/catalog/methods.tsv", "extract/weights/", "queries/library/", "assets/"):
        assert any(part in name for name in data), part


def test_the_wheel_names_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if ".dist-info/licenses/" in name]
        metadata = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
    assert any(name.endswith("licenses/LICENSE") for name in licences)
    assert all(any(name in path for path in licences) for name in ("sigma", "graphology", "MiniLM"))
    assert "License-Expression: MIT" in text


def test_the_wheel_is_for_every_python_that_is_promised(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
    assert "Requires-Python: >=3.11\n" in text
    promised = {f"Classifier: Programming Language :: Python :: 3.{n}" for n in (11, 12, 13)}
    assert promised <= set(text.splitlines())


def test_the_sdist_has_what_is_needed_to_check_and_demonstrate_it(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("kg", "examples", "schemas", "tests"):
        assert _tracked(folder) <= names, folder
    needed = {"README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "Makefile", "pyproject.toml"}
    assert needed <= names


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment in which ``kg`` is the wheel's.

    To save minutes, what it depends on is taken from the environment that runs the tests; an
    editable ``kg`` there does not count, because only its folder of packages is added, not its
    path files.
    """
    home = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    subprocess.run(
        [*pip, "--no-deps", "--no-index", "--quiet", str(wheel)], check=True, timeout=600
    )
    (packages,) = (home / "lib").glob("python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin"


def _run(scripts: Path, folder: Path, *command: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "PATH": f"{scripts}:{environment['PATH']}"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def test_the_installed_wheel_builds_asks_and_draws_outside_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "examples" / "trending.txt", tmp_path / "page.txt")
    where = _run(installed, tmp_path, "python", "-c", "import kg; print(kg.__file__)").strip()
    assert Path(where).is_relative_to(installed.parent), "not the wheel's kg"
    _run(installed, tmp_path, "kg", "build", "page.txt", "-o", "graph")
    query = "MATCH (p:Paper)-[:EVALUATES_ON]->(d:Dataset) RETURN count(DISTINCT d.id) AS n"
    assert int(_run(installed, tmp_path, "kg", "query", "graph", query).split()[-1]) > 3
    question = "SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }"
    assert _run(installed, tmp_path, "kg", "query", "graph", question).split()[-1] == "18"
    _run(installed, tmp_path, "kg", "view", "graph", "-o", "graph.html")
    assert (tmp_path / "graph.html").stat().st_size > 100_000
    assert "18" in _run(installed, tmp_path, "kg", "info", "graph")


def test_the_shell_completes_verbs_once_it_was_told_to(installed: Path, tmp_path: Path) -> None:
    script = (
        "kg --install-completion >/dev/null; source ~/.bashrc; "
        'COMP_WORDS=(kg vali); COMP_CWORD=1; _kg_completion kg; echo "${COMPREPLY[@]}"'
    )
    said = _run(installed, tmp_path, "env", f"HOME={tmp_path}", "bash", "-c", script)
    assert said.split() == ["validate"]
