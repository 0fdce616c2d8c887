"""The picture of types and predicates: ``python docs/hooks/model_picture.py`` draws the model.

Papers stand in the middle, what the source says of them on the left, what their text says on the
right; relations between entities go around the right side.
"""

from collections.abc import Iterator
from pathlib import Path

from kg.model import SIGNATURES, NodeType, Predicate

PICTURE = Path(__file__).resolve().parent.parent / "pictures" / "model.svg"

_WIDTH, _HEIGHT = 1280, 600
_BOX_WIDTH, _BOX_HEIGHT = 124, 40
_LEFT, _MIDDLE, _RIGHT = 80, 350, 900
_RIGHT_TYPES = ("Method", "Dataset", "Task", "Metric", "Repository", "Resource")
_LEFT_TYPES = ("Author", "Organization", "Venue")
_COLORS = {
    "Paper": "#444444",
    "Method": "#0072B2",
    "Dataset": "#B35900",
    "Task": "#00785A",
    "Metric": "#8A4A7D",
}
_PLACES = {
    "Paper": (_MIDDLE, _HEIGHT / 2),
    **{name: (_RIGHT, 60 + 96 * row) for row, name in enumerate(_RIGHT_TYPES)},
    **{name: (_LEFT, 150 + 150 * row) for row, name in enumerate(_LEFT_TYPES)},
}
_HEAD = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"
 font-family="Helvetica, Arial, sans-serif" font-size="15">
<title>Types of nodes and the predicates between them</title>
<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8"
 orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#777777"/></marker></defs>
<rect width="{_WIDTH}" height="{_HEIGHT}" rx="10" fill="#ffffff"/>"""


def draw() -> str:
    """The picture as SVG."""
    from_papers: dict[str, list[Predicate]] = {}
    between: list[tuple[Predicate, str, str]] = []
    for predicate, (subject, objects) in SIGNATURES.items():
        for target in objects:
            if subject is NodeType.PAPER:
                from_papers.setdefault(target.value, []).append(predicate)
            else:
                between.append((predicate, subject.value, target.value))
    parts = [_HEAD]
    for target, predicates in from_papers.items():
        parts += _line(target, " · ".join(predicates))
    parts += _arcs(between)
    parts += [_box(node_type.value) for node_type in NodeType]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(target: str, words: str) -> Iterator[str]:
    (x1, y1), (x2, y2) = _PLACES["Paper"], _PLACES[target]
    side = 1 if x2 > x1 else -1
    start, end = x1 + side * _BOX_WIDTH / 2, x2 - side * _BOX_WIDTH / 2
    level = start + side * (110 if side > 0 else 50)  # from here on level, under the words
    bend = (start + level) / 2
    yield _path(
        f"M{start:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {level:g} {y2:g}L{end:g} {y2:g}"
    )
    yield _words((level + end) / 2, y2 - 8, words, "middle")


def _arcs(between: list[tuple[Predicate, str, str]]) -> Iterator[str]:
    by_ends: dict[tuple[str, str], list[Predicate]] = {}
    for predicate, subject, target in between:
        by_ends.setdefault((subject, target), []).append(predicate)
    edge = _RIGHT + _BOX_WIDTH / 2
    for number, ((subject, target), predicates) in enumerate(by_ends.items()):
        words, reach = " · ".join(predicates), edge + (70, 120, 320)[number % 3]
        y1, y2 = _PLACES[subject][1] - 8 + 8 * number, _PLACES[target][1]
        if subject == target:
            y2 += 14
            yield _words(edge + 30, y1 - 8, words)
        else:
            yield _words(edge + (reach - edge) * 0.75 + 8, (y1 + y2) / 2 + 5, words)
        yield _path(f"M{edge:g} {y1:g}C{reach:g} {y1:g} {reach:g} {y2:g} {edge:g} {y2:g}")


def _path(data: str) -> str:
    return (
        f'<path d="{data}" fill="none" stroke="#777777" stroke-width="1.5" marker-end="url(#tip)"/>'
    )


def _words(x: float, y: float, words: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="#222222" stroke="#ffffff" '
        f'stroke-width="5" paint-order="stroke">{words}</text>'
    )


def _box(name: str) -> str:
    x, y = _PLACES[name]
    color = _COLORS.get(name, "#666666")
    left, top = x - _BOX_WIDTH / 2, y - _BOX_HEIGHT / 2
    return (
        f'<rect x="{left:g}" y="{top:g}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="8" '
        f'fill="{color}"/><text x="{x:g}" y="{y + 5:g}" text-anchor="middle" fill="#ffffff" '
        f'font-weight="bold">{name}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
