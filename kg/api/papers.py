"""Papers and what they say, without a graph."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import Report, ignore
from kg.model import Paper, Statement

Input = str | Path
"""What names a file or a directory."""


def read(
    inputs: Input | Iterable[Input],
    *,
    source: str | None = None,
    page_date: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
    report: Report = ignore,
) -> Iterator[Paper]:
    """Read papers from files.

    Args:
        inputs: A file, directory, glob or ``-`` (standard input), or several of them; ``.gz`` too.
        source: Name of the format (see ``kg sources``); recognised from the content by default.
        page_date: The day a saved page shows, which gives dates without a year theirs.
        columns: For CSV: which column holds which field, such as ``{"title": "Document Title"}``.
        report: Receives a :class:`Notice` for everything that was repaired or skipped.

    Yields:
        Papers in the order of the input; one that stands there twice comes twice.

    Raises:
        UnknownNameError: There is no such ``source``.
    """
    from kg import sources

    several = [inputs] if isinstance(inputs, str | Path) else inputs
    return sources.read(several, source=source, page_date=page_date, columns=columns, report=report)


def extract(
    paper: Paper, *, fast: bool = False, min_confidence: float | None = None
) -> tuple[Statement, ...]:
    """What ``paper`` says: methods, datasets, tasks, metrics, code and links, with evidence.

    Args:
        paper: Title and abstract are read; authors, venue and organisations are stated as given.
        fast: Rules and catalogue only: many times as fast, less complete.
        min_confidence: Leave out what is less sure; by default what serves most people best.
    """
    from kg.pipeline.extraction import extract_paper

    return extract_paper(paper, fast=fast, least_confidence=_least(min_confidence)).statements


def extract_records(
    papers: Iterable[Paper],
    *,
    fast: bool = False,
    jobs: int | None = None,
    min_confidence: float | None = None,
) -> Iterator[dict[str, Any]]:
    """The lines of ``kg extract``: for each of ``papers`` a JSON object with its statements."""
    from kg.link import thing_id
    from kg.pipeline.extraction import extract_papers
    from kg.records import extraction_to_dict

    least = _least(min_confidence)
    for extraction in extract_papers(papers, fast=fast, jobs=jobs, least_confidence=least):
        things = {t for s in extraction.statements for t in (s.subject, s.object) if t}
        yield extraction_to_dict(extraction, {thing: thing_id(thing) for thing in things})


def explain(
    papers: Iterable[Paper],
    path: Input,
    *,
    title: str | None = None,
    fast: bool = False,
    jobs: int | None = None,
    min_confidence: float | None = None,
) -> int:
    """Write an HTML page that shows what is read out of ``papers``; return how many it shows.

    Args:
        papers: The papers.
        path: The page to write.
        title: Only papers whose title holds this, whatever its case and punctuation.
        fast: As for :func:`extract`.
        jobs: Processes; one per core by default.
        min_confidence: As for :func:`extract`.

    Raises:
        NotFoundError: No title holds ``title``; the message names the nearest.
    """
    from kg.pipeline.extraction import extract_papers
    from kg.pipeline.selection import by_title
    from kg.quality.explain import explain_page

    chosen = papers if title is None else by_title(papers, title)
    least = _least(min_confidence)
    extractions = list(extract_papers(chosen, fast=fast, jobs=jobs, least_confidence=least))
    Path(path).write_text(explain_page(extractions), encoding="utf-8")
    return len(extractions)


def evaluate(
    gold: Input, *, fast: bool = False, min_confidence: float | None = None
) -> dict[str, Any]:
    """Run the extraction on annotated papers and judge it; see ``kg evaluate``.

    Args:
        gold: A gold file, one paper a line.
        fast: Judge the fast extraction.
        min_confidence: As for :func:`extract`.

    Raises:
        InputError: The gold file cannot be read.
    """
    from kg.quality.evaluation import evaluate as judge
    from kg.quality.gold import read_gold

    def said(paper: Paper) -> tuple[Statement, ...]:
        return extract(paper, fast=fast, min_confidence=min_confidence)

    return judge(list(read_gold(Path(gold))), said)


def _least(min_confidence: float | None) -> float:
    """``min_confidence``, or what serves most people best."""
    from kg.extract import DEFAULT_CONFIDENCE

    return DEFAULT_CONFIDENCE if min_confidence is None else min_confidence
