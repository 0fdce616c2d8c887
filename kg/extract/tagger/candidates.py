"""Candidates: the likely spans of a paper, grouped by name, with all places of the name."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.crf import MAX_SPAN, Spans
from kg.extract.tagger.words import WORD, Words

TYPES = ("Method", "Dataset", "Task", "Metric")
SILENT = frozenset("-‐‑‒–—―/\"'`“”‘’~_")
_NONE = np.zeros(len(TYPES))


@dataclass(slots=True)
class Mention:
    """One place of a candidate: its words (first, last), and what the encoder thinks of them."""

    first: int
    last: int
    types: NDArray[np.float64]
    total: float


@dataclass(slots=True)
class Candidate:
    """One name in one paper; `keys` are its normalised forms (acronym and expansion)."""

    keys: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    defined: bool = False


def singular(word: str) -> str:
    """A word without a plural ending (the scorer's rule)."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word


def folded(words: Words) -> tuple[list[str], list[str]]:
    """Every word case-folded ("" for hyphens and the like), and the same in the singular."""
    plain = ["" if w in SILENT else w.casefold() for w in words.texts]
    return plain, [singular(w) for w in plain]


def key_of(name: str) -> str:
    """The normalised form of a name: case, hyphens, spaces and a final plural do not count."""
    parts = [w.casefold() for w in WORD.findall(name) if w not in SILENT]
    return "".join([*parts[:-1], singular(parts[-1])]) if parts else ""


def span_key(plain: list[str], single: list[str], first: int, last: int) -> str:
    """`key_of` for a span of words."""
    while last > first and not plain[last]:
        last -= 1
    return "".join(plain[first:last]) + single[last]


def ngrams(
    words: Words,
    plain: list[str],
    single: list[str],
    longest: int,
    wanted: Collection[str] | None = None,
) -> Iterator[tuple[str, int, int]]:
    """Every run of up to `longest` words without silent ends, as (key, first, last).

    With `wanted`, runs are left out that cannot have one of these keys by how they begin.
    """
    n = len(plain)
    # The singular of a word has the same first two letters.
    begins = None if wanted is None else {k[:size] for k in wanted for size in (1, 2)}
    for i in range(n):
        if not plain[i] or (begins is not None and plain[i][:2] not in begins):
            continue
        prefix = ""
        for j in range(i, min(n, i + longest)):
            if words.fields[j] == 1:
                break
            if plain[j]:
                yield prefix + single[j], i, j
                prefix += plain[j]


def definitions(words: Words) -> list[tuple[int, int, int]]:
    """Acronyms that the text defines, as in "long form (LF)".

    Each is (first word of the long form, its last word, word of the acronym).

    The letters of the acronym must be found from right to left in the words before it, the first
    at a word's start (Schwartz and Hearst 2003).
    """
    out = []
    for k in range(1, len(words) - 2):
        if words.texts[k] != "(" or words.texts[k + 2] != ")":
            continue
        short = words.texts[k + 1]
        letters = (short[:-1] if short.endswith("s") and short[:-1].isupper() else short).casefold()
        if not (2 <= len(letters) <= 10 and short[0].isalpha() and any(c.isupper() for c in short)):
            continue
        first = _long_form(words, k, letters)
        if first is not None:
            out.append((first, k - 1, k + 1))
    return out


def _long_form(words: Words, stop: int, letters: str) -> int | None:
    """First word of the long form that ends before word `stop`, or None."""
    i = stop - 1
    j = len(words.texts[i]) - 1
    left = len(letters) - 1
    limit = max(0, stop - min(len(letters) + 5, 2 * len(letters)) - 4)
    while left >= 0:
        text = words.texts[i].casefold()
        while j >= 0 and not (text[j] == letters[left] and (left > 0 or j == 0)):
            j -= 1
        if j >= 0:
            left -= 1
            if left < 0:
                return i if i < stop - 1 or len(words.texts[i]) > len(letters) else None
            j -= 1
        else:
            i -= 1
            if i < limit or words.fields[i] != words.fields[stop] or words.texts[i] in ".,;:()":
                return None
            j = len(words.texts[i]) - 1
    return None


def _covered(
    likely: dict[tuple[int, int], tuple[NDArray[np.float64], float]],
) -> dict[int, int]:
    """Word -> last word of the longest span over it that is more likely than not."""
    out: dict[int, int] = {}
    for (first, last), (_, total) in likely.items():
        if total >= 0.5:
            for i in range(first, last + 1):
                out[i] = max(out.get(i, -1), last)
    return out


def group(words: Words, spans: Spans) -> list[Candidate]:
    """The candidates of a paper: spans of one key together, acronyms with their expansions.

    Places of a name that the encoder passed over count too, unless a likely longer span has them.
    """
    plain, single = folded(words)
    likely: dict[tuple[int, int], tuple[NDArray[np.float64], float]] = {}
    known: dict[str, list[tuple[int, int]]] = defaultdict(list)
    totals = spans.types.sum(1).tolist()
    places = zip(spans.first.tolist(), spans.last.tolist(), strict=True)
    for (i, j), types, total in zip(places, spans.types, totals, strict=True):
        key = span_key(plain, single, i, j)
        if plain[i] and key and words.fields[i] == words.fields[j]:
            likely[i, j] = types, total
            known[key].append((i, j))
    if not known:
        return []
    covered = _covered(likely)
    for key, i, j in ngrams(words, plain, single, MAX_SPAN, known):
        if key in known and (i, j) not in likely and covered.get(i, -1) < j:
            known[key].append((i, j))
    same = {key: key for key in known}
    for first, last, short in definitions(words):
        a, b = (
            span_key(plain, single, short, short),
            span_key(plain, single, first, last),
        )
        if a in known and b in known:
            same[b] = same[a]
    out: dict[str, Candidate] = {}
    for key in known:
        root = same[key]
        c = out.setdefault(root, Candidate(keys=()))
        c.keys += (key,)
        c.defined |= len(c.keys) > 1
        c.mentions += [Mention(i, j, *likely.get((i, j), (_NONE, 0.0))) for i, j in known[key]]
    for c in out.values():
        c.mentions.sort(key=lambda m: (m.first, m.last))
    return sorted(out.values(), key=lambda c: (c.mentions[0].first, c.mentions[0].last))
