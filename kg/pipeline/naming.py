"""Linking of bare names, so that it can be measured without a graph."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kg.errors import Notice, Report
from kg.extract.acronyms import find_definitions
from kg.link import Definition, link
from kg.model import CONCEPTS, NodeType, Paper, Thing


def read_names(lines: Iterable[str], place: str, report: Report) -> Iterator[Thing]:
    """The things that lines of ``type<TAB>name`` name; other lines are reported and left out."""
    types = {str(t): t for t in CONCEPTS}
    for number, line in enumerate(lines, 1):
        node_type, tab, name = line.rstrip("\r\n").partition("\t")
        if not line.strip():
            continue
        if not tab or not name.strip() or node_type not in types:
            wanted = f"TYPE<TAB>NAME, with one of the types {', '.join(types)}"
            report(Notice(place, number, f"left out: a line is {wanted}"))
            continue
        yield Thing(types[node_type], name)


def definitions(papers: Iterable[Paper]) -> Iterator[Definition]:
    """The acronyms that titles and abstracts define, once for each paper."""
    for paper in papers:
        found = {
            (d.short, d.long) for t in (paper.title, paper.abstract) for d in find_definitions(t)
        }
        for short, long in sorted(found):
            yield Definition(short, long, own=True)


def link_names(things: Iterable[Thing], papers: Iterable[Paper] = ()) -> Iterator[dict[str, Any]]:
    """Clusters of names, as ``{"type": …, "names": […]}``, sorted.

    Args:
        things: The names; one that comes twice counts once.
        papers: Papers that use the names; the acronyms they define are taken from them.
    """
    distinct = sorted(set(things), key=lambda t: (t.type, t.name))
    linking = link(((thing, 1) for thing in distinct), definitions(papers))
    groups: dict[tuple[NodeType, str], list[str]] = defaultdict(list)
    for thing in distinct:
        groups[thing.type, linking.ids[thing]].append(thing.name)
    for (node_type, _), names in sorted(groups.items()):
        yield {"type": str(node_type), "names": names}
