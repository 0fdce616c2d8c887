"""What acronyms stand for: by the catalogue, and by the definitions seen in papers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.catalog import Entry, entries
from kg.link.acronyms import words_of
from kg.link.forms import is_acronym, normal_form, tokens_of, trivial_key
from kg.link.words import lemma, loose_stem
from kg.model import CONCEPTS, NodeType

DOMINANCE = 3
"""The first meaning decides for uses without definition if so many times as many papers give it."""

_LEAST_BY_LENGTH = {1: 3, 2: 3, 3: 2}
"""Papers that must define an acronym of so many letters; one for longer ones.

Measured on the abstracts of 2,700 papers: where two of them define the same three letters, they
agree in one case of three; from the third paper on that agrees, nine times of ten.
"""

_SMALL = frozenset("a an and the of for to in on with by via from using as".split())


@dataclass(frozen=True, slots=True)
class Definition:
    """That ``papers`` papers say that ``short`` stands for ``long``.

    Attributes:
        short: The acronym.
        long: What it stands for.
        papers: How many papers say so.
        own: Whether they are the papers that use the names to be linked, so that one is enough.
    """

    short: str
    long: str
    papers: int = 1
    own: bool = False


@dataclass(slots=True)
class Meaning:
    """One thing that an acronym stands for.

    Attributes:
        long: The long form, the most used spelling.
        papers: How many papers define it so.
    """

    long: str
    papers: int


def meaning_key(long: str) -> str:
    """What two spellings of one long form share: the stems of its words.

    Loose, because it only compares the long forms of one acronym: "low-rank adapters" and
    "Low-Rank Adaptation" are one meaning of LoRA.
    """
    words = [lemma(w) for w in words_of(long)]
    return " ".join(loose_stem(w) for w in words if w not in _SMALL)


def truncated(short: str, long: str) -> bool:
    """Whether ``long`` lost its first words: it is what the end of ``short`` stands for.

    "Information Bottleneck" is not the whole of IIB, nor "domain adaptation" of ADA.
    """
    letters = trivial_key(short)
    initials = "".join(w[0].lower() for w in words_of(long) if w.lower() not in _SMALL)
    return len(letters) > len(initials) > 1 and letters.endswith(initials)


class Meanings:
    """The long forms of each acronym, with the number of papers that define them."""

    def __init__(self) -> None:
        self._spellings: dict[str, dict[str, dict[str, int]]] = {}
        self._own: set[str] = set()

    def add(self, definition: Definition) -> None:
        """Count ``definition``."""
        if truncated(definition.short, definition.long):
            return
        short = trivial_key(definition.short)
        keys = self._spellings.setdefault(short, {})
        longs = keys.setdefault(meaning_key(definition.long), {})
        longs[definition.long] = longs.get(definition.long, 0) + definition.papers
        if definition.own:
            self._own.add(short)

    def of(self, short: str) -> list[Meaning]:
        """The meanings of the acronym with the key ``short``, most papers first."""
        found = []
        for longs in self._spellings.get(short, {}).values():
            best = min(longs, key=lambda long: (-longs[long], long))
            found.append(Meaning(best, sum(longs.values())))
        return sorted(found, key=lambda m: (-m.papers, m.long))

    def dominant(self, short: str, *, doubtful: bool = False) -> Meaning | None:
        """The meaning that decides where a paper gives none; ``None`` if several are alive.

        Args:
            short: Key of the acronym.
            doubtful: Whether it is known to have several live meanings elsewhere.
        """
        found = self.of(short)
        if not found:
            return None
        least = _LEAST_BY_LENGTH.get(len(short) - doubtful, 1)
        if short not in self._own and found[0].papers < least:
            return None
        if len(found) > 1 and found[0].papers < DOMINANCE * found[1].papers:
            return None
        return found[0]

    def shorts(self) -> Iterable[str]:
        """The keys of all acronyms."""
        return self._spellings.keys()


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue says about the names of one type.

    Attributes:
        exact: Entry by the trivial key of a name or sure alias.
        longs: Long form by the key of an acronym that is a sure name.
        doubtful: Keys of acronyms with several live meanings.
        candidates: Long forms by the key of an acronym with several live meanings.
    """

    exact: Mapping[str, Entry]
    longs: Mapping[str, str]
    doubtful: frozenset[str]
    candidates: Mapping[str, tuple[str, ...]]


