"""A picture as an object: it shows itself in a notebook and saves itself to a file."""

import html
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ExportError
from kg.registry import Registry
from kg.views.picture import Picture

RENDERERS = Registry(
    "renderers",
    {"pyvis": "kg.views.pyvis_page:render", "sigma": "kg.views.sigma_page:render"},
)
"""What draws interactive pages: ``name -> function from picture to HTML``."""

STILLS = (".svg", ".png", ".pdf")
"""Endings of files that become still pictures."""

PYVIS_MOST = 1_000
"""Up to how many nodes pyvis stays quick; above, sigma draws."""

FRAME_HEIGHT = 640
"""Height of the frame in a notebook, in pixels."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture of a part of a graph.

    Attributes:
        picture: What is shown.
        renderer: What draws it as a page; chosen by the number of nodes if ``None``.
    """

    picture: Picture
    renderer: str | None = None

    def to_html(self) -> str:
        """One page that holds everything it needs.

        Raises:
            UnknownNameError: There is no such renderer.
        """
        small = len(self.picture.nodes) <= PYVIS_MOST
        name = self.renderer or ("pyvis" if small else "sigma")
        return str(RENDERERS.load(name)(self.picture))

    def save(self, path: str | Path) -> Path:
        """Write a page (``.html``) or a still picture (``.svg``, ``.png``, ``.pdf``).

        Raises:
            ExportError: The ending is another one, or the file cannot be written.
        """
        target = Path(path)
        ending = target.suffix.lower()
        if ending in STILLS:
            from kg.views.figure import save
            from kg.views.still import figure

            save(figure(self.picture), target)
            return target
        if ending not in (".html", ".htm"):
            raise ExportError(f"{target}: a picture ends in .html, {', '.join(STILLS)}; name it so")
        try:
            target.write_bytes(self.to_html().encode("utf-8"))
        except OSError as error:
            raise ExportError(f"{target} cannot be written: {error.strerror or error}") from error
        return target

    def _repr_html_(self) -> str:
        page = html.escape(self.to_html(), quote=True)
        return (
            f'<iframe srcdoc="{page}" style="width:100%;height:{FRAME_HEIGHT}px;border:0" '
            f'title="{html.escape(self.picture.title, quote=True)}"></iframe>'
        )

    def __repr__(self) -> str:
        nodes, edges = len(self.picture.nodes), len(self.picture.edges)
        return f"<View {self.picture.title!r}: {nodes} nodes, {edges} links>"
