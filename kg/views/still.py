"""A network as a still picture: for papers and slides."""

import math
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke

from kg.model import NodeType
from kg.views.figure import (
    INK,
    PAGE,
    POINTS,
    SOFT,
    Still,
    heading,
    new,
    plain,
    style,
    text_size,
)
from kg.views.page import bends
from kg.views.picture import SHARED, Node, Picture
from kg.views.place import Box, Disc, place
from kg.views.style import PREDICATES, TYPES, Shape, line_style, type_style

NAMED = 60
"""Up to how many nodes every name is shown."""

_LABEL = 30


def figure(picture: Picture, width: float | None = None) -> Still:
    """``picture`` as a figure ``width`` inches wide; by default as wide as its nodes need."""
    count = len(picture.nodes)
    wide = width or PAGE * (1.0 if count <= NAMED else min(1.9, math.sqrt(count / NAMED)))
    high = wide * 0.72
    with style():
        made = new(wide, high)
        over = heading(made, picture.title, _said(picture), size=9.5, lines=2)
        handles = _legend(picture)
        columns = min(len(handles), max(2, int(wide / 0.95))) or 1
        rows = -(-len(handles) // columns)
        bottom = (0.1 + 0.16 * rows) / high
        axes = made.add_axes((0.01, bottom, 0.98, 1 - over / high - bottom))
        axes.set_axis_off()
        made.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(0.01, 0.005),
            ncols=columns,
            frameon=False,
            handlelength=2.0,
            columnspacing=1.2,
            fontsize=6.5,
        )
        _draw(axes, picture, made)
    return made


def _draw(axes: Axes, picture: Picture, made: Still) -> None:
    """Nodes, edges and names in the points of the figure, so that sizes are what they look like."""
    area = axes.get_position()
    width = area.width * made.get_figwidth() * POINTS
    height = area.height * made.get_figheight() * POINTS
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    discs, scale = _fitted(picture.nodes, width, height)
    _edges(axes, picture, discs, scale)
    for node, disc in zip(picture.nodes, discs, strict=True):
        _node(axes, node, disc)
    frame = Box(1, 1, width - 1, height - 1)
    _names(axes, picture.nodes, discs, frame, made)


def _fitted(nodes: tuple[Node, ...], width: float, height: float) -> tuple[list[Disc], float]:
    """The nodes in points, and points per pixel of the layout."""
    if not nodes:
        return [], 1.0
    margin = 26.0
    left, right = min(n.x for n in nodes), max(n.x for n in nodes)
    low, high = min(n.y for n in nodes), max(n.y for n in nodes)
    across, down = max(right - left, 1.0), max(high - low, 1.0)
    scale_x = min((width - 2 * margin) / across, 1.4)
    scale_y = min((height - 2 * margin) / down, 1.4)
    # A stretched layout is still true to its neighbourhoods, and uses the page.
    scale_x, scale_y = min(scale_x, 1.5 * scale_y), min(scale_y, 1.5 * scale_x)
    scale = min(scale_x, scale_y)
    size = max(0.2, min(0.55, scale))
    middle = (left + right) / 2, (low + high) / 2
    return [
        Disc(
            width / 2 + (n.x - middle[0]) * scale_x,
            height / 2 - (n.y - middle[1]) * scale_y,
            max(2.0, n.size * size),
        )
        for n in nodes
    ], size


def _edges(axes: Axes, picture: Picture, discs: list[Disc], scale: float) -> None:
    strength = 0.75 if len(picture.edges) < 150 else 0.5
    for edge, bend in zip(picture.edges, bends(picture), strict=True):
        look = line_style(edge.predicate)
        one, two = discs[edge.source], discs[edge.target]
        width = 0.6 + 0.45 * math.log2(edge.papers) if edge.papers > 1 else 0.6
        axes.add_patch(
            FancyArrowPatch(
                (one.x, one.y),
                (two.x, two.y),
                arrowstyle="-" if edge.predicate == SHARED else "-|>",
                mutation_scale=4.5,
                connectionstyle=f"arc3,rad={0.12 * bend:.2f}",
                shrinkA=one.radius,
                shrinkB=two.radius + 0.5,
                linewidth=width,
                linestyle=_dashes(look.dash, width),
                color=look.color,
                alpha=strength * (0.4 + 0.6 * edge.confidence),
                zorder=1,
            )
        )


