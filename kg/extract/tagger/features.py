"""What the second step knows about a candidate: features of the whole paper, one row a (candidate, type)."""

import math
import zlib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.candidates import TYPES, Candidate, Mention
from kg.extract.tagger.crf import MAX_SPAN
from kg.extract.tagger.words import SHAPES, Words

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
"""Counts kept for a name: papers with it in the text, papers with it annotated as each of the four types, papers where it
was required, papers with each relation."""

_BEFORE = (
    "propose proposes proposed introduce introduces introduced introducing present presents presented presenting develop "
    "develops developed called named dubbed termed coined release releases released design designed call build collect "
    "construct curate name term contribute create created",
    "outperform outperforms outperforming outperformed surpass surpasses surpassing surpassed compared than over baseline "
    "baselines against unlike versus vs superior beat beats exceed exceeds exceeding competitive rival comparable",
    "using use uses used via based with employ employs leverage leverages leveraging apply applies applied adopt utilize "
    "utilizes utilizing through built extends extend tuned trained combines combining pretrained train",
    "such like including namely g e",
    "for in task tasks problem problems addresses address tackle tackles towards toward solve solving",
    "on dataset datasets benchmark benchmarks corpus evaluate evaluated evaluation experiments tested corpora",
    "existing traditional conventional previous prior recent recently typically often widely popular common most",
)
_AFTER = (
    "dataset datasets benchmark benchmarks corpus corpora data challenge suite leaderboard test set",
    "task tasks problem problems setting settings",
    "model models method methods algorithm algorithms framework network networks architecture approach approaches loss",
    "score scores metric metrics accuracy points improvement",
)
_CUES = tuple(frozenset(c.split()) for c in _BEFORE), tuple(frozenset(c.split()) for c in _AFTER)
_KIND = {
    "camel": 0,
    "upper": 1,
    "upper-digit": 2,
    "capital": 3,
    "lower": 4,
    "digits": 5,
    "latex": 6,
    "initial": 3,
}

NAMES = ["type", "p_max", "p_sum", "p_mean", "p_or", "any_max", "any_sum", "any_mean", "title_p", "abstract_p", "share", "second", "n_mentions", "n_title", "likely", "first_at", "last_at", "keys", "rival", "longer", "shorter", "rank", "doc_type", "doc_all", "n_words", "n_chars", "camel", "upper", "upper_digit", "capital", "lower", "digits", "latex", "title_start", "title_head", "before_colon", "defined", "bracket", "in_url", "before_propose", "before_compare", "before_use", "before_such", "before_for", "before_on", "before_existing", "after_data", "after_task", "after_model", "after_metric", "sentence_propose", "sentence_compare", "rel_introduces", "rel_uses", "rel_compares", "rel_evaluates", "rel_addresses", "rel_reports", "rel_mentions", "name_papers", "name_rate", "name_other", "name_required", "name_known", "last_n", "last_rate", "last_other", "first_n", "first_rate", "frequency", "head_frequency", "doc_words", "has_colon"]
"""The names of the features, in the order of the columns."""
RELATION_NAMES = tuple(f"name_{r.lower()}" for r in RELATIONS)


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts from the training papers and the corpus.

    `names`: key -> `NAME_COUNTS` counts; `heads`, `starts`: last and first word -> (candidates, of each type);
    `frequency`: crc32 of a key -> log2 of the number of corpus abstracts with it, rounded.
    """

    names: Mapping[str, NDArray[np.float64]]
    heads: Mapping[str, NDArray[np.float64]]
    starts: Mapping[str, NDArray[np.float64]]
    frequency: Mapping[int, int]


_STOPS = frozenset(".!?")
_ZERO = np.zeros(NAME_COUNTS)
_ZERO5 = np.zeros(1 + len(TYPES))


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper while its candidates are described: words, folded words, sentence numbers and relation scores."""

    words: Words
    plain: list[str]
    single: list[str]
    relations: NDArray[np.float64]
    sentences: list[int]
    cues: list[int]
    colon: int

    @classmethod
    def of(
        cls, words: Words, plain: list[str], single: list[str], relations: NDArray[np.float64]
    ) -> "Paper":
        """Prepares what all candidates share; `relations` is words x relations (scores in nats)."""
        number, sentences, cues = 0, [], [0]
        for i, text in enumerate(words.texts):
            if words.fields[i] == 1 or (i and words.texts[i - 1] in _STOPS and text[:1].isupper()):
                number += 1
                cues.append(0)
            sentences.append(number)
            cues[number] |= (plain[i] in _CUES[0][0]) | (plain[i] in _CUES[0][1]) << 1
        title = words.texts[: words.fields.index(1)]
        colon = title.index(":") if ":" in title else -1
        return cls(words, plain, single, relations, sentences, cues, colon)


