"""What the catalogue and the papers together say about names: read once, used for every name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.catalog import Entry, entries
from kg.link.acronyms import words_of
from kg.link.forms import form_of, is_acronym, parse, tokens_of, trivial_key
from kg.link.meanings import Meaning, Meanings, meaning_key
from kg.link.typos import Vocabulary
from kg.link.words import lemma
from kg.model import CONCEPTS, NodeType


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
def catalogue_words() -> Vocabulary:
    """Every word of the catalogue's names, in lower case."""
    names = (n for e in entries() for n in (e.name, *e.aliases))
    return Vocabulary({t.lower() for n in names for t in tokens_of(n)})


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


def _written_out(longs: Mapping[str, str], known: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The words of each long form; acronyms in it stand for their words too, one level deep."""
    shallow = {short: [lemma(t) for t in tokens_of(long)] for short, long in longs.items()}
    result: dict[str, list[str]] = {}
    for short, long in longs.items():
        words: list[str] = []
        for token in tokens_of(long):
            word = lemma(token)
            inner = is_acronym(token) and word != short
            words += (shallow.get(word) or known.get(word) or [word]) if inner else [word]
        result[short] = words
    return result


@dataclass(frozen=True, slots=True)
class _CatalogueName:
    """A name of the catalogue: its entry, words, the acronyms among them, and its form."""

    entry: Entry
    tokens: list[str]
    shorts: frozenset[str]
    form: str


@dataclass(frozen=True, slots=True)
class _Base:
    """What is known about acronyms in names of one type when no paper is.

    Attributes:
        longs: Long form by the key of the acronym.
        words: Its words.
        doubtful: Keys of acronyms that may mean several things.
        names: The names of the type.
        shorts: Every acronym in them.
        forms: Entry by the form of its names, where no two share it.
    """

    longs: Mapping[str, str]
    words: Mapping[str, list[str]]
    doubtful: frozenset[str]
    names: tuple[_CatalogueName, ...]
    shorts: frozenset[str]
    forms: Mapping[str, Entry]


def _unshared(forms: Iterable[tuple[str, Entry]]) -> dict[str, Entry]:
    """Entry by form, without the forms that two entries share."""
    found: dict[str, Entry | None] = {}
    for form, entry in forms:
        if found.setdefault(form, entry) is not entry:
            found[form] = None
    return {form: entry for form, entry in found.items() if entry}


@cache
def _base(node_type: NodeType) -> _Base:
    here = known(node_type)
    others = [known(t) for t in CONCEPTS if t is not node_type]
    doubtful = here.doubtful.union(*(o.doubtful for o in others))
    longs: dict[str, str] = {}
    for table in others:
        longs.update({s: long for s, long in table.longs.items() if s not in doubtful})
    longs.update(here.longs)
    words = _written_out(longs, {})
    names = tuple(_catalogue_names(node_type, words))
    return _Base(
        longs,
        words,
        doubtful - here.longs.keys(),
        names,
        frozenset().union(*(name.shorts for name in names)),
        _unshared((name.form, name.entry) for name in names),
    )


_HEAD = {
    NodeType.METHOD: "algorithm",
    NodeType.DATASET: "dataset",
    NodeType.TASK: "task",
    NodeType.METRIC: "score",
}


def _catalogue_names(
    node_type: NodeType, words: Mapping[str, list[str]]
) -> Iterable[_CatalogueName]:
    for entry in entries():
        if entry.type is not node_type or entry.ambiguous:
            continue
        for name in (entry.name, *entry.aliases):
            printed, _ = parse(name)
            shorts = frozenset(lemma(t) for t in printed if is_acronym(t))
            # "Marching Cubes" reads like a verb phrase, "Marching Cubes algorithm" does not.
            for tokens in (printed, [*printed, _HEAD[node_type]]):
                form = form_of(tokens, 0, node_type, words).key
                yield _CatalogueName(entry, tokens, shorts, form)


class Reader:
    """Decides what acronyms mean in names of one type, for uses that no paper defines.

    Attributes:
        longs: The long form of each acronym, by its key.
        words: The words that each acronym stands for, by its key.
        ambiguous: Keys of acronyms with several live meanings, or none that is sure.
    """

    def __init__(self, node_type: NodeType, meanings: Meanings) -> None:
        base = _base(node_type)
        exact = known(node_type).exact
        found: dict[str, str] = {}
        self.ambiguous: set[str] = set(base.doubtful)
        for short in meanings.shorts():
            if short in base.longs:
                continue
            meaning = meanings.dominant(
                short, doubtful=short in base.doubtful, known=short in exact
            )
            if meaning:
                found[short] = meaning.long
                self.ambiguous.discard(short)
            elif len(meanings.of(short)) > 1:
                self.ambiguous.add(short)
        self.longs: dict[str, str] = {**base.longs, **found}
        self.words: dict[str, list[str]] = {**base.words, **_written_out(found, base.words)}
        self._type = node_type
        self._found = found
        self._meanings = meanings

    def forms(self) -> Mapping[str, Entry]:
        """Entry by the forms of its names, where no two entries share a form."""
        base = _base(self._type)
        if base.shorts.isdisjoint(self._found):
            return base.forms
        forms: list[tuple[str, Entry]] = []
        for name in base.names:
            form = name.form
            if any(short in self._found for short in name.shorts):
                form = form_of(name.tokens, 0, self._type, self.words).key
            forms.append((form, name.entry))
        return _unshared(forms)

    def from_papers(self, short: str) -> bool:
        """Whether it is papers, not the catalogue, that say what the acronym means."""
        return short in self._found

    def candidates(self, short: str) -> set[str]:
        """Every long form that the acronym with the key ``short`` is known to have."""
        found = {m.long for m in self._meanings.of(short)}
        return found.union(*(known(t).candidates.get(short, ()) for t in CONCEPTS))

    def groups(self) -> Iterable[tuple[str, str, list[str]]]:
        """Every acronym that papers define with each of its meanings, as spelt."""
        return self._meanings.groups()

    def meanings(self, short: str) -> list[Meaning]:
        """The long forms that papers give the acronym, most papers first."""
        return self._meanings.of(short)

    def papers(self, short: str) -> int:
        """How many papers define the acronym as it is read here."""
        key = meaning_key(self.longs[short])
        return sum(m.papers for m in self._meanings.of(short) if meaning_key(m.long) == key)
