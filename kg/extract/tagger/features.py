"""What the second step knows about a candidate: a row of numbers for each (candidate, type)."""

import math
import zlib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.candidates import TYPES, Candidate, Mention
from kg.extract.tagger.crf import MAX_SPAN
from kg.extract.tagger.cues import CUES, Paper, context_row
from kg.extract.tagger.words import SHAPES

Array = NDArray[np.float64]
SpanList = list[tuple[int, int, float, list[float]]]
"""All likely spans of a paper, sorted: first and last word, probability, that of each type."""

RELATIONS = (
    "INTRODUCES",
    "USES",
    "COMPARES_WITH",
    "EVALUATES_ON",
    "ADDRESSES",
    "REPORTS",
    "MENTIONS",
)
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "Method": ("INTRODUCES", "USES", "COMPARES_WITH", "MENTIONS"),
    "Dataset": ("INTRODUCES", "EVALUATES_ON", "MENTIONS"),
    "Task": ("INTRODUCES", "ADDRESSES", "MENTIONS"),
    "Metric": ("INTRODUCES", "REPORTS", "MENTIONS"),
}
"""The relations that a paper may have to an entity of each type."""
RELATION_MASK = np.array([[r in ALLOWED[t] for r in RELATIONS] for t in TYPES])

NAME_COUNTS = 6 + len(RELATIONS)
"""Counts kept for a name: papers with it in the text, papers where it is annotated as each of the
four types, papers where it was required, papers with each relation."""

_KINDS = ("camel", "upper", "upper-digit", "capital", "lower", "digits", "latex")
_KIND = {name: i for i, name in enumerate(_KINDS)} | {"initial": _KINDS.index("capital")}

NAMES = (
    "type",
    *("p_max", "p_sum", "p_mean", "p_or", "any_max", "any_sum", "any_mean"),
    *("title_p", "abstract_p", "share", "second"),
    *("mentions", "title_mentions", "likely", "first_at", "last_at", "keys"),
    *("rival", "longer", "shorter", "beside"),
    *("rank", "paper_type", "paper_all"),
    *("words", "characters", *_KINDS),
    *("title_start", "title_head", "before_colon", "defined", "bracket", "in_url"),
    *CUES,
    *(f"relation_{r.lower()}" for r in RELATIONS),
    *("name_papers", "name_rate", "name_other", "name_required", "name_known"),
    *("head_n", "head_rate", "head_other", "start_n", "start_rate"),
    *("catalogue_same", "catalogue_other", "catalogue_broad"),
    *("frequency", "head_frequency", "paper_words", "has_colon"),
)
"""The names of the features, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts from the training papers, the corpus and the catalogue.

    Attributes:
        names: Key -> `NAME_COUNTS` counts.
        heads: Last word of a candidate -> how many candidates, how many right ones of each type.
        starts: The same for the first word.
        frequency: crc32 of a key -> log2 of the number of corpus abstracts with it, rounded.
        catalogue: Key -> bits: one for each type that the catalogue gives it, one for "broad".
    """

    names: Mapping[str, Array]
    heads: Mapping[str, Array]
    starts: Mapping[str, Array]
    frequency: Mapping[int, int]
    catalogue: Mapping[str, int]


_ZERO = {
    "names": np.zeros(NAME_COUNTS),
    "heads": np.zeros(1 + len(TYPES)),
    "starts": np.zeros(1 + len(TYPES)),
}
BROAD = 1 << len(TYPES)


def _softmax(x: Array) -> Array:
    e: Array = np.exp(x - x.max())
    out: Array = e / e.sum()
    return out


def _letters(paper: Paper, m: Mention) -> list[float]:
    """Which kinds of words the name has."""
    kinds = [0.0] * len(_KINDS)
    for shape in paper.words.shapes[m.first : m.last + 1]:
        kind = _KIND.get(SHAPES[shape])
        if kind is not None:
            kinds[kind] += 1
    return kinds


def _around(spans: SpanList, c: Candidate, m: Mention) -> tuple[list[float], list[float]]:
    """How likely other names are near the mention `m`.

    First those that overlap it (any, a longer one, a shorter one), then, by type, those within
    three words beside it, as in a list.
    """
    rivals, beside = [0.0, 0.0, 0.0], [0.0] * len(TYPES)
    mine = {(m.first, m.last) for m in c.mentions}
    for k in range(bisect_left(spans, (m.first - MAX_SPAN - 3,)), len(spans)):
        first, last, p, types = spans[k]
        if first > m.last + 3:
            break
        if (first, last) in mine:
            continue
        if first > m.last or m.first - 4 < last < m.first:
            beside = list(map(max, beside, types))
        elif last >= m.first:
            rivals[0] = max(rivals[0], p)
            if first <= m.first and last >= m.last:
                rivals[1] = max(rivals[1], p)
            elif first >= m.first and last <= m.last:
                rivals[2] = max(rivals[2], p)
    return rivals, beside


