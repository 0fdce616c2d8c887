"""Writes the trained tagger as an ONNX graph, built node by node, with 8-bit linear layers.

Activations are quantised while the model runs, with one scale a layer and paper. A few channels
are far larger than the rest and would spoil that scale: their size is moved into the weights
beforehand (SmoothQuant, Xiao et al. 2023), from the largest activations on some training papers.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.tagger.data import Example
from training.tagger.model import HEADS, HIDDEN, Tagger
from training.tagger.train import collate

MS = "com.microsoft"
SMOOTHING = 0.85
"""How much of a channel's size moves into the weights; least error on training papers."""

Arrays = dict[str, np.ndarray]


def largest_inputs(model: Tagger, examples: list[Example]) -> Arrays:
    """The largest absolute input of every linear layer of the encoder, by channel."""
    top: Arrays = {}

    def hook(name: str):
        def keep(_: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            x = inputs[0].detach().abs().flatten(0, -2).max(0).values.float().numpy()
            top[name] = np.maximum(top.get(name, 0.0), x)

        return keep

    hooks = [
        getattr(layer, part).register_forward_pre_hook(hook(f"layers.{i}.{part}"))
        for i, layer in enumerate(model.layers)
        for part in ("qkv", "out", "up", "down")
    ]
    with torch.inference_mode():
        for e in examples:
            model(**collate([e])[0])
    for h in hooks:
        h.remove()
    return top


class Graph:
    """Collects nodes and initialisers."""

    def __init__(self, weights: Arrays, inputs: Arrays) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.inits: list[onnx.TensorProto] = []
        self.weights, self.inputs = weights, inputs
        self.count = 0

    def const(self, value: np.ndarray) -> str:
        """An initialiser."""
        self.count += 1
        self.inits.append(numpy_helper.from_array(np.ascontiguousarray(value), f"c{self.count}"))
        return f"c{self.count}"

    def weight(self, name: str) -> str:
        """A trained weight as a 32-bit initialiser."""
        return self.const(self.weights[name].astype(np.float32))

    def op(
        self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attrs: object
    ) -> str:
        """A node; the name of its first output (the others add _1, _2 …)."""
        self.count += 1
        outs = [f"t{self.count}_{i}" if i else f"t{self.count}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), outs, domain=domain, **attrs))
        return outs[0]

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation over the last axis."""
        return self.op(
            "LayerNormalization",
            x,
            self.weight(name + ".weight"),
            self.weight(name + ".bias"),
            axis=-1,
            epsilon=1e-12,
        )

    def linear(self, x: str, name: str) -> str:
        """A linear layer with 8-bit weights (a scale for each output) and 8-bit inputs (one scale).

         linear layer with 8-bit weights (a scale for each output) and 8-bit inputs (one
        scale).
        """
        weight = self.weights[name + ".weight"]
        size = np.maximum(self.inputs[name], 1e-3) ** SMOOTHING / np.maximum(
            np.abs(weight).max(0), 1e-3
        ) ** (1 - SMOOTHING)
        size /= np.exp(np.log(size).mean())
        weight = weight * size
        x = self.op("Mul", x, self.const((1 / size).astype(np.float32)))
        scale = np.abs(weight).max(1) / 127
        whole = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8).T
        y = self.op("DynamicQuantizeLinear", x, outputs=3)
        factor = self.const(scale.astype(np.float32))
        return self.op(
            "MatMulIntegerToFloat",
            y,
            self.const(whole),
            f"{y}_1",
            factor,
            f"{y}_2",
            "",
            self.weight(name + ".bias"),
            domain=MS,
        )

    def embed(self, name: str, index: str) -> str:
        """Rows of a table of vectors kept in 8 bits, one scale a row."""
        table = self.weights[name + ".weight"].astype(np.float32)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-6) / 127
        rows = self.op("Gather", self.const(np.round(table / scale).astype(np.int8)), index)
        return self.op(
            "Mul",
            self.op("Cast", rows, to=TensorProto.FLOAT),
            self.op("Gather", self.const(scale), index),
        )


def _encoder(g: Graph, layers: int) -> str:
    """Subword vectors (subwords x 384) of one paper."""
    zero = g.const(np.array([0]))
    x = g.embed("word", "ids")
    x = g.op("Add", x, g.op("Slice", g.weight("position.weight"), zero, g.op("Shape", "ids"), zero))
    x = g.op("Add", x, g.op("Gather", g.weight("segment.weight"), "segments"))
    x = g.op("Add", x, g.op("Gather", g.weight("case.weight"), "shapes"))
    x = g.op("Unsqueeze", g.norm(x, "norm"), zero)
    for i in range(layers):
        p = f"layers.{i}."
        g.count += 1
        parts = [f"{n}{g.count}" for n in "qkv"]
        g.nodes.append(
            helper.make_node(
                "Split", [g.linear(x, p + "qkv"), g.const(np.array([HIDDEN] * 3))], parts, axis=-1
            )
        )
        a = g.op("MultiHeadAttention", *parts, domain=MS, num_heads=HEADS)
        x = g.norm(g.op("Add", x, g.linear(a, p + "out")), p + "norm1")
        h = g.op("Gelu", g.linear(x, p + "up"), domain=MS)
        x = g.norm(g.op("Add", x, g.linear(h, p + "down")), p + "norm2")
    return g.op("Squeeze", x, zero)


def build(weights: Arrays, inputs: Arrays, path: Path) -> None:
    """Writes the graph: one paper's subwords and words -> tag and relation scores (32 bits)."""
    g = Graph(weights, inputs)
    x = _encoder(g, 1 + max(int(k.split(".")[1]) for k in weights if k.startswith("layers.")))
    shape = g.op("Gather", g.weight("shape.weight"), "word_shapes")
    zero = g.const(np.zeros((1, weights["shape.weight"].shape[1]), np.float32))
    cut = lambda a, b: g.op("Slice", shape, *(g.const(np.array([v])) for v in (a, b, 0)))  # noqa: E731
    near = [
        g.op("Concat", zero, cut(0, -1), axis=0),
        shape,
        g.op("Concat", cut(1, 1 << 30), zero, axis=0),
    ]
    h = g.op("Concat", g.op("Gather", x, "first"), g.op("Gather", x, "last"), *near, axis=-1)
    h = g.op(
        "Gelu",
        g.op("Gemm", h, g.weight("hidden.weight"), g.weight("hidden.bias"), transB=1),
        domain=MS,
    )
    last = {
        p: np.concatenate([weights[f"{n}.{p}"] for n in ("tags", "relations")]).astype(np.float32)
        for p in ("weight", "bias")
    }
    out = g.op("Gemm", h, g.const(last["weight"]), g.const(last["bias"]), transB=1)
    g.nodes.append(helper.make_node("Identity", [out], ["scores"]))
    sizes = (
        ("ids", "n"),
        ("segments", "n"),
        ("shapes", "n"),
        ("first", "m"),
        ("last", "m"),
        ("word_shapes", "m"),
    )
    feeds = [helper.make_tensor_value_info(name, TensorProto.INT64, [size]) for name, size in sizes]
    result = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["m", last["bias"].size])
    graph = helper.make_graph(g.nodes, "tagger", feeds, [result], g.inits)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), str(path))
