"""The encoder (MiniLM-L6 with case), its word head and the linear-chain CRF, in PyTorch."""

import torch
from torch import Tensor, nn

from kg.extract.tagger.words import SHAPES
from training.tagger.data import N_TAGS, RELATIONS

HIDDEN, HEADS, FEED, HEAD = 384, 12, 1536, 256


FORBIDDEN = -1e4


class Dropout(nn.Module):
    """Dropout with one mask for all positions of a paper (cheap to draw on a CPU)."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Scales what is kept, so that the mean stays."""
        if not self.training or not self.rate:
            return x
        mask = torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate
        return x * (mask.to(x.dtype) / (1 - self.rate))


class Layer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, FEED)
        self.down = nn.Linear(FEED, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` is batch x subwords x 384; `mask` says which subwords are real."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        a = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, HIDDEN))))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Tag scores and relation scores for every word of a paper."""

    def __init__(self, vocab: int = 30522, layers: int = 6, drop: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocab, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.segment = nn.Embedding(2, HIDDEN)
        self.case = nn.Embedding(len(SHAPES), HIDDEN)
        nn.init.zeros_(self.case.weight)
        for frozen in (self.word, self.position):
            frozen.weight.requires_grad_(requires_grad=False)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.shape = nn.Embedding(len(SHAPES), 24)
        self.hidden = nn.Linear(2 * HIDDEN + 3 * 24, HEAD)
        self.tags = nn.Linear(HEAD, N_TAGS)
        self.relations = nn.Linear(HEAD, len(RELATIONS))
        self.transitions = nn.Parameter(torch.zeros(N_TAGS, N_TAGS))
        self.start = nn.Parameter(torch.zeros(N_TAGS))
        self.drop = Dropout(drop)

    def encode(self, ids: Tensor, segments: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """Subword vectors (batch x subwords x 384)."""
        pos = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(pos) + self.segment(segments) + self.case(shapes)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, ids, segments, shapes, mask, first, last, word_shapes):
        """Tag scores and relation scores (batch x words x tags / relations).

        And the word vectors.
        """
        x = self.encode(ids, segments, shapes, mask)

        def idx(i):
            return torch.gather(x, 1, i[..., None].expand(-1, -1, HIDDEN))

        s = self.shape(word_shapes)
        pad = torch.zeros_like(s[:, :1])
        near = torch.cat([torch.cat([pad, s[:, :-1]], 1), s, torch.cat([s[:, 1:], pad], 1)], -1)
        h = torch.cat([idx(first), idx(last), near.to(x.dtype)], -1)
        h = self.drop(nn.functional.gelu(self.hidden(self.drop(h))))
        return self.tags(h).float(), self.relations(h).float()


def load_minilm(model: Tagger, path: str) -> None:
    """Copies the published weights of all-MiniLM-L6-v2 (safetensors) into `model`."""
    from safetensors.torch import load_file

    w = load_file(path)
    e = "embeddings."
    model.word.weight.data.copy_(w[e + "word_embeddings.weight"])
    model.position.weight.data.copy_(w[e + "position_embeddings.weight"])
    model.segment.weight.data.copy_(w[e + "token_type_embeddings.weight"])
    model.norm.weight.data.copy_(w[e + "LayerNorm.weight"])
    model.norm.bias.data.copy_(w[e + "LayerNorm.bias"])
    for i, layer in enumerate(model.layers):
        p = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            qkv = [w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            getattr(layer.qkv, part).data.copy_(torch.cat(qkv))
            for mine, theirs in (
                (layer.out, "attention.output.dense"),
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                getattr(mine, part).data.copy_(w[f"{p}{theirs}.{part}"])


def legal() -> Tensor:
    """Transition mask (from x to): I-x only after B-x or I-x."""
    m = torch.zeros(N_TAGS, N_TAGS)
    for t in range(2, N_TAGS, 2):
        m[:, t] = FORBIDDEN
        m[t - 1, t] = m[t, t] = 0
    return m


def crf_log_partition(model: Tagger, scores: Tensor, lengths: Tensor) -> Tensor:
    """Log Z of a batch; scores masked with -1e4 leave out paths (partially labelled CRF)."""
    trans = model.transitions + legal().to(scores)
    begin = model.start + legal()[0].to(scores)
    alpha = begin + scores[:, 0]
    outs = [alpha]
    for k in range(1, scores.shape[1]):
        alpha = torch.logsumexp(alpha[:, :, None] + trans, 1) + scores[:, k]
        outs.append(alpha)
    a = torch.stack(outs, 1)
    return torch.logsumexp(a[torch.arange(len(a)), lengths - 1], -1)
