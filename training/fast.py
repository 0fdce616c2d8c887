r"""Train the linear models of the extraction, and the tables of names and heads beside them.

Usage, from the repository's root::

    python -m training.fast ../shared/gold/train.jsonl \
        --corpus ../shared/corpus/abstracts.jsonl.gz --tagger out-of-fold.jsonl

writes ``kg/extract/names.tsv``, ``heads.txt`` and ``weights/fast.npz``, and prints what
cross-validation measured. With ``--corpus``, our own annotations (``training/annotations.jsonl``,
titles and names without text) are training data too, joined with their text. With ``--tagger``,
what the tagger said about each paper when it had not seen it (a JSON object a line: title and
entities), ``weights/full.npz`` is trained on top of it.

Each paper's features are computed as if the paper itself had not been counted among the known
names; the weights are cross-validated in folds by a hash of the title.
"""

import argparse
import gzip
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from kg.extract.candidates import GAP, Candidate
from kg.extract.decision import CLASSES, Model
from kg.extract.statements import concept_statement, resolve
from kg.extract.tagging import candidate
from kg.model import Statement
from kg.quality.calibration import auroc, expected_calibration_error
from kg.quality.evaluation import _by_type as by_type
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
    columns: list[int] = []
    ends = [0]
    for row in data:
        for group in row.features:
            columns += sorted(group)
            ends.append(len(columns))
    return csr_matrix(
        (np.ones(len(columns), np.float32), columns, ends), shape=(len(ends) - 1, width)
    )


def fit(data: Sequence[Row], numbers: Numbers) -> Model:
    """A model of ``data``, not calibrated."""
    wanted = np.array([CLASSES.index(c) for row in data for c in row.classes])
    names = sorted(numbers.of, key=numbers.of.__getitem__)
    every = matrix(data, len(names))
    frequent = np.flatnonzero(np.asarray(every.sum(axis=0)).ravel() >= LEAST_PAPERS)
    learner = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, tol=1e-3)
    learner.fit(every[:, frequent], wanted)
    weights = np.zeros((len(frequent), len(CLASSES)))
    bias = np.full(len(CLASSES), -20.0)
    weights[:, learner.classes_] = learner.coef_.T
    bias[learner.classes_] = learner.intercept_
    whole = np.clip(np.rint(weights / SCALE), -127, 127).astype(np.int32)
    kept = np.flatnonzero(np.abs(whole).max(axis=1) > 1)
    return Model(
        index={names[frequent[i]]: row for row, i in enumerate(kept)},
        table=np.vstack([whole[kept], np.rint(bias / SCALE).astype(np.int32)]),
        scale=SCALE,
        knots=np.array([0.0, 1.0]),
        heights=np.array([0.0, 1.0]),
    )


def statements(model: Model, row: Row, rows_of: Sequence[int]) -> list[Statement]:
    """What ``model`` says about a paper; ``rows_of`` gives the model's row of each feature."""
    title_end = len(row.gold.paper.title)
    known = [[rows_of[f] for f in group if rows_of[f] >= 0] for group in row.features]
    return [
        concept_statement(*kept, row.words, title_end)
        for kept in resolve(row.groups, model.judge(known))
    ]


def cross_validated(data: Sequence[Row], numbers: Numbers) -> Iterator[tuple[Row, list[Statement]]]:
    """Each paper with the statements of a model that has not seen it."""
    for fold in range(FOLDS):
        inside = [row for row in data if fold_of(row.gold.paper.title) != fold]
        model = fit(inside, numbers)
        rows_of = numbers.rows(model.index)
        for row in data:
            if fold_of(row.gold.paper.title) == fold:
                yield row, statements(model, row, rows_of)


def calibration(
    said: Sequence[tuple[Row, list[Statement]]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How often statements of each probability were right: a rising line through few knots."""
    judged = [
        (statement.confidence, right)
        for row, made in said
        for statement, right in score_paper(row.gold, made).statements
    ]
    values = np.array([c for c, _ in judged])
    curve = IsotonicRegression(y_min=0.01, y_max=0.99, increasing=True)
    curve.fit(values, np.array([float(right) for _, right in judged]))
    knots = np.linspace(0, 1, 21)
    heights = np.array([curve.predict(np.clip([k], values.min(), values.max()))[0] for k in knots])
    return knots, np.maximum.accumulate(heights)


def report(said: Sequence[tuple[Row, list[Statement]]], heights: NDArray[np.float64]) -> None:
    """Print F1 at several thresholds, and how well calibrated the confidences are."""
    knots = np.linspace(0, 1, len(heights))
    fitted = [(row, s, np.interp([x.confidence for x in s], knots, heights)) for row, s in said]
    for least in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        scores = [
            score_paper(row.gold, [x for x, c in zip(s, sure, strict=True) if c >= least])
            for row, s, sure in fitted
        ]
        entity = by_type(scores, relation=False)["micro"]
        triple = by_type(scores, relation=True)["micro"]
        print(f"{least:.2f} entity {entity} triple {triple}")
    judged = [
        (float(np.interp(s.confidence, knots, heights)), right)
        for row, made in said
        for s, right in score_paper(row.gold, made).statements
    ]
    print(f"calibration error {expected_calibration_error(judged):.3f} AUROC {auroc(judged):.3f}")


def write_names(known: Names) -> None:
    """Write the tables of names and heads into the package."""
    lines = ["name\tpapers\tlabels"]
    for word, counts in sorted(known.counts.items()):
        labels = " ".join(f"{label}={number}" for label, number in counts.labels)
        lines.append(f"{word}\t{counts.papers}\t{labels}")
    (DATA / "names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
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
    )


def tagged(path: Path) -> dict[str, list[Candidate]]:
    """The tagger's out-of-fold answers as candidates, by title."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        offset = len(record["title"]) + len(GAP) if record["title"] else 0
        found[record["title"]] = [
            candidate(entity_of(entity), offset) for entity in record["entities"]
        ]
    return found


def entity_of(record: dict[str, Any]) -> SimpleNamespace:
    """A tagged entity, as the tagger gives it, from its record."""
    places = [SimpleNamespace(field=m[0], start=m[1], end=m[2]) for m in record["mentions"]]
    return SimpleNamespace(**{**record, "mentions": places})


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


def train(name: str, data: list[Row], numbers: Numbers) -> Model:
    """A calibrated model of ``data``; prints what cross-validation measured."""
    print(f"{name}: {len(data)} papers, {sum(len(r.groups) for r in data)} groups", flush=True)
    said = list(cross_validated(data, numbers))
    knots, heights = calibration(said)
    report(said, heights)
    model = replace(fit(data, numbers), knots=knots, heights=heights)
    print(f"{name}: {len(model.index)} features", flush=True)
    return model


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--annotations", type=Path, default=Path("training/annotations.jsonl"))
    parser.add_argument("--tagger", type=Path)
    options = parser.parse_args()
    papers = list(read_gold(options.gold))
    if options.corpus:
        papers += annotated(options.annotations, options.corpus)
    papers.sort(key=lambda gold: gold.paper.title)
    known = learn(papers)
    write_names(known)
    numbers = Numbers()
    write("fast", train("fast", rows(papers, known, numbers), numbers))
    if options.tagger:
        extra, numbers = tagged(options.tagger), Numbers()
        write("full", train("full", rows(papers, known, numbers, extra), numbers))


if __name__ == "__main__":
    main()
