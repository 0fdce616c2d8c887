"""``kg_catalogue``: names that are known beforehand; see :mod:`kg.extract.lexicon`."""

from collections.abc import Callable

from spacy.language import Language

from kg.extract.candidates import Candidate, Span
from kg.extract.lexicon import Known, Lexicon, candidate_type, load
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
        if known is None or (likely := score(known)) < LEAST:
            continue
        spans = tuple(s for s in all_spans if allowed(text[s.start : s.end], known))
        if spans:
            surface = text[spans[0].start : spans[0].end]
            node = candidate_type(known)
            made.append(Candidate(node, surface, spans, VERSION, likely, cues=("known",)))
    return made


def allowed(surface: str, known: Known) -> bool:
    """Whether ``surface`` can stand for what is ``known``.

    A name that is also an ordinary word ("Adam") counts in its own case only.
    """
    cased = [entry for entry, _ in known.entries if entry.cased]
    if known.counts is not None or len(cased) < len(known.entries):
        return True
    return any(surface in (entry.name, *entry.aliases) for entry in cased)


def score(known: Known) -> float:
    """How likely a mention of the name is meant, before its context is looked at."""
    if known.counts is not None and known.counts.papers:
        hits = sum(count for _, count in known.counts.labels)
        return round((hits + 0.5) / (known.counts.papers + 1), 4)
    broad = all(entry.broad or doubtful for entry, doubtful in known.entries)
    return 0.4 if broad else 0.7


@Language.factory("kg_catalogue")
def create(nlp: Language, name: str) -> Catalogue:
    """The factory behind ``nlp.add_pipe("kg_catalogue")``."""
    register()
    return Catalogue()