def _context(paper: Paper, mention: Mention) -> list[float]:
    """Cue words before (6 words) and after (2 words) a mention, and in its sentence."""
    plain, fields = paper.plain, paper.words.fields
    field = fields[mention.first]
    low = mention.first
    while (
        low > 0
        and fields[low - 1] == field
        and mention.first - low < 6
        and paper.words.texts[low - 1] not in ".:;"
    ):
        low -= 1
    before = plain[low : mention.first]
    after = [
        w
        for w, f in zip(
            plain[mention.last + 1 : mention.last + 3], fields[mention.last + 1 :], strict=False
        )
        if f == field
    ]
    out = [float(any(w in cue for w in before)) for cue in _CUES[0]]
    out += [float(any(w in cue for w in after)) for cue in _CUES[1]]
    flag = paper.cues[paper.sentences[mention.first]]
    return [*out, float(flag & 1), float(flag >> 1)]


def _softmax(x: NDArray[np.float64]) -> NDArray[np.float64]:
    e: NDArray[np.float64] = np.exp(x - x.max())
    return e / e.sum()


def _letters(paper: Paper, m: Mention) -> list[float]:
    """Which kinds of words the name has, and how long it is."""
    kinds = [0.0] * 7
    for i in range(m.first, m.last + 1):
        kind = _KIND.get(SHAPES[paper.words.shapes[i]])
        if kind is not None:
            kinds[kind] += 1
    return kinds


def _rivals(spans: list[tuple[int, int, float]], c: Candidate, m: Mention) -> list[float]:
    """How likely the best span of another name is that overlaps the mention `m`: any, a longer one, a shorter one.

    `spans` are all likely spans (first, last, probability) of the paper, sorted.
    """
    best = [0.0, 0.0, 0.0]
    mine = {(m.first, m.last) for m in c.mentions}
    for k in range(bisect_left(spans, (m.first - MAX_SPAN,)), len(spans)):
        first, last, p = spans[k]
        if first > m.last:
            break
        if last >= m.first and (first, last) not in mine:
            best[0] = max(best[0], p)
            if first <= m.first and last >= m.last:
                best[1] = max(best[1], p)
            elif first >= m.first and last <= m.last:
                best[2] = max(best[2], p)
    return best


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the rows of one candidate have in common."""

    names: NDArray[np.float64]
    heads: NDArray[np.float64]
    starts: NDArray[np.float64]
    relations: NDArray[np.float64]
    place: list[float]
    look: list[float]
    tail: list[float]


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
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], list[tuple[int, int]]]:
        """Rows of features, rows of relation features, and (candidate, type) of each row.

        `own` holds the paper's own part of the counts (training only): it is subtracted.
        """
        rows, extra, index = [], [], []
        anywhere = np.array(
            [np.add.reduce([m.types for m in c.mentions]) for c in candidates]
        ).reshape(-1, len(TYPES))
        doc = anywhere.sum(0).tolist()
        whole = float(anywhere.sum())
        spans = sorted(
            (m.first, m.last, float(m.types.sum()))
            for c in candidates
            for m in c.mentions
            if m.types.any()
        )
        ranks = (-anywhere).argsort(0, kind="stable").argsort(0, kind="stable").tolist()
        for k, c in enumerate(candidates):
            p = np.array([m.types for m in c.mentions])
            shown = np.flatnonzero(p.max(0) >= threshold).tolist()
            if not shown:
                continue
            shared = self._shared(paper, c, p, spans, own)
            typed = _typed(paper, c, p)
            annotated = shared.names[1:5].sum()
            related = (shared.names[6:] / (annotated + 1)).tolist()
            for t in shown:
                probable = np.zeros(len(RELATIONS))
                probable[RELATION_MASK[t]] = _softmax(shared.relations[RELATION_MASK[t]])
                rank = [float(ranks[k][t]), doc[t], whole]
                counts = _counts(shared, t, float(annotated))
                rows.append(
                    [
                        float(t),
                        *typed[t],
                        *shared.place,
                        *rank,
                        *shared.look,
                        *probable.tolist(),
                        *counts,
                        *shared.tail,
                    ]
                )
                extra.append(related)
                index.append((k, t))
        return (
            np.array(rows).reshape(-1, len(NAMES)),
            np.array(extra).reshape(-1, len(RELATIONS)),
            index,
        )

    def _shared(
        self,
        paper: Paper,
        c: Candidate,
        p: NDArray[np.float64],
        spans: list[tuple[int, int, float]],
        own: Tables | None,
    ) -> _Shared:
        """Counts of the name and of its first and last word, rivals, letters, context."""
        words = paper.words
        every = p.sum(1)
        best = c.mentions[int(every.argmax())]
        last = best.last
        while last > best.first and not paper.plain[last]:
            last -= 1
        head, start = paper.single[last], paper.plain[best.first]
        likely = [
            m for m, v in zip(c.mentions, every.tolist(), strict=True) if v >= 0.3 * every.max()
        ]
        relations = np.zeros(len(RELATIONS))
        context = [0.0] * (len(_CUES[0]) + len(_CUES[1]) + 2)
        for m in likely:
            relations += paper.relations[m.first : m.last + 1].sum(0) / (m.last - m.first + 1)
            context = list(map(max, context, _context(paper, m)))
        n, firsts = len(words), [m.first for m in c.mentions]
        freq = max(self.tables.frequency.get(zlib.crc32(k.encode()), 0) for k in c.keys)
        place = [
            float(len(firsts)), float(sum(words.fields[i] == 0 for i in firsts)), float((every > 0.5).mean()),
            firsts[0] / n, firsts[-1] / n, float(len(c.keys)), *_rivals(spans, c, best),
        ]  # fmt: skip
        look = [
            float(best.last - best.first + 1), float(words.ends[best.last] - words.starts[best.first]),
            *_letters(paper, best), *_title(paper, c), float(c.defined), *_marks(paper, c), *context,
        ]  # fmt: skip
        tail = [
            float(freq),
            float(self.tables.frequency.get(zlib.crc32(head.encode()), 0)),
            float(n),
            float(paper.colon > 0),
        ]
        names = max(
            (self._count("names", k, own) for k in c.keys), key=lambda v: (v[1:5].sum(), v[0])
        )
        return _Shared(
            names,
            self._count("heads", head, own),
            self._count("starts", start, own),
            relations,
            place,
            look,
            tail,
        )

    def _count(self, which: str, key: str, own: Tables | None) -> NDArray[np.float64]:
        """The counts of a key, less the paper's own."""
        counts: NDArray[np.float64] = getattr(self.tables, which).get(
            key, _ZERO if which == "names" else _ZERO5
        )
        mine = getattr(own, which).get(key) if own else None
        return counts if mine is None else np.maximum(counts - mine, 0)