def _title(paper: Paper, c: Candidate) -> list[float]:
    """Whether the title begins with the name, is it up to the colon, has it before the colon."""
    at_start = [m for m in c.mentions if m.first == 0]
    return [
        float(bool(at_start)),
        float(any(m.last + 1 == paper.colon for m in at_start)),
        float(paper.colon > 0 and c.mentions[0].last < paper.colon),
    ]


def _marks(paper: Paper, c: Candidate) -> list[float]:
    """Whether a mention stands after an opening bracket, and whether one stands inside a URL."""
    texts, n = paper.words.texts, len(paper.words)
    bracket = any(m.first and texts[m.first - 1] == "(" for m in c.mentions)
    inner = (m for m in c.mentions if m.first and m.last + 1 < n)
    url = any(texts[m.first - 1] in "/." and texts[m.last + 1] in "/." for m in inner)
    return [float(bracket), float(url)]


@dataclass(frozen=True, slots=True)
class _Stats:
    """What the encoder says of all candidates of a paper (candidates x types, or candidates)."""

    columns: list[list[list[float]]]
    largest: Array
    total: Array
    likely: list[float]


def _stats(paper: Paper, candidates: list[Candidate]) -> _Stats:
    """The encoder's probabilities over all mentions of each candidate, in the title, elsewhere."""
    fields = paper.words.fields
    mentions = [m for c in candidates for m in c.mentions]
    sizes = np.array([len(c.mentions) for c in candidates])
    at = np.concatenate([[0], sizes.cumsum()[:-1]])
    p = np.array([m.types for m in mentions])
    title = np.array([[fields[m.first] == 0] for m in mentions])
    every = p.sum(1, keepdims=True)
    count = sizes[:, None].astype(float)
    largest, total = np.maximum.reduceat(p, at), np.add.reduceat(p, at)
    any_sum = np.add.reduceat(every, at)
    share = total / total.sum(1, keepdims=True)
    ordered = np.sort(share, 1)
    columns = (
        largest,
        total,
        total / count,
        1 - np.multiply.reduceat(1 - p, at),
        np.maximum.reduceat(every, at),
        any_sum,
        any_sum / count,
        np.maximum.reduceat(np.where(title, p, -1.0), at),
        np.maximum.reduceat(np.where(title, -1.0, p), at),
        share,
        np.where(share == ordered[:, -1:], ordered[:, -2:-1], ordered[:, -1:]),
    )
    wide = np.stack([np.broadcast_to(c, total.shape) for c in columns], 2)
    likely = np.add.reduceat((every > 0.5).astype(float), at) / count
    return _Stats(wide.tolist(), largest, total, likely[:, 0].tolist())


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the rows of one candidate have in common."""

    names: list[float]
    heads: list[float]
    starts: list[float]
    catalogue: int
    relations: Array
    place: list[float]
    beside: list[float]
    look: list[float]
    tail: list[float]


def _counts(shared: _Shared, t: int) -> list[float]:
    """What training papers and catalogue say of the name, its last and first word, for a type."""
    names, heads, starts, code = shared.names, shared.heads, shared.starts, shared.catalogue
    papers, mine, annotated = names[0], names[1 + t], sum(names[1:5])
    mask = (1 << len(TYPES)) - 1
    return [
        math.log2(1 + papers),
        mine / (papers + 1),
        (annotated - mine) / (papers + 1),
        names[5] / (annotated + 1),
        float(annotated > 0),
        math.log2(1 + heads[0]),
        heads[1 + t] / (heads[0] + 2),
        (sum(heads[1:]) - heads[1 + t]) / (heads[0] + 2),
        math.log2(1 + starts[0]),
        starts[1 + t] / (starts[0] + 2),
        float(code >> t & 1),
        float(code & mask & ~(1 << t) > 0),
        float(code & BROAD > 0),
    ]


class Describer:
    """Turns candidates into rows of features, with the tables of the trained model."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def describe(
        self,
        paper: Paper,
        candidates: list[Candidate],
        own: Tables | None = None,
        threshold: float = 0.02,
    ) -> tuple[Array, Array, list[tuple[int, int]]]:
        """Rows of features, rows of relation counts, and the (candidate, type) of each row.

        A type of a candidate is described if some mention has at least `threshold` probability of
        it. `own` is the paper's own part of the counts (in training only): it is subtracted.
        """
        rows, extra, index = [], [], []
        if not candidates:
            return np.zeros((0, len(NAMES))), np.zeros((0, len(RELATIONS))), []
        stats = _stats(paper, candidates)
        doc, whole = stats.total.sum(0).tolist(), float(stats.total.sum())
        order = (-stats.total).argsort(0, kind="stable")
        ranks = order.argsort(0, kind="stable").tolist()
        spans: SpanList = sorted(
            (m.first, m.last, m.total, m.types.tolist())
            for c in candidates
            for m in c.mentions
            if m.total
        )
        for k, c in enumerate(candidates):
            shown = np.flatnonzero(stats.largest[k] >= threshold).tolist()
            if not shown:
                continue
            shared = self._shared(paper, c, stats.likely[k], spans, own)
            typed = stats.columns[k]
            related = [v / (sum(shared.names[1:5]) + 1) for v in shared.names[6:]]
            for t in shown:
                probable = np.zeros(len(RELATIONS))
                probable[RELATION_MASK[t]] = _softmax(shared.relations[RELATION_MASK[t]])
                front = [float(t), *typed[t], *shared.place, shared.beside[t]]
                middle = [float(ranks[k][t]), doc[t], whole, *shared.look, *probable.tolist()]
                rows.append(front + middle + _counts(shared, t) + shared.tail)
                extra.append(related)
                index.append((k, t))
        x: Array = np.array(rows).reshape(-1, len(NAMES))
        return x, np.array(extra).reshape(-1, len(RELATIONS)), index

    def _shared(
        self, paper: Paper, c: Candidate, share: float, spans: SpanList, own: Tables | None
    ) -> _Shared:
        """Counts of the name and of its first and last word, neighbours, letters, context."""
        words = paper.words
        best = max(c.mentions, key=lambda m: m.total)
        likely = [m for m in c.mentions if m.total >= 0.3 * best.total]
        relations = np.zeros(len(RELATIONS))
        for m in likely:
            relations += paper.relations[m.first : m.last + 1].sum(0) / (m.last - m.first + 1)
        rivals, beside = _around(spans, c, best)
        n, firsts = len(words), [m.first for m in c.mentions]
        titles = sum(words.fields[i] == 0 for i in firsts)
        place = [
            len(firsts),
            titles,
            share,
            firsts[0] / n,
            firsts[-1] / n,
            len(c.keys),
        ]
        size = [best.last - best.first + 1, words.ends[best.last] - words.starts[best.first]]
        look = [
            *size,
            *_letters(paper, best),
            *_title(paper, c),
            float(c.defined),
            *_marks(paper, c),
        ]
        head, start = ends_of(paper, best)
        known = [self._count("names", key, own) for key in c.keys]
        return _Shared(
            max(known, key=lambda v: (sum(v[1:5]), v[0])),
            self._count("heads", head, own),
            self._count("starts", start, own),
            max(self.tables.catalogue.get(key, 0) for key in c.keys),
            relations,
            [float(v) for v in (*place, *rivals)],
            beside,
            [float(v) for v in look] + context_row(paper, likely),
            [self._common(*c.keys), self._common(head), float(n), float(paper.colon > 0)],
        )

    def _common(self, *keys: str) -> float:
        """How common the commonest of these keys is in the corpus (log2 of abstracts)."""
        return float(max(self.tables.frequency.get(zlib.crc32(k.encode()), 0) for k in keys))

    def _count(self, which: str, key: str, own: Tables | None) -> list[float]:
        """The counts of a key, less the paper's own."""
        counts: Array = getattr(self.tables, which).get(key, _ZERO[which])
        mine = getattr(own, which).get(key) if own else None
        left = counts if mine is None else np.maximum(counts - mine, 0)
        out: list[float] = left.tolist()
        return out


def ends_of(paper: Paper, m: Mention) -> tuple[str, str]:
    """The last word of a mention (in the singular) and its first (folded)."""
    last = m.last
    while last > m.first and not paper.plain[last]:
        last -= 1
    return paper.single[last], paper.plain[m.first]
