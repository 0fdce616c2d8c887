"""The words of a document, found once and shared by the components.

spaCy's own tokens stay the document's tokens; names of this field ("Mask R-CNN", "GPT-4", "F1")
need words that keep their hyphens, digits and plus signs.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise

_WORD = re.compile(
    r"([^\W_]+(?:(?:[-‐‑–'’^&@_]\$?|\.(?=\d)|\$?\^\{?)[^\W_]+\}?\$?)*(?:\+\+|\+(?![\w$]))?)"
)
_BREAK = re.compile(  # One set of characters first: that is what the search skips to.
    r"[.!?\n](?:(?<=[.!?])[\"')\]}]*\s+(?=[\"'(\[{]?[A-Z0-9$\\])|(?<=\n)\n+)"
)
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|vs|cf|al|etc|Fig|Sec|approx|resp)|\b[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text; all lists are parallel.

    Attributes:
        text: The text.
        starts: First character of each word.
        ends: One past the last character of each word.
        words: The words as they stand.
        lower: The words in lower case.
        sentence: The number of the sentence each word is in; the title is 0 and on.
        begins: The first word of that sentence.
        finishes: One past its last word.
        joined: Whether one white-space character parts the word from the one before it.
        title_words: How many words the title has.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    sentence: list[int]
    begins: list[int]
    finishes: list[int]
    joined: list[bool]
    title_words: int

    def __len__(self) -> int:
        return len(self.words)

    def first_in_sentence(self, index: int) -> bool:
        """Whether the word at ``index`` begins a sentence."""
        return self.begins[index] == index


def split(text: str, title_end: int = 0) -> Words:
    """The words of ``text``, whose first ``title_end`` characters are the title."""
    parts = _WORD.split(text)  # What is between words, a word, and so on; never a word last.
    places = list(accumulate(map(len, parts)))
    starts, words, gaps = places[:-1:2], parts[1::2], parts[:-1:2]
    gaps[:1] = [""] * len(gaps[:1])  # Nothing is joined to the first word.
    sentence, begins, finishes = _sentences(text, starts)
    return Words(
        text=text,
        starts=starts,
        ends=places[1::2],
        words=words,
        lower=[word.lower() for word in words],
        sentence=sentence,
        begins=begins,
        finishes=finishes,
        joined=[gap == " " or (len(gap) == 1 and gap.isspace()) for gap in gaps],
        title_words=bisect_left(starts, title_end),
    )


def _sentences(text: str, starts: list[int]) -> tuple[list[int], list[int], list[int]]:
    """For each word its sentence's number, first word, and one past the last."""
    cuts = [
        bisect_left(starts, m.end())
        for m in _BREAK.finditer(text)
        if not _ABBREVIATED.search(text, max(0, m.start() - 8), m.start() + 1)
    ]
    numbers: list[int] = []
    begins: list[int] = []
    finishes: list[int] = []
    for number, (begin, end) in enumerate(pairwise([0, *cuts, len(starts)])):
        numbers += [number] * (end - begin)
        begins += [begin] * (end - begin)
        finishes += [end] * (end - begin)
    return numbers, begins, finishes
