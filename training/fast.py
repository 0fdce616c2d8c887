r"""Train the linear model of the fast extraction, and the tables of names and heads beside it.

Usage, from the repository's root::

    python -m training.fast ../shared/gold/train.jsonl \
        --corpus ../shared/corpus/abstracts.jsonl.gz

writes ``kg/extract/names.tsv.gz``, ``heads.txt`` and ``weights/fast.npz``, and prints what
cross-validation measured. With ``--corpus``, our own annotations (``training/annotations.jsonl``,
titles and names without text) are training data too, joined with their text.

Each paper's features are computed as if the paper itself had not been counted among the known
names; the weights are cross-validated in folds by a hash of the title.
"""

import argparse
import gzip
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from kg.extract.decision import CLASSES, Model, Rule
from kg.extract.extractor import DEFAULT_CONFIDENCE
from kg.extract.numbering import joined, packed, unpacked
from kg.extract.statements import concept_statement, resolve
from kg.model import Statement
from kg.quality.calibration import auroc, expected_calibration_error
from kg.quality.evaluation import by_type
from kg.quality.gold import GoldPaper, read_gold
from kg.quality.scoring import score_paper
from training.groups import Names, Numbers, Row, learn, rows

FOLDS = 3
LEAST_PAPERS = 5
STRENGTH = 0.03
ROUNDS = 50
SCALE = 0.02
DATA = Path("kg/extract")


def fold_of(title: str) -> int:
    """The fold of a paper, by a hash of its title."""
    return hashlib.sha256(title.encode()).digest()[0] % FOLDS


def matrix(data: Sequence[Row], width: int) -> csr_matrix:
    """Groups by features, ones and zeros."""
    groups = [np.sort(unpacked(group)) for row in data for group in row.features]
    ends = np.cumsum([0, *map(len, groups)])
    columns = np.concatenate(groups)
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(groups), width))


def fit(data: Sequence[Row], numbers: Numbers) -> Model:
    """A model of ``data``, not calibrated."""
    wanted = np.array([CLASSES.index(c) for row in data for c in row.classes])
    needed = np.array([n for row in data for n in row.needed])
    names = sorted(numbers.of, key=numbers.of.__getitem__)
    every = matrix(data, len(names))
    frequent = np.flatnonzero(np.asarray(every.sum(axis=0)).ravel() >= LEAST_PAPERS)
    table = np.zeros((len(frequent) + 1, len(CLASSES) + 1))
    table[-1] = -20.0  # A class that is in no training paper stays unlikely.
    for columns, answers in ((slice(0, -1), wanted), (slice(-1, None), needed)):
        learner = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, tol=1e-3)
        learner.fit(every[:, frequent], answers)
        present = learner.classes_ if len(learner.classes_) > 2 else [0]
        table[:-1, columns][:, present] = learner.coef_.T
        table[-1, columns][present] = learner.intercept_
    whole = np.rint(table / SCALE).astype(np.int32)
    whole[:-1] = np.clip(whole[:-1], -127, 127)
    kept = np.flatnonzero(np.abs(whole[:-1]).max(axis=1) > 1)
    line = np.array([0.0, 1.0])
    return Model(
        index={names[frequent[i]]: row for row, i in enumerate(kept)},
        table=whole[[*kept, -1]],
        scale=SCALE,
        knots=line,
        heights=line,
    )


@dataclass(frozen=True)
class Said:
    """One statement of a model that has not seen the paper, and what became of it.

    Attributes:
        statement: The statement, with the probability that the model gives it.
        needed: The probability that it is right and must be found.
        right: Whether it is right, its relation included.
        found: Whether it finds something that must be found, its relation included.
    """

    statement: Statement
    needed: float
    right: bool
    found: bool


def cross_validated(data: Sequence[Row], numbers: Numbers) -> Iterator[tuple[Row, list[Said]]]:
    """Each paper with the statements of a model that has not seen it."""
    for fold in range(FOLDS):
        model = fit([row for row in data if fold_of(row.gold.paper.title) != fold], numbers)
        rows_of = numbers.rows(model.index)
        for row in data:
            if fold_of(row.gold.paper.title) == fold:
                yield row, list(said_of(model, row, rows_of))


def said_of(model: Model, row: Row, rows_of: NDArray[np.int32]) -> Iterator[Said]:
    """What ``model`` says about a paper; ``rows_of`` gives the model's row of each feature."""
    told = [rows_of[unpacked(group)] for group in row.features]
    known = [joined(map(packed, rows[rows >= 0].tolist())) for rows in told]
    for kept in resolve(row.groups, model.judge(known)):
        statement = concept_statement(*kept, row.words, len(row.gold.paper.title))
        score = score_paper(row.gold, [statement])
        if score.statements:
            right = score.statements[0][1]
            yield Said(statement, kept[1].needed, right, any(ok for _, _, ok in score.found))


