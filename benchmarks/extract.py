"""Abstracts per second and core: the extraction, fast and full, beside a spaCy CNN NER.

Usage::

    python benchmarks/extract.py [--papers 500] [--corpus ../shared/corpus/abstracts.jsonl.gz]

All three read the same papers in the same run, each in one process on one thread. The CNN is
spaCy's default named-entity recogniser (HashEmbedCNN, width 96, depth 4) with four labels and
weights as initialised: training changes what it says, not how long it takes. Printed are papers per
second of CPU time and of wall time; on a machine that does other work, the first is the one to
read, and both are lower than on an idle one.
"""

import argparse
import gzip
import json
import os
import random
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from kg.extract import Extractor, load
from kg.model import Paper

SEED = 20


def read(corpus: Path, number: int) -> list[Paper]:
    """A fixed random sample of the papers in ``corpus``."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        chosen = random.Random(SEED).sample(list(lines), number)
    records = map(json.loads, chosen)
    return [Paper("", r["title"] or "", r["abstract"] or "") for r in records]


def cnn() -> Callable[[Iterable[Paper]], Iterable[object]]:
    """A spaCy pipeline with the default CNN NER."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    recogniser = nlp.add_pipe("ner")
    for label in ("Method", "Dataset", "Task", "Metric"):
        recogniser.add_label(label)
    text = nlp.make_doc("We propose LampNet for image classification.")
    nlp.initialize(lambda: [Example.from_dict(text, {"entities": [(11, 18, "Method")]})])
    return lambda papers: nlp.pipe(f"{p.title}\n\n{p.abstract}" for p in papers)


def measure(
    name: str, run: Callable[[Iterable[Paper]], Iterable[object]], papers: list[Paper]
) -> None:
    """Print how fast ``run`` reads ``papers``, after a warm-up."""
    for _ in run(islice(papers, 20)):
        pass
    cpu, wall = time.process_time(), time.perf_counter()
    read_papers = sum(1 for _ in run(papers))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name:28} {read_papers / cpu:8.1f} per CPU second {read_papers / wall:8.1f} per second")


def main() -> None:
    """Measure all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/abstracts.jsonl.gz"))
    options = parser.parse_args()
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # Read when the libraries load, below.
    papers = read(options.corpus, options.papers)
    length = sum(len(p.title) + len(p.abstract) for p in papers) / len(papers)
    print(f"{len(papers)} papers of {length:.0f} characters on average, one process, one thread")
    fast: Extractor = load(fast=True)
    measure("kg extract --fast", fast.many, papers)
    measure("kg extract", load().many, papers)
    measure("spaCy CNN NER (width 96)", cnn(), papers)


if __name__ == "__main__":
    main()
