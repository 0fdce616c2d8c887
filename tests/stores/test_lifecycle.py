"""Stores are derived, disposable and shared; their workers can be killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from graphfiles import random_graph, small_graph

from kg.errors import GraphError, KgError, QueryError, QueryTimeout, StoreError
from kg.graph.tables import open_tables
from kg.stores import DEFAULTS, STORES, open_store
from kg.stores.derive import ensure_store, store_path

COUNT = {
    "sparql": "SELECT (COUNT(*) AS ?n) { ?p a kg:Paper }",
    "cypher": "MATCH (p:Paper) RETURN count(*) AS n",
}
ENDLESS = {
    "sparql": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "cypher": "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
    "UNWIND range(1, 100000) AS c RETURN sum(a * b - c) AS n",
}
# Each holds more and more before it can answer: in the engine, then in what is made of its rows.
GREEDY = {
    "sparql": [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
    "cypher": [
        "UNWIND range(1, 100000000) AS x RETURN size(collect(x)) AS n",
        "UNWIND range(1, 100000000) AS x RETURN x, 'and more' AS y",
    ],
}
LANGUAGES = pytest.mark.parametrize("language", ["sparql", "cypher"])


@LANGUAGES
def test_a_store_is_built_once_and_found_again(tmp_path: Path, language: str) -> None:
    tables = small_graph(tmp_path / "graph")
    told: list[str] = []
    for _ in range(2):
        store = open_store(language, tables, lambda notice: told.append(notice.message))
        assert list(store.query(COUNT[language])) == [(6,)]
        store.close()
    assert told == [f"building the {DEFAULTS[language]} store …"]


@LANGUAGES
def test_a_changed_graph_gets_a_new_store_and_loses_the_old(tmp_path: Path, language: str) -> None:
    root = tmp_path / "graph"
    old = open_store(language, small_graph(root))
    assert list(old.query(COUNT[language])) == [(6,)]
    new = open_store(language, random_graph(root, papers=9))
    assert list(new.query(COUNT[language])) == [(9,)]
    # Whoever still asks the old graph keeps its answers.
    assert list(old.query(COUNT[language])) == [(6,)]
    assert len(list((root / "derived").glob("*-*"))) == 1
    old.close()
    new.close()


@LANGUAGES
def test_derived_stores_can_be_deleted_at_any_time(tmp_path: Path, language: str) -> None:
    tables = small_graph(tmp_path / "graph")
    store = open_store(language, tables)
    store.query(COUNT[language])
    store.close()
    shutil.rmtree(tables.derived)
    assert list(store.query(COUNT[language])) == [(6,)]
    store.close()


@LANGUAGES
def test_several_readers_at_once(tmp_path: Path, language: str) -> None:
    tables = small_graph(tmp_path / "graph")
    stores = [open_store(language, tables) for _ in range(3)]
    assert [list(s.query(COUNT[language])) for s in stores] == [[(6,)]] * 3
    for store in stores:
        store.close()


@LANGUAGES
def test_processes_that_build_at_once_wait_for_each_other(tmp_path: Path, language: str) -> None:
    small_graph(tmp_path / "graph")
    code = (
        "import sys; from pathlib import Path; from kg.graph.tables import open_tables; "
        "from kg.stores import open_store; "
        "print(open_store(sys.argv[1], open_tables(Path(sys.argv[2]))).query(sys.argv[3])[0][0])"
    )
    command = [sys.executable, "-c", code, language, str(tmp_path / "graph"), COUNT[language]]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in running] == ["6"] * 3


@LANGUAGES
def test_what_a_killed_build_left_is_swept(tmp_path: Path, language: str) -> None:
    tables = small_graph(tmp_path / "graph")
    path = store_path(STORES.load(DEFAULTS[language]), tables)
    part = path.with_name(path.name + ".part")
    part.mkdir(parents=True)
    (part / "half").write_text("x")
    store = open_store(language, tables)
    assert list(store.query(COUNT[language])) == [(6,)]
    store.close()
    assert not part.exists()


@LANGUAGES
def test_a_build_without_parent_ends_before_its_store_is_there(
    tmp_path: Path, language: str
) -> None:
    tables = random_graph(tmp_path / "graph", papers=2000)
    code = (
        "import sys; from pathlib import Path; from kg.graph.tables import open_tables\n"
        "from kg.stores import open_store\n"
        "open_store(sys.argv[1], open_tables(Path(sys.argv[2]))).build()\n"
    )
    command = [sys.executable, "-c", code, language, str(tables.root)]
    process = subprocess.Popen(command, start_new_session=True)
    while not list(tables.derived.glob("*.part")):
        time.sleep(0.01)
        assert process.poll() is None
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while _mentions(str(tables.derived)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _mentions(str(tables.derived))
    assert not [p for p in tables.derived.glob("*-*") if p.suffix != ".part"]
    store = open_store(language, tables)
    assert list(store.query(COUNT[language])) == [(2000,)]
    store.close()
    assert not list(tables.derived.glob("*.part"))


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    tables = small_graph(tmp_path / "graph")

    def fail(folder: Path) -> None:
        (folder / "half").write_text("x")
        raise StoreError("no")

    with pytest.raises(StoreError):
        ensure_store(STORES.load("oxigraph"), tables, fail)
    assert list(tables.derived.glob("*-*")) == []


def test_a_damaged_table_is_the_graphs_error(tmp_path: Path) -> None:
    tables = small_graph(tmp_path / "graph")
    tables.path("evidence").write_bytes(b"PAR1 not at all")
    for language in DEFAULTS:
        with pytest.raises(KgError, match="evidence"):
            open_store(language, open_tables(tables.root)).query(COUNT[language])


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders work otherwise there")
def test_a_graph_that_cannot_be_written_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = small_graph(tmp_path / "graph")
    # A file in the way: even root cannot make the folder.
    tables.derived.write_text("")
    with pytest.raises(GraphError, match="cannot be written"):
        open_store("sparql", tables).query("ASK {}")


@LANGUAGES
def test_a_query_that_runs_away_is_stopped(request: pytest.FixtureRequest, language: str) -> None:
    store = request.getfixturevalue(language)
    store.query(COUNT[language])
    began = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"after 0\.5 seconds.*--timeout"):
        store.query(ENDLESS[language], timeout=0.5)
    assert time.monotonic() - began < 5
    assert list(store.query(COUNT[language])) == [(6,)]


@LANGUAGES
def test_ctrl_c_ends_the_query_and_its_worker(tmp_path: Path, language: str) -> None:
    small_graph(tmp_path / "graph")
    code = (
        # Background jobs of a shell start with the signal ignored.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sys; from pathlib import Path; from kg.graph.tables import open_tables\n"
        "from kg.stores import open_store\n"
        "store = open_store(sys.argv[1], open_tables(Path(sys.argv[2])))\n"
        "store.query(sys.argv[3])\n"
        "print(store._worker._process.pid, flush=True)\n"
        "try:\n    store.query(sys.argv[4])\n"
        "except KeyboardInterrupt:\n    print('stopped', flush=True)\n"
    )
    arguments = [language, str(tmp_path / "graph"), COUNT[language], ENDLESS[language]]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    worker = int(process.stdout.readline())
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline().strip() == "stopped"
    process.wait(10)
    assert not _running(worker)


@LANGUAGES
def test_a_worker_without_parent_ends(tmp_path: Path, language: str) -> None:
    small_graph(tmp_path / "graph")
    code = (
        "import sys, os; from pathlib import Path; from kg.graph.tables import open_tables\n"
        "from kg.stores import open_store\n"
        "store = open_store(sys.argv[1], open_tables(Path(sys.argv[2])))\n"
        "store.query(sys.argv[3])\n"
        "print(store._worker._process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    arguments = [language, str(tmp_path / "graph"), COUNT[language]]
    command = [sys.executable, "-c", code, *arguments]
    worker = int(subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout)
    deadline = time.monotonic() + 10
    while _running(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _running(worker)


@LANGUAGES
def test_an_orphan_that_still_computes_ends_after_its_limit(tmp_path: Path, language: str) -> None:
    small_graph(tmp_path / "graph")
    code = (
        "import sys, os, threading, time; from pathlib import Path\n"
        "import kg.stores.worker\n"
        "from kg.graph.tables import open_tables\n"
        "from kg.stores import open_store\n"
        "store = open_store(sys.argv[1], open_tables(Path(sys.argv[2])))\n"
        "store.query(sys.argv[3])\n"
        "print(store._worker._process.pid, flush=True)\n"
        "threading.Timer(0.3, lambda: os.kill(os.getpid(), 9)).start()\n"
        "store.query(sys.argv[4], timeout=1)\n"
    )
    arguments = [language, str(tmp_path / "graph"), COUNT[language], ENDLESS[language]]
    command = [sys.executable, "-c", code, *arguments]
    worker = int(subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout)
    assert _running(worker)
    deadline = time.monotonic() + 20
    while _running(worker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _running(worker)


@LANGUAGES
def test_nothing_in_the_working_directory_takes_a_modules_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    tables = small_graph(tmp_path / "graph")
    for name in ("ladybug", "pyoxigraph", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('wrong module')")
    monkeypatch.chdir(tmp_path)
    store = open_store(language, tables)
    assert list(store.query(COUNT[language])) == [(6,)]
    store.close()


def test_asking_imports_no_engine() -> None:
    code = (
        "import sys, kg.stores, kg.stores.oxigraph, kg.stores.ladybug, kg.stores.embedded\n"
        "heavy = {'pyoxigraph', 'ladybug', 'duckdb', 'pyarrow', 'rdflib', 'pandas', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert done.stdout.strip() == "[]"


def _running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie that nobody has waited for does not count.
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def _mentions(text: str) -> list[str]:
    """Running processes with ``text`` in their command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if text in path.read_bytes().decode(errors="replace"):
                found.append(path.parent.name)
        except OSError:  # it ended while we looked
            continue
    return found


@pytest.mark.parametrize("which", [0, 1])
@LANGUAGES
def test_a_query_that_takes_all_memory_ends_in_a_line_and_the_next_works(
    tmp_path: Path, language: str, which: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_QUERY_MEMORY", "100")
    with open_store(language, small_graph(tmp_path / "graph")) as store:
        with pytest.raises(QueryError, match="needs more memory than 100 MB: ask for less") as e:
            store.query(GREEDY[language][which], timeout=300)
        assert "\n" not in str(e.value)
        assert list(store.query(COUNT[language])) == [(6,)]


@LANGUAGES
def test_a_memory_limit_that_is_no_number_is_said(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_QUERY_MEMORY", "2 GB")
    with (
        open_store(language, small_graph(tmp_path / "graph")) as store,
        pytest.raises(StoreError, match="KG_QUERY_MEMORY is '2 GB': give a whole number"),
    ):
        store.query(COUNT[language])
