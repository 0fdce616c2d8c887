"""The distinct names of a graph in compact form, grouped by what trivially equals."""

from array import array
from collections.abc import Iterator

from kg.link.forms import is_acronym, tokens_of, trivial_key


class Names:
    """Classes of names that differ only in case, hyphens, blanks and plural.

    Numbers stand for classes, in the order of their arrival; nothing that is told about a class
    depends on that order. A million names take about 300 MB.
    """

    def __init__(self) -> None:
        self._index: dict[str, int] = {}
        # The clearest spelling of each class; the others, of the few classes with several, apart.
        self._first: list[str] = []
        self._papers = array("L")
        self._others: dict[int, dict[str, int]] = {}

    def __len__(self) -> int:
        return len(self._first)

    def add(self, name: str, papers: int) -> int:
        """Count that ``papers`` papers use ``name``; the number of its class."""
        key = trivial_key(name)
        number = self._index.setdefault(key, len(self._first))
        if number == len(self._first):
            self._first.append(name)
            self._papers.append(papers)
            return number
        first = self._first[number]
        if first == name:
            self._papers[number] += papers
            return number
        others = self._others.setdefault(number, {})
        others[name] = others.get(name, 0) + papers
        if _clarity(name) < _clarity(first):
            others[first] = self._papers[number]
            self._first[number] = name
            self._papers[number] = others.pop(name)
        return number

    def items(self) -> Iterator[tuple[str, int]]:
        """Every class: its key and its number."""
        return iter(self._index.items())

    def find(self, key: str) -> int | None:
        """The class with this key."""
        return self._index.get(key)

    def spellings(self, number: int) -> list[tuple[str, int]]:
        """The names in a class with their papers, most used first."""
        first = (self._first[number], self._papers[number])
        others = self._others.get(number)
        if not others:
            return [first]
        return sorted([first, *others.items()], key=lambda s: (-s[1], s[0]))

    def printed(self, number: int) -> str:
        """The spelling that says most about the words of a class: most blanks, most capitals."""
        return self._first[number]

    def papers(self, number: int) -> int:
        """How many papers use a name of the class, those with two spellings counted twice."""
        return int(self._papers[number]) + sum(self._others.get(number, {}).values())


def _clarity(name: str) -> tuple[bool, int, int, str]:
    tokens = tokens_of(name)
    acronym = len(tokens) == 1 and is_acronym(tokens[0])
    return not acronym, -len(tokens), -sum(c.isupper() for c in name), name
