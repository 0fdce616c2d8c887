"""Precision of relations between entities, on the sample that was judged by hand.

Usage::

    python benchmarks/relations.py [--corpus ../shared/corpus/abstracts.jsonl.gz]

For each predicate: how many of the judged relations are right, and how many of the right and of the
wrong ones the current extraction still states. See ``benchmarks/judged/README.md``.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from kg.extract import DEFAULT_CONFIDENCE, load
from kg.model import Extraction, Paper
from kg.text import title_id

JUDGED = Path(__file__).parent / "judged" / "relations.jsonl"
Place = tuple[str, str, str, int, int]


def read(corpus: Path, wanted: set[str]) -> list[Paper]:
    """The papers of ``corpus`` whose ids are ``wanted``."""
    papers = {}
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            paper = title_id(record["title"] or "", record["abstract"] or "")
            if paper in wanted:
                papers[paper] = Paper(paper, record["title"] or "", record["abstract"] or "")
    return [papers[paper] for paper in sorted(papers)]


def stated(extraction: Extraction) -> set[Place]:
    """Where the extraction states relations between entities."""
    return {
        (extraction.paper.id, str(s.predicate), e.field, e.start, e.end)
        for s in extraction.statements
        if s.subject is not None and s.confidence >= DEFAULT_CONFIDENCE
        for e in s.evidence
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/abstracts.jsonl.gz"))
    options = parser.parse_args()
    judged = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    papers = read(options.corpus, {j["paper"] for j in judged})
    now = set().union(*(stated(extraction) for extraction in load().many(papers)))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for j in judged:
        place = (j["paper"], j["predicate"], j["field"], j["start"], j["end"])
        verdict = "right" if j["right"] else "wrong"
        for predicate in (j["predicate"], "all"):
            counts[predicate][verdict] += 1
            counts[predicate]["still " + verdict] += place in now
    for predicate, c in counts.items():
        total = c["right"] + c["wrong"]
        print(
            f"{predicate:12} right {c['right']:3} of {total:3} ({c['right'] / total:.2f});"
            f" now stated: {c['still right']} right, {c['still wrong']} wrong"
        )


if __name__ == "__main__":
    main()
