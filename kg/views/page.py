"""The page around every interactive picture: one template, one style, one set of controls."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.views.picture import SHARED, Edge, Node, Picture
from kg.views.style import PREDICATES, TYPES, edge_width, line_style, type_style

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS = Path(__file__).parent / "assets"
TEMPLATE = "page.html"

_ADAPTERS = {
    "pyvis": ("vis_adapter",),
    "sigma": ("shaders", "sigma_programs", "sigma_adapter"),
}
_SCRIPTS = ("model", "labels", "card", "search", "controls")


def environment(picture: Picture, renderer: str, libraries: list[str]) -> "Environment":
    """A template environment that draws ``picture`` with the adapter called ``renderer``.

    Args:
        picture: What to show.
        renderer: ``pyvis`` or ``sigma``.
        libraries: Texts of the scripts that the adapter needs.
    """
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    scripts = [asset(f"{name}.js") for name in (*_SCRIPTS, *_ADAPTERS[renderer])]
    made = Environment(loader=FileSystemLoader(ASSETS), autoescape=True)
    made.globals.update(
        title=picture.title,
        style=Markup(asset("page.css")),  # noqa: S704 - our own file
        data=Markup(embedded(payload(picture))),  # noqa: S704 - every < is escaped
        libraries=[Markup(text) for text in libraries],  # noqa: S704 - files of packages
        script=Markup("\n".join([*scripts, f'kg.start("{renderer}");'])),  # noqa: S704 - our own
    )
    return made


@cache
def asset(name: str) -> str:
    """The text of a file in ``assets/``."""
    return without_source_map((ASSETS / name).read_text(encoding="utf-8"))


def without_source_map(script: str) -> str:
    """``script`` without the address of its source map: developer tools would ask for it."""
    lines = script.split("\n")  # not splitlines: strings in scripts hold U+2028 and the like
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL="))


def embedded(value: Any) -> str:
    """``value`` as JSON that can stand in a ``script`` element: it holds no ``<``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Lone surrogates are no UTF-8; everything else stands as it is.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def payload(picture: Picture) -> dict[str, Any]:
    """``picture`` as the JSON that ``model.js`` reads: rows without names, to keep it small."""
    kinds = _ordered({node.type for node in picture.nodes}, list(TYPES))
    predicates = _ordered({edge.predicate for edge in picture.edges}, list(PREDICATES))
    quotes = [quote for edge in picture.edges for quote in edge.quotes]
    extractors = sorted({quote.extractor for quote in quotes})
    says = sorted({_label(quote.predicate) for quote in quotes})
    return {
        "title": picture.title,
        "subtitle": picture.subtitle,
        "notes": [*picture.notes, *picture.hints],
        "center": picture.center,
        "types": [_type(kind) for kind in kinds],
        "predicates": [_predicate(name) for name in predicates],
        "says": says,
        "extractors": extractors,
        "papers": [[paper.title, paper.url, paper.year] for paper in picture.papers],
        "nodes": [_node(node, _places(kinds)) for node in picture.nodes],
        "edges": [
            [
                *_edge(edge, bend, _places(predicates)),
                _quotes(edge, _places(says), _places(extractors)),
            ]
            for edge, bend in zip(picture.edges, bends(picture), strict=True)
        ],
    }


def _places(names: list[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _node(node: Node, kinds: dict[str, int]) -> list[Any]:
    shown = (node.name, node.x, node.y, node.size, node.papers, node.url, node.aliases, node.years)
    return [kinds[node.type], *shown, node.id]


def _edge(edge: Edge, bend: int, predicates: dict[str, int]) -> list[Any]:
    return [
        edge.source,
        edge.target,
        predicates[edge.predicate],
        edge.papers,
        round(edge.confidence, 3),
        round(edge_width(edge.papers), 2),
        bend,
    ]


def _quotes(edge: Edge, says: dict[str, int], extractors: dict[str, int]) -> list[list[Any]]:
    rows = []
    for quote in edge.quotes:
        context = [quote.before, quote.after] if quote.before or quote.after else []
        sure = round(quote.confidence, 3)
        said = [quote.paper, says[_label(quote.predicate)], quote.about, quote.text]
        rows.append([*said, sure, extractors[quote.extractor], *context])
    return rows


def _label(predicate: str) -> str:
    return line_style(predicate).label or predicate


def _ordered(found: set[str], order: list[str]) -> list[str]:
    return [name for name in order if name in found] + sorted(found - set(order))


def _type(name: str) -> dict[str, Any]:
    style = type_style(name)
    shape = style.shape
    return {
        "name": name,
        "color": style.color,
        "shape": {
            "corners": shape.corners,
            "turn": shape.turn,
            "inner": shape.inner,
            "hollow": shape.hollow,
            "scale": shape.scale,
        },
    }


def _predicate(name: str) -> dict[str, Any]:
    style = line_style(name)
    return {
        "name": name,
        "label": style.label or name,
        "color": style.color,
        "dash": style.dash,
        "directed": name != SHARED,
    }


def bends(picture: Picture) -> list[int]:
    """How far each edge goes aside, so that several between two nodes lie beside each other."""
    seen: dict[tuple[int, int], int] = {}
    found = []
    for edge in picture.edges:
        ends = (min(edge.source, edge.target), max(edge.source, edge.target))
        nth = seen.get(ends, 0)
        seen[ends] = nth + 1
        side = (nth + 1) // 2 * (1 if nth % 2 else -1)
        found.append(side if edge.source <= edge.target else -side)
    return found
