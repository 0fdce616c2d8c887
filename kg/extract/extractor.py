"""The extraction as one value: the pipeline of components, its version, and what it looks at."""

import gc
import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.metadata import version as installed
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.candidates import GAP
from kg.extract.reading import Component, Reading, keep, reading_of, register
from kg.model import Extraction, Paper, Statement
from kg.registry import Registry

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_CONFIDENCE = 0.5
"""Statements below it are left out unless asked for; best triple F1 on the training papers."""

COMPONENTS = {
    "kg_links": "kg.extract.links",
    "kg_acronyms": "kg.extract.acronyms",
    "kg_names": "kg.extract.names",
    "kg_catalogue": "kg.extract.catalogue",
    "kg_phrases": "kg.extract.phrases",
    "kg_tagger": "kg.extract.tagging",
    "kg_statements": "kg.extract.statements",
    "kg_relations": "kg.extract.relations",
}
"""The components, in the order in which they run: spaCy factory name -> module."""

_ONLY_FAST = ("kg_catalogue", "kg_phrases")
_ONLY_BEST = ("kg_tagger",)

EXTRACTORS = Registry("extractors", {})
"""Components of other packages, which run after ours: spaCy factory name -> where it is defined.

They find what ours found in ``doc._.kg_statements``, and set it. An entry point of the group
``kg.extractors`` names the function that is registered as the spaCy factory of the same name.
"""

TITLE_LIMIT = 2_000
"""So many characters of a title are read."""

ABSTRACT_LIMIT = 20_000
"""So many characters of an abstract are read: four times the longest real one."""

_LIBRARIES = ("spacy", "pyahocorasick")
_TAGGER_LIBRARIES = ("onnxruntime", "tokenizers")
_BATCH = 64
_SURROGATE = re.compile(r"[\ud800-\udfff\x00]")


class Extractor:
    """Reads papers. Make one with :func:`load`; it is expensive to make and cheap to use.

    Args:
        nlp: The components; spaCy's tokens are made only for components of other packages.
        version: Changes whenever the same paper could give another result.

    Attributes:
        version: As given.
    """

    def __init__(self, nlp: "Language", version: str) -> None:
        self._nlp = nlp
        self.version = version

    def __call__(self, paper: Paper) -> Extraction:
        """The statements of ``paper``, also unlikely ones, with their confidence."""
        (extraction,) = self.many([paper])
        return extraction

    def many(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        """Each of ``papers`` as by a call, in order, in batches that do not change results."""
        iterator = iter(papers)
        while batch := list(islice(iterator, _BATCH)):
            with _collector_at_rest():
                extractions = [
                    Extraction(paper, tuple([_quoted(paper, s) for s in reading.statements]))
                    for paper, reading in zip(batch, self._read(batch), strict=True)
                ]
            yield from extractions

    def _read(self, batch: list[Paper]) -> list[Reading]:
        papers = [_reading(paper) for paper in batch]
        ours = [part for _, part in self._nlp.pipeline if isinstance(part, Component)]
        if len(ours) == len(self._nlp.pipeline):
            for component in ours:
                component.read_all(papers)
            return papers
        docs = [self._nlp.make_doc(paper.text) for paper in papers]
        for doc, paper in zip(docs, papers, strict=True):
            keep(doc, paper)
        return [reading_of(doc) for doc in self._nlp.pipe(docs, batch_size=_BATCH)]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Leave the garbage collector out for the milliseconds that a batch takes.

    Reading makes thousands of small objects in no cycles, which are gone when the batch is; to look
    at them, and with them at all that is loaded, again and again took a fifth of the time.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def _reading(paper: Paper) -> Reading:
    title = _SURROGATE.sub("\ufffd", paper.title[:TITLE_LIMIT])
    abstract = _SURROGATE.sub("\ufffd", paper.abstract[:ABSTRACT_LIMIT])
    return Reading(f"{title}{GAP}{abstract}" if title else abstract, len(title))


def _quoted(paper: Paper, statement: Statement) -> Statement:
    """``statement`` with quotes from ``paper`` itself, whose odd characters were masked."""
    for e in statement.evidence:
        field = paper.abstract if e.field == "abstract" else paper.field(e.field)
        if e.text != field[e.start : e.end]:
            break
    else:
        return statement
    evidence = [(e, paper.field(e.field)[e.start : e.end]) for e in statement.evidence]
    return replace(statement, evidence=tuple(replace(e, text=text) for e, text in evidence))


def load(*, fast: bool = False) -> Extractor:
    """The extraction that ships with this package.

    Args:
        fast: Rules, catalogue and a small linear model only; fifteen times as fast, less right.
    """
    import spacy

    register()
    nlp = spacy.blank("en")
    for name, module in COMPONENTS.items():
        if name in (_ONLY_BEST if fast else _ONLY_FAST):
            continue
        import_module(module)
        deciding = {"model": "fast" if fast else "tagger"}
        nlp.add_pipe(name, config=deciding if name == "kg_statements" else {})
    for name in EXTRACTORS.names():
        EXTRACTORS.load(name)
        nlp.add_pipe(name)
    return Extractor(nlp, version(fast=fast))


@cache
def version(*, fast: bool = False) -> str:
    """The version of the extraction that :func:`load` gives, without loading it.

    A hash of our code and data and of the versions of what else results depend on: libraries, and
    packages with components of their own.
    """
    digest = hashlib.sha256()
    for library in _LIBRARIES if fast else (*_LIBRARIES, *_TAGGER_LIBRARIES):
        digest.update(f"{library} {installed(library)}\n".encode())
    unread = "tagger/" if fast else "weights/"
    for name, item in sorted(_sources(files("kg.extract")), key=lambda pair: pair[0]):
        if not name.startswith(unread):
            digest.update(name.encode() + b"\0" + item.read_bytes())
    for name in ("catalog.py", "model.py", "text.py", "urls.py"):
        digest.update(files("kg").joinpath(name).read_bytes())
    for point in sorted(entry_points(group="kg.extractors")):
        digest.update(f"{point.name} {point.value} {point.dist and point.dist.version}".encode())
    return f"{'fast' if fast else 'full'}-{digest.hexdigest()[:16]}"


def _sources(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _sources(item, f"{prefix}{item.name}/")
        elif not item.name.endswith((".md", ".pyc")):
            yield prefix + item.name, item


def content_key(paper: Paper) -> str:
    """A hash of everything in ``paper`` that extraction looks at: its title and abstract."""
    content = f"{paper.title[:TITLE_LIMIT]}\x1f{paper.abstract[:ABSTRACT_LIMIT]}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
