"""Interactive pictures by pyvis and vis-network, up to about a thousand nodes."""

import json
from pathlib import Path
from typing import Any

from kg.views.page import TEMPLATE, bends, environment, without_source_map
from kg.views.picture import SHARED, Edge, Picture
from kg.views.style import edge_width, line_style

MOST = 1_000
"""Up to how many nodes this renderer stays quick."""


def render(picture: Picture) -> str:
    """The page, as text that is written as UTF-8.

    pyvis's own template loads files from the network, whatever it is told; so it gets ours.
    Nodes and edges are assigned in bulk: adding them one by one is quadratic.
    """
    from pyvis.network import Network

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.nodes = [
        {"id": n, "x": node.x, "y": node.y, "size": node.size}
        for n, node in enumerate(picture.nodes)
    ]
    network.edges = [
        _edge(n, edge, bend)
        for n, (edge, bend) in enumerate(zip(picture.edges, bends(picture), strict=True))
    ]
    network.set_options(json.dumps(_options(len(picture.edges))))
    library = _library(Path(network.template_dir))
    network.templateEnv = environment(picture, "pyvis", [library])
    network.templateEnv.globals["pyvis"] = True
    network.path = TEMPLATE
    return str(network.generate_html())


def _edge(number: int, edge: Edge, bend: int) -> dict[str, Any]:
    style = line_style(edge.predicate)
    row: dict[str, Any] = {
        "id": number,
        "from": edge.source,
        "to": edge.target,
        "width": round(edge_width(edge.papers), 2),
        "dashes": list(style.dash) or False,
    }
    if edge.predicate != SHARED:
        row["arrows"] = {"to": {"enabled": True, "scaleFactor": 0.5}}
    if bend:
        way = "curvedCW" if bend > 0 else "curvedCCW"
        row["smooth"] = {"enabled": True, "type": way, "roundness": min(0.12 * abs(bend), 0.6)}
    return row


def _options(edges: int) -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {"smooth": False, "hoverWidth": 1, "selectionWidth": 0},
        "nodes": {"chosen": False},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "tooltipDelay": 100_000,
            "hideEdgesOnDrag": edges > 2_000,
            "hideEdgesOnZoom": edges > 2_000,
            "keyboard": {"enabled": False},
            "multiselect": False,
        },
    }


def _library(templates: Path) -> str:
    """vis-network as pyvis ships it."""
    newest = sorted(templates.glob("lib/vis-*/vis-network.min.js"))[-1]
    return without_source_map(newest.read_text(encoding="utf-8"))
