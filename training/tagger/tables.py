"""Counts from the training papers and the corpus, for the second step."""

import csv
import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from kg.extract.tagger.candidates import TYPES, Candidate, folded, key_of, ngrams
from kg.extract.tagger.features import BROAD, NAME_COUNTS, RELATIONS, Tables
from kg.extract.tagger.words import Words, split_words

LONGEST_NAME = 8
LONGEST_COUNTED = 4
MIN_FREQUENCY = 4
EVERY = 4
"""One abstract in four of the corpus is counted: enough for a logarithm."""


@dataclass
class Case:
    """One training paper with its candidates; for each, the gold entity by type, if right."""

    paper: dict
    words: Words
    relations: np.ndarray
    candidates: list[Candidate]
    gold: list[dict[int, dict]]


def gold_keys(entity: dict) -> set[str]:
    """All normalised forms of a gold entity."""
    return {k for s in (entity["name"], *entity["surfaces"]) if (k := key_of(s))}


def name_counts(
    papers: Iterable[dict],
) -> tuple[dict[str, np.ndarray], list[dict[str, np.ndarray]]]:
    """Counts of every gold name over all papers, and every paper's own part."""
    papers = list(papers)
    known = {k for p in papers for e in p["entities"] for k in gold_keys(e)}
    total: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(NAME_COUNTS))
    own = []
    for p in papers:
        words = split_words(p["title"], p["abstract"])
        mine: dict[str, np.ndarray] = {}
        for key in {k for k, _, _ in ngrams(words, *folded(words), LONGEST_NAME)} & known:
            mine.setdefault(key, np.zeros(NAME_COUNTS))[0] = 1
        for e in p["entities"]:
            for key in gold_keys(e):
                row = mine.setdefault(key, np.zeros(NAME_COUNTS))
                row[0] = 1
                row[1 + TYPES.index(e["type"])] = 1
                row[5] = max(row[5], float(e["required"]))
                row[6 + RELATIONS.index(e["relation"])] = 1
        for key, row in mine.items():
            total[key] += row
        own.append(mine)
    return dict(total), own


def word_counts(
    cases: list[Case], which: str
) -> tuple[dict[str, np.ndarray], list[dict[str, np.ndarray]]]:
    """How often a candidate with this last ("head") or first word is right, by type.

    Total and per paper.
    """
    total: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(1 + len(TYPES)))
    own = []
    for case in cases:
        plain, single = folded(case.words)
        mine: dict[str, np.ndarray] = {}
        for c, gold in zip(case.candidates, case.gold, strict=True):
            best = max(c.mentions, key=lambda m: m.total)
            last = best.last
            while last > best.first and not plain[last]:
                last -= 1
            word = single[last] if which == "head" else plain[best.first]
            row = mine.setdefault(word, np.zeros(1 + len(TYPES)))
            row[0] += 1
            for t in gold:
                row[1 + t] += 1
        for word, row in mine.items():
            total[word] += row
        own.append(mine)
    return dict(total), own


def corpus_frequency(path: Path) -> dict[int, int]:
    """crc32 of common runs of up to four words -> log2 of the number of abstracts, rounded."""
    counts: Counter[int] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, EVERY):
            p = json.loads(line)
            words = split_words(p["title"], p["abstract"])
            plain, single = folded(words)
            seen = set()
            for i, _ in enumerate(plain):
                if not plain[i]:
                    continue
                crc = 0
                for j in range(i, min(i + LONGEST_COUNTED, len(plain))):
                    if plain[j]:
                        seen.add(zlib.crc32(single[j].encode(), crc))
                        crc = zlib.crc32(plain[j].encode(), crc)
                    elif words.fields[j] == 1:
                        break
            counts.update(seen)
    return {h: round(float(np.log2(n))) for h, n in counts.items() if n >= MIN_FREQUENCY}


def read_catalogue(folder: Path) -> dict[str, int]:
    """Key -> bits of the types that the catalogue gives a name, and of "broad".

    Doubtful aliases (`?`) are left out.
    """
    out: dict[str, int] = defaultdict(int)
    for t, name in enumerate(("methods", "datasets", "tasks", "metrics")):
        with (folder / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                flags = (row["flags"] or "").split(",")
                sure = [a for a in (row["aliases"] or "").split("|") if a and not a.endswith("?")]
                for alias in [*sure, *([] if "ambiguous" in flags else [row["name"]])]:
                    out[key_of(alias)] |= 1 << t | (BROAD if "broad" in flags else 0)
    return dict(out)


def tables_of(
    cases: list[Case], frequency: dict[int, int], catalogue: dict[str, int]
) -> tuple[Tables, list[Tables]]:
    """The tables over all cases, and each case's own part (to leave it out in training)."""
    names, own_names = name_counts(c.paper for c in cases)
    heads, own_heads = word_counts(cases, "head")
    starts, own_starts = word_counts(cases, "start")
    own = [
        Tables(n, h, s, {}, {}) for n, h, s in zip(own_names, own_heads, own_starts, strict=True)
    ]
    return Tables(names, heads, starts, frequency, catalogue), own
