"""Annotated papers as training data: groups of mentions, their features and their classes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.extract import catalogue, names, phrases
from kg.extract.acronyms import definition_candidates, find_definitions
from kg.extract.candidates import GAP
from kg.extract.decision import CLASSES, NOTHING
from kg.extract.features import Features
from kg.extract.groups import Group, group
from kg.extract.lexicon import Counts, Known, Lexicon, key, merge
from kg.extract.numbering import Number, packed
from kg.extract.spelling import Look
from kg.extract.words import Words, split
from kg.quality.gold import GoldEntity, GoldPaper
from kg.quality.scoring import _keys
from kg.text import singular

keys = cache(_keys)
LEAST_HEAD, LEAST_RATE = 3, 0.03
LEAST_WORTH = 0.08
"""So many phrases of a head must be annotated; best of 0.03 to 0.12 in cross-validation."""
PRIOR_HITS, PRIOR_PHRASES = 0.5, 20
"""What is taken to have been seen of each head, so that few phrases prove little."""


class Numbers:
    """Gives every feature that it meets a number."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def number(self, feature: str) -> int:
        """The number of ``feature``."""
        return self.of.setdefault(feature, len(self.of))

    def kind(self, kind: str) -> Number:
        """What numbers the features of a ``kind`` by their value."""
        return lambda value: packed(self.number(f"{kind}={value}"))

    def rows(self, index: Mapping[str, int]) -> NDArray[np.int32]:
        """For each number the row that ``index`` has for its feature, or -1."""
        return np.array([index.get(feature, -1) for feature in self.of], np.int32)


@dataclass(frozen=True)
class Names:
    """What the annotated papers teach about names.

    Attributes:
        heads: Words that end annotated phrases.
        counts: Folded name -> what it meant.
        own: Title of a paper -> folded name -> its class there.
    """

    heads: frozenset[str]
    counts: dict[str, Counts]
    own: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Row:
    """One paper: its words, its groups, and for each group its features and its class.

    The features are numbers of a :class:`Numbers`, packed; ``needed`` says which groups name
    something that a good extraction must find.
    """

    gold: GoldPaper
    words: Words
    groups: list[Group]
    features: list[bytes]
    classes: list[str]
    needed: list[bool]


def text_of(gold: GoldPaper) -> tuple[str, int]:
    """The text that the extractor reads, and where the title ends."""
    title = gold.paper.title
    return (f"{title}{GAP}{gold.paper.abstract}" if title else gold.paper.abstract), len(title)


def class_of(entity: GoldEntity) -> str:
    """The class of an annotated entity; nothing, where its relation is an odd one."""
    name = f"{entity.types[0]}/{entity.relations[0].name}"
    return name if name in CLASSES else NOTHING


def learn(papers: Iterable[GoldPaper]) -> Names:
    """Count heads and names in ``papers``."""
    papers = list(papers)
    heads: Counter[str] = Counter()
    occurring: Counter[str] = Counter()
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    own: dict[str, dict[str, str]] = {}
    for gold in papers:
        mine = own.setdefault(gold.paper.title, {})
        for entity in gold.entities:
            heads.update(_heads(entity))
            for name in (entity.name, *entity.surfaces):
                if key(name) and class_of(entity) != NOTHING:
                    mine.setdefault(key(name), class_of(entity))
        for name, label in mine.items():
            labels[name][label] += 1
        occurring.update(phrases.head_of(word) for word in split(*text_of(gold)).lower)
    present: Counter[str] = Counter()
    finder = Lexicon({name: Known() for name in labels})
    for gold in papers:
        present.update({name for _, name in finder.find(text_of(gold)[0])})
    counts = {
        name: Counts(max(present[name], found.total()), tuple(sorted(found.items())))
        for name, found in sorted(labels.items())
    }
    good = (h for h, n in heads.items() if n >= LEAST_HEAD and n / occurring[h] >= LEAST_RATE)
    return Names(_telling(papers, frozenset(good), counts, own), counts, own)