def calibration(said: Sequence[Said]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How often statements of each probability were right: a rising line through few knots."""
    values = np.array([s.statement.confidence for s in said])
    curve = IsotonicRegression(y_min=0.01, y_max=0.99, increasing=True)
    curve.fit(values, np.array([float(s.right) for s in said]))
    knots = np.linspace(0, 1, 21)
    heights = curve.predict(np.clip(knots, values.min(), values.max()))
    return knots, np.maximum.accumulate(heights)


def best_rule(said: Sequence[Said], sure: NDArray[np.float64], required: int) -> Rule:
    """The rule with the best triple F1 on ``said``, whose calibrated confidences are ``sure``."""
    needed = np.array([s.needed for s in said])
    right = np.array([s.right for s in said])
    found = np.array([s.found for s in said])
    best = (0.0, Rule())
    for weight in np.arange(0, 0.81, 0.1).round(2).tolist():
        value = (1 - weight) * sure + weight * needed
        for cut in np.arange(0.2, 0.7, 0.01).round(2).tolist():
            told = value >= cut
            precision, recall = right[told].mean(), found[told].sum() / required
            f1 = 2 * precision * recall / (precision + recall)
            best = max(best, (float(f1), Rule(weight, cut)), key=lambda pair: pair[0])
    return best[1]


def report(name: str, said: Sequence[tuple[Row, list[Said]]], model: Model) -> None:
    """Print F1 at several thresholds, and how well calibrated the confidences are."""
    settled = []
    for row, some in said:
        raw = np.array([s.statement.confidence for s in some])
        needed = np.array([s.needed for s in some])
        sure = model.rule.settle(np.interp(raw, model.knots, model.heights), needed)
        made = [replace(s.statement, confidence=c) for s, c in zip(some, sure, strict=True)]
        settled.append((row.gold, made))
    print(f"{name}: {model.rule}")
    for least in (0.3, 0.4, DEFAULT_CONFIDENCE, 0.6, 0.7):
        scores = [score_paper(g, [s for s in made if s.confidence >= least]) for g, made in settled]
        entity = by_type(scores, relation=False)["micro"]
        triple = by_type(scores, relation=True)["micro"]
        print(f"{least:.2f} entity {entity} triple {triple}")
    judged = [
        (s.confidence, right) for g, made in settled for s, right in score_paper(g, made).statements
    ]
    print(f"calibration error {expected_calibration_error(judged):.3f} AUROC {auroc(judged):.3f}")


def write_names(known: Names) -> None:
    """Write the tables of names and heads into the package."""
    lines = ["name\tpapers\tlabels"]
    for word, counts in sorted(known.counts.items()):
        labels = " ".join(f"{label}={number}" for label, number in counts.labels)
        lines.append(f"{word}\t{counts.papers}\t{labels}")
    table = "\n".join(lines) + "\n"
    (DATA / "names.tsv.gz").write_bytes(gzip.compress(table.encode(), mtime=0))
    (DATA / "heads.txt").write_text("\n".join(sorted(known.heads)) + "\n", encoding="utf-8")


def write(name: str, model: Model) -> None:
    """Write the weights of a model into the package."""
    (DATA / "weights").mkdir(exist_ok=True)
    features = "\n".join(sorted(model.index, key=model.index.__getitem__)).encode()
    if features.count(b"\n") + 1 != len(model.index):
        raise ValueError("a feature holds a line break")
    np.savez_compressed(
        DATA / "weights" / f"{name}.npz",
        features=np.frombuffer(features, dtype=np.uint8),
        weights=model.table[:-1].astype(np.int8),
        bias=model.table[-1].astype(np.int16),
        scale=np.float64(model.scale),
        knots=model.knots,
        heights=model.heights,
        rule=np.array([model.rule.weight, model.rule.cut]),
    )


def annotated(annotations: Path, corpus: Path) -> list[GoldPaper]:
    """Our own ``annotations``, each with its text from the ``corpus``."""
    mine = {}
    for line in annotations.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        mine[record["title"]] = record["entities"]
    joined = []
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["title"] in mine:
                entities = mine.pop(record["title"])
                joined.append({**record, "entities": entities, "links": []})
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in joined)
        file.flush()
        return list(read_gold(Path(file.name)))


def train(data: list[Row], numbers: Numbers) -> Model:
    """A calibrated model of ``data``; prints what cross-validation measured."""
    print(f"{len(data)} papers, {sum(len(r.groups) for r in data)} groups", flush=True)
    by_paper = list(cross_validated(data, numbers))
    said = [s for _, some in by_paper for s in some]
    knots, heights = calibration(said)
    sure = np.interp([s.statement.confidence for s in said], knots, heights)
    required = sum(e.required for row in data for e in row.gold.entities)
    rule = best_rule(said, sure, required)
    model = replace(fit(data, numbers), knots=knots, heights=heights, rule=rule)
    report("cross-validated", by_paper, model)
    print(f"{len(model.index)} features", flush=True)
    return model


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--annotations", type=Path, default=Path("training/annotations.jsonl"))
    options = parser.parse_args()
    papers = list(read_gold(options.gold))
    if options.corpus:
        papers += annotated(options.annotations, options.corpus)
    papers.sort(key=lambda gold: gold.paper.title)
    known, numbers = learn(papers), Numbers()
    model = train(rows(papers, known, numbers), numbers)
    write_names(known)
    write("fast", model)


if __name__ == "__main__":
    main()
