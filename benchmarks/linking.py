"""Quality of linking on the gold, and time and memory for ten thousand to a million names.

::

    python benchmarks/linking.py                     # everything
    python benchmarks/linking.py --sizes 10000       # quality, and one size

The names of the second part are made of the catalogue's words: phrases, product names with
versions, acronyms with and without definition, and for every third name a variant of it. Each size
runs in a process of its own, without the garbage collector's second look at a million objects.
Printed are wall time, processor time (the one to read on a busy machine) and the largest resident
set; of the latter, what the input alone takes.
"""

import argparse
import gc
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.catalog import entries
from kg.link import link
from kg.model import CONCEPTS, NodeType, Thing

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"


def quality(gold: Path) -> None:
    """Print the figures of ``score_linking.py``, from names alone and with definitions."""
    scorer = [sys.executable, str(gold / "score_linking.py")]
    linking = str(gold / "linking_dev.jsonl")
    names = subprocess.run(
        [*scorer, linking, "--names"], capture_output=True, text=True, check=True
    )
    papers = [str(gold / "train.jsonl"), str(gold / "dev.jsonl")]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.tsv"
        file.write_text(names.stdout, encoding="utf-8")
        for title, more in (("names alone", []), ("with definitions", papers)):
            command = [sys.executable, "-m", "kg", "link", "--names", str(file)]
            for paper in more:
                command += ["--papers", paper]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            clusters = Path(folder) / "clusters.jsonl"
            clusters.write_text(done.stdout, encoding="utf-8")
            scored = subprocess.run(
                [*scorer, linking, str(clusters), "--json"],
                capture_output=True,
                text=True,
                check=True,
            )
            figures = json.loads(scored.stdout)
            print(f"{title:17}", *(f"{k} {v}" for k, v in figures.items()))


def synthetic_names(count: int, seed: int = 7) -> Iterator[tuple[Thing, int]]:
    """``count`` distinct names with numbers of papers, few of them used often."""
    rng = random.Random(seed)
    words = sorted({w for e in entries() for w in e.name.split() if w.isalpha() and len(w) > 3})
    endings = ("network", "model", "learning", "estimation", "", "", "method", "loss")
    seen: set[tuple[NodeType, str, str | None]] = set()
    while len(seen) < count:
        node_type = rng.choices(CONCEPTS, (70, 15, 12, 3))[0]
        base = [rng.choice(words) for _ in range(rng.randint(1, 4))]
        kind = rng.random()
        expansion = None
        if kind < 0.45:
            name = " ".join([*base, rng.choice(endings)]).strip()
        elif kind < 0.75:
            name = "".join(w[:4].capitalize() for w in base[:3]) + str(rng.randint(1, 99))
        elif kind < 0.85 and len(base) > 2:
            name, expansion = "".join(w[0] for w in base).upper(), " ".join(base)
        else:
            name = "".join(rng.choice(w) for w in base).upper() + rng.choice(("", "Net", "-B"))
        variants = [name, name.title().replace(" ", "-"), name + "s"]
        for variant in variants[: 1 + (rng.random() < 0.33) + (rng.random() < 0.1)]:
            key = (node_type, variant, expansion)
            if key not in seen and len(seen) < count:
                seen.add(key)
                yield Thing(*key), max(1, int(rng.paretovariate(1.2)))


def speed(count: int) -> None:
    """Link ``count`` names in this process and print what it took."""
    uses = list(synthetic_names(count))
    link(uses[:100])
    before = _peak()
    gc.collect()
    gc.freeze()
    wall, cpu = time.perf_counter(), time.process_time()
    linking = link(uses)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(
        f"{count:>9,} names  {wall:7.1f} s wall  {cpu:7.1f} s processor  {_peak():6.0f} MB"
        f" ({before:.0f} MB of it the input)  {len(linking.entities):,} entities"
    )


def _peak() -> float:
    """Largest resident set so far, in megabytes."""
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        speed(arguments.one)
        return
    if arguments.gold.is_dir():
        quality(arguments.gold)
    else:
        print(f"no gold in {arguments.gold}: quality is not measured")
    for size in arguments.sizes:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
