"""``kg_tagger``: the trained tagger as one more source of candidates; see ``kg.extract.tagger``."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.candidates import GAP, Candidate, Span, add, register, text_of
from kg.model import NodeType, Predicate

VERSION = "tagger/1"

LEAST = 0.1
"""What the tagger is less sure of is no candidate."""


class Tagging:
    """A spaCy component that adds what the tagger reads.

    Args:
        tagger: Has ``tag(title, abstract, minimum)``; gives entities with type, name, relation,
            confidence and mentions (field, start, end, confidence).
    """

    def __init__(self, tagger: Any) -> None:
        self._tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Add a candidate for each entity that the tagger finds in ``doc``."""
        text, title_end = text_of(doc), doc._.kg_title_end
        offset = title_end + len(GAP) if title_end else 0
        found = self._tagger.tag(text[:title_end], text[offset:], LEAST)
        add(doc, [candidate(entity, offset) for entity in found if entity.mentions])
        return doc


def candidate(entity: Any, offset: int) -> Candidate:
    """``entity`` as a candidate of a document whose abstract begins at ``offset``."""
    spans = sorted(
        Span(m.start + shift, m.end + shift)
        for m in entity.mentions
        for shift in (0 if m.field == "title" else offset,)
    )
    return Candidate(
        type=NodeType(entity.type),
        name=entity.name,
        spans=tuple(spans),
        component=VERSION,
        score=entity.confidence,
        predicate=Predicate[entity.relation],
        cues=("tagged",),
    )


@Language.factory("kg_tagger")
def create(nlp: Language, name: str) -> Tagging:
    """The factory behind ``nlp.add_pipe("kg_tagger")``."""
    from kg.extract.tagger import Tagger

    register()
    return Tagging(Tagger.load())
