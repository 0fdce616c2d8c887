"""``kg_acronyms``: acronyms that a paper defines, after Schwartz and Hearst (2003).

Both orders count, "Low-Rank Adaptation (LoRA)" and "LoRA (Low-Rank Adaptation)", and so does
"LoRA, short for Low-Rank Adaptation". The definitions go to ``doc._.kg_definitions``; other
components use them to join the two names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kg.extract.candidates import GAP, Candidate, Span
from kg.extract.reading import Component, Reading, register
from kg.model import NodeType

VERSION = "acronyms/1"

_BRACKET = re.compile(r"[(\[]\s?([^()\[\]]{2,120}?)\s?[)\]]")
_SHORT_FOR = re.compile(
    r"([A-Za-z0-9][\w+/-]{1,14}),? (?:which )?(?:is )?(?:short|standing|stands|an acronym) for "
    r"([^.,;:()]{5,120})"
)
_SHORT_FOR_ENDS = ("short for ", "standing for ", "stands for ", "an acronym for ")
_ACRONYM = re.compile(r"[A-Za-z0-9$α-ω][\w+/&.$^{}*\\-]{1,19}")
_WORD = re.compile(r"[^\s]+")
_EDGE = " \t\n\"'`“”‘’.,;:"
_MAX_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym and its expansion, each with its place in the text.

    Attributes:
        short: The acronym, such as ``LoRA``.
        long: The expansion, such as ``Low-Rank Adaptation``.
        short_span: Where the acronym stands in the definition.
        long_span: Where the expansion stands.
    """

    short: str
    long: str
    short_span: Span
    long_span: Span


def find_definitions(text: str) -> list[Definition]:
    """The acronyms that ``text`` defines, in reading order, each once."""
    seen: dict[str, Definition] = {}
    for found in sorted(_definitions(text), key=lambda d: (d.short_span, d.long_span)):
        seen.setdefault(found.short, found)
    return list(seen.values())


def _definitions(text: str) -> Iterator[Definition]:
    for match in _BRACKET.finditer(text):
        if GAP in match[0]:
            continue
        inner = re.split(r"[;,] ", match[1])[0].strip(_EDGE)
        start = match.start(1) + match[1].find(inner)
        found = _long_before(text, match.start(), inner, start) if is_acronym(inner) else None
        if found is None and " " in inner:
            found = _short_before(text, match.start(), inner, start)
        if found is not None:
            yield found
    if not any(ending in text for ending in _SHORT_FOR_ENDS):
        return  # Most texts: spares the search, which begins at every word.
    for match in _SHORT_FOR.finditer(text):
        words = re.sub(r"^(?:the|an?|our) ", "", match[2])
        start = match.start(2) + len(match[2]) - len(words)
        if (
            GAP not in words
            and is_acronym(match[1])
            and (length := _prefix_length(match[1], words))
        ):
            short = Span(match.start(1), match.end(1))
            yield Definition(match[1], words[:length], short, Span(start, start + length))


def is_acronym(word: str) -> bool:
    """Whether ``word`` looks like one: one token, a capital in it or a digit, at most 20 long."""
    return (
        _ACRONYM.fullmatch(word) is not None
        and any(c.isupper() for c in word)
        and (sum(c.isupper() for c in word) >= 2 or not word[1:].islower() or len(word) <= 6)
        and any(c.isalpha() for c in word)
    )


