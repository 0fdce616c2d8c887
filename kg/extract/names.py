"""``kg_names``: proper names by their shape and by the phrases that introduce them.

Title patterns ("Name: …"), introduction phrases ("we propose X (ABC)", "called X", "dubbed X") and
every other word that is spelt like a name ("ResNet-50", "mT5", "BLEU").
"""

import re
from collections.abc import Iterator

from spacy.language import Language

from kg.extract.acronyms import Definition
from kg.extract.candidates import Candidate, Span
from kg.extract.numbering import Memo
from kg.extract.reading import Component, Reading, register
from kg.extract.words import Words
from kg.model import NodeType, Predicate

VERSION = "names/1"

_TITLE_NAME = re.compile(r"\s*[\"“'‘{]*((?:[^:\s]+\s){0,4}[^:\s]+?)[\"”'’}]*\s?:\s")
_NEW = (
    r"(?:propose|introduce|present|develop|design|release|devise|create|build|construct|describe|"
    r"contribute|open-source|collect|curate|formulate|establish|study|offer|unveil|launch|provide)"
)
_INTRODUCED = re.compile(  # One set of characters first: that is what the search skips to.
    r"[aAfpPrRtwW](?<!\w.)(?:(?<=[wW])(?:e|ork)|(?<=[pP])aper|(?<=[aA])(?:uthors|rticle)|"
    r"(?<=[rR])eport|(?<=a)(?:nd|lso)|(?<=t)hen|(?<=f)urther)\s"
    r"(?:(?:also|first|then|further|hereby|therefore|thus|here|finally|will|jointly|next),?\s)*"
    rf"{_NEW}(?:s|es)?\s",
)
_CALLED = re.compile(
    r"\b(?:called|named|dubbed|termed|coined|namely|titled|abbreviated as|denoted (?:as|by)|"
    r"referred to as|known as|(?:we|which we) (?:call|name|term|dub|refer to as)"
    r"(?: (?:it|them|this \w+|our \w+|the \w+(?: \w+)?))?(?: as)?|short for)"
    r"[,:]?\s"
)
_CALLING = (
    *("called", "named", "dubbed", "termed", "coined", "namely", "titled", "abbreviated as"),
    *("denoted", "referred to as", "known as", "short for"),
    *("we call", "we name", "we term", "we dub", "we refer"),
)
"""One of them is in every match of ``_CALLED``."""
_CLAUSE_END = re.compile(r"[.;:]\s|$")
_SMALL_WORDS = (
    "a an the of for and or in on to with by from via as at is are we our its their this that "
    "using towards toward without into beyond under over how what when why can do does not"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_DIGIT = re.compile(r"\d")
_CAPS_ONLY_TITLE = 0.6
_MAX_WORDS = 6


def looks_like_name(word: str) -> bool:
    """Whether ``word`` is spelt like a name wherever it stands: a capital or digit inside."""
    if word.islower() and word.isalpha():
        return False
    return any(map(str.isupper, word[1:])) or (
        word[0].isalpha() and _DIGIT.search(word) is not None
    )


def shape_names(words: Words) -> Iterator[tuple[int, int]]:
    """The first and one past the last word of each run of words that are spelt like a name."""
    loud = words.title_words if _is_loud(words, 0, words.title_words) else 0
    opens = list(map(_SPELT.__getitem__, words.words))
    end = 0
    for index in [i for i, spelt in enumerate(opens) if spelt]:
        if index < end or not _opens(words, index, opens[index], loud):
            continue
        end = index + 1
        most = min(len(opens), index + _MAX_WORDS)
        while end < most and _continues(words, end, opens, loud):
            end += 1
        yield index, end


def _is_loud(words: Words, start: int, end: int) -> bool:
    """Whether capitals mean nothing between ``start`` and ``end`` (a title in Title Case)."""
    own = [w for w in words.words[start:end] if w.lower() not in _SMALL and w[0].isalpha()]
    return len(own) > 2 and sum(w[0].isupper() for w in own[1:]) >= _CAPS_ONLY_TITLE * len(own[1:])


def _spelt(word: str) -> str:
    """How ``word`` is spelt: like a ``name``, with a ``capital``, or neither."""
    if looks_like_name(word):
        return "name"
    return "capital" if word[0].isupper() and word.lower() not in _SMALL and len(word) > 1 else ""


_SPELT = Memo(_spelt)


def _opens(words: Words, index: int, spelt: str, loud: int) -> bool:
    """Whether a word can begin a name; before ``loud``, capitals mean nothing."""
    if spelt == "capital":
        return index >= loud and not words.first_in_sentence(index)
    return spelt == "name"


def _continues(words: Words, index: int, spelt: list[str], loud: int) -> bool:
    if not words.joined[index] or words.first_in_sentence(index):
        return False
    word = words.words[index]
    return _opens(words, index, spelt[index], loud) or (word[0].isdigit() and len(word) <= 4)


def title_name(words: Words) -> Span | None:
    """The name before the first colon of the title, where it is short."""
    title = words.text[: words.ends[words.title_words - 1]] if words.title_words else ""
    match = _TITLE_NAME.match(title + " ")
    return Span(match.start(1), match.end(1)) if match else None


def introduced(text: str, definitions: tuple[Definition, ...]) -> Iterator[tuple[Span, str]]:
    """Names that the text introduces, each with the cue: ``introduced``, ``defined``, ``called``.

    A name right after "we propose", or an acronym that is defined in the same clause.
    """
    for match in _INTRODUCED.finditer(text):
        stop = _CLAUSE_END.search(text, match.end())
        clause = stop.start() if stop else len(text)
        named = _name_at(text, match.end())
        if named:
            yield named, "introduced"
        for found in definitions:
            if match.end() <= found.long_span.start <= match.end() + 120 and (
                found.short_span.start <= clause
            ):
                yield found.short_span, "defined"
                break
    if not any(word in text for word in _CALLING):
        return  # Most texts: spares the search, which begins at every word.
    for match in _CALLED.finditer(text):
        named = _name_at(text, match.end())
        if named:
            yield named, "called"


_NAMED = re.compile(
    r"(?:the |a |an |our |\\\w+\{|\$|[\"“'‘`{])*((?=[\w-]*[A-Z])[\w$][\w$^{}*+.-]*[\w$}+]"
    r"(?:[ -](?=[\w-]*[A-Z])[\w$][\w$^{}*+-]*|\s\d[\w.]*\b){0,5})"
)


def _name_at(text: str, start: int) -> Span | None:
    match = _NAMED.match(text, start)
    if not match:
        return None
    name = re.sub(r"[.}$]+$", "", match[1]) if match[1].count("$") % 2 else match[1].rstrip(".}")
    return Span(match.start(1), match.start(1) + len(name)) if name else None


class Names(Component):
    """A spaCy component that adds candidates for proper names."""

    def read(self, paper: Reading) -> None:
        """Add a candidate for each name in ``paper``."""
        paper.candidates += name_candidates(paper.words, paper.definitions)


def name_candidates(words: Words, definitions: tuple[Definition, ...]) -> list[Candidate]:
    """One candidate for each place where ``words`` hold a name."""
    text = words.text
    found: list[tuple[Span, str, float]] = []
    if (span := title_name(words)) is not None:
        found.append((span, "title-colon", 0.9))
    found += [(span, cue, 0.8) for span, cue in introduced(text, definitions)]
    for start, end in shape_names(words):
        found.append((Span(words.starts[start], words.ends[end - 1]), "shape", 0.3))
    return [
        Candidate(
            type=NodeType.METHOD,
            name=text[span.start : span.end],
            spans=(span,),
            component=VERSION,
            score=score,
            predicate=None if cue == "shape" else Predicate.INTRODUCES,
            cues=(cue,),
        )
        for span, cue, score in found
    ]


@Language.factory("kg_names")
def create(nlp: Language, name: str) -> Names:
    """The factory behind ``nlp.add_pipe("kg_names")``."""
    register()
    return Names()
