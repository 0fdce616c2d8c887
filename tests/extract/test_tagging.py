"""The tagger as one more source of candidates, and how candidates become statements."""

from dataclasses import dataclass

import spacy

from kg.extract import COMPONENTS
from kg.extract.candidates import GAP, Candidate, Span
from kg.extract.extractor import DEFAULT_CONFIDENCE
from kg.extract.reading import Reading
from kg.extract.tagging import Tagging, score
from kg.model import NodeType, Predicate


@dataclass(frozen=True)
class Mention:
    field: str
    start: int
    end: int
    confidence: float = 0.9


@dataclass(frozen=True)
class Entity:
    type: str
    name: str
    relation: str
    confidence: float
    mentions: tuple[Mention, ...]
    told: bool = True


class FakeTagger:
    """Finds "lamp" once in each field."""

    def tag(self, title: str, abstract: str, minimum: float) -> list[Entity]:
        places = tuple(
            Mention(name, text.index("lamp"), text.index("lamp") + 4)
            for name, text in (("abstract", abstract), ("title", title))
            if "lamp" in text
        )
        return [Entity("Task", "lamp", "ADDRESSES", 0.8, places)]


def read(title: str, abstract: str) -> tuple[str, list[Candidate]]:
    paper = Reading(title + GAP + abstract if title else abstract, len(title))
    Tagging(FakeTagger()).read(paper)
    return paper.text, paper.candidates


def test_places_are_those_of_the_document():
    text, (found,) = read("A lamp", "Some lamps.")
    assert found.spans == (Span(2, 6), Span(13, 17))
    assert [text[s.start : s.end] for s in found.spans] == ["lamp", "lamp"]
    assert (found.type, found.predicate) == (NodeType.TASK, Predicate.ADDRESSES)


class Clumsy:
    """Reads exactly what it is given, once each."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def tag(self, title: str, abstract: str, minimum: float) -> list[Entity]:
        starts = [(name, abstract.index(name)) for name in self.names]
        places = [(Mention("abstract", at, at + len(name)),) for name, at in starts]
        return [
            Entity("Method", n, "USES", 0.8, p) for n, p in zip(self.names, places, strict=True)
        ]


def test_stray_marks_are_cut_and_names_across_brackets_are_none():
    text = r"\emph{Moss Net} (FAST) Lamp and Oil(x) with $Glow$"
    paper = Reading(text)
    Tagging(Clumsy("Moss Net}", "FAST) Lamp", "Oil(x)", "Glow$")).read(paper)
    spelt = [text[s.start : s.end] for c in paper.candidates for s in c.spans]
    assert spelt == ["Moss Net", "Oil(x)", "Glow"]


def test_a_paper_without_title_has_no_shift():
    _, (found,) = read("", "Some lamps.")
    assert found.spans == (Span(5, 9),)


def test_an_entity_without_a_place_is_no_candidate():
    assert read("Dark", "Night")[1] == []


def test_the_components_can_be_added_by_name(fast):
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    assert nlp.pipe_names == list(COMPONENTS)


def test_the_taggers_own_decision_shows_at_the_default_threshold():
    assert score(0.9, told=True) == 0.9
    assert score(0.45, told=True) == DEFAULT_CONFIDENCE
    assert score(0.55, told=False) < DEFAULT_CONFIDENCE
    assert score(0.3, told=False) == 0.3