def _title(paper: Paper, c: Candidate) -> list[float]:
    """Whether the title begins with the name, has it as all that stands before its colon, has it before the colon."""
    at_start = [m for m in c.mentions if m.first == 0]
    return [
        float(bool(at_start)), float(any(m.last + 1 == paper.colon for m in at_start)),
        float(paper.colon > 0 and c.mentions[0].last < paper.colon),
    ]  # fmt: skip


def _marks(paper: Paper, c: Candidate) -> list[float]:
    """Whether a mention stands after an opening bracket, and whether one stands inside a URL."""
    texts, n = paper.words.texts, len(paper.words)
    bracket = any(m.first and texts[m.first - 1] == "(" for m in c.mentions)
    url = any(
        m.first and m.last + 1 < n and texts[m.first - 1] in "/." and texts[m.last + 1] in "/."
        for m in c.mentions
    )
    return [float(bracket), float(url)]


def _typed(paper: Paper, c: Candidate, p: NDArray[np.float64]) -> list[list[float]]:
    """What the encoder says of each type (types x 11): over all mentions, in the title, in the abstract."""
    every = p.sum(1)
    title = np.array([paper.words.fields[m.first] == 0 for m in c.mentions])
    nothing = np.full(p.shape[1], -1.0)
    total = p.sum(0)
    share = total / total.sum()
    ordered = np.sort(share)
    second = np.where(share == ordered[-1], ordered[-2], ordered[-1])
    any_of = np.array([every.max(), every.sum(), every.mean()])[:, None].repeat(p.shape[1], 1)
    stats = [
        p.max(0), total, p.mean(0), 1 - (1 - p).prod(0), *any_of,
        p[title].max(0) if title.any() else nothing, nothing if title.all() else p[~title].max(0), share, second,
    ]  # fmt: skip
    out: list[list[float]] = np.array(stats).T.tolist()
    return out


def _counts(shared: _Shared, t: int, annotated: float) -> list[float]:
    """What the training papers say of the name, of its last word and of its first word, for one type."""
    names, heads, starts = shared.names, shared.heads, shared.starts
    mine, papers = float(names[1 + t]), float(names[0])
    return [
        math.log2(1 + papers), mine / (papers + 1), (annotated - mine) / (papers + 1),
        float(names[5]) / (annotated + 1), float(annotated > 0),
        math.log2(1 + heads[0]), float(heads[1 + t] / (heads[0] + 2)), float((heads[1:].sum() - heads[1 + t]) / (heads[0] + 2)),
        math.log2(1 + starts[0]), float(starts[1 + t] / (starts[0] + 2)),
    ]  # fmt: skip
