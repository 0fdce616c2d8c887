"""``kg_catalogue``: names that are known beforehand; see :mod:`kg.extract.lexicon`."""

from collections.abc import Callable

from spacy.language import Language

from kg.extract.candidates import Candidate, Span
from kg.extract.lexicon import Known, Lexicon, load
from kg.extract.reading import Component, Reading, register

VERSION = "catalogue/1"

LEAST = 0.03
"""A name that is meant less often where it stands is an ordinary word ("model")."""


class Catalogue(Component):
    """A spaCy component that adds a candidate for each known name.

    Args:
        lexicon: The names; by default those that ship with the package.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load()

    def read(self, paper: Reading) -> None:
        """Add the known names in ``paper``."""
        paper.candidates += known_candidates(paper.text, self._lexicon)


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
    places: dict[str, list[Span]] = {}
    for span, name in lexicon.find(text):
        places.setdefault(name, []).append(span)
    made = []
    for name, all_spans in places.items():
        known = look(name)
        if known is None or known.likely < LEAST:
            continue
        spans = tuple(all_spans)
        if known.spellings is not None:
            spans = tuple(s for s in spans if text[s.start : s.end] in known.spellings)
        if spans:
            surface = text[spans[0].start : spans[0].end]
            made.append(
                Candidate(known.type, surface, spans, VERSION, known.likely, cues=("known",))
            )
    return made


@Language.factory("kg_catalogue")
def create(nlp: Language, name: str) -> Catalogue:
    """The factory behind ``nlp.add_pipe("kg_catalogue")``."""
    register()
    return Catalogue()
