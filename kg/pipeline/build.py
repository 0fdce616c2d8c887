"""Papers to a graph on disk: stage, extract what is new, link everything, swap the graph in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.encode.iris import foreign_iri
from kg.encode.vocabulary import BASE
from kg.errors import GraphError
from kg.extract import DEFAULT_CONFIDENCE, version
from kg.graph.assemble import Assembly, assembling, mention_batch, node_key
from kg.graph.convert import row_to_paper
from kg.graph.schema import EXTRACTIONS, PAPERS
from kg.graph.tables import Tables, is_graph, open_tables
from kg.graph.write import commit, locked
from kg.link import CURATION_FILE, read_curation
from kg.link import VERSION as LINK_VERSION
from kg.model import Paper, Statement
from kg.pipeline import cache
from kg.pipeline.extraction import BATCH as TASK
from kg.pipeline.extraction import extract_batches, parse_statements
from kg.pipeline.linking import link_names, write_merges
from kg.pipeline.metadata import stated
from kg.pipeline.progress import Progress, counted, silent
from kg.pipeline.staging import stage


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did.

    Attributes:
        read: Papers read from input, repeats included.
        papers: Papers in the graph.
        added: Papers that the graph did not have before.
        extracted: Papers whose text had to be read, because it was new.
        entities: Entities in the graph.
        statements: Statements in the graph.
        waiting: Papers left out because the build was interrupted.
        notices: Entries of the curation that did nothing, as lines for people.
    """

    read: int
    papers: int
    added: int
    extracted: int
    entities: int
    statements: int
    waiting: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build.

    Attributes:
        fast: Use the fast extraction instead of the best.
        jobs: Processes; one per core by default.
        min_confidence: Statements below it stay out of the graph; by default what the graph was
            built with before, else the extraction's default.
        base: Where the IRIs of nodes and statements start in RDF; by default what the graph had
            before, else :data:`kg.encode.vocabulary.BASE`.
    """

    fast: bool = False
    jobs: int | None = None
    min_confidence: float | None = None
    base: str | None = None


def build(
    papers: Iterable[Paper], root: Path, settings: Settings, progress: Progress = silent
) -> BuildSummary:
    """Add ``papers`` to the graph in ``root``, which is made where it does not exist.

    The same papers again change nothing. Ctrl-C stops the reading of texts; a new graph then holds
    what was read so far, an old one stays as it was, and the next build goes on from there.

    Raises:
        GraphError: ``root`` is not a graph, of another version, being built, or not writable;
            or the base is no IRI.
    """
    if root.exists() and not is_graph(root):
        _check_unused(root)
    with locked(root) as work:
        old = open_tables(root) if is_graph(root) else None
        with assembling(work) as assembly:
            return _build(assembly, old, papers, root, work, settings, progress)


def _check_unused(root: Path) -> None:
    """Refuse to fill a directory that holds somebody else's files."""
    ours = {".lock", ".work", cache.CACHE, CURATION_FILE}
    if root.is_file() or any(path.name not in ours for path in root.iterdir()):
        open_tables(root)


def _build(
    assembly: Assembly,
    old: Tables | None,
    papers: Iterable[Paper],
    root: Path,
    work: Path,
    settings: Settings,
    progress: Progress,
) -> BuildSummary:
    curation = read_curation(root)
    named = _base(settings, old)
    staged = stage(assembly, old, counted(papers, "reading", progress))
    extractor = version(fast=settings.fast)
    cache.load_cache(assembly, old, root, extractor)
    extracted, complete = _extract(assembly, root, settings, progress)
    waiting = 0
    if not complete:
        if old is not None:
            raise KeyboardInterrupt
        waiting = _drop_unread(assembly)
    _fill_mentions(assembly, progress)
    notices = link_names(assembly, curation, progress)
    least = _least_confidence(settings, old)
    files = assembly.finish(least)
    files["papers"] = assembly.write(
        "papers", PAPERS, "SELECT * EXCLUDE (content) FROM papers ORDER BY id"
    )
    files["extractions"] = assembly.write(
        "extractions",
        EXTRACTIONS,
        "SELECT * FROM extractions WHERE content IN (SELECT content FROM papers) ORDER BY content",
    )
    files["merges"] = write_merges(assembly)
    commit(root, work, files, _about(assembly, extractor, least) | named)
    if complete:
        cache.clear(root)
    return BuildSummary(
        read=staged.read,
        papers=files["papers"].rows,
        added=files["papers"].rows - (old.count("papers") if old else 0),
        extracted=extracted,
        entities=files["entities"].rows,
        statements=files["statements"].rows,
        waiting=waiting,
        notices=notices,
    )


