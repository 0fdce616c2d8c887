"""Fits the rule that decides what is told, and the calibration of its confidence.

On out-of-fold probabilities.
"""

from dataclasses import asdict, dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.extract.tagger.judge import Rule, logit
from training.tagger.second import SPAN_THRESHOLD, Rows


@dataclass
class Figures:
    """Micro-averaged precision, recall and F1, as gold/score.py counts them."""

    precision: float
    recall: float
    f1: float


def chosen_rows(rows: Rows, right: np.ndarray) -> np.ndarray:
    """The row of the likeliest type of every candidate."""
    order = np.lexsort((-right, rows.candidate, rows.paper))
    pairs = np.stack([rows.paper[order], rows.candidate[order]])
    first = np.concatenate([[True], (pairs[:, 1:] != pairs[:, :-1]).any(0)])
    return order[first]


def figures(rows: Rows, at: np.ndarray, ok: np.ndarray, required: int) -> Figures:
    """Scores of telling the rows `at`; `ok` says whether each row's statement is right.

    `required` counts the gold.
    """
    hits = np.unique(rows.entity[at][ok])
    gold = np.unique(rows.entity[at][ok & rows.required[at]])
    wrong = int((~ok).sum())
    p = len(hits) / max(1, len(hits) + wrong)
    r = len(gold) / max(1, required)
    return Figures(p, r, 2 * p * r / max(1e-9, p + r))


def calibrate(right: np.ndarray, relation: np.ndarray, ok: np.ndarray) -> tuple[float, ...]:
    """Logistic calibration from the log odds of entity and relation and their product."""
    x, y = logit(right), logit(relation)
    at = right > 0.15
    model = LogisticRegression(C=10.0).fit(np.stack([x, y, x * y], 1)[at], ok[at])
    return (float(model.intercept_[0]), *(float(v) for v in model.coef_[0]))


def fit_rule(
    rows: Rows, right: np.ndarray, required: np.ndarray, relation: np.ndarray, gold: int
) -> tuple[Rule, dict]:
    """The rule with the best triple F1 on out-of-fold probabilities, and its figures there."""
    at = chosen_rows(rows, right)
    best = relation[at].argmax(1)
    true = rows.accepted[at, best] & rows.right[at]
    calibration = calibrate(right[at], relation[at].max(1), true)
    top: tuple[float, Rule] | None = None
    for weight in np.arange(0, 0.75, 0.05):
        rule = Rule(SPAN_THRESHOLD, float(weight), 0.0, calibration)
        sure = rule.confidence(right[at], relation[at].max(1))
        value = (1 - weight) * sure + weight * required[at]
        for cut in np.arange(0.15, 0.7, 0.01):
            keep = value >= cut
            f = (
                figures(rows, at[keep], true[keep], gold).f1
                + figures(rows, at[keep], rows.right[at[keep]], gold).f1
            )
            if top is None or f > top[0]:
                top = (
                    f,
                    Rule(
                        SPAN_THRESHOLD, round(float(weight), 2), round(float(cut), 2), calibration
                    ),
                )
    assert top
    rule = top[1]
    sure = rule.confidence(right[at], relation[at].max(1))
    keep = rule.keeps(sure, required[at])
    report = {
        "entity": asdict(figures(rows, at[keep], rows.right[at[keep]], gold)),
        "triple": asdict(figures(rows, at[keep], true[keep], gold)),
        "ece": calibration_error(sure[keep], true[keep]),
        "told_a_paper": float(keep.sum() / len(np.unique(rows.paper))),
    }
    return rule, report


def calibration_error(sure: np.ndarray, ok: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error with equal-width bins."""
    which = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(sure[which == b].mean() - ok[which == b].mean()) * (which == b).mean()
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))
