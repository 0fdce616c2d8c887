"""``kg_phrases``: noun phrases whose last word can name a task, a method or a measure.

"few-shot image classification" ends in *classification*: a phrase of up to five words before such
a head is a candidate, and so is each shorter one with the same head; which one is meant is decided
later, with all that is known about the paper.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from spacy.language import Language

from kg.extract.candidates import Candidate, Span
from kg.extract.numbering import Memo
from kg.extract.reading import Component, Reading, register
from kg.extract.words import Words
from kg.model import NodeType
from kg.text import singular

VERSION = "phrases/1"

_LONGEST = 5
_TYPE, _CUES = NodeType.TASK, ("phrase",)
_STOP_WORDS = (
    "a an the of for and or in on to with by from via as at is are was were be been we our its "
    "their this that these those using used use which while when where whose such than then into "
    "it they them can could may might will would should must have has had do does did not no nor "
    "but if so more most less least very both each every all any some many few several other "
    "another between across under over through without within against toward towards upon during "
    "after before also however thus hence i.e e.g et al only even still just often well existing "
    "proposed propose novel new various different recent previous prior first second current "
    "standard state-of-the-art better best good great large-scale significant significantly one "
    "two three four five based given including like about show shows demonstrate achieve"
)
STOP = frozenset(_STOP_WORDS.split())
"""Words that are in no candidate phrase."""

_LAST_PART = re.compile(r"[-–‐‑/]")


@cache
def heads() -> frozenset[str]:
    """The words that can end a phrase, singular and in lower case: the table ``heads.txt``."""
    path = files("kg.extract") / "heads.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def head_of(word: str) -> str:
    """The singular of the last part of a lower-case ``word``: *models* of "sub-models"."""
    return singular(word if word.isalpha() else _LAST_PART.split(word)[-1])


_HEADS: Memo[str, str | None] = Memo(lambda word: None if word in STOP else head_of(word))


def phrases(words: Words, known_heads: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The first and one past the last word of each candidate phrase, longer ones first.

    A head alone is none; where it can be meant ("classification"), the lexicon knows it.
    """
    lower, joined, begins = words.lower, words.joined, words.begins
    for last, head in enumerate(map(_HEADS.__getitem__, lower)):
        if head not in known_heads:
            continue
        first, least = last, max(begins[last], last - _LONGEST + 1)
        while first > least and joined[first]:
            before = lower[first - 1]
            if before in STOP or before.isdigit():
                break
            first -= 1
        for start in range(first, last + (not lower[last].isalpha())):
            yield start, last + 1


def phrase_candidates(words: Words, known_heads: frozenset[str]) -> list[Candidate]:
    """A candidate for each of the :func:`phrases` of ``words``."""
    starts, ends, text, made = words.starts, words.ends, words.text, []
    for start, end in phrases(words, known_heads):
        span = Span(starts[start], ends[end - 1])
        name = text[span[0] : span[1]]
        made.append(Candidate(_TYPE, name, (span,), VERSION, 0.1, None, None, None, _CUES))
    return made


class Phrases(Component):
    """A spaCy component that adds candidates for noun phrases.

    Args:
        known_heads: The words that end one; by default those that ship with the package.
    """

    def __init__(self, known_heads: frozenset[str] | None = None) -> None:
        self._heads = heads() if known_heads is None else known_heads

    def read(self, paper: Reading) -> None:
        """Add the phrases in ``paper``."""
        paper.candidates += phrase_candidates(paper.words, self._heads)


@Language.factory("kg_phrases")
def create(nlp: Language, name: str) -> Phrases:
    """The factory behind ``nlp.add_pipe("kg_phrases")``."""
    register()
    return Phrases()
