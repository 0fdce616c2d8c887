"""The encoder at run time: one paper in, scores of every word out (onnxruntime, one thread)."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.words import Words, align, split_words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WINDOW = 510
OVERLAP = 128
"""Subwords that one run reads, and how many two neighbouring windows of a long text share."""


def session(name: str) -> "InferenceSession":
    """Opens a model of the weights folder on one thread: sums in the same order everywhere."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    data = (files("kg.extract.tagger") / "weights" / name).read_bytes()
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def load_json(name: str) -> Any:
    """Reads a JSON file of the weights folder."""
    return json.loads((files("kg.extract.tagger") / "weights" / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Subwords:
    """The subwords of a paper (title, separator, abstract); each word's first and last one."""

    ids: NDArray[np.int64]
    segments: NDArray[np.int64]
    shapes: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


class Encoder:
    """MiniLM with case, quantised.

    It reads one paper at a time, so that no paper's result depends on another's.
    """

    def __init__(self, model: "InferenceSession", tokenizer: "Tokenizer", tags: int) -> None:
        self._model, self._tokenizer, self._tags = model, tokenizer, tags
        first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        assert first is not None
        assert last is not None
        self._cls, self._sep = first, last

    @classmethod
    def load(cls, tags: int) -> "Encoder":
        """Loads the packaged weights; `tags` is how many tag scores come first."""
        from tokenizers import Tokenizer

        text = (files("kg.extract.tagger") / "weights" / "tokenizer.json").read_text(
            encoding="utf-8"
        )
        tokenizer = Tokenizer.from_str(text)
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(session("encoder.onnx"), tokenizer, tags)

    def subwords(self, title: str, abstract: str, words: Words) -> Subwords:
        """Cuts a paper into subwords and lines them up with its words."""
        head = self._tokenizer.encode(title, add_special_tokens=False)
        body = self._tokenizer.encode(abstract, add_special_tokens=False)
        cut = words.fields.index(1)
        spans = list(zip(words.starts, words.ends, strict=True))
        base = len(head.ids) + 1
        places = [*align(spans[:cut], head.offsets), (base - 1, base - 1)]
        places += [(i + base, j + base) for i, j in align(spans[cut + 1 :], body.offsets)]
        ids = np.array([*head.ids, self._sep, *body.ids], dtype=np.int64)
        first, last = np.minimum(np.array(places, dtype=np.int64).T, len(ids) - 1)
        shapes = np.zeros(len(ids), np.int64)
        for i, j, shape in zip(first.tolist(), last.tolist(), words.shapes, strict=True):
            shapes[i : j + 1] = shape
        return Subwords(ids, (np.arange(len(ids)) >= base).astype(np.int64), shapes, first, last)

    def scores(
        self, title: str, abstract: str
    ) -> tuple[Words, NDArray[np.float64], NDArray[np.float64]]:
        """The words of a paper, their tag scores (words x tags), their relation scores."""
        words = split_words(title, abstract)
        pieces = self.subwords(title, abstract, words)
        shapes = np.array(words.shapes, dtype=np.int64)
        out: NDArray[np.float64] | None = None
        best = np.full(len(words), -1)
        start = 0
        while True:
            stop = min(start + WINDOW, len(pieces.ids))
            inside = np.flatnonzero((pieces.first >= start) & (pieces.last < stop))
            margin = np.minimum(pieces.first[inside] - start, stop - 1 - pieces.last[inside])
            if len(inside):
                got = self._window(pieces, shapes, start, stop, inside)
                out = np.zeros((len(words), got.shape[1])) if out is None else out
                better = margin > best[inside]
                out[inside[better]] = got[better]
                best[inside[better]] = margin[better]
            if stop == len(pieces.ids):
                break
            start = stop - OVERLAP
        assert out is not None
        return words, out[:, : self._tags], out[:, self._tags :]

    def _window(
        self,
        pieces: Subwords,
        shapes: NDArray[np.int64],
        start: int,
        stop: int,
        inside: NDArray[np.int64],
    ) -> NDArray[np.float64]:
        """Scores of the words `inside` from one run over the subwords `start` to `stop`."""
        segments = pieces.segments

        def framed(x: NDArray[np.int64], before: int, after: int) -> NDArray[np.int64]:
            return np.concatenate([[before], x[start:stop], [after]]).astype(np.int64)

        feed = {
            "ids": framed(pieces.ids, self._cls, self._sep),
            "segments": framed(segments, int(segments[start]), int(segments[stop - 1])),
            "shapes": framed(pieces.shapes, 0, 0),
            "first": pieces.first[inside] - start + 1,
            "last": pieces.last[inside] - start + 1,
            "word_shapes": shapes[inside],
        }
        result: NDArray[np.float64] = self._model.run(None, feed)[0].astype(np.float64)
        return result
