"""Papers per second and peak memory of a build, and how both grow with the input.

    python benchmarks/build.py ../shared/corpus/abstracts.jsonl.gz --papers 2000 20000

Each size is built into a new graph by a process of its own, from real titles and abstracts; then
the same command runs again, which must find nothing to do. Memory is the largest resident set of
any one process (the parent, or a worker that extracts).
"""

import argparse
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

CHILD = """
import json, resource, sys, time
import kg
from kg.api import build_papers
from kg.pipeline.build import Settings
source, graph, fast, jobs = sys.argv[1], sys.argv[2], sys.argv[3] == "fast", int(sys.argv[4])
start = time.perf_counter()
done = build_papers(kg.read(source), graph, settings=Settings(fast=fast, jobs=jobs))
seconds = time.perf_counter() - start
who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
peak = max(resource.getrusage(w).ru_maxrss for w in who)
print(json.dumps({"seconds": seconds, "peak": peak, "papers": done.papers,
                  "extracted": done.extracted, "statements": done.statements}))
"""


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, help="JSON Lines of papers, gzipped or not")
    parser.add_argument("--papers", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--speed", choices=["best", "fast"], nargs="+", default=["fast", "best"])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    print(f"{arguments.jobs} processes, Python {sys.version.split()[0]}")
    print(
        "| extraction | papers | seconds | papers/s | again, s | statements | peak MB | graph MB |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for speed, papers in itertools.product(arguments.speed, arguments.papers):
        with tempfile.TemporaryDirectory() as folder:
            row = measure(arguments.corpus, papers, speed, arguments.jobs, Path(folder))
        print(f"| {speed} | {row} |", flush=True)


def measure(corpus: Path, papers: int, speed: str, jobs: int, folder: Path) -> str:
    """Build ``papers`` papers twice; one row of the table."""
    source, graph = folder / "papers.jsonl", folder / "graph"
    opener = gzip.open if corpus.suffix == ".gz" else open
    with opener(corpus, "rt", encoding="utf-8") as lines, source.open("w") as out:
        out.writelines(itertools.islice(lines, papers))
    first = run(source, graph, speed, jobs)
    again = run(source, graph, speed, jobs)
    if again["extracted"]:
        raise SystemExit(f"the second run extracted {again['extracted']} papers again")
    size = sum(p.stat().st_size for p in graph.rglob("*") if p.is_file()) / 1e6
    return (
        f"{first['papers']} | {first['seconds']:.1f} | {first['papers'] / first['seconds']:.0f} | "
        f"{again['seconds']:.1f} | {first['statements']} | {first['peak'] / 1024:.0f} | {size:.1f}"
    )


def run(source: Path, graph: Path, speed: str, jobs: int) -> dict[str, Any]:
    """One build in a process of its own."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, source, graph, speed, str(jobs)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"failed after {time.perf_counter() - start:.0f} s: {done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
