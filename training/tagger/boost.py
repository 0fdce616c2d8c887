"""Writes LightGBM boosters as one ONNX graph of tree ensembles.

So that LightGBM is not needed at run time.
"""

from pathlib import Path

import lightgbm as lgb
import numpy as np
import onnx
from onnx import TensorProto, helper

ML = "ai.onnx.ml"


def _floor32(x: float) -> float:
    """The largest 32-bit number that is not above `x`.

    Keeps `feature <= x` exact for 32-bit features.
    """
    y = np.float32(x)
    return float(y if float(y) <= x else np.nextafter(y, np.float32(-np.inf)))


def _walk(node: dict, tree: int, target: int, out: dict[str, list]) -> int:
    """Appends the nodes of one tree; returns the id of its root."""
    me = out["count"][0]
    out["count"][0] += 1
    leaf = "leaf_value" in node
    at = len(out["nodes_nodeids"])
    values = {
        "treeids": tree,
        "nodeids": me,
        "featureids": 0 if leaf else node["split_feature"],
        "values": 0.0 if leaf else _floor32(node["threshold"]),
        "modes": "LEAF" if leaf else "BRANCH_LEQ",
        "truenodeids": 0,
        "falsenodeids": 0,
    }
    for name, value in values.items():
        out[f"nodes_{name}"].append(value)
    if leaf:
        for name, value in (
            ("treeids", tree),
            ("nodeids", me),
            ("ids", target),
            ("weights", float(node["leaf_value"])),
        ):
            out[f"target_{name}"].append(value)
    else:
        out["nodes_truenodeids"][at] = _walk(node["left_child"], tree, target, out)
        out["nodes_falsenodeids"][at] = _walk(node["right_child"], tree, target, out)
    return me


def ensemble(booster: lgb.Booster, source: str, result: str) -> onnx.NodeProto:
    """One booster as a TreeEnsembleRegressor node: raw scores (rows x classes)."""
    model = booster.dump_model()
    targets = model["num_tree_per_iteration"]
    names = [
        f"nodes_{n}"
        for n in [
            "treeids",
            "nodeids",
            "featureids",
            "values",
            "modes",
            "truenodeids",
            "falsenodeids",
        ]
    ]
    out: dict[str, list] = {
        n: [] for n in [*names, *(f"target_{n}" for n in ["treeids", "nodeids", "ids", "weights"])]
    }
    for i, tree in enumerate(model["tree_info"]):
        out["count"] = [0]
        _walk(tree["tree_structure"], i, i % targets, out)
    del out["count"]
    return helper.make_node(
        "TreeEnsembleRegressor",
        [source],
        [result],
        domain=ML,
        n_targets=targets,
        aggregate_function="SUM",
        **out,
    )


def write_second(
    path: Path, right: lgb.Booster, required: lgb.Booster, relation: lgb.Booster
) -> None:
    """The three boosters in one graph; inputs `x` and `xr`, outputs are raw scores."""
    nodes = [
        ensemble(right, "x", "right"),
        ensemble(required, "x", "required"),
        ensemble(relation, "xr", "relation"),
    ]

    def value(name, width):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", width])

    graph = helper.make_graph(
        nodes,
        "second",
        [value("x", right.num_feature()), value("xr", relation.num_feature())],
        [
            value("right", 1),
            value("required", 1),
            value("relation", relation.num_model_per_iteration()),
        ],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(ML, 1)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), str(path))
