"""The tagger: encoder, span probabilities, candidates, second step; a pure function of one paper's text."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.candidates import TYPES, Candidate, folded, group
from kg.extract.tagger.crf import Crf
from kg.extract.tagger.encoder import Encoder, load_json, session
from kg.extract.tagger.features import RELATION_MASK, RELATIONS, Describer, Paper, Tables
from kg.extract.tagger.naming import canonical
from kg.extract.tagger.words import Words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

VERSION = 1
"""Changes with the weights and with everything else that changes an answer."""

_FIELDS = {0: "title", 2: "abstract"}
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "in", "a", "is", "that", "we", "for", "on", "with", "by", "as", "are", "this", "which", "from", "be", "our"]
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One mention: `text[start:end]` of the field ("title" or "abstract"), and the encoder's probability of it."""

    field: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class TaggedEntity:
    """One entity of a paper, and how the paper relates to it.

    `type` is Method, Dataset, Task or Metric; `relation` a predicate such as USES; `confidence` the calibrated
    probability that entity, type and relation are all right.
    """

    type: str
    name: str
    relation: str
    confidence: float
    mentions: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """When a candidate is told, and how its probabilities become one confidence (fitted in training)."""

    span_threshold: float
    required_weight: float
    cut: float
    calibration: tuple[float, ...]

    def keeps(self, sure: NDArray[np.float64], required: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether a statement is worth telling: its confidence, and the probability that a reader would miss it."""
        return (1 - self.required_weight) * sure + self.required_weight * required >= self.cut

    def confidence(
        self, right: NDArray[np.float64], relation: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Calibrated probability of the statement, from those of the entity and of the relation."""
        a, b, c, d = self.calibration
        x, y = _logit(right), _logit(relation)
        return 1 / (1 + np.exp(-(a + b * x + c * y + d * x * y)))


def _logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    q = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(q / (1 - q))


def load_tables() -> Tables:
    """The counts that the second step knows (weights/tables.npz)."""
    with (files("kg.extract.tagger") / "weights" / "tables.npz").open("rb") as f, np.load(f) as z:
        frequency = dict(
            zip(z["frequency_keys"].tolist(), z["frequency_values"].tolist(), strict=True)
        )
        maps = {}
        for which in ("names", "heads", "starts"):
            keys = json.loads(bytes(z[f"{which}_keys"]).decode())
            maps[which] = dict(zip(keys, z[f"{which}_values"].astype(float), strict=True))
    return Tables(maps["names"], maps["heads"], maps["starts"], frequency)


def is_foreign(words: Words) -> bool:
    """Whether a text of some length has hardly any English function words."""
    plain = [
        w.lower() for w, f in zip(words.texts, words.fields, strict=True) if f == 2 and w.isalpha()
    ]
    return len(plain) > 15 and sum(w in _ENGLISH for w in plain) < 0.06 * len(plain)


class Tagger:
    """Finds the methods, datasets, tasks and metrics of a paper and their relation to it."""

    def __init__(
        self, encoder: Encoder, second: "InferenceSession", tables: Tables, settings: dict[str, Any]
    ) -> None:
        self._encoder, self._second = encoder, second
        self._describer = Describer(tables)
        self._crf = Crf.from_scores(np.array(settings["start"]), np.array(settings["transitions"]))
        self._rule = Rule(
            **{k: tuple(v) if isinstance(v, list) else v for k, v in settings["rule"].items()}
        )

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Tagger":
        """The packaged model; loaded once a process (about half a second)."""
        settings = load_json("settings.json")
        return cls(
            Encoder.load(len(settings["start"])), session("second.onnx"), load_tables(), settings
        )

    def tag(self, title: str, abstract: str, minimum: float | None = None) -> list[TaggedEntity]:
        """The entities of one paper, in reading order of their first mention.

        Without `minimum` the rule fitted in training decides what is told (best F1 of the statements); with it,
        everything of at least that confidence.
        """
        words, tags, relations = self._encoder.scores(title, abstract)
        if len(words) < 2:
            return []
        candidates = group(words, self._crf.spans(tags, self._rule.span_threshold))
        if not candidates:
            return []
        paper = Paper.of(words, *folded(words), relations)
        x, extra, index = self._describer.describe(paper, candidates)
        if not len(x):
            return []
        right, required, related = self._judge(x, extra, np.array([t for _, t in index]))
        best = related.argmax(1)
        sure = self._rule.confidence(right, related.max(1))
        keep = self._rule.keeps(sure, required) if minimum is None else sure >= minimum
        if is_foreign(words):
            sure = sure * 0.5
            keep = keep & (sure >= (0.4 if minimum is None else minimum))
        chosen: dict[int, int] = {}
        for row in np.argsort(-right, kind="stable").tolist():
            k = index[row][0]
            if k not in chosen:
                chosen[k] = row
        found = [
            self._entity(
                candidates[k],
                TYPES[index[row][1]],
                RELATIONS[best[row]],
                float(sure[row]),
                words,
                title,
                abstract,
            )
            for k, row in sorted(chosen.items())
            if keep[row]
        ]
        return _merged(found)

    def _judge(
        self, x: NDArray[np.float64], extra: NDArray[np.float64], types: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Probabilities of right, of right and required, and of each relation that the type allows."""
        feed = {"x": x.astype(np.float32), "xr": np.concatenate([x, extra], 1).astype(np.float32)}
        right, required, related = (
            o.astype(np.float64) for o in self._second.run(["right", "required", "relation"], feed)
        )
        e = np.exp(related - related.max(1, keepdims=True)) * RELATION_MASK[types]
        sigmoid = lambda v: 1 / (1 + np.exp(-v[:, 0]))  # noqa: E731 - used twice, here only
        return sigmoid(right), sigmoid(required), e / e.sum(1, keepdims=True)

    def _entity(
        self,
        c: Candidate,
        type_: str,
        relation: str,
        sure: float,
        words: Words,
        title: str,
        abstract: str,
    ) -> TaggedEntity:
        places = tuple(
            Place(
                _FIELDS[words.fields[m.first]],
                words.starts[m.first],
                words.ends[m.last],
                round(float(min(m.types.sum(), 1)), 4),
            )
            for m in c.mentions
        )
        return TaggedEntity(
            type_,
            canonical(c, type_, relation, words, title, abstract),
            relation,
            round(sure, 4),
            places,
        )


def _merged(found: list[TaggedEntity]) -> list[TaggedEntity]:
    """One entity a (type, name): the surer one's relation, the mentions of all."""
    out: dict[tuple[str, str], TaggedEntity] = {}
    for e in found:
        other = out.get((e.type, e.name))
        if other is None:
            out[e.type, e.name] = e
        else:
            lead = max(other, e, key=lambda v: v.confidence)
            places = tuple(
                sorted(
                    {*other.mentions, *e.mentions},
                    key=lambda p: (p.field == "abstract", p.start, p.end),
                )
            )
            out[e.type, e.name] = TaggedEntity(
                e.type, e.name, lead.relation, lead.confidence, places
            )
    return list(out.values())