def _telling(
    papers: Iterable[GoldPaper],
    heads: frozenset[str],
    counts: Mapping[str, Counts],
    own: Mapping[str, Mapping[str, str]],
) -> frozenset[str]:
    """Those of ``heads`` whose phrases are often enough annotated where no other paper has them."""
    seen: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for gold in papers:
        words, mine = split(*text_of(gold)), own[gold.paper.title]
        places = phrases.phrases(words, heads)
        for name in {key(words.text[words.starts[a] : words.ends[b - 1]]) for a, b in places}:
            known = sum(n for _, n in counts[name].labels) if name in counts else 0
            if known <= (name in mine):
                head = name.rpartition(" ")[2]
                seen[head] += 1
                meant[head] += name in mine
    rates = {h: (meant[h] + PRIOR_HITS) / (seen[h] + PRIOR_PHRASES) for h in heads}
    return frozenset(h for h, rate in rates.items() if rate >= LEAST_WORTH)


def _heads(entity: GoldEntity) -> set[str]:
    found = set()
    for surface in entity.surfaces:
        words = re.findall(r"[^\W_]+", surface.lower())
        if words and words[-1].isalpha() and len(words[-1]) > 2:
            found.add(singular(words[-1]))
    return found


def without(look: Look, mine: Mapping[str, str]) -> Look:
    """``look`` as if the paper with the names ``mine`` had not been counted."""

    def seen(name: str) -> Known | None:
        known = look(name)
        if known is None or known.counts is None or name not in mine:
            return known
        left = Counter(dict(known.counts.labels))
        left[mine[name]] -= 1
        labels = tuple(sorted((label, n) for label, n in left.items() if n))
        if labels:
            return Known(known.entries, Counts(known.counts.papers - 1, labels))
        return Known(known.entries) if known.entries else None

    return seen


def rows(
    papers: Iterable[GoldPaper],
    known: Names,
    numbers: Numbers,
) -> list[Row]:
    """Training rows of ``papers``, each as if it had not been counted among the names.

    Args:
        papers: Annotated papers.
        known: What :func:`learn` found.
        numbers: Numbers the features.
    """
    from kg.catalog import entries

    lexicon = Lexicon(merge(entries(), known.counts))
    made = []
    for gold in papers:
        look = without(lexicon.known.get, known.own.get(gold.paper.title, {}))
        text, title_end = text_of(gold)
        words = split(text, title_end)
        definitions = tuple(find_definitions(text))
        candidates = [
            *definition_candidates(definitions),
            *names.name_candidates(words, definitions),
            *catalogue.known_candidates(text, lexicon, look),
            *phrases.phrase_candidates(words, known.heads),
        ]
        groups = group(candidates, definitions, words)
        index = _index(gold)
        told = Features(numbers.kind, look)
        meant = [_meant(g, index, text) for g in groups]
        made.append(
            Row(
                gold,
                words,
                groups,
                told.of(groups, words),
                [class_of(entity) if entity else NOTHING for entity in meant],
                [entity is not None and entity.required for entity in meant],
            )
        )
    return made


def _index(gold: GoldPaper) -> dict[str, GoldEntity]:
    """The forms of all surfaces of a paper, each with the first entity that has it."""
    index: dict[str, GoldEntity] = {}
    for entity in gold.entities:
        for surface in (entity.name, *entity.surfaces):
            for form in keys(surface):
                index.setdefault(form, entity)
    return index


def _meant(group: Group, index: Mapping[str, GoldEntity], text: str) -> GoldEntity | None:
    """The first annotated entity that ``group`` names."""
    spelt = dict.fromkeys([group.name, *(text[m.span.start : m.span.end] for m in group.mentions)])
    for name in spelt:
        for form in sorted(keys(name)):
            if form in index:
                return index[form]
    return None