def _dashes(dash: tuple[int, ...], width: float) -> Any:
    return (0, tuple(0.5 * part / max(width, 0.6) for part in dash)) if dash else "solid"


def _node(axes: Axes, node: Node, disc: Disc) -> None:
    look = type_style(node.type)
    axes.plot(
        [disc.x],
        [disc.y],
        linestyle="none",
        marker=_marker(look.shape),
        markersize=2 * disc.radius * look.shape.scale,
        markerfacecolor="white" if look.shape.hollow else look.color,
        markeredgecolor=look.color if look.shape.hollow else INK,
        markeredgewidth=1.0 if look.shape.hollow else 0.35,
        zorder=2,
    )


def _marker(shape: Shape) -> MarkerStyle:
    points = shape.outline()
    if not points:
        return MarkerStyle("o")
    return MarkerStyle(Outline([*points, points[0]], closed=True))


def _names(axes: Axes, nodes: tuple[Node, ...], discs: list[Disc], frame: Box, made: Still) -> None:
    # A name that no glyph is left of is shown by its type.
    texts = [plain(node.name, _LABEL) or node.type for node in nodes]
    # Titles of papers are long and not what the picture is about: they stand back.
    sizes = [
        5.4 if node.type == NodeType.PAPER else 6.0 + min(2.2, disc.radius / 5)
        for node, disc in zip(nodes, discs, strict=True)
    ]
    extents = [text_size(made, text, size) for text, size in zip(texts, sizes, strict=True)]
    near_only = len(nodes) if len(nodes) <= NAMED else NAMED // 2
    boxes = place(discs, extents, frame, near_only)
    for node, text, size, disc, box in zip(nodes, texts, sizes, discs, boxes, strict=True):
        if box is None:
            continue
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if disc.away(box) > 0.9 * size:
            end = disc.nearest(box)
            axes.plot([disc.x, end[0]], [disc.y, end[1]], color=SOFT, linewidth=0.4, zorder=1.5)
        axes.text(
            x,
            y,
            text,
            size=size,
            color=SOFT if node.type == NodeType.PAPER else INK,
            ha="center",
            va="center_baseline",
            zorder=3,
            path_effects=[withStroke(linewidth=1.6, foreground="white")],
        )


def _legend(picture: Picture) -> list[Line2D]:
    """A line of the legend for every type and predicate in the picture."""
    kinds = {node.type for node in picture.nodes}
    predicates = {edge.predicate for edge in picture.edges}
    ordered = [str(k) for k in [*TYPES, *sorted(kinds - set(TYPES))] if k in kinds]
    lines = [
        str(p) for p in [*PREDICATES, *sorted(predicates - set(PREDICATES))] if p in predicates
    ]
    return [_type_handle(name) for name in ordered] + [_line_handle(name) for name in lines]


def _type_handle(name: str) -> Line2D:
    look = type_style(name)
    hollow = look.shape.hollow
    return Line2D(
        [],
        [],
        linestyle="none",
        label=name,
        marker=_marker(look.shape),
        markersize=5.5 * look.shape.scale,
        markerfacecolor="white" if hollow else look.color,
        markeredgecolor=look.color if hollow else INK,
        markeredgewidth=1.0 if hollow else 0.35,
    )


def _line_handle(name: str) -> Line2D:
    look = line_style(name)
    dashes = _dashes(look.dash, 1.4)
    return Line2D(
        [], [], color=look.color, linewidth=1.4, linestyle=dashes, label=look.label or name
    )


def _said(picture: Picture) -> str:
    return " ".join([picture.subtitle + ".", *picture.notes])
