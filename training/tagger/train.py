"""Trains one tagger: encoder, head and CRF together."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from training.tagger.data import Example
from training.tagger.model import FORBIDDEN, Tagger, crf_log_partition

BATCH = 16


def batches(
    examples: list[Example], rng: random.Random | None, size: int = BATCH
) -> Iterator[list[Example]]:
    """Batches of similar length; shuffled with `rng`, else in order of length."""
    order = list(examples)
    if rng:
        rng.shuffle(order)
        big = size * 12
        chunks = [
            sorted(order[i : i + big], key=lambda e: len(e.ids)) for i in range(0, len(order), big)
        ]
        out = [c[i : i + size] for c in chunks for i in range(0, len(c), size)]
        rng.shuffle(out)
    else:
        order.sort(key=lambda e: len(e.ids))
        out = [order[i : i + size] for i in range(0, len(order), size)]
    yield from out


def collate(batch: list[Example]) -> tuple[dict[str, Tensor], Tensor]:
    """Padded inputs of the model and the number of words of each paper."""
    n, m = max(len(e.ids) for e in batch), max(len(e.first) for e in batch)

    def pad(name, width):
        return torch.from_numpy(
            np.stack([np.pad(getattr(e, name), (0, width - len(getattr(e, name)))) for e in batch])
        )

    x = {k: pad(k, n) for k in ("ids", "segments", "shapes")} | {
        k: pad(k, m) for k in ("first", "last", "word_shapes")
    }
    lengths = torch.tensor([len(e.ids) for e in batch])
    mask = torch.arange(n)[None] < lengths[:, None]
    x["mask"] = None if mask.all() else mask[:, None, None, :]
    return x, torch.tensor([len(e.first) for e in batch])


def loss_of(model: Tagger, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """CRF loss (nats a word) and relation loss (nats an entity) of one batch."""
    x, words = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        tags, rels = model(**x)
    allowed = torch.zeros(tags.shape, dtype=torch.bool)
    for i, e in enumerate(batch):
        allowed[i, : len(e.allowed)] = torch.from_numpy(e.allowed)
    both = torch.cat([tags, tags.masked_fill(~allowed, FORBIDDEN)])
    z = crf_log_partition(model, both, torch.cat([words, words]))
    w = torch.tensor([e.weight for e in batch])
    crf = ((z[: len(batch)] - z[len(batch) :]) * w).sum() / words.sum()
    logits, masks, mains, weights = [], [], [], []
    for i, e in enumerate(batch):
        for spans, mask, main in e.relations:
            logits.append(sum(rels[i, a : b + 1].mean(0) for a, b in spans))
            masks.append(mask)
            mains.append(main)
            weights.append(e.weight)
    if not logits:
        return crf, crf.detach() * 0
    lg, mk = torch.stack(logits), torch.from_numpy(np.stack(masks))
    logp = nn.functional.log_softmax(lg.masked_fill(~mk[:, 0], FORBIDDEN), -1)
    accepted = -torch.logsumexp(logp.masked_fill(~mk[:, 1], FORBIDDEN), -1)
    mains_t = torch.tensor(mains)
    main = nn.functional.nll_loss(logp, mains_t.clamp(min=0), reduction="none")
    main = torch.where(mains_t >= 0, main, accepted)
    wt = torch.tensor(weights)
    return crf, ((0.7 * accepted + 0.3 * main) * wt).mean()


@dataclass(frozen=True)
class Plan:
    """How long and how fast.

    Linear warm-up over the share `warm`, then linear decay over `epochs`; ends after `stop`
    epochs.
    """

    epochs: float
    stop: float
    lr: float
    head_lr: float
    warm: float
    seed: int


def optimizer_of(model: Tagger, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with one rate for the encoder and one for the head.

    The word vectors stay as published.
    """
    encoder: list[nn.Parameter] = []
    head: list[nn.Parameter] = []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (encoder if name.split(".")[0] in ("segment", "norm", "layers") else head).append(p)
    groups = [{"params": encoder, "lr": plan.lr}, {"params": head, "lr": plan.head_lr}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def train(
    model: Tagger, examples: list[Example], plan: Plan, k: int, log: Callable[[str], object] = print
) -> None:
    """Trains in place, in bfloat16 products; `k` tells the seeds of sibling models apart."""
    seed = plan.seed + k
    rng = random.Random(seed)
    torch.manual_seed(seed)
    optimizer = optimizer_of(model, plan)
    per = math.ceil(len(examples) / BATCH)
    total, last = int(per * plan.epochs), int(per * plan.stop)

    def ramp(s):
        return min((s + 1) / (plan.warm * total), max(0.0, (total - s) / (total * (1 - plan.warm))))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, ramp)
    step = 0
    model.train()
    while step < last:
        for batch in batches(examples, rng):
            if step >= last:
                break
            crf, relation = loss_of(model, batch)
            optimizer.zero_grad(set_to_none=True)
            (3.0 * crf + 0.3 * relation).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 20 == 0:
                losses = f"tags {float(crf.detach()):.4f} relations {float(relation.detach()):.4f}"
                log(f"model {k} step {step}/{last} {losses}")
    model.eval()
