"""Median latency of every question in both embedded stores, over a synthetic graph.

::

    python benchmarks/query.py --papers 100000 --directory ../synthetic --repeat 5
    python benchmarks/query.py --rdflib            # rdflib too, at a tenth of the size

Prints wall time and, where the system tells (Linux), processor time of the engine: on a busy
machine the second is the one to compare.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import write_synthetic

from kg.encode.rdf import lines
from kg.encode.vocabulary import PREFIXES
from kg.errors import KgError
from kg.graph.tables import Tables, is_graph, open_tables
from kg.queries import question, questions
from kg.stores import open_store, sparql_text

# A popular and a middling entity of each kind: cheap questions about rare things say little.
PARAMETERS: dict[str, list[Any]] = {
    "method": ["Method-1", "Method-50"],
    "dataset": ["Dataset-1", "Dataset-30"],
    "task": ["Task-1", "Task-20"],
    "author": ["Author-1", "Author-900"],
    "paper": ["1500.00077", "1500.00500"],
    "entity": ["Method-1", "Dataset-30"],
    "first": ["Method-1", "Method-50"],
    "second": ["Dataset-1", "Dataset-30"],
    "subject": ["1500.00077", "1500.00500"],
    "object": ["Method-1", "Method-50"],
    "year": [2018, 2022],
    "limit": [20, 20],
}

Ask = Callable[[str, Mapping[str, Any]], object]


def cpu_seconds(pid: int) -> float:
    """Processor time that a process used so far; nan where unknown."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(ask: Ask, pid: Callable[[], int], language: str, repeat: int) -> dict[str, Any]:
    """Per question: median wall and processor milliseconds over parameters and repetitions."""
    found: dict[str, Any] = {}
    for asked in questions():
        walls, cpus = [], []
        for index in range(2):
            values = {p.name: PARAMETERS[p.name][index] for p in asked.parameters}
            params = question(asked.name).params(**values)
            try:
                ask(asked.texts[language], params)  # warm: caches of the engine and the system
                for _ in range(repeat):
                    used, began = cpu_seconds(pid()), time.perf_counter()
                    ask(asked.texts[language], params)
                    walls.append(time.perf_counter() - began)
                    cpus.append(cpu_seconds(pid()) - used)
            except KgError as error:
                print(asked.name, language, error, file=sys.stderr)
                walls.append(float("inf"))
                cpus.append(float("inf"))
        found[asked.name] = (statistics.median(walls) * 1000, statistics.mean(cpus) * 1000)
    return found


def embedded(tables: Tables, language: str, repeat: int, timeout: float) -> dict[str, Any]:
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


def rdflib_memory(tables: Tables, repeat: int) -> dict[str, Any]:
    """The same questions asked of rdflib, with the graph in memory."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data="".join(lines(tables)), format="nt")

    def ask(text: str, params: Mapping[str, Any]) -> object:
        return list(graph.query(sparql_text.prepare(text, params), initNs=PREFIXES))

    return measure(ask, os.getpid, "sparql", repeat)


def main() -> None:
    """Build what is missing, ask, print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--directory", type=Path, help="keep the graph here, or use what is there")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--rdflib", action="store_true", help="rdflib as well, at a tenth")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = options.directory or Path(temporary) / "graph"
        tables = open_tables(root) if is_graph(root) else write_synthetic(root, options.papers)
        columns = {
            "oxigraph": embedded(tables, "sparql", options.repeat, options.timeout),
            "ladybug": embedded(tables, "cypher", options.repeat, options.timeout),
        }
        if options.rdflib:
            small = write_synthetic(Path(temporary) / "small", tables.count("papers") // 10)
            columns["rdflib (a tenth)"] = rdflib_memory(small, 1)
        print(f"{tables.count('papers')} papers, {tables.count('statements')} statements")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")
    print("| question |" + "".join(f" {name} ms | cpu |" for name in columns))
    print("|---|" + "--:|--:|" * len(columns))
    for asked in questions():
        cells = (columns[name][asked.name] for name in columns)
        row = "".join(f" {wall:.0f} | {cpu:.0f} |" for wall, cpu in cells)
        print(f"| {asked.name} |{row}")


if __name__ == "__main__":
    main()
