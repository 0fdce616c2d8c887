"""The second step at run time: trees that judge candidates, and the rule what is told."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.encoder import session
from kg.extract.tagger.features import RELATION_MASK, Tables

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Array = NDArray[np.float64]


def logit(p: Array) -> Array:
    """Log odds; probabilities are kept 1e-4 away from 0 and 1."""
    q = np.clip(p, 1e-4, 1 - 1e-4)
    out: Array = np.log(q / (1 - q))
    return out


def _sigmoid(x: Array) -> Array:
    out: Array = 1 / (1 + np.exp(-x))
    return out


@dataclass(frozen=True, slots=True)
class Rule:
    """When a statement is told, and how sure it is (fitted in training).

    Attributes:
        span_threshold: Spans less likely than this are no candidates.
        required_weight: How much the probability counts that a reader would miss the entity.
        cut: What the weighted sum of confidence and that probability must reach.
        calibration: Intercept, weights of the two log odds (entity, relation) and of their product.
    """

    span_threshold: float
    required_weight: float
    cut: float
    calibration: tuple[float, ...]

    def keeps(self, sure: Array, required: Array) -> NDArray[np.bool_]:
        """Whether each statement is worth telling."""
        value = (1 - self.required_weight) * sure + self.required_weight * required
        out: NDArray[np.bool_] = value >= self.cut
        return out

    def confidence(self, right: Array, relation: Array) -> Array:
        """Calibrated probability of a statement, from those of its entity and of its relation."""
        a, b, c, d = self.calibration
        x, y = logit(right), logit(relation)
        return _sigmoid(a + b * x + c * y + d * x * y)

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> "Rule":
        """From the settings file."""
        return cls(
            float(value["span_threshold"]),
            float(value["required_weight"]),
            float(value["cut"]),
            tuple(float(v) for v in value["calibration"]),
        )


@dataclass(frozen=True, slots=True)
class Verdicts:
    """For each row: probability of right, of right and required, and of each relation."""

    right: Array
    required: Array
    relations: Array


class Judge:
    """Gradient-boosted trees (an ONNX graph) over the features of candidates."""

    def __init__(self, model: "InferenceSession") -> None:
        self._model = model

    @classmethod
    def load(cls) -> "Judge":
        """The packaged trees."""
        return cls(session("second.onnx"))

    def __call__(self, x: Array, extra: Array, types: NDArray[np.int64]) -> Verdicts:
        """Judges rows of features; `extra` are relation counts, `types` each row's type."""
        feed = {"x": x.astype(np.float32), "xr": np.concatenate([x, extra], 1).astype(np.float32)}
        outputs = self._model.run(["right", "required", "relation"], feed)
        right, required, related = (o.astype(np.float64) for o in outputs)
        e = np.exp(related - related.max(1, keepdims=True)) * RELATION_MASK[types]
        return Verdicts(
            _sigmoid(right[:, 0]), _sigmoid(required[:, 0]), e / e.sum(1, keepdims=True)
        )


def load_tables() -> Tables:
    """The counts that the second step knows (weights/tables.npz)."""
    with (files("kg.extract.tagger") / "weights" / "tables.npz").open("rb") as f, np.load(f) as z:
        hashes, logs = z["frequency_keys"].tolist(), z["frequency_values"].tolist()
        maps: dict[str, dict[str, Any]] = {}
        for which in ("names", "heads", "starts", "catalogue"):
            keys, values = json.loads(bytes(z[f"{which}_keys"]).decode()), z[f"{which}_values"]
            rows = values.tolist() if which == "catalogue" else values.astype(float)
            maps[which] = dict(zip(keys, rows, strict=True))
    return Tables(
        maps["names"],
        maps["heads"],
        maps["starts"],
        dict(zip(hashes, logs, strict=True)),
        maps["catalogue"],
    )
