"""What the linear model sees of a group: its name, its places, and the words around them.

See :mod:`kg.extract.spelling` for the name and :mod:`kg.extract.scene` for the words around.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.groups import Group
from kg.extract.numbering import Kinds, Memo, Numbers, joined, numbers_of
from kg.extract.scene import Neighbours, Scene
from kg.extract.spelling import Look, Spelling
from kg.extract.words import Words

_JOINT = re.compile(r"(?:\s?\([^()]{1,30}\))?(?:,? (?:and|or|as well as) (?:the )?|, |/)")
_JOINT_BEGINS = re.compile(r"\s?\(|, | (?:and|or|as) |/")
_FAR, _NEXT = 40, 11


class Features:
    """Numbers the features of groups, and remembers what comes again and again.

    Args:
        kinds: Numbers features.
        look: What is known about names.
    """

    def __init__(self, kinds: Kinds, look: Look) -> None:
        self._look = look
        self._beside = kinds("beside")
        self._spelling = Spelling(kinds, look)
        self._neighbours = Neighbours(kinds)
        self._places: Memo[tuple[int, ...], Numbers] = Memo(
            lambda at: numbers_of(kinds, _about_places(*at))
        )
        self._cues: Memo[frozenset[str], Numbers] = Memo(
            lambda cues: joined(map(kinds("cue"), cues))
        )

    def of(self, groups: Sequence[Group], words: Words) -> list[Numbers]:
        """The numbers of the features of each of ``groups``.

        Args:
            groups: The things to judge, all of one paper.
            words: The words of the paper.
        """
        told = []
        scene = Scene(words, self._neighbours)
        covered, beside = covered_mentions(groups), _beside(groups, words.text, self._look)
        for group, inside, neighbours in zip(groups, covered, beside, strict=True):
            found = (
                self._spelling.of(group.name, group.expansion)
                + self._places[_places(group, words, inside)]
                + self._cues[group.cues]
                + scene.around(group.mentions)
            )
            told.append(found + joined(map(self._beside, neighbours)) if neighbours else found)
        return told


def _places(group: Group, words: Words, covered: int) -> tuple[int, ...]:
    """Where ``group`` is named, in small numbers: what :func:`_about_places` takes."""
    mentions, number, titled = group.mentions, len(group.mentions), 0
    inside = 2 if covered == number else 1 if covered else 0
    many = number if number < 5 else 5
    while titled < number and mentions[titled].first < words.title_words:
        titled += 1
    opening = closing = left = -1
    if titled < number:
        first = mentions[titled].first
        body = (len(words.words) - words.title_words) or 1
        opening = closing = 5 * (first - words.title_words) // body
        if titled + 1 < number:
            closing = 5 * (mentions[-1].first - words.title_words) // body
        left = words.sentence[-1] - words.sentence[first]
        left = left if left < 4 else 4
    if not titled:
        return many, inside, 0, 0, 0, 0, opening, closing, left
    return (
        many,
        inside,
        1 if titled == number else 2,
        mentions[0].first == 0,
        mentions[0].last == words.title_words - 1,
        ":" in words.text[: mentions[0].span.start],
        opening,
        closing,
        left,
    )


def _about_places(
    number: int,
    inside: int,
    titled: int,
    starts: int,
    ends: int,
    colon: int,
    opening: int,
    closing: int,
    left: int,
) -> Iterator[str]:
    yield f"mentions={number}"
    yield "covered=" + ("none", "some", "all")[inside]
    if titled:
        yield "titled"
        yield "titled-only" if titled == 1 else "titled-too"
        if starts:
            yield "title-start"
        if ends:
            yield "title-end"
        yield "title-colon=" + ("after" if colon else "before")
    if opening >= 0:
        yield f"begins={opening}"
        yield f"finishes={closing}"
        yield f"sentences-left={left}"


def _beside(groups: Sequence[Group], text: str, look: Look) -> list[set[str]]:
    """For each group, what the names are that a list puts beside it ("CIFAR-10, X and GLUE")."""
    places = sorted([(*m[0], g) for g, group in enumerate(groups) for m in group.mentions])
    beside: list[set[str]] = [set() for _ in groups]
    begins = _JOINT_BEGINS.match
    for i, (_, end, g) in enumerate(places):
        if not begins(text, end):
            continue
        for start, _, other in places[i + 1 : i + 1 + _NEXT]:
            if start - end > _FAR:
                break
            if start > end and g != other and _JOINT.fullmatch(text, end, start):
                beside[g].add("right " + _kind(groups[other], look))
                beside[other].add("left " + _kind(groups[g], look))
    return beside


def _kind(group: Group, look: Look) -> str:
    known = look(group.key)
    return "?" if known is None else str(known.type)


def covered_mentions(groups: Sequence[Group]) -> list[int]:
    """For each of ``groups``, how many of its mentions lie inside a longer one of another."""
    spans = sorted(
        [(m[0][0], -m[0][1], g) for g, group in enumerate(groups) for m in group.mentions]
    )
    inside = [0] * len(groups)
    reach_end, reach_start, reach_group = -1, -1, -1
    for start, minus_end, g in spans:
        end = -minus_end
        if end > reach_end:
            reach_start, reach_end, reach_group = start, end, g
        elif g != reach_group and (start, end) != (reach_start, reach_end):
            inside[g] += 1
    return inside
