"""``kg_tagger``: the trained tagger as one more source of candidates; see ``kg.extract.tagger``."""

from typing import Any

from spacy.language import Language

from kg.extract.candidates import GAP, Candidate, Span
from kg.extract.extractor import DEFAULT_CONFIDENCE
from kg.extract.reading import Component, Reading, register
from kg.model import NodeType, Predicate

VERSION = "tagger/2"

LEAST = 0.1
"""What the tagger is less sure of is no candidate."""


class Tagging(Component):
    """A spaCy component that adds what the tagger reads.

    Args:
        tagger: Has ``tag(title, abstract, minimum)``; gives entities with type, name, relation,
            confidence, ``told`` (whether the tagger itself would tell it) and mentions (field,
            start, end).
    """

    def __init__(self, tagger: Any) -> None:
        self._tagger = tagger

    def read(self, paper: Reading) -> None:
        """Add a candidate for each entity that the tagger finds in ``paper``."""
        text, title_end = paper.text, paper.title_end
        offset = title_end + len(GAP) if title_end else 0
        found = self._tagger.tag(text[:title_end], text[offset:], LEAST)
        made = (candidate(entity, text, offset) for entity in found)
        paper.candidates += [one for one in made if one.spans]


def candidate(entity: Any, text: str, offset: int) -> Candidate:
    """``entity`` as a candidate of the document ``text``, whose abstract begins at ``offset``.

    Mentions that cut through brackets are left out: it may have no spans.
    """
    places = (
        Span(m.start + shift, m.end + shift)
        for m in entity.mentions
        for shift in (0 if m.field == "title" else offset,)
    )
    spans = sorted({span for span in (_whole(text, place) for place in places) if span})
    return Candidate(
        type=NodeType(entity.type),
        name=entity.name,
        spans=tuple(spans),
        component=VERSION,
        score=score(entity.confidence, told=entity.told),
        predicate=Predicate[entity.relation],
        cues=("tagged",),
    )


_OPENING, _CLOSING = "([{", ")]}"


def _whole(text: str, span: Span) -> Span | None:
    """``span`` without a bracket or mark at its end that nothing in it opens.

    ``None`` where one stands inside, as in "FAST) Navigator".
    """
    start, end = span
    while end > start and _is_stray(text[start:end], text[end - 1]):
        end -= 1
    inside = text[start:end]
    depth = 0
    for character in inside:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return None
    return Span(start, end) if inside.strip() and not depth else None


def _is_stray(inside: str, last: str) -> bool:
    """Whether the ``last`` character of ``inside`` belongs to what is outside of it."""
    if last in _CLOSING:
        return inside.count(last) > inside.count(_OPENING[_CLOSING.index(last)])
    return last.isspace() or (last in '"$' and inside.count(last) % 2 == 1)


def score(confidence: float, *, told: bool) -> float:
    """``confidence``, on the side of the default threshold where the tagger's own decision is.

    The tagger weighs how likely an entity is right against how much a reader would miss it, which
    tells more of what matters than the probability alone. Only statements near the threshold move.
    """
    if told:
        return max(confidence, DEFAULT_CONFIDENCE)
    return min(confidence, DEFAULT_CONFIDENCE - 0.0001)


@Language.factory("kg_tagger")
def create(nlp: Language, name: str) -> Tagging:
    """The factory behind ``nlp.add_pipe("kg_tagger")``."""
    from kg.extract.tagger import Tagger

    register()
    return Tagging(Tagger.load())
