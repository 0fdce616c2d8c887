"""Every notebook runs from top to bottom, imports only what it may, and keeps its outputs."""

import ast
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import pytest
from nbclient import NotebookClient
from servers.fuseki_server import FusekiServer
from servers.neo4j_server import Endpoint
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SERVED = "4-servers.ipynb"
ALLOWED = {"kg", "IPython", "matplotlib", "os", "tempfile", "pathlib"}


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]


def run(path: Path) -> None:
    """Run a notebook in a kernel that is spoken to through files, not ports.

    Ports are chosen before the kernel binds them: a server of another test that starts just then
    may take one, and the kernel dies. On a busy machine a kernel may start slowly, too.
    """
    notebook = nbformat.read(path, as_version=4)
    folder = {"metadata": {"path": str(path.parent)}}
    with TemporaryDirectory(prefix="kg-") as sockets:
        config = Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"})
        client = NotebookClient(
            notebook, config=config, timeout=600, startup_timeout=300, resources=folder
        )
        client.execute()


def test_there_are_five() -> None:
    assert [p.name[0] for p in NOTEBOOKS] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_a_notebook_imports_only_kg_and_what_shows_it(path: Path) -> None:
    for cell in code_cells(path):
        lines = [x for x in cell.source.splitlines() if not x.startswith("%")]
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.Import):
                assert {a.name.split(".")[0] for a in node.names} <= ALLOWED
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in ALLOWED


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_a_notebook_keeps_its_outputs_and_no_error(path: Path) -> None:
    cells = code_cells(path)
    assert all(cell.execution_count == i for i, cell in enumerate(cells, 1))
    outputs = [o for cell in cells for o in cell.outputs]
    assert outputs
    assert not [o for o in outputs if o.output_type == "error"]


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.name != SERVED], ids=lambda p: p.name)
def test_a_notebook_runs_from_top_to_bottom(path: Path) -> None:
    run(path)


def test_the_notebook_about_servers_runs_against_real_ones(
    neo4j_endpoint: Endpoint, fuseki: FusekiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = neo4j_endpoint.credentials
    monkeypatch.setenv("NEO4J_URI", neo4j_endpoint.uri)
    monkeypatch.setenv("NEO4J_USERNAME", who.username)
    monkeypatch.setenv("NEO4J_PASSWORD", who.password)
    monkeypatch.setenv("SPARQL_URL", f"{fuseki.address}/open")
    run(ROOT / "notebooks" / SERVED)
