"""``kg_catalogue``: names that are known beforehand; see :mod:`kg.extract.lexicon`."""

from collections.abc import Callable
from typing import NamedTuple

from spacy.language import Language

from kg.extract.candidates import Candidate, Span
from kg.extract.lexicon import LEAST, Known, Lexicon, load
from kg.extract.numbering import Memo
from kg.extract.reading import Component, Reading, register
from kg.model import NodeType

VERSION = "catalogue/1"

_CUES = ("known",)


class Meaning(NamedTuple):
    """What a known name means where it stands.

    Attributes:
        type: The most frequent type.
        likely: How likely it is meant at all.
        spellings: The only spellings that count, for a name that is also an ordinary word.
    """

    type: NodeType
    likely: float
    spellings: frozenset[str] | None


def meaning(known: Known | None) -> Meaning | None:
    """What a name means that is ``known``; ``None`` where it hardly means anything."""
    if known is None or (likely := known.likely) < LEAST:
        return None
    return Meaning(known.type, likely, known.spellings)


class Catalogue(Component):
    """A spaCy component that adds a candidate for each known name.

    Args:
        lexicon: The names; by default those that ship with the package.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load()
        look = self._lexicon.known.get
        self._meanings: Memo[str, Meaning | None] = Memo(lambda name: meaning(look(name)))

    def read(self, paper: Reading) -> None:
        """Add the known names in ``paper``."""
        paper.candidates += _candidates(paper.text, self._lexicon, self._meanings.__getitem__)


def known_candidates(
    text: str, lexicon: Lexicon, look: Callable[[str], Known | None] | None = None
) -> list[Candidate]:
    """One candidate for each known name in ``text``; nested ones too.

    Args:
        text: Where to look.
        lexicon: Finds the names.
        look: What is known about each; by default what ``lexicon`` knows.
    """
    look = look or lexicon.known.get
    return _candidates(text, lexicon, lambda name: meaning(look(name)))


def _candidates(
    text: str, lexicon: Lexicon, means: Callable[[str], Meaning | None]
) -> list[Candidate]:
    places: dict[str, tuple[Meaning, list[Span]] | None] = {}
    for last, (length, name) in lexicon.matches(text):
        if name not in places:
            told = means(name)
            places[name] = None if told is None else (told, [])
        if (place := places[name]) is not None:
            place[1].append(Span(last - 1 - length, last - 1))
    made = []
    for place in places.values():
        if place is None:
            continue
        (node, likely, spellings), all_spans = place
        spans = tuple(all_spans)
        if spellings is not None:
            spans = tuple([s for s in spans if text[s.start : s.end] in spellings])
        if spans:
            surface = text[spans[0].start : spans[0].end]
            made.append(Candidate(node, surface, spans, VERSION, likely, None, None, None, _CUES))
    return made


@Language.factory("kg_catalogue")
def create(nlp: Language, name: str) -> Catalogue:
    """The factory behind ``nlp.add_pipe("kg_catalogue")``."""
    register()
    return Catalogue()