@cache
def known(node_type: NodeType) -> Known:
    """The catalogue's knowledge about names of ``node_type``."""
    exact: dict[str, Entry] = {}
    longs: dict[str, str] = {}
    doubtful: set[str] = set()
    candidates: dict[str, set[str]] = {}
    ours = [e for e in entries() if e.type is node_type]
    for entry in ours:
        for short in map(trivial_key, entry.doubtful):
            doubtful.add(short)
            candidates.setdefault(short, set()).add(entry.name)
        if entry.ambiguous:
            doubtful.add(trivial_key(entry.name))
    for entry in reversed(ours):
        for name in (*entry.aliases, *(() if entry.ambiguous else (entry.name,))):
            exact[trivial_key(name)] = entry
    for entry in ours:
        for short, long in _pairs(entry):
            key = trivial_key(short)
            if key not in doubtful:
                longs.setdefault(key, long)
    several = {short: tuple(sorted(names)) for short, names in candidates.items()}
    return Known(exact, longs, frozenset(doubtful), several)


@cache
def catalogue_words() -> frozenset[str]:
    """Every word of the catalogue's names, in lower case."""
    return frozenset(
        t.lower() for e in entries() for n in (e.name, *e.aliases) for t in tokens_of(n)
    )


def _pairs(entry: Entry) -> Iterable[tuple[str, str]]:
    names = (entry.name, *entry.aliases)
    for short in names:
        if len(tokens_of(short)) != 1 or not is_acronym(short):
            continue
        for long in names:
            words = [w.lower() for w in words_of(long)]
            initial = words and words[0][0] == short[0].lower()
            if len(words) > 1 and initial and short.lower() not in words:
                yield short, long
                break


class Reader:
    """Decides what acronyms mean in names of one type, for uses that no paper defines."""

    def __init__(self, node_type: NodeType, meanings: Meanings) -> None:
        here = known(node_type)
        others = [known(t) for t in CONCEPTS if t is not node_type]
        doubtful = here.doubtful.union(*(o.doubtful for o in others))
        self.longs: dict[str, str] = {}
        """The long form of each acronym, by its key."""
        self.words: dict[str, list[str]] = {}
        """The words that each acronym stands for, by its key."""
        self.reasons: dict[str, str] = {}
        """Where that is known from: ``catalogue`` or ``definition``."""
        self.ambiguous: set[str] = set()
        """Keys of acronyms with several live meanings, or none that is sure."""
        for short in meanings.shorts():
            meaning = meanings.dominant(short, doubtful=short in doubtful)
            if meaning:
                self._set(short, meaning.long, "definition")
            elif len(meanings.of(short)) > 1:
                self.ambiguous.add(short)
        for short in doubtful:
            if short not in self.words:
                self.ambiguous.add(short)
        for table in (*others, here):
            for short, long in table.longs.items():
                if table is here or short not in doubtful:
                    self._set(short, long, "catalogue")
        for short in here.longs:
            self.ambiguous.discard(short)
        self._expand()
        self._meanings = meanings
        self._known = (here, *others)

    def candidates(self, short: str) -> set[str]:
        """Every long form that the acronym with the key ``short`` is known to have."""
        found = {m.long for m in self._meanings.of(short)}
        return found.union(*(k.candidates.get(short, ()) for k in self._known))

    def meanings(self, short: str) -> list[Meaning]:
        """The long forms that papers give the acronym, most papers first."""
        return self._meanings.of(short)

    def papers(self, short: str) -> int:
        """How many papers define the acronym as it is read here."""
        key = meaning_key(self.longs[short])
        return sum(m.papers for m in self._meanings.of(short) if meaning_key(m.long) == key)

    def _set(self, short: str, long: str, reason: str) -> None:
        self.longs[short] = long
        self.words[short] = [lemma(t) for t in tokens_of(long)]
        self.reasons[short] = reason
        self.ambiguous.discard(short)

    def _expand(self) -> None:
        """Acronyms inside long forms stand for their words too, one level deep."""
        shallow = dict(self.words)
        for short, long in self.longs.items():
            deep: list[str] = []
            for token in tokens_of(long):
                word = lemma(token)
                inner = is_acronym(token) and word != short
                deep += shallow.get(word, [word]) if inner else [word]
            self.words[short] = deep


_HEAD = {
    NodeType.METHOD: "algorithm",
    NodeType.DATASET: "dataset",
    NodeType.TASK: "task",
    NodeType.METRIC: "score",
}


def catalogue_forms(node_type: NodeType, reader: Reader) -> dict[str, Entry]:
    """Entry by the forms of its names, where no two entries share a form."""
    forms: dict[str, Entry | None] = {}
    for entry in entries():
        if entry.type is not node_type or entry.ambiguous:
            continue
        for name in (entry.name, *entry.aliases):
            # "Marching Cubes" reads like a verb phrase, "Marching Cubes algorithm" does not.
            for text in (name, f"{name} {_HEAD[node_type]}"):
                form = normal_form(text, node_type, reader.words).key
                if forms.setdefault(form, entry) is not entry:
                    forms[form] = None
    return {form: entry for form, entry in forms.items() if entry}
