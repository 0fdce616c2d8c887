"""Papers to a graph directory."""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.graph import Graph, open_graph
from kg.api.papers import Input, read
from kg.errors import Report, ignore
from kg.model import Paper

if TYPE_CHECKING:
    from kg.pipeline.build import BuildSummary, Settings
    from kg.pipeline.progress import Progress


def build(
    inputs: Input | Iterable[Input],
    graph: Input,
    *,
    source: str | None = None,
    page_date: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
    settings: "Settings | None" = None,
    report: Report = ignore,
    progress: "Progress | None" = None,
) -> Graph:
    """Add the papers in ``inputs`` to the graph directory ``graph``, made where it is missing.

    The same input again changes nothing. See :func:`read` for ``source`` to ``report``.

    Args:
        inputs: As for :func:`read`.
        graph: The graph directory.
        source: As for :func:`read`.
        page_date: As for :func:`read`.
        columns: As for :func:`read`.
        settings: Speed, processes, least confidence.
        report: As for :func:`read`.
        progress: Called with stage, done and total.

    Raises:
        GraphError: ``graph`` is something else, of another version, being built, or not writable.
    """
    root = Path(graph)
    papers = read(inputs, source=source, page_date=page_date, columns=columns, report=report)
    build_papers(papers, root, settings=settings, progress=progress)
    return open_graph(root)


def build_papers(
    papers: Iterable[Paper],
    graph: Input,
    *,
    settings: "Settings | None" = None,
    progress: "Progress | None" = None,
) -> "BuildSummary":
    """Add ``papers`` to the graph directory ``graph`` and say what that did.

    Raises:
        GraphError: As for :func:`build`.
    """
    from kg.pipeline.build import Settings
    from kg.pipeline.build import build as build_graph
    from kg.pipeline.progress import silent

    return build_graph(papers, Path(graph), settings or Settings(), progress or silent)
