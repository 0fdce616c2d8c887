"""Clusters of the names of one type, and the entities that they are."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.catalog import Entry
from kg.link.forms import Step, form_of, is_acronym, parse, tokens_of, trivial_key
from kg.link.ids import entity_id
from kg.link.known import Reader, known
from kg.link.meanings import Meanings, truncated
from kg.link.names import Names
from kg.link.typos import LEAST as SLIP_LEAST
from kg.model import Entity, NodeType, Thing


class Forest:
    """Union-find over numbers; the smallest of each set is its root."""

    def __init__(self, size: int) -> None:
        self._parent = array("L", range(size))

    def add(self) -> int:
        """A new number, in a set of its own."""
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

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


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a class of names was joined with another, or held apart from it.

    Attributes:
        rule: Which rule decided.
        other: A name of the other side.
        evidence: What the rule went by.
    """

    rule: str
    other: str
    evidence: str


class Clusters:
    """The names of one type: filled with :meth:`add`, decided by :meth:`join`, then read.

    Classes of names are numbered as :class:`~kg.link.names.Names` does. A label stands for all
    classes with one form or one catalogue entry; rules join labels.

    Attributes:
        type: The type.
        names: The names, in classes.
        reader: What acronyms mean.
        labels: Label by form; catalogue entries as ``=name``.
        label: The label of each class.
        steps: The :class:`~kg.link.forms.Step` flags of each class.
        acronymic: Classes with an acronym in their name.
        words: In how many classes each long word occurs.
        reasons: Why a class was joined, where its form does not say it.
        apart: What a class was held apart from.
    """

    def __init__(self, node_type: NodeType, meanings: Meanings) -> None:
        self.type = node_type
        self.reader = Reader(node_type, meanings)
        self.names = Names()
        self.labels: dict[str, int] = {}
        self.label = array("L")
        self.steps = array("B")
        self.acronymic: list[int] = []
        self.words: Counter[str] = Counter()
        self.reasons: dict[int, Reason] = {}
        self.apart: list[tuple[int, Reason]] = []
        self.shorts: dict[int, dict[str, int]] = {}
        self.forest = Forest(0)
        self._urls: dict[int, set[str]] = {}
        self._entry: dict[int, Entry] = {}
        self._forced: dict[int, tuple[str, int]] = {}
        self._titles: dict[str, str] = {}
        self.former: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, int] | None = None

    def add(self, thing: Thing, papers: int) -> int:
        """Count a thing; a number that :meth:`key` takes."""
        if thing.expansion and not truncated(thing.name, thing.expansion):
            number = self.names.add(thing.expansion, 0)
            shorts = self.shorts.setdefault(number, {})
            shorts[thing.name] = shorts.get(thing.name, 0) + papers
        else:
            number = self.names.add(thing.name, papers)
        if thing.url:
            self._urls.setdefault(number, set()).add(thing.url)
        return number

    def join(self, rules: Iterable[Callable[["Clusters"], None]]) -> None:
        """Give every class its label, then let ``rules`` join labels."""
        if not len(self.names):
            return
        exact = known(self.type).exact
        forms = self.reader.forms()
        labels, label, steps = self.labels, self.label, self.steps
        for key, number in self.names.items():
            tokens, some = parse(self.names.printed(number))
            entry = exact.get(key)
            text = ""
            if entry is None:
                text, some = self._form(key, tokens, some)
                entry = forms.get(text)
            if entry is not None:
                text = f"={entry.name}"
            position = labels.setdefault(text, len(labels))
            label.append(position)
            steps.append(some)
            if entry is not None:
                self._entry[position] = entry
            self._note(number, tokens)
        self.forest = Forest(len(labels))
        for rule in rules:
            rule(self)

    def _form(self, key: str, tokens: list[str], steps: int) -> tuple[str, int]:
        long = self.reader.longs.get(key)
        if long and is_acronym("".join(tokens)):
            tokens, steps = parse(long)
            steps |= Step.ACRONYM
        form = form_of(tokens, steps, self.type, self.reader.words)
        return form.key, form.steps

    def _note(self, number: int, tokens: list[str]) -> None:
        """Keep what rules need about the words of a class."""
        for token in tokens:
            if len(token) >= SLIP_LEAST and token.isalpha():
                self.words[token.lower()] += 1
        if any(map(is_acronym, tokens)):
            self.acronymic.append(number)

    def entry_of(self, number: int) -> Entry | None:
        """The catalogue entry that a class is by its own name."""
        return self._entry.get(self.label[number])

    def root(self, number: int) -> int:
        """The cluster of a class."""
        return self.forest.find(self.label[number])

    def unite(self, a: int, b: int, reason: Reason) -> None:
        """Join the labels ``a`` and ``b``; ``reason`` is why the classes of ``a`` are there."""
        if self.forest.union(a, b):
            self.reasons.setdefault(a, reason)

    def separate(self, number: int) -> None:
        """Take a class out of its cluster."""
        self.label[number] = self.forest.add()
        self.steps[number] = 0

    def collect(self) -> None:
        """Put the clusters together and choose their keys; after this nothing is joined."""
        self.members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self.names)):
            self.members[self.root(number)].append(number)
        self.entries: dict[int, Entry] = {}
        for label, entry in self._entry.items():
            root = self.forest.find(label)
            kept = self.entries.setdefault(root, entry)
            if entry.name < kept.name:
                self.entries[root] = entry
        self._by_key = None
        for root, (_, number) in self._forced.items():
            if number_entry := self.entry_of(number):
                self.entries[root] = number_entry
        self.keys = self._distinct({root: self._choose_key(root) for root in self.members})

    def _choose_key(self, root: int) -> str:
        if root in self._forced:
            return self._forced[root][0]
        entry = self.entries.get(root)
        if entry and not entry.ambiguous:
            return entity_id(self.type, entry.name)
        return entity_id(self.type, self.names.printed(self.anchor(root)))

    def _distinct(self, keys: dict[int, str]) -> dict[int, str]:
        """``keys`` without repeats, which only decisions of people can bring about."""
        if len(set(keys.values())) == len(keys):
            return keys
        ranked = sorted(
            keys, key=lambda r: (keys[r], r not in self.entries, self._rank(self.anchor(r)))
        )
        distinct: dict[int, str] = {}
        count: Counter[str] = Counter()
        for root in ranked:
            count[keys[root]] += 1
            times = count[keys[root]]
            distinct[root] = keys[root] if times == 1 else f"{keys[root]}~{times}"
        return distinct

    def anchor(self, root: int) -> int:
        """The class that gives a cluster its key."""
        if root in self._forced:
            return self._forced[root][1]
        members = self.members[root]
        return members[0] if len(members) == 1 else min(members, key=self._rank)

    def _rank(self, number: int) -> tuple[bool, int, int, int, str]:
        """Full names before acronyms, plain phrases before rewritten ones, short before long.

        The key of an entity must not be an acronym that may turn out to have other meanings, nor
        a slip: classes that were joined with what they stand for come last.
        """
        printed, steps = self.names.printed(number), self.steps[number]
        joined = bool(steps & Step.ACRONYM) or self.label[number] in self.reasons
        return joined, steps.bit_count(), len(tokens_of(printed)), len(printed), printed

    def key(self, number: int) -> str:
        """The id of the entity that the thing with this number is."""
        return self.keys[self.root(number)]

    def entities(self) -> Iterator[Entity]:
        """The entities, in no particular order."""
        former = {root: own for root in self.members if (own := self._former(root))}
        claims = Counter(key for own in former.values() for key in own)
        unfit = set(self.keys.values()) | {key for key, times in claims.items() if times > 1}
        for root, members in self.members.items():
            # An id in use, or claimed by two entities, forwards to none.
            yield self._entity(root, members, former.get(root, set()) - unfit)

    def counts(self, members: Iterable[int]) -> dict[str, int]:
        """The names in some classes, acronyms defined in papers included, and their papers."""
        counts: dict[str, int] = defaultdict(int)
        for number in members:
            for name, papers in self.names.spellings(number):
                counts[name] += papers
            for name, papers in self.shorts.get(number, {}).items():
                counts[name] += papers
        return counts

    def _former(self, root: int) -> set[str]:
        """The ids that the names of a cluster would have, and those that it had."""
        key = self.keys[root]
        names = self.counts(self.members[root])
        several = len(names) > 1 or root in self.entries
        own = {entity_id(self.type, name) for name in names} if several else set()
        return (own | self.former.get(key, set())) - {key}

    def _entity(self, root: int, members: list[int], former: set[str]) -> Entity:
        key, entry = self.keys[root], self.entries.get(root)
        counts = self.counts(members)
        urls = {url for number in members for url in self._urls.get(number, ())}
        name = entry.name if entry else min(counts, key=lambda n: (-counts[n], n))
        return Entity(
            id=key,
            type=self.type,
            name=self._titles.get(key, name),
            url=min(urls) if urls else entry.url if entry else None,
            external_ids=entry.external_ids if entry else (),
            former_ids=tuple(sorted(former)),
            ambiguous=len(members) == 1 and trivial_key(name) in self.reader.ambiguous,
        )

    def force_key(self, number: int, key: str) -> None:
        """Let the cluster of the class ``number`` have ``key`` and be called after that class."""
        self._forced[self.root(number)] = (key, number)

    def by_key(self, key: str) -> int | None:
        """A class of the entity ``key``, after :meth:`collect`."""
        if self._by_key is None:
            self._by_key = {k: self.members[root][0] for root, k in self.keys.items()}
        return self._by_key.get(key)

    def key_now(self, root: int) -> str:
        """The key that the cluster ``root`` would have by its names as they are now joined."""
        numbers = [n for n in range(len(self.names)) if self.root(n) == root]
        labels = {self.label[n] for n in numbers}
        entries = (self._entry[label] for label in labels if label in self._entry)
        names = sorted(e.name for e in entries if not e.ambiguous)
        name = names[0] if names else self.names.printed(min(numbers, key=self._rank))
        return entity_id(self.type, name)

    def rename(self, key: str, title: str) -> None:
        """Show the entity ``key`` as ``title``."""
        self._titles[key] = title
