"""Clusters of the names of one type, and the entities that they are."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.catalog import Entry
from kg.link.acronyms import long_keys, short_keys, spells
from kg.link.forms import Step, is_acronym, is_proper, normal_form, tokens_of, trivial_key
from kg.link.ids import entity_id
from kg.link.meanings import Meanings, Reader, catalogue_words, known, meaning_key
from kg.link.merges import Merge
from kg.link.names import Names
from kg.link.typos import KNOWN, slips, swapped
from kg.link.words import lemma
from kg.model import Entity, NodeType, Thing


class Forest:
    """Union-find over numbers; the smallest of each set is its root."""

    def __init__(self, size: int) -> None:
        self._parent = array("L", range(size))

    def find(self, node: int) -> int:
        """The root of the set that ``node`` is in."""
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def union(self, a: int, b: int) -> bool:
        """Make the sets of ``a`` and ``b`` one; whether they were two."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low
        return low != high


class Clusters:
    """The names of one type: filled with :meth:`add`, decided by :meth:`join`, then read."""

    def __init__(self, node_type: NodeType, reader: Reader, meanings: Meanings) -> None:
        self._type = node_type
        self._reader = reader
        self._meanings = meanings
        self._known = known(node_type)
        self._names = Names()
        self._shorts: dict[int, dict[str, int]] = {}
        self._urls: dict[int, set[str]] = {}

    def add(self, thing: Thing, papers: int) -> int:
        """Count a thing; a number that :meth:`key` takes."""
        if thing.expansion:
            number = self._names.add(thing.expansion, 0)
            shorts = self._shorts.setdefault(number, {})
            shorts[thing.name] = shorts.get(thing.name, 0) + papers
        else:
            number = self._names.add(thing.name, papers)
        if thing.url:
            self._urls.setdefault(number, set()).add(thing.url)
        return number

    def join(self) -> None:
        """Decide which classes are one."""
        names = self._names
        self._labels: dict[str, int] = {}
        self._label = array("L", bytes(array("L").itemsize * len(names)))
        self._steps = array("B", bytes(len(names)))
        self._entry: dict[int, Entry] = {}
        forms = self._catalogue_forms()
        for key, number in names.keys():
            entry, form, steps = self._read(key, names.printed(number), forms)
            text = f"={entry.name}" if entry else form
            label = self._labels.setdefault(text, len(self._labels))
            self._label[number] = label
            self._steps[number] = steps
            if entry:
                self._entry[label] = entry
        self._forest = Forest(len(self._labels))
        self._reasons: dict[int, tuple[str, str, str]] = {}
        self._apart: list[tuple[int, str, str, str]] = []
        self._join_meanings()
        self._join_context()
        self._join_letters()
        self._join_slips()
        self._collect()

    def _catalogue_forms(self) -> dict[str, Entry | None]:
        """Entry by the form of its names; ``None`` where two entries share a form."""
        forms: dict[str, Entry | None] = {}
        for name_key, entry in self._known.exact.items():
            del name_key
            for name in (entry.name, *entry.aliases):
                form = normal_form(name, self._type, self._reader.words).key
                if forms.setdefault(form, entry) is not entry:
                    forms[form] = None
        return forms

    def _read(
        self, key: str, printed: str, forms: dict[str, Entry | None]
    ) -> tuple[Entry | None, str, Step]:
        entry = self._known.exact.get(key)
        if entry and key not in self._reader.ambiguous:
            return entry, "", Step(0)
        long = self._reader.longs.get(key)
        if long and is_acronym(printed.replace("-", "").replace(" ", "")):
            form = normal_form(long, self._type, self._reader.words)
            return forms.get(form.key), form.key, form.steps | Step.ACRONYM
        form = normal_form(printed, self._type, self._reader.words)
        return forms.get(form.key), form.key, form.steps

    def _join_meanings(self) -> None:
        """Long forms of one acronym that are spelt a little differently are one."""
        groups: dict[tuple[str, str], int] = {}
        for number, shorts in self._shorts.items():
            long = self._names.printed(number)
            for short in shorts:
                group = (trivial_key(short), meaning_key(long))
                label = groups.setdefault(group, self._label[number])
                self._forest.union(label, self._label[number])
        for short, long in self._reader.longs.items():
            label = groups.get((short, meaning_key(long)))
            form = normal_form(long, self._type, self._reader.words).key
            other = self._labels.get(form)
            if label is not None and other is not None:
                self._forest.union(label, other)

    def _join_context(self) -> None:
        """Acronyms of several meanings, where only one of them makes a name that exists."""
        for _, number in self._names.keys():
            printed = self._names.printed(number)
            tokens = tokens_of(printed)
            if len(tokens) < 2:
                continue
            shorts = {lemma(t) for t in tokens if is_acronym(t)}
            open_ = sorted(s for s in shorts if s not in self._reader.words)
            if len(open_) != 1 or len(shorts) == len(tokens):
                continue
            roots = set()
            for long in self._reader.candidates(open_[0]):
                words = {**self._reader.words, open_[0]: [lemma(t) for t in tokens_of(long)]}
                form = normal_form(printed, self._type, words).key
                if form in self._labels:
                    roots.add(self._forest.find(self._labels[form]))
            if len(roots) == 1:
                self._forest.union(self._label[number], roots.pop())

    def _join_slips(self) -> None:
        """Names with one letter wrong."""
        counts = Counter(dict.fromkeys(catalogue_words(), KNOWN))
        for _, number in self._names.keys():
            counts.update({t.lower() for t in tokens_of(self._names.printed(number))})
        slip = slips(counts)
        for _, number in self._names.keys():
            printed = self._names.printed(number)
            tokens = tokens_of(printed)
            if any(t.lower() in slip for t in tokens):
                right = " ".join(slip.get(t.lower(), t) for t in tokens)
                form = normal_form(right, self._type, self._reader.words).key
                if form in self._labels:
                    self._forest.union(self._label[number], self._labels[form])
        proper = (
            (key, number)
            for key, number in self._names.keys()
            if is_proper(self._names.printed(number))
        )
        for first, second in swapped(proper):
            self._forest.union(self._label[first], self._label[second])

    def _join_letters(self) -> None:
        """Acronyms that no paper defines, and whose letters spell exactly one long form."""
        wanted: dict[str, list[int]] = defaultdict(list)
        for key, number in self._names.keys():
            if self._undefined(key, number):
                for letters in set(short_keys(self._names.printed(number))):
                    wanted[letters].append(number)
        if not wanted:
            return
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for _, number in self._names.keys():
            printed = self._names.printed(number)
            for letters in long_keys(printed):
                for short in wanted.get(letters, ()):
                    self._consider(short, number, printed, found)
        for short, roots in sorted(found.items()):
            if len(roots) == 1:
                self._forest.union(self._label[short], self._label[next(iter(roots.values()))])

    def _consider(
        self, short: int, number: int, printed: str, found: dict[int, dict[int, int]]
    ) -> None:
        root = self._forest.find(self._label[number])
        if root in found[short] or len(found[short]) > 1 or self._label[short] == root:
            return
        if spells(self._names.printed(short), printed):
            found[short][root] = number

    def _undefined(self, key: str, number: int) -> bool:
        """Whether the class is written with an acronym that neither papers nor catalogue explain."""
        reader = self._reader
        if self._label[number] in self._entry or key in reader.ambiguous or key in reader.words:
            return False
        tokens = tokens_of(self._names.printed(number))
        return any(is_acronym(t) and lemma(t) not in reader.words for t in tokens)

    def _collect(self) -> None:
        self._members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._names)):
            self._members[self._forest.find(self._label[number])].append(number)
        self._entries: dict[int, Entry] = {}
        for label, entry in self._entry.items():
            root = self._forest.find(label)
            kept = self._entries.setdefault(root, entry)
            if entry.name < kept.name:
                self._entries[root] = entry
        self._keys = {root: self._choose_key(root) for root in self._members}

    def _choose_key(self, root: int) -> str:
        entry = self._entries.get(root)
        if entry:
            return entity_id(self._type, entry.name)
        return entity_id(self._type, min(map(self._rank, self._members[root]))[-1])

    def _rank(self, number: int) -> tuple[bool, int, int, int, str]:
        printed = self._names.printed(number)
        tokens = tokens_of(printed)
        short = len(tokens) == 1 and is_acronym(tokens[0])
        return short, self._steps[number].bit_count(), len(tokens), len(printed), printed

    def key(self, number: int) -> str:
        """The id of the entity that the thing with this number is."""
        return self._keys[self._forest.find(self._label[number])]

    def entities(self) -> Iterator[Entity]:
        """The entities, in no particular order."""
        taken = set(self._keys.values())
        for root, members in self._members.items():
            yield self._entity(root, members, taken)

    def _entity(self, root: int, members: list[int], taken: set[str]) -> Entity:
        entry = self._entries.get(root)
        counts: dict[str, int] = defaultdict(int)
        urls: set[str] = set()
        for number in members:
            for name, papers in self._names.spellings(number):
                counts[name] += papers
            for name, papers in self._shorts.get(number, {}).items():
                counts[name] += papers
            urls |= self._urls.get(number, set())
        former = {entity_id(self._type, name) for name in counts} - taken
        name = entry.name if entry else min(counts, key=lambda n: (-counts[n], n))
        return Entity(
            id=self._keys[root],
            type=self._type,
            name=name,
            url=min(urls) if urls else entry.url if entry else None,
            external_ids=entry.external_ids if entry else (),
            former_ids=tuple(sorted(former)),
            ambiguous=any(trivial_key(n) in self._reader.ambiguous for n in counts)
            if len(members) == 1
            else False,
        )

    def merges(self) -> Iterator[Merge]:
        """Why names became one or stayed apart."""
        return iter(())
