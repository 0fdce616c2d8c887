"""The second step: gradient-boosted trees that keep, type and relate candidates.

Trained on out-of-fold scores.
"""

from dataclasses import dataclass, fields

import lightgbm as lgb
import numpy as np

from kg.extract.tagger.candidates import TYPES, folded, group, key_of
from kg.extract.tagger.crf import Crf
from kg.extract.tagger.cues import paper_of
from kg.extract.tagger.features import ALLOWED, RELATION_MASK, RELATIONS, Describer, Tables
from training.tagger.data import DEFAULT, Example
from training.tagger.tables import Case, tables_of

SPAN_THRESHOLD = 0.03
HEADS = frozenset(
    [
        "dataset",
        "benchmark",
        "corpus",
        "method",
        "model",
        "framework",
        "algorithm",
        "approach",
        "task",
        "metric",
        "score",
        "network",
        "system",
        "architecture",
    ]
)


def variants(name: str) -> set[str]:
    """Keys under which the scorer would accept a name."""
    out = {key_of(name)}
    parts = name.split()
    if len(parts) > 1 and key_of(parts[-1]) in HEADS:
        out.add(key_of(" ".join(parts[:-1])))
    return out - {""}


def case_of(example: Example, tags: np.ndarray, relations: np.ndarray, crf: Crf) -> Case:
    """Candidates of one paper with the gold entities that they match."""
    words = example.words
    candidates = group(words, crf.spans(tags, SPAN_THRESHOLD))
    index: dict[str, list[dict]] = {}
    for e in example.paper["entities"]:
        for s in (e["name"], *e["surfaces"]):
            for k in variants(s):
                index.setdefault(k, []).append(e)
    texts = {0: example.paper["title"], 2: example.paper["abstract"]}
    gold: list[dict[int, dict]] = []
    for c in candidates:
        found: dict[int, dict] = {}
        surfaces = {
            texts[words.fields[m.first]][words.starts[m.first] : words.ends[m.last]]
            for m in c.mentions
        }
        keys = set(c.keys).union(*(variants(s) for s in surfaces))
        for k in sorted(keys):
            for e in index.get(k, ()):
                for t in (e["type"], *e.get("type_also_ok", ())):
                    found.setdefault(TYPES.index(t), e)
                    if e["required"] and not found[TYPES.index(t)]["required"]:
                        found[TYPES.index(t)] = e
        gold.append(found)
    return Case(example.paper, words, relations, candidates, gold)


def accepted(entity: dict, type_: str) -> set[str]:
    """The relations that the scorer accepts for an entity answered with this type."""
    ok = {entity["relation"], *entity.get("also_ok", ())}
    return ok | ({DEFAULT[type_]} if type_ != entity["type"] else set())


@dataclass
class Rows:
    """All candidates of all papers as rows (a row a candidate and type)."""

    x: np.ndarray
    extra: np.ndarray
    paper: np.ndarray
    candidate: np.ndarray
    type: np.ndarray
    right: np.ndarray
    required: np.ndarray
    relation: np.ndarray
    accepted: np.ndarray
    entity: np.ndarray

    def take(self, at: np.ndarray) -> "Rows":
        """The rows ``at``."""
        return Rows(*(getattr(self, f.name)[at] for f in fields(self)))


def rows_of(cases: list[Case], tables: Tables, own: list[Tables]) -> Rows:
    """Describes every case with its own counts left out."""
    describer = Describer(tables)
    xs, extras, meta, acc = [], [], [], []
    ids: dict[tuple[int, int], int] = {}
    for n, (case, mine) in enumerate(zip(cases, own, strict=True)):
        plain, single = folded(case.words)
        paper = paper_of(case.words, plain, single, case.relations)
        x, extra, index = describer.describe(paper, case.candidates, mine)
        xs.append(x)
        extras.append(extra)
        for k, t in index:
            e = case.gold[k].get(t)
            ok = accepted(e, TYPES[t]) if e else set()
            acc.append([r in ok for r in RELATIONS])
            main = (
                RELATIONS.index(e["relation"]) if e and e["relation"] in ALLOWED[TYPES[t]] else -1
            )
            if e and main < 0:
                main = RELATIONS.index(DEFAULT[TYPES[t]])
            which = ids.setdefault((n, id(e)), len(ids)) if e else -1
            meta.append((n, k, t, e is not None, bool(e and e["required"]), main, which))
    m = np.array(meta)
    x, extra = (np.concatenate(v).astype(np.float32) for v in (xs, extras))
    return Rows(x, extra, *m[:, :3].T, m[:, 3] > 0, m[:, 4] > 0, m[:, 5], np.array(acc), m[:, 6])


COMMON = {
    "learning_rate": 0.05,
    "num_leaves": 24,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "seed": 7,
    "force_row_wise": True,
}
ROUNDS = {"right": 260, "required": 220, "relation": 160}


@dataclass
class Models:
    """The three boosters: is it right, is it right and required, which relation."""

    right: lgb.Booster
    required: lgb.Booster
    relation: lgb.Booster

    def predict(self, rows: Rows, at: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For the rows `at`, the probabilities of right, of required and of each relation."""
        x = rows.x[at]
        rel = self.relation.predict(np.concatenate([x, rows.extra[at]], 1))
        rel = rel * RELATION_MASK[rows.type[at]]
        return self.right.predict(x), self.required.predict(x), rel / rel.sum(1, keepdims=True)


def fit(rows: Rows, at: np.ndarray) -> Models:
    """Fits the three boosters on the rows `at`."""
    x = rows.x[at]

    def binary(y: np.ndarray, rounds: int) -> lgb.Booster:
        return lgb.train(COMMON | {"objective": "binary"}, lgb.Dataset(x, y.astype(float)), rounds)

    good = at[rows.right[at] & (rows.relation[at] >= 0)]
    xr = np.concatenate([rows.x[good], rows.extra[good]], 1)
    rel = lgb.train(
        COMMON | {"objective": "multiclass", "num_class": len(RELATIONS), "num_leaves": 12},
        lgb.Dataset(xr, rows.relation[good]),
        ROUNDS["relation"],
    )
    return Models(
        binary(rows.right[at], ROUNDS["right"]), binary(rows.required[at], ROUNDS["required"]), rel
    )


def cross_validate(rows: Rows, folds: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Out-of-fold probabilities of every row (folds by paper)."""
    n = len(rows.x)
    right, required, rel = np.zeros(n), np.zeros(n), np.zeros((n, len(RELATIONS)))
    for k in range(folds):
        held = rows.paper % folds == k
        models = fit(rows, np.flatnonzero(~held))
        at = np.flatnonzero(held)
        right[at], required[at], rel[at] = models.predict(rows, at)
    return right, required, rel


def make_cases(examples: list[Example], scores: dict, crfs: dict) -> list[Case]:
    """Cases from the out-of-fold scores: `scores[title]` is (tags, relations, fold)."""
    out = []
    for e in examples:
        tags, rel, fold = scores[e.paper["title"]]
        out.append(case_of(e, tags, rel.astype(float), crfs[fold]))
    return out


__all__ = [
    "Models",
    "Rows",
    "case_of",
    "cross_validate",
    "fit",
    "make_cases",
    "rows_of",
    "tables_of",
]
