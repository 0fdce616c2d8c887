"""A view: the picture as an outline, for screen readers and text browsers."""

from html import escape

from kg.views.picture import Picture


def render(picture: Picture) -> str:
    """One page that lists every node with its links."""
    items: dict[int, list[str]] = {}
    for edge in picture.edges:
        target = escape(picture.nodes[edge.target].name)
        items.setdefault(edge.source, []).append(f"<li>{escape(edge.predicate)}: {target}</li>")
    body = "".join(
        f"<h2>{escape(node.name)}</h2><p>{escape(node.type)}</p><ul>{''.join(items[i])}</ul>"
        for i, node in enumerate(picture.nodes)
        if i in items
    )
    title = escape(picture.title)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<h1>{title}</h1><p>{escape(picture.subtitle)}</p>{body}</html>"
    )
