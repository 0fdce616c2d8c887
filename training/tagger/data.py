"""Gold papers as training examples: subwords, word shapes, allowed tags, relations."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer as SubwordTokenizer

from kg.extract.tagger.words import Words, align, split_words

TYPES = ("Method", "Dataset", "Task", "Metric")
RELATIONS = (
    "INTRODUCES",
    "USES",
    "COMPARES_WITH",
    "EVALUATES_ON",
    "ADDRESSES",
    "REPORTS",
    "MENTIONS",
)
ALLOWED = {
    "Method": ("INTRODUCES", "USES", "COMPARES_WITH", "MENTIONS"),
    "Dataset": ("INTRODUCES", "EVALUATES_ON", "MENTIONS"),
    "Task": ("INTRODUCES", "ADDRESSES", "MENTIONS"),
    "Metric": ("INTRODUCES", "REPORTS", "MENTIONS"),
}
DEFAULT = {"Method": "USES", "Dataset": "EVALUATES_ON", "Task": "ADDRESSES", "Metric": "REPORTS"}
N_TAGS = 1 + 2 * len(TYPES)
MAX_PIECES = 512


@dataclass
class Example:
    """One paper, ready for the encoder; arrays by subword (n) or by word (m)."""

    paper: dict
    words: Words
    ids: np.ndarray
    segments: np.ndarray
    shapes: np.ndarray
    word_shapes: np.ndarray
    first: np.ndarray
    last: np.ndarray
    allowed: np.ndarray | None = None
    relations: list = field(default_factory=list)
    weight: float = 1.0


def load_tokenizer(folder: Path) -> SubwordTokenizer:
    """The subword tokeniser, without its own truncation and padding."""
    tok = SubwordTokenizer.from_file(str(folder / "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    return tok


def encode(paper: dict, tok: SubwordTokenizer) -> Example:
    """Subwords `[CLS] title [SEP] abstract [SEP]`, cut at 512, and the words that they cover."""
    title, abstract = paper["title"], paper["abstract"]
    words = split_words(title, abstract)
    t, a = (tok.encode(x, add_special_tokens=False) for x in (title, abstract))
    sep = words.fields.index(1)
    spans = list(zip(words.starts, words.ends, strict=False))
    ta = align(spans[:sep], t.offsets)
    aa = align(spans[sep + 1 :], a.offsets)
    cls_id, sep_id = tok.token_to_id("[CLS]"), tok.token_to_id("[SEP]")
    ids = [cls_id, *t.ids, sep_id, *a.ids]
    base = len(t.ids) + 2
    pos = (
        [(i + 1, j + 1) for i, j in ta]
        + [(base - 1, base - 1)]
        + [(i + base, j + base) for i, j in aa]
    )
    if not t.ids:
        pos[:sep] = [(0, 0)] * sep
    ids = [*ids[: MAX_PIECES - 1], sep_id]
    keep = next((k for k, (_, j) in enumerate(pos) if j >= len(ids) - 1), len(pos))
    if keep < len(pos):
        words = Words(
            *(getattr(words, n)[:keep] for n in ("texts", "fields", "starts", "ends", "shapes"))
        )
        pos = pos[:keep]
    shapes = np.zeros(len(ids), np.int64)
    for (i, j), s in zip(pos, words.shapes, strict=False):
        shapes[i : j + 1] = s
    segments = np.zeros(len(ids), np.int64)
    segments[base:] = 1
    return Example(
        paper, words, np.array(ids), segments, shapes, np.array(words.shapes),
        np.array([p[0] for p in pos]), np.array([p[1] for p in pos]),
    )  # fmt: skip


def occurrences(paper: dict) -> list[tuple[int, int, int, int]]:
    """Every mention of every entity as (field, start, end, entity index).

    Longer surfaces first, no overlaps.
    """
    pairs = sorted(
        {(s, i) for i, e in enumerate(paper["entities"]) for s in e["surfaces"]},
        key=lambda p: (-len(p[0]), p),
    )
    out: list[tuple[int, int, int, int]] = []
    for fld, text in ((0, paper["title"]), (2, paper["abstract"])):
        taken = np.zeros(len(text), bool)
        for surface, i in pairs:
            for m in re.finditer(re.escape(surface), text):
                s, e = m.span()
                end = re.match(r"(?:e?s)?(?![^\W_])", text[e:])
                if (
                    taken[s:e].any()
                    or not end
                    or (s and text[s - 1].isalnum() and text[s].isalnum())
                ):
                    continue
                taken[s:e] = True
                out.append((fld, s, e + end.end(), i))
    return out


def label(ex: Example) -> None:
    """Fills `allowed` (m x tags: those that the gold permits) and `relations` (spans, accepted)."""
    w, ents = ex.words, ex.paper["entities"]
    allowed = np.zeros((len(w), N_TAGS), bool)
    allowed[:, 0] = True
    at = {(f, s): k for k, (f, s) in enumerate(zip(w.fields, w.starts, strict=False)) if f != 1}
    spans: dict[int, list[tuple[int, int]]] = {}
    for fld, s, e, i in occurrences(ex.paper):
        k = at.get((fld, s))
        if k is None:
            continue
        j = k
        while j + 1 < len(w) and w.fields[j + 1] == fld and w.ends[j + 1] <= e:
            j += 1
        if w.ends[j] != e:
            continue
        types = [ents[i]["type"], *ents[i].get("type_also_ok", ())]
        allowed[k : j + 1] = False
        for t in types:
            n = TYPES.index(t)
            allowed[k, 1 + 2 * n] = True
            allowed[k + 1 : j + 1, 2 + 2 * n] = True
        spans.setdefault(i, []).append((k, j))
    ex.allowed = allowed
    ex.relations = []
    for i, sp in spans.items():
        e = ents[i]
        ok = {r for r in (e["relation"], *e.get("also_ok", ())) if r in ALLOWED[e["type"]]}
        if ok:
            mask = np.zeros((2, len(RELATIONS)), bool)
            for r in ALLOWED[e["type"]]:
                mask[0, RELATIONS.index(r)] = True
            for r in ok:
                mask[1, RELATIONS.index(r)] = True
            main = RELATIONS.index(e["relation"]) if e["relation"] in ok else -1
            ex.relations.append((sp, mask, main))


def read_papers(path: Path) -> list[dict]:
    """The papers of a gold file."""
    return [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