def _long_before(text: str, bracket: int, short: str, at: int) -> Definition | None:
    """The expansion that ends right before ``bracket`` and spells ``short``."""
    window = text[max(0, bracket - 160) : bracket].rstrip(" ")
    if window.endswith(GAP):
        return None
    window = window.removesuffix("\n")
    sentence = re.split(r"[.;:!?]\s|[()\[\]{}]|---|,\s(?=and\s)|\n\n", window)[-1]
    letters = re.sub(
        r"[^A-Za-z0-9]", "", short.removesuffix("s") if short[:-1].isupper() else short
    )
    limit = min(len(letters) + 5, len(letters) * 2 + 1)
    starts = [m.start() for m in _WORD.finditer(sentence)][-limit:]
    begin = _match(letters, sentence, starts)
    if begin is None:
        return None
    long = sentence[begin:]
    offset = max(0, bracket - 160) + len(window) - len(long)
    stripped = long.strip(_EDGE)
    offset += long.find(stripped)
    if len(stripped) <= len(short) + 1 or not re.search(r"[ -]", stripped):
        return None
    return Definition(
        short, stripped, Span(at, at + len(short)), Span(offset, offset + len(stripped))
    )


def _match(letters: str, sentence: str, starts: list[int]) -> int | None:
    """Where in ``sentence`` the expansion of ``letters`` begins: the shortest that spells them.

    Right to left, each letter must occur, the first one at the start of a word.
    """
    if not letters:
        return None
    position = len(sentence)
    for index in range(len(letters) - 1, -1, -1):
        letter = letters[index].lower()
        position -= 1
        while position >= 0:
            if sentence[position].lower() == letter and (
                index > 0 or position in starts or _inner_start(sentence, position, starts)
            ):
                break
            position -= 1
        else:
            return None
    if position in starts:
        return position
    return max((s for s in starts if s <= position), default=None)


def _inner_start(sentence: str, position: int, starts: list[int]) -> bool:
    """Whether a word part, such as the R of ``Low-Rank``, begins at ``position``."""
    before = sentence[position - 1] if position else " "
    return before in "-–/\"'“‘$*{(" and any(s <= position for s in starts)


def _short_before(text: str, bracket: int, long: str, at: int) -> Definition | None:
    """The acronym that stands right before ``bracket`` and is spelt by ``long``."""
    match = re.search(r"([^\s(\[]+)\s*$", text[max(0, bracket - 40) : bracket])
    if not match or len(long.split()) > 12:
        return None
    short = match[1].strip(_EDGE)
    if not short or not is_acronym(short) or _prefix_length(short, long) is None:
        return None
    start = max(0, bracket - 40) + match.start(1) + match[1].find(short)
    return Definition(short, long, Span(start, start + len(short)), Span(at, at + len(long)))


def _prefix_length(short: str, long: str) -> int | None:
    """How much of ``long`` spells ``short``, to the end of the word with its last letter."""
    letters = re.sub(r"[^A-Za-z0-9]", "", short).lower()
    if not long or not letters or long[0].lower() != letters[0]:
        return None
    position, initials = 0, {m.start() for m in re.finditer(r"(?<![A-Za-z0-9])[A-Za-z0-9]", long)}
    hits = 0
    for letter in letters:
        found = long.lower().find(letter, position)
        if found < 0:
            return None
        hits += found in initials
        position = found + 1
    if hits * 2 < len(letters):
        return None
    end = re.compile(r"[\s,;.]|$").search(long, position)
    return end.start() if end else len(long)


class Acronyms(Component):
    """A spaCy component that sets ``doc._.kg_definitions``."""

    def read(self, paper: Reading) -> None:
        """Find the definitions in ``paper``; both names of each are candidates."""
        paper.definitions = tuple(find_definitions(paper.text))
        paper.candidates += definition_candidates(paper.definitions)


def definition_candidates(definitions: tuple[Definition, ...]) -> list[Candidate]:
    """A candidate for the acronym and for the expansion of each definition."""
    made = []
    for found in definitions:
        for name, span, cue in (
            (found.short, found.short_span, "short"),
            (found.long, found.long_span, "long"),
        ):
            made.append(Candidate(NodeType.METHOD, name, (span,), VERSION, 0.5, cues=(cue,)))
    return made


@Language.factory("kg_acronyms")
def create(nlp: Language, name: str) -> Acronyms:
    """The factory behind ``nlp.add_pipe("kg_acronyms")``."""
    register()
    return Acronyms()
