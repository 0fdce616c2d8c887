"""What the linear model sees of a group: its name, its places, and the words around them.

See :mod:`kg.extract.scene` for the words around.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.extract.groups import Group, Mention
from kg.extract.lexicon import Known, candidate_type
from kg.extract.scene import Number, Numbering, Scene
from kg.extract.words import Words
from kg.text import singular

Look = Callable[[str], Known | None]
"""What is known about a folded name."""

_SHAPES = ((re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"), (re.compile(r"\d+"), "0"))
_LEFT, _RIGHT = 8, 4
_JOINT = re.compile(r"(?:\s?\([^()]{1,30}\))?(?:,? (?:and|or|as well as) (?:the )?|, |/)")
_FAR = 40
_MOST = 100_000


class _Places(NamedTuple):
    """Where a group is named, in small numbers; -1 where it does not apply."""

    number: int
    covered: int
    titled: int
    starts: bool
    ends: bool
    colon: bool
    opening: int
    closing: int
    left: int


class Features:
    """Numbers the features of groups, and remembers what comes again and again.

    Args:
        number: Numbers a feature; -1 for one that does not count.
        look: What is known about names.
    """

    def __init__(self, number: Number, look: Look) -> None:
        self.numbering = Numbering(number)
        self.number = number
        self.look = look
        self._names: dict[tuple[str, str, str | None], tuple[int, ...]] = {}
        self._places: dict[_Places, tuple[int, ...]] = {}

    def scene(self, words: Words) -> Scene:
        """The words of a paper, numbered."""
        return Scene(words, self.numbering)

    def name(self, group: Group) -> tuple[int, ...]:
        """The features of the name of ``group``."""
        asked = (group.key, group.name, group.expansion)
        found = self._names.get(asked)
        if found is None:
            if len(self._names) > _MOST:
                self._names.clear()
            shape = group.key if group.name.islower() else group.name.replace("\n", "")
            for pattern, sign in _SHAPES:
                shape = pattern.sub(sign, shape)
            told = _about_name(group, shape, self.look)
            found = self._names[asked] = tuple(map(self.number, told))
        return found

    def places(self, group: Group, words: Words, covered: frozenset[int]) -> tuple[int, ...]:
        """The features of where ``group`` is named."""
        asked = _places(group, words, covered)
        found = self._places.get(asked)
        if found is None:
            found = self._places[asked] = tuple(map(self.number, _about_places(asked)))
        return found

    def of(
        self, groups: Sequence[Group], covered: Sequence[frozenset[int]], scene: Scene
    ) -> list[set[int]]:
        """The numbers of the features of each of ``groups``.

        Args:
            groups: The things to judge.
            covered: For each, the numbers of the mentions that lie inside a longer candidate.
            scene: The words of their paper.
        """
        number, seen = self.number, []
        beside = _beside(groups, scene.words.text, self.look)
        for group, inside, neighbours in zip(groups, covered, beside, strict=True):
            found = set(self.name(group))
            found.update(self.places(group, scene.words, inside))
            found.update([number("cue=" + cue) for cue in group.cues])
            found.update([number("beside=" + n) for n in neighbours])
            if "tagged" in group.cues:
                found.update(map(number, _tagged(group)))
            for mention in group.mentions:
                self._around(mention, scene, found)
            found.discard(-1)
            seen.append(found)
        return seen

    def _around(self, mention: Mention, scene: Scene, found: set[int]) -> None:
        """Add the words around one mention, in its sentence."""
        span, first, last, _ = mention
        words = scene.words
        found.update(scene.left(first))
        found.update(scene.right(last))
        start, end = scene.begins[first], scene.ends[first]
        found.update(scene.near[max(start, first - _LEFT) : first])
        found.update(scene.then[last + 1 : min(end, last + 1 + _RIGHT)])
        before = words.text[max(0, span.start - 1) : span.start].strip()
        after = words.text[span.end : span.end + 1].strip()
        found.update(self.numbering.marks(before, after))
        if span.end < words.ends[last]:
            found.add(self.number("glued=" + words.text[span.end : words.ends[last]].lower()))
        if span.start > words.starts[first]:
            prefix = words.text[words.starts[first] : span.start].lower()
            found.add(self.number("prefixed=" + prefix))
        for index, left, right in scene.cues.get(start, ()):
            if index < first:
                found.add(left)
            elif index > last:
                found.add(right)


def _about_name(group: Group, shape: str, look: Look) -> Iterator[str]:
    parts = group.key.split(" ")
    yield "shape=" + shape[:8]
    yield f"length={min(len(parts), 6)}"
    yield f"letters={min(len(group.key), 9)}"
    yield "first=" + parts[0]
    yield "last=" + parts[-1]
    yield "ending=" + parts[-1][-3:]
    yield "opening=" + parts[0][-3:]
    if len(parts) > 1:
        yield "last2=" + " ".join(parts[-2:])
        yield "shape-last=" + shape[:3] + parts[-1]
    if group.expansion:
        long = re.findall(r"[^\W_]+", group.expansion.lower())
        yield "defined"
        if long:
            yield "long-last=" + singular(long[-1])
            yield f"long-length={min(len(long), 6)}"
        yield from _known("long", look(" ".join([*long[:-1], singular(long[-1])]) if long else ""))
    yield from _known("", look(group.key))
    for size in range(1, len(parts)):
        if (known := look(" ".join(parts[size:]))) is not None:
            yield from _known(f"tail{min(size, 2)}", known, brief=True)
            break
    for size in range(len(parts) - 1, 0, -1):
        if (known := look(" ".join(parts[:size]))) is not None:
            yield from _known(f"head{min(len(parts) - size, 2)}", known, brief=True)
            break


def _known(prefix: str, known: Known | None, *, brief: bool = False) -> Iterator[str]:
    """What the lexicon says; ``brief`` for parts of a name."""
    if known is None:
        yield prefix + "unknown"
        return
    for entry, doubtful in known.entries:
        kind = "doubtful" if doubtful else "broad" if entry.broad else "listed"
        yield f"{prefix}{kind}={entry.type}"
    if known.counts is None:
        return
    total = sum(count for _, count in known.counts.labels)
    amount = min(total, 2 + (total > 4) + (total > 12) + (total > 40))
    rate = min(10, int(10 * (total + 0.5) / (known.counts.papers + 1)))
    yield f"{prefix}rate={rate}"
    if not brief:
        yield f"{prefix}rate={rate},{amount}"
    for label, count in known.counts.labels:
        share = count / total
        if share >= 0.15:
            yield f"{prefix}{label}={int(share * 5)}"
            if not brief:
                yield f"{prefix}{label}={int(share * 5)},{amount}"


def _places(group: Group, words: Words, covered: frozenset[int]) -> _Places:
    """Where ``group`` is named, in small numbers: what :func:`_about_places` takes."""
    mentions, number = group.mentions, len(group.mentions)
    titled = sum(m.first < words.title_words for m in mentions)
    opening = closing = left = -1
    if titled < number:
        body = max(1, len(words) - words.title_words)
        opening = 5 * (mentions[titled].first - words.title_words) // body
        closing = 5 * (mentions[-1].first - words.title_words) // body
        left = min(4, words.sentence[-1] - words.sentence[mentions[titled].first])
    return _Places(
        min(number, 5),
        2 if len(covered) == number else 1 if covered else 0,
        0 if not titled else 1 if titled == number else 2,
        bool(titled) and mentions[0].first == 0,
        bool(titled) and mentions[0].last == words.title_words - 1,
        bool(titled) and ":" in words.text[: mentions[0].span.start],
        opening,
        closing,
        left,
    )


def _about_places(at: _Places) -> Iterator[str]:
    yield f"mentions={at.number}"
    yield "covered=" + ("none", "some", "all")[at.covered]
    if at.titled:
        yield "titled"
        yield "titled-only" if at.titled == 1 else "titled-too"
        if at.starts:
            yield "title-start"
        if at.ends:
            yield "title-end"
        yield "title-colon=" + ("after" if at.colon else "before")
    if at.opening >= 0:
        yield f"begins={at.opening}"
        yield f"finishes={at.closing}"
        yield f"sentences-left={at.left}"


def _tagged(group: Group) -> Iterator[str]:
    """What the tagger says, where it is part of the pipeline."""
    surest = None
    for mention in group.mentions:
        for candidate in mention.candidates:
            if candidate.cues == ("tagged",) and (surest is None or candidate.score > surest.score):
                surest = candidate
    if surest is not None and surest.predicate is not None:
        label = f"{surest.type}/{surest.predicate.name}"
        yield f"tag={label}"
        yield f"tag-sure={int(surest.score * 10)}"
        yield f"tag={label},{int(surest.score * 10)}"


def _beside(groups: Sequence[Group], text: str, look: Look) -> list[set[str]]:
    """For each group, what the names are that a list puts beside it ("CIFAR-10, X and GLUE")."""
    kinds: list[str] = []
    places = []
    for g, group in enumerate(groups):
        known = look(group.key)
        kinds.append(str(candidate_type(known)) if known is not None else "?")
        places += [(m.span.start, m.span.end, g) for m in group.mentions]
    places.sort()
    beside: list[set[str]] = [set() for _ in groups]
    for i, (_, end, g) in enumerate(places):
        for start, _, other in places[i + 1 : i + 12]:
            if start - end > _FAR:
                break
            if start > end and g != other and _JOINT.fullmatch(text, end, start):
                beside[g].add("right " + kinds[other])
                beside[other].add("left " + kinds[g])
    return beside


def covered_mentions(groups: Sequence[Group]) -> list[frozenset[int]]:
    """For each of ``groups``, which of its mentions lie inside a longer mention of another."""
    spans = sorted(
        (m.span.start, -m.span.end, g, i)
        for g, group in enumerate(groups)
        for i, m in enumerate(group.mentions)
    )
    inside: list[set[int]] = [set() for _ in groups]
    reach_end, reach_start, reach_group = -1, -1, -1
    for start, minus_end, g, i in spans:
        end = -minus_end
        if end <= reach_end and (start, end) != (reach_start, reach_end) and g != reach_group:
            inside[g].add(i)
        if end > reach_end:
            reach_start, reach_end, reach_group = start, end, g
    return [frozenset(s) for s in inside]
