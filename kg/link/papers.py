"""Which of the papers read are one paper.

Papers with the same arXiv id or DOI are one. Papers with the same title are one unless their
identifiers say otherwise: two arXiv ids under one title are two papers, and a copy without any
identifier joins neither of them, because nothing says which it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

_SCHEMES = ("arxiv:", "doi:")


class _Forest:
    """Union-find in which the smallest member is the root, so the order of unions is no matter."""

    def __init__(self) -> None:
        self.parent: list[int] = []

    def add(self) -> int:
        self.parent.append(len(self.parent))
        return len(self.parent) - 1

    def find(self, node: int) -> int:
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def union(self, a: int, b: int) -> None:
        low, high = sorted((self.find(a), self.find(b)))
        self.parent[high] = low


def group_papers(keys: Iterable[Sequence[str]]) -> list[int]:
    """The group of each paper, as the index of its first member.

    Args:
        keys: For each paper the keys by which it can be recognised: ``arxiv:…``, ``doi:…``,
            ``title:…``, and others that always identify, such as ``id:…``.

    Returns:
        One number per paper; papers with the same number are one paper.
    """
    forest = _Forest()
    by_identifier: dict[str, int] = {}
    by_title: dict[str, list[int]] = defaultdict(list)
    identified: dict[int, list[str]] = defaultdict(list)
    for paper_keys in keys:
        node = forest.add()
        for key in paper_keys:
            if key.startswith("title:"):
                by_title[key].append(node)
            else:
                forest.union(node, by_identifier.setdefault(key, node))
                if key.startswith(_SCHEMES):
                    identified[node].append(key)
    identifiers = _identifiers(forest, identified)
    for _, members in sorted(by_title.items()):
        _unite_title(forest, members, identifiers)
    return [forest.find(node) for node in range(len(forest.parent))]


def _identifiers(forest: _Forest, identified: dict[int, list[str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for node, keys in identified.items():
        found[forest.find(node)].update(keys)
    return found


def _unite_title(forest: _Forest, members: list[int], identifiers: dict[int, set[str]]) -> None:
    roots = sorted({forest.find(m) for m in members})
    known = [r for r in roots if identifiers.get(r)]
    bare = [r for r in roots if not identifiers.get(r)]
    for other in bare[1:]:
        forest.union(bare[0], other)
    united = _compatible(known, identifiers)
    for other in known[1:] if united else []:
        forest.union(known[0], other)
    if bare and known and united:
        forest.union(bare[0], known[0])
        merged = set().union(*(identifiers[r] for r in known))
        identifiers[forest.find(bare[0])] = merged


def _compatible(roots: list[int], identifiers: dict[int, set[str]]) -> bool:
    """Whether no two of ``roots`` carry different ids of one scheme."""
    for scheme in _SCHEMES:
        ids = [{k for k in identifiers[r] if k.startswith(scheme)} for r in roots]
        named = [i for i in ids if i]
        if not all(a & b for a, b in combinations(named, 2)):
            return False
    return True