def _extract(
    assembly: Assembly, root: Path, settings: Settings, progress: Progress
) -> tuple[int, bool]:
    """Read the texts that no extraction is known of; how many, and whether to the end."""
    unread = (
        "FROM (SELECT DISTINCT ON (content) * FROM papers ORDER BY content) "
        "WHERE content NOT IN (SELECT content FROM extractions)"
    )
    total = assembly.value(f"SELECT count(*) {unread}")
    batches = _tasks(assembly.batches(f"SELECT * EXCLUDE (content) {unread} ORDER BY content"))
    done = 0
    try:
        for batch in extract_batches(batches, total, fast=settings.fast, jobs=settings.jobs):
            cache.keep(root, batch)
            assembly.insert("extractions", batch)
            done += batch.num_rows
            progress("extracting", done, total)
    except KeyboardInterrupt:
        return done, False
    return done, True


def _tasks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, TASK):
            yield pa.RecordBatch.from_pylist(batch.slice(start, TASK).to_pylist(), schema=PAPERS)


def _drop_unread(assembly: Assembly) -> int:
    unread = "FROM papers WHERE content NOT IN (SELECT content FROM extractions)"
    count = int(assembly.value(f"SELECT count(*) {unread}"))
    assembly.execute(f"DELETE {unread}")
    return count


def _fill_mentions(assembly: Assembly, progress: Progress) -> None:
    assembly.create("mentions", mention_batch([]).schema)
    total = assembly.value("SELECT count(*) FROM papers")
    sql = "SELECT papers.*, statements FROM papers JOIN extractions USING (content) ORDER BY id"
    done = 0
    for batch in assembly.batches(sql):
        rows = batch.to_pylist()
        mentions = [mention for row in rows for mention in _mentions(row)]
        assembly.insert("mentions", mention_batch(mentions))
        done += len(rows)
        progress("collecting", done, total)


def _mentions(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    paper = row_to_paper(row)
    for statement in stated(paper, parse_statements(row["statements"])):
        yield {
            "paper": paper.id,
            "subject": None if statement.subject is None else node_key(statement.subject),
            "predicate": str(statement.predicate),
            "object": node_key(statement.object),
            "confidence": statement.confidence,
            "evidence": _evidence(statement),
        }


def _evidence(statement: Statement) -> list[dict[str, Any]]:
    return [
        {
            "field": e.field,
            "start": e.start,
            "end": e.end,
            "text": e.text,
            "extractor": e.extractor,
            "confidence": e.confidence,
        }
        for e in statement.evidence
    ]


def _about(assembly: Assembly, extractor: str, least: float) -> dict[str, Any]:
    return {
        "versions": {
            "kg": package_version("paper-kg"),
            "extractor": extractor,
            "linker": LINK_VERSION,
        },
        "settings": {"min_confidence": least},
        "counts": assembly.counts(),
    }


def _base(settings: Settings, old: Tables | None) -> dict[str, str]:
    """The manifest's entry for the base IRI; none where it is the default.

    Raises:
        GraphError: It cannot be one.
    """
    base = settings.base
    if base is None:
        base = str(old.manifest.get("base", BASE)) if old else BASE
    if foreign_iri(base) != base or not base.endswith("/"):
        raise GraphError(
            f"the base '{base}' is no absolute IRI that ends in /: "
            "write one such as https://example.org/papers/"
        )
    return {} if base == BASE else {"base": base}


def _least_confidence(settings: Settings, old: Tables | None) -> float:
    """What the caller asks for, else what the graph was built with, else the default."""
    if settings.min_confidence is not None:
        return settings.min_confidence
    return float(old.manifest["settings"]["min_confidence"]) if old else DEFAULT_CONFIDENCE
