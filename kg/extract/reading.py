"""What the components of the extraction share: a paper while it is read.

Components need its text only, not spaCy's tokens. :class:`Component` lets them run both without a
spaCy ``Doc`` (:meth:`Component.read_all`, what :class:`kg.extract.Extractor` does) and as
components of a spaCy pipeline. There, the paper is kept with the ``Doc``, and its parts are
``doc._.kg_candidates``, ``doc._.kg_definitions``, ``doc._.kg_statements`` and
``doc._.kg_title_end``. A document made from plain text has no title: the last one is 0 then.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, cast

from kg.extract.candidates import Candidate
from kg.extract.words import Words, split

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.acronyms import Definition
    from kg.model import Statement

_KEY = "kg_reading"


class Reading:
    """One paper while it is read.

    Attributes:
        text: Title, :data:`kg.extract.candidates.GAP`, abstract.
        title_end: Where the title ends; 0 without one.
        candidates: What the components so far believe the paper names.
        definitions: The acronyms that it defines.
        statements: What it says.
    """

    __slots__ = ("_words", "candidates", "definitions", "statements", "text", "title_end")

    def __init__(self, text: str, title_end: int = 0) -> None:
        self.text = text
        self.title_end = title_end
        self.candidates: list[Candidate] = []
        self.definitions: tuple[Definition, ...] = ()
        self.statements: tuple[Statement, ...] = ()
        self._words: Words | None = None

    @property
    def words(self) -> Words:
        """The words of the text, found on the first call."""
        if self._words is None:
            self._words = split(self.text, self.title_end)
        return self._words


class Component:
    """A component of the extraction, which is also one for spaCy pipelines."""

    def read(self, paper: Reading) -> None:
        """Add to ``paper`` what this component finds in it."""
        raise NotImplementedError

    def read_all(self, papers: Sequence[Reading]) -> None:
        """:meth:`read` for each of ``papers``; no result depends on the others."""
        for paper in papers:
            self.read(paper)

    def __call__(self, doc: "Doc") -> "Doc":
        """Read the paper that ``doc`` holds."""
        self.read(reading_of(doc))
        return doc


def reading_of(doc: "Doc") -> Reading:
    """The paper that ``doc`` holds, made on the first call and kept with it."""
    kept = doc.user_data.get(_KEY)
    if kept is None:
        kept = doc.user_data[_KEY] = Reading(doc.text)
    return cast("Reading", kept)


def keep(doc: "Doc", paper: Reading) -> None:
    """Make ``paper`` the one that ``doc`` holds."""
    doc.user_data[_KEY] = paper


def register() -> None:
    """Add our attributes to spaCy's ``Doc``: candidates, definitions, statements, title end."""
    from spacy.tokens import Doc

    if not Doc.has_extension("kg_candidates"):
        _extend("candidates", tuple, list)
        _extend("definitions", tuple, tuple)
        _extend("statements", tuple, tuple)
        _extend("title_end", int, int)


def _extend(name: str, given: Callable[..., object], kept: Callable[..., object]) -> None:
    """Make ``doc._.kg_NAME`` the attribute NAME of the paper that a ``Doc`` holds.

    Args:
        name: The attribute.
        given: What it is outside.
        kept: What it is in the :class:`Reading`.
    """
    from spacy.tokens import Doc

    def read(doc: "Doc") -> object:
        return given(getattr(reading_of(doc), name))

    def write(doc: "Doc", value: Iterable[object] | int) -> None:
        setattr(reading_of(doc), name, kept(value))

    Doc.set_extension(f"kg_{name}", getter=read, setter=write)
