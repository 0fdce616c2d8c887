"""The first step: two fold models, their average, and the final encoder that grows from it.

Each fold model learns from one half of the papers, gold and our own, so that the other half's
scores are honest. Their average knows both halves. Two branches go on from it, each on one half;
they are averaged, swap halves, and are averaged again. Every process uses one thread: the same
weights come out on a busy machine and on an idle one.
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from training.tagger.crossfit import fold_of, predict
from training.tagger.data import Example, encode, label, load_tokenizer
from training.tagger.model import Tagger, load_minilm
from training.tagger.train import Plan, train

FOLDS = 2
LAYERS = 4
FOLD_PLANS = (
    Plan(epochs=5, stop=2.5, lr=1.2e-4, head_lr=1.5e-3, warm=0.1, seed=100),
    Plan(epochs=1, stop=1, lr=6.6e-5, head_lr=8e-4, warm=0.04, seed=200),
)
"""Half of a schedule made for five epochs, then one epoch that ends it."""
BRANCH_PLANS = (
    Plan(epochs=1.5, stop=1.5, lr=6e-5, head_lr=7e-4, warm=0.06, seed=300),
    Plan(epochs=1, stop=1, lr=5e-5, head_lr=6e-4, warm=0.06, seed=400),
)
"""The two rounds of the branches; in the second each reads the other's half."""

State = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Job:
    """What one process trains: a fold model or a branch of the final one."""

    k: int
    papers: list[dict]
    minilm: Path
    start: Path | None
    plans: tuple[Plan, ...]
    out: Path


def prepare(papers: list[dict], minilm: Path) -> list[Example]:
    """Papers as labelled examples."""
    tokenizer = load_tokenizer(minilm)
    examples = [encode(p, tokenizer) for p in papers]
    for e in examples:
        label(e)
    return examples


def fit(job: Job) -> Path:
    """Trains one model in this process; skips the work if its file is there already."""
    torch.set_num_threads(1)
    if job.out.exists():
        return job.out
    torch.manual_seed(1)
    model = Tagger(layers=LAYERS)
    examples = prepare(job.papers, job.minilm)
    if job.start:
        model.load_state_dict(torch.load(job.start))
    else:
        load_minilm(model, str(job.minilm / "model.safetensors"))
    for plan in job.plans:
        train(model, examples, plan, job.k)
    torch.save(model.state_dict(), job.out)
    return job.out


def run(jobs: list[Job]) -> list[Path]:
    """All jobs, one process each."""
    with ProcessPoolExecutor(len(jobs), mp_context=get_context("spawn")) as pool:
        return list(pool.map(fit, jobs))


def average(paths: list[Path], out: Path) -> Path:
    """The mean of several models' weights."""
    states: list[State] = [torch.load(p) for p in paths]
    torch.save({n: torch.stack([s[n] for s in states]).mean(0) for n in states[0]}, out)
    return out


def train_encoder(papers: list[dict], minilm: Path, work: Path) -> tuple[list[Path], Path]:
    """Paths of the fold models and of the final one."""
    parts = [[p for p in papers if fold_of(p["title"], FOLDS) == k] for k in range(FOLDS)]
    folds = run(
        [Job(k, parts[1 - k], minilm, None, FOLD_PLANS, work / f"fold{k}.pt") for k in range(FOLDS)]
    )
    best = average(folds, work / "average.pt")
    for turn, plan in enumerate(BRANCH_PLANS):
        jobs = [
            Job(k, parts[k ^ turn], minilm, best, (plan,), work / f"branch{turn}{k}.pt")
            for k in range(FOLDS)
        ]
        best = average(run(jobs), work / f"round{turn}.pt")
    return folds, best


def load(path: Path) -> Tagger:
    """A trained model, ready to predict."""
    model = Tagger(layers=LAYERS)
    model.load_state_dict(torch.load(path))
    model.eval()
    return model


def out_of_fold(
    papers: list[dict], paths: list[Path], minilm: Path
) -> tuple[list[Example], dict, dict]:
    """Examples, each one's scores (tags, relations, fold), and the CRFs' weights.

    The scores are those of the fold model that has not seen the paper.
    """
    examples = prepare(papers, minilm)
    scores: dict[str, tuple[np.ndarray, np.ndarray, int]] = {}
    crfs = {}
    for k, path in enumerate(paths):
        model = load(path)
        mine = [e for e in examples if fold_of(e.paper["title"], FOLDS) == k]
        scores |= {title: (*pair, k) for title, pair in predict(model, mine).items()}
        crfs[k] = model.start.detach().numpy(), model.transitions.detach().numpy()
    return examples, scores, crfs
