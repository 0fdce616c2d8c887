"""Words of a paper, their shapes, and their place among the encoder's subwords.

The encoder reads lower-case text only, but case marks most names. Every word therefore also carries
a *shape*: a small integer class of its letters, digits and place in the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.numbering import Memo

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
"""One word: a run of letters and digits, or one punctuation mark or symbol."""

SHAPES = (
    "pad",
    "lower",
    "capital",
    "initial",
    "upper",
    "letter",
    "camel",
    "digits",
    "upper-digit",
    "lower-digit",
    "hyphen",
    "stop",
    "comma",
    "open",
    "close",
    "quote",
    "latex",
    "slash",
    "plus",
    "other",
    "foreign",
    "separator",
)
"""The shape classes; a word's shape is an index. "initial": a capital that starts a sentence."""

_INDEX = {name: i for i, name in enumerate(SHAPES)}
_PUNCTUATION = (
    ("hyphen", "-‐‑‒–—"),
    ("stop", ".!?"),
    ("comma", ",;:"),
    ("open", "([<"),
    ("close", ")]>"),
    ("quote", "\"'`“”‘’"),
    ("latex", "$\\{}^_~"),
    ("slash", "/|"),
    ("plus", "+*%&@#="),
)
_MARKS = {mark: _INDEX[name] for name, marks in _PUNCTUATION for mark in marks}
_STARTERS = frozenset(_INDEX[name] for name in ("stop", "separator"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one paper: the title's, one separator of no length, the abstract's.

    `fields[i]` is 0 (title), 1 (separator) or 2 (abstract); `starts` and `ends` are character
    offsets in that field.
    """

    texts: tuple[str, ...]
    fields: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shapes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)


def shape_of(word: str, *, first: bool) -> int:
    """The shape class of one word; `first` says that it starts a sentence or a field."""
    if word in _MARKS:
        return _MARKS[word]
    if not word[0].isalnum():
        return _INDEX["other"]
    if not word.isascii():
        return _INDEX["foreign"]
    if word.isdigit():
        return _INDEX["digits"]
    if any(c.isdigit() for c in word):
        return _INDEX["upper-digit" if any(c.isupper() for c in word) else "lower-digit"]
    if word.islower():
        return _INDEX["lower"]
    if len(word) == 1:
        return _INDEX["letter"]
    if word.isupper():
        return _INDEX["upper"]
    if word[1:].islower():
        return _INDEX["initial" if first else "capital"]
    return _INDEX["camel"]


_SHAPES: Memo[str, int] = Memo(lambda word: shape_of(word, first=False))
_FIRST_SHAPES: Memo[str, int] = Memo(lambda word: shape_of(word, first=True))


def split_words(title: str, abstract: str) -> Words:
    """The words of a title and an abstract, with a separator between them.

    A title in capitals only says nothing by its case: its words get the shape of the same letters
    in lower case, except those that the abstract writes in capitals too.
    """
    shouting = title.isupper() and len(title.split()) > 2
    loud = set(WORD.findall(abstract)) if shouting else set()
    texts: list[str] = []
    fields: list[int] = []
    spans: list[tuple[int, int]] = []
    shapes: list[int] = []
    for field, text in ((0, title), (2, abstract)):
        if field:
            texts.append("")
            fields.append(1)
            spans.append((0, 0))
            shapes.append(_INDEX["separator"])
        first = True
        for match in WORD.finditer(text):
            word = match.group()
            seen = word.lower() if shouting and not field and word not in loud else word
            shape = (_FIRST_SHAPES if first else _SHAPES)[seen]
            texts.append(word)
            fields.append(field)
            spans.append(match.span())
            shapes.append(shape)
            first = shape in _STARTERS
    return Words(
        tuple(texts),
        tuple(fields),
        tuple(s for s, _ in spans),
        tuple(e for _, e in spans),
        tuple(shapes),
    )


def align(
    spans: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """First and last subword of every word, both given as sorted character spans of one field.

    A word that the subword tokeniser dropped (a control character) gets the subword before it.
    """
    out: list[tuple[int, int]] = []
    j = 0
    for start, end in spans:
        while j < len(pieces) and pieces[j][1] <= start:
            j += 1
        k = j
        while k + 1 < len(pieces) and pieces[k + 1][0] < end:
            k += 1
        if j < len(pieces) and pieces[j][0] < end:
            out.append((j, k))
        else:
            out.append((max(j - 1, 0), max(j - 1, 0)))
    return out
