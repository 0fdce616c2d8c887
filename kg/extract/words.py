"""The words of a document, found once and shared by the components.

spaCy's own tokens stay the document's tokens; names of this field ("Mask R-CNN", "GPT-4", "F1")
need words that keep their hyphens, digits and plus signs.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"[^\W_]+(?:(?:[-‐‑–'’^&@_]\$?|\.(?=\d)|\$?\^\{?)[^\W_]+\}?\$?)*(?:\+\+|\+(?![\w$]))?"
)
_BREAK = re.compile(r"[.!?][\"')\]}]*\s+(?=[\"'(\[{]?[A-Z0-9$\\])|\n{2,}")
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
        joined: Whether one white-space character parts the word from the one before it.
        title_words: How many words the title has.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    sentence: list[int]
    joined: list[bool]
    title_words: int

    def __len__(self) -> int:
        return len(self.words)

    def first_in_sentence(self, index: int) -> bool:
        """Whether the word at ``index`` begins a sentence."""
        return index == 0 or self.sentence[index] != self.sentence[index - 1]


def split(text: str, title_end: int = 0) -> Words:
    """The words of ``text``, whose first ``title_end`` characters are the title."""
    starts, ends, words = [], [], []
    for match in _WORD.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match[0])
    joined = [False] * len(words)
    for i in range(1, len(words)):
        joined[i] = starts[i] == ends[i - 1] + 1 and text[ends[i - 1]].isspace()
    return Words(
        text=text,
        starts=starts,
        ends=ends,
        words=words,
        lower=[w.lower() for w in words],
        sentence=_sentences(text, starts),
        joined=joined,
        title_words=sum(s < title_end for s in starts),
    )


def _sentences(text: str, starts: list[int]) -> list[int]:
    breaks = [
        m.end()
        for m in _BREAK.finditer(text)
        if not _ABBREVIATED.search(text, max(0, m.start() - 8), m.start() + 1)
    ]
    numbers, current = [], 0
    for start in starts:
        while current < len(breaks) and breaks[current] <= start:
            current += 1
        numbers.append(current)
    return numbers
