"""Names that are known beforehand: the catalogue, and what names meant in annotated papers.

:class:`Lexicon` finds them all in one pass over a text with an Aho-Corasick automaton, whatever
their case, hyphens and plural, and says for each what is known about it.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.catalog import Entry, entries
from kg.extract.candidates import Span
from kg.extract.numbering import Memo
from kg.model import NodeType
from kg.text import singular

_TO_BLANK = str.maketrans(dict.fromkeys("-‐‑‒–—―−_/\t\n\r’'`", " "))
_ALL_TO_BLANK = str.maketrans(dict.fromkeys("-‐‑‒–—―−_/\t\n\r’'`.,:;()[]{}\"$“”‘!?&=<>|\\~^%", " "))
_ASCII = "".join(map(chr, range(128)))
_ASCII_TO_BLANK = _ASCII.translate(_TO_BLANK).encode().ljust(256)
_ALL_ASCII_TO_BLANK = _ASCII.translate(_ALL_TO_BLANK).encode().ljust(256)
_EDGES = ' .,:;()[]{}"$'
_SHORTEST = 2

LEAST = 0.25
"""A name that is meant less often where it stands is no candidate ("model").

Hardly one of them would be told, and with them the others are judged worse.
"""

_TYPES: Memo[str, NodeType] = Memo(lambda label: NodeType(label.partition("/")[0]))


@dataclass(frozen=True, slots=True)
class Counts:
    """What a name meant in the annotated papers.

    Attributes:
        papers: How many of them hold the name.
        labels: How many of them annotate it, by ``Type/RELATION``.
    """

    papers: int
    labels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known about one folded name.

    Attributes:
        entries: What the catalogue lists under it, and whether it is doubtful there.
        counts: What it meant in annotated papers, where it occurs in at least one.
    """

    entries: tuple[tuple[Entry, bool], ...] = ()
    counts: Counts | None = None

    @property
    def type(self) -> NodeType:
        """The most frequent type: annotated papers decide, then the catalogue."""
        if self.counts and self.counts.labels:
            totals: dict[NodeType, int] = {}
            for label, count in self.counts.labels:
                node = _TYPES[label]
                totals[node] = totals.get(node, 0) + count
            if len(totals) == 1:
                return node
            return max(sorted(totals), key=totals.__getitem__)
        return self.entries[0][0].type if self.entries else NodeType.METHOD

    @property
    def likely(self) -> float:
        """How likely a mention of the name is meant, before its context is looked at."""
        if self.counts is not None and self.counts.papers:
            hits = sum([count for _, count in self.counts.labels])
            return round((hits + 0.5) / (self.counts.papers + 1), 4)
        broad = all(entry.broad or doubtful for entry, doubtful in self.entries)
        return 0.4 if broad else 0.7

    @property
    def spellings(self) -> frozenset[str] | None:
        """The only spellings that count, for a name that is also an ordinary word ("Adam")."""
        cased = [entry for entry, _ in self.entries if entry.cased]
        if self.counts is not None or len(cased) < len(self.entries):
            return None
        return frozenset(name for entry in cased for name in (entry.name, *entry.aliases))


def flat(text: str) -> str:
    """``text`` in lower case, hyphens and slashes as blanks; every offset stays the same."""
    return _lower(text).translate(_TO_BLANK)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lower


def _bare(text: str) -> str:
    """``text`` in lower case with a blank for every mark, and one more at either end."""
    if text.isascii():  # Most texts: a table of bytes takes a tenth of the time.
        return f" {text.lower().encode('ascii').translate(_ALL_ASCII_TO_BLANK).decode('ascii')} "
    return f" {_lower(text).translate(_ALL_TO_BLANK)} "


class Lexicon:
    """Finds known names; see the module.

    Args:
        known: Folded name -> what is known.
        least: Only names that are meant so often are found.
    """

    def __init__(self, known: dict[str, Known], least: float = 0.0) -> None:
        import ahocorasick

        self.known = known
        self._automaton = ahocorasick.Automaton()
        for name, told in known.items():
            if len(name) >= _SHORTEST and told.likely >= least:
                for form in map(_bare, _forms(name)):
                    self._automaton.add_word(form, (len(form) - 2, name))
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """Every known name in ``text`` that begins and ends at a word's edge, also nested ones.

        Yields:
            The place and the folded name.
        """
        for last, (length, name) in self.matches(text):
            yield Span(last - 1 - length, last - 1), name

    def matches(self, text: str) -> Iterator[tuple[int, tuple[int, str]]]:
        """As :meth:`find`, for each name: one past its end in ``text`` and one more, its length.

        The match ends with a blank, and the text that is searched begins one place early.
        """
        if not self._automaton:  # It cannot be asked.
            return iter(())
        found: Iterator[tuple[int, tuple[int, str]]] = self._automaton.iter(_bare(text))
        return found


def _forms(name: str) -> set[str]:
    """``name`` and its plural, as :func:`flat` text can hold them."""
    forms = {name}
    if name[-1].isalpha() and not name.endswith("s"):
        forms.add(name + "s")
        if name.endswith("y"):
            forms.add(name[:-1] + "ies")
        if name.endswith(("s", "sh", "ch", "x")):
            forms.add(name + "es")
    return forms


def names_of(entry: Entry) -> Iterator[tuple[str, bool]]:
    """The folded names of ``entry``, and whether each is doubtful."""
    for name in (entry.name, *entry.aliases):
        yield key(name), False
    for name in entry.doubtful:
        yield key(name), True


def _folded(name: str) -> tuple[str, str]:
    """:func:`key` and :func:`squashed` of ``name``."""
    if name.isascii():
        folded = name.lower()
        if not folded.replace(" ", "").isalnum():
            folded = folded.encode("ascii").translate(_ASCII_TO_BLANK).decode("ascii").strip(_EDGES)
    else:
        folded = _lower(name).translate(_TO_BLANK).strip(_EDGES)
    words = folded.split()
    if words:
        words[-1] = _SINGULAR[words[-1]]
    return " ".join(words), "".join(words)


_SINGULAR: Memo[str, str] = Memo(singular)
FOLDED = Memo(_folded)
"""Name -> its :func:`key` and how it is :func:`squashed`."""


def key(name: str) -> str:
    """The folded form under which the lexicon knows ``name``."""
    return FOLDED[name][0]


def squashed(name: str) -> str:
    """:func:`key` without blanks: spelling variants fall together."""
    return FOLDED[name][1]


@cache
def load() -> Lexicon:
    """The catalogue and the learned names that ship with this package."""
    return Lexicon(merge(entries(), read_counts()), LEAST)


def merge(catalogue: Iterable[Entry], counts: dict[str, Counts]) -> dict[str, Known]:
    """What the ``catalogue`` and the learned ``counts`` say together, by folded name."""
    listed: dict[str, list[tuple[Entry, bool]]] = {}
    for entry in catalogue:
        for name, doubtful in names_of(entry):
            if name:
                listed.setdefault(name, []).append((entry, doubtful))
    names = sorted({*listed, *counts})
    return {n: Known(tuple(listed.get(n, ())), counts.get(n)) for n in names}


def read_counts() -> dict[str, Counts]:
    """The table ``names.tsv.gz``: written by ``training/fast.py``."""
    path = files("kg.extract") / "names.tsv.gz"
    if not path.is_file():
        return {}
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        return {
            row["name"]: Counts(int(row["papers"]), _labels(row["labels"]))
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def _labels(text: str) -> tuple[tuple[str, int], ...]:
    pairs = (part.rpartition("=") for part in text.split(" ") if part)
    return tuple((label, int(count)) for label, _, count in pairs)
