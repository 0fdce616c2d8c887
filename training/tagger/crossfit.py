"""Folds of papers, and the scores that a model gives them."""

import hashlib

import numpy as np
import torch

from training.tagger.data import Example
from training.tagger.model import Tagger
from training.tagger.train import batches, collate


def fold_of(title: str, folds: int) -> int:
    """The fold of a paper, by a hash of its title: the same in every run."""
    return int.from_bytes(hashlib.sha256(title.encode()).digest()[:4], "big") % folds


def predict(model: Tagger, examples: list[Example]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Tag scores and relation scores (words x tags, words x relations) of every paper, by title."""
    out = {}
    model.eval()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(examples, None):
            x, words = collate(batch)
            tags, rels = model(**x)
            for e, t, r, n in zip(batch, tags, rels, words, strict=False):
                out[e.paper["title"]] = t[:n].numpy(), r[:n].numpy()
    return out
