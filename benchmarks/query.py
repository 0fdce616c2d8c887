"""Median latency of every question in both embedded stores, over a synthetic graph.

::

    python benchmarks/query.py --papers 100000 --directory ../synthetic --repeat 5
    python benchmarks/query.py --rdflib            # rdflib too, at a tenth of the size

Prints, over five sets of parameters from popular to rare, the median of wall time and, where the
system tells (Linux), of the engine's processor time, and the processor time of the slowest set: on
a busy machine compare processor times. A graph that ``--directory`` holds already, and its stores,
are used again.
"""

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import write_synthetic

from kg.encode.rdf import lines
from kg.encode.vocabulary import PREFIXES
from kg.errors import KgError, QueryTimeout
from kg.graph.tables import Tables, is_graph, open_tables
from kg.queries import question, questions
from kg.stores import open_store, sparql_text
from kg.stores.search import search

# Entities of all ranks, from one of the most popular to a rare one: what is asked about most is
# slowest. The paper and its neighbours have no rank.
RANKS = (1, 5, 20, 100, 1000)
PARAMETERS: dict[str, list[Any]] = {
    "method": [f"Method-{rank}" for rank in RANKS],
    "dataset": [f"Dataset-{rank // 2 + 1}" for rank in RANKS],
    "task": [f"Task-{rank // 4 + 1}" for rank in RANKS],
    "author": [f"Author-{rank}" for rank in RANKS],
    "paper": [f"1500.{number:05d}" for number in (77, 500, 501, 502, 503)],
    "entity": ["Method-1", "Dataset-3", "Task-6", "Author-100", "Method-1000"],
    "first": [f"Method-{rank}" for rank in RANKS],
    "second": [f"Dataset-{rank // 2 + 1}" for rank in RANKS],
    "subject": [f"1500.{number:05d}" for number in (77, 500, 501, 502, 503)],
    "object": [f"Method-{rank}" for rank in RANKS],
    "year": [2018, 2022, 2019, 2020, 2021],
    "limit": [20] * len(RANKS),
}
WORDS = ["word7", "word17 word170", '"word3 word4"', "method 77", "word29*"]

STORES = {"sparql": "oxigraph", "cypher": "ladybug"}
Ask = Callable[[str, Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds that a question took: wall time, and processor time of the engine.

    Attributes:
        wall: The median over parameters.
        cpu: The same.
        most: Processor time with the slowest parameters.
    """

    wall: float
    cpu: float
    most: float


NEVER = Took(float("inf"), float("inf"), float("inf"))


def cpu_seconds(pid: int) -> float:
    """Processor time that a process used so far; nan where the system does not tell."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        return float("nan")


def measure(ask: Ask, pid: Callable[[], int], language: str, repeat: int) -> dict[str, Took]:
    """Each question with all its parameters, the median of ``repeat`` times each."""
    found: dict[str, Took] = {}
    for asked in questions():
        names = [parameter.name for parameter in asked.parameters]
        sets = len(RANKS) if set(names) - {"limit"} else 1
        walls, cpus = [], []
        try:
            for index in range(sets):
                values = {name: PARAMETERS[name][index] for name in names}
                params = question(asked.name).params(**values)
                times = [_once(ask, pid, asked.texts[language], params) for _ in range(repeat + 1)]
                # The first time warms the caches of the engine and of the system.
                walls.append(statistics.median(wall for wall, _ in times[1:]))
                cpus.append(statistics.median(cpu for _, cpu in times[1:]))
        except KgError as error:
            print(asked.name, language, error, file=sys.stderr)
            found[asked.name] = NEVER
        else:
            found[asked.name] = Took(statistics.median(walls), statistics.median(cpus), max(cpus))
    return found


def _once(
    ask: Ask, pid: Callable[[], int], text: str, params: Mapping[str, Any]
) -> tuple[float, float]:
    used, began = cpu_seconds(pid()), time.perf_counter()
    ask(text, params)
    return (time.perf_counter() - began) * 1000, (cpu_seconds(pid()) - used) * 1000


def embedded(tables: Tables, language: str, repeat: int, timeout: float) -> dict[str, Took]:
    """The embedded store of a language."""
    store = open_store(language, tables)
    began = time.perf_counter()
    store.build()
    print(f"{language}: store there after {time.perf_counter() - began:.1f} s", file=sys.stderr)
    try:
        return measure(
            lambda text, params: store.query(text, params, timeout),
            lambda: store._worker._process.pid if store._worker else 0,
            language,
            repeat,
        )
    finally:
        store.close()


def rdflib_memory(tables: Tables, repeat: int, timeout: float) -> dict[str, Took]:
    """The same questions asked of rdflib, with the graph in memory."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data="".join(lines(tables)), format="nt")

    def stop(*_: object) -> None:
        raise QueryTimeout(f"rdflib was stopped after {timeout:g} seconds")

    def ask(text: str, params: Mapping[str, Any]) -> object:
        signal.setitimer(signal.ITIMER_REAL, timeout)
        try:
            return list(graph.query(sparql_text.prepare(text, params), initNs=PREFIXES))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    signal.signal(signal.SIGALRM, stop)
    return measure(ask, os.getpid, "sparql", repeat)


def print_search(tables: Tables, repeat: int) -> None:
    """What ``kg search`` takes, over several kinds of words."""
    began = time.process_time()
    search(tables, WORDS[0])
    print(f"search: the first, index and all: {time.process_time() - began:.1f} s of processor")
    for words in WORDS:
        walls, cpus = [], []
        for _ in range(repeat):
            wall, cpu = time.perf_counter(), time.process_time()
            found = len(search(tables, words))
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
        print(
            f"search {words}: {found} rows, {statistics.median(walls):.0f} ms, "
            f"{statistics.median(cpus):.0f} ms of processor"
        )


def main() -> None:
    """Build what is missing, ask, print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--directory", type=Path, help="keep the graph here, or use what is there")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--languages", nargs="*", choices=sorted(STORES), default=list(STORES))
    parser.add_argument("--rdflib", action="store_true", help="rdflib as well, at a tenth")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = options.directory or Path(temporary) / "graph"
        tables = open_tables(root) if is_graph(root) else write_synthetic(root, options.papers)
        print_search(tables, options.repeat)
        columns = {
            STORES[language]: embedded(tables, language, options.repeat, options.timeout)
            for language in options.languages
        }
        if options.rdflib:
            small = write_synthetic(Path(temporary) / "small", tables.count("papers") // 10)
            columns["rdflib (a tenth)"] = rdflib_memory(small, 1, options.timeout)
        print(f"{tables.count('papers')} papers, {tables.count('statements')} statements")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    print("| question |" + "".join(f" {name} ms | cpu | slowest |" for name in columns))
    print("|---|" + "--:|--:|--:|" * len(columns))
    for asked in questions():
        cells = (columns[name][asked.name] for name in columns)
        row = "".join(f" {it.wall:.0f} | {it.cpu:.0f} | {it.most:.0f} |" for it in cells)
        print(f"| {asked.name} |{row}")


if __name__ == "__main__":
    main()
