"""What a picture shows, whatever draws it: nodes with positions, edges with quotes, and words."""

from dataclasses import dataclass

SHARED = "sharedPapers"
"""The predicate of an edge that stands for papers: they speak of both its ends."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that edges refer to: title, address (possibly empty) and year."""

    title: str
    url: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Why an edge is drawn.

    Attributes:
        paper: Index into :attr:`Picture.papers`.
        predicate: What the quote says of ``about``.
        about: The name of the entity that the quote speaks of.
        text: The words of the paper.
        confidence: 0 to 1.
        extractor: Component and version that read it.
        before: What stands before the words, cut short; empty in large pictures.
        after: What stands after them.
    """

    paper: int
    predicate: str
    about: str
    text: str
    confidence: float
    extractor: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A paper or an entity.

    Attributes:
        id: Its id in the graph.
        type: A value of :class:`kg.model.NodeType`.
        name: Name or title.
        aliases: Other names with the number of papers that use each, most used first.
        papers: How many papers speak of it, under the filters of the picture.
        years: Number of papers by year, sorted; papers without a year are left out.
        url: Its address, possibly empty.
        x: Horizontal place, to the right, in pixels at scale 1.
        y: Vertical place, downwards.
        size: Radius in pixels at scale 1.
    """

    id: str
    type: str
    name: str
    aliases: tuple[tuple[str, int], ...]
    papers: int
    years: tuple[tuple[int, int], ...]
    url: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement, or the papers that two nodes share.

    Attributes:
        source: Index into :attr:`Picture.nodes`.
        target: Index into :attr:`Picture.nodes`.
        predicate: A value of :class:`kg.model.Predicate`, or :data:`SHARED`.
        papers: How many papers say so.
        confidence: The best among them, 0 to 1.
        quotes: Some of the evidence, the surest first.
    """

    source: int
    target: int
    predicate: str
    papers: int
    confidence: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a renderer needs.

    Attributes:
        title: One line.
        subtitle: What is shown, in numbers.
        notes: What was left out, one sentence each.
        hints: What else could be asked for, one sentence each.
        nodes: Sorted by importance: what is drawn last is named first.
        edges: Sorted by ends and predicate.
        papers: What quotes refer to.
        center: Index of the node that the picture is about.
    """

    title: str
    subtitle: str
    notes: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    papers: tuple[Paper, ...]
    center: int | None = None
    hints: tuple[str, ...] = ()
