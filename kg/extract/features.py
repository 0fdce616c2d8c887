"""What the linear model sees of a group: its name, its places, and the words around them.

A feature is a short text such as ``left=propose``; the model knows it by a number. Everything that
depends on one word or one name is numbered once, in :class:`Scene` and :class:`NameFeatures`, so
that most of the work per mention is joining lists of numbers.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from kg.extract.groups import Group, Mention
from kg.extract.lexicon import Known, candidate_type
from kg.extract.words import Words
from kg.text import singular

Look = Callable[[str], Known | None]
"""What is known about a folded name."""

Number = Callable[[str], int]
"""The number of a feature; -1 where the model does not know it."""

_SHAPES = ((re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"), (re.compile(r"\d+"), "0"))
_LEFT, _RIGHT = 8, 4
_CUE_WORDS = (
    "propos introduc present develop design outperform surpass exceed compar baseline better "
    "superior improv state-of-the-art evaluat experiment dataset benchmark train use using based "
    "leverag apply build extend combin such like existing previous recent however although while "
    "show demonstrat analy investigat study address problem task challeng achiev measur score "
    "metric term call nam dub releas collect annotat than over against unlike via pretrain "
    "fine-tun method model framework algorithm approach we our"
)
_CUE = re.compile("|".join(sorted(_CUE_WORDS.split(), key=len, reverse=True)))
_JOINT = re.compile(r"(?:\s?\([^()]{1,30}\))?(?:,? (?:and|or|as well as) (?:the )?|, |/)")
_FAR = 40


class NameFeatures:
    """The features that depend on a name alone, numbered once for each name.

    Args:
        number: Numbers features.
        look: What is known about names.
    """

    def __init__(self, number: Number, look: Look) -> None:
        self.number = number
        self.look = look
        self._seen: dict[tuple[str, str, str | None], tuple[int, ...]] = {}

    def of(self, group: Group) -> tuple[int, ...]:
        """The numbers of the features of the name of ``group``."""
        shape = group.key if group.name.islower() else group.name.replace("\n", "")
        for pattern, sign in _SHAPES:
            shape = pattern.sub(sign, shape)
        asked = (group.key, shape[:8], group.expansion)
        found = self._seen.get(asked)
        if found is None:
            if len(self._seen) > 50_000:
                self._seen.clear()
            names = _about_name(group, shape, self.look)
            found = self._seen[asked] = tuple(self.number(f) for f in names)
        return found


class Scene:
    """The words of a paper as numbered features: what each adds as a neighbour.

    Args:
        words: The words of the paper.
        number: Numbers features.
    """

    def __init__(self, words: Words, number: Number) -> None:
        self.words = words
        self.number = number
        plain = ["0" if w[0].isdigit() else w for w in words.lower]
        size = len(plain)
        self.begins: list[int] = []
        for i in range(size):
            self.begins.append(i if words.first_in_sentence(i) else self.begins[-1])
        edge = [*(words.first_in_sentence(i) for i in range(size)), True]
        before = ["|" if edge[i] else plain[i - 1] for i in range(size)]
        after = ["|" if edge[i + 1] else plain[i + 1] for i in range(size)]
        before2 = ["|" if edge[i] else before[i - 1] for i in range(size)]
        after2 = ["|" if edge[i + 1] else after[i + 1] for i in range(size)]
        self.left = [(number("left=" + a), number(f"left2={b} {a}"))
                     for a, b in zip(before, before2, strict=True)]  # fmt: skip
        self.right = [(number("right=" + a), number(f"right2={a} {b}"))
                      for a, b in zip(after, after2, strict=True)]  # fmt: skip
        self.near = [number("near=" + w) for w in words.lower]
        self.then = [number("then=" + w) for w in words.lower]
        self.ends = [0] * size
        for i in range(size - 1, -1, -1):
            self.ends[i] = i + 1 if edge[i + 1] else self.ends[i + 1]
        self.cues = [
            (i, number("cue-left=" + cue[0]), number("cue-right=" + cue[0]))
            for i, word in enumerate(words.lower)
            if (cue := _CUE.match(word)) is not None
        ]


def features(
    groups: Sequence[Group], covered: Sequence[frozenset[int]], scene: Scene, names: NameFeatures
) -> list[set[int]]:
    """The numbers of the features of each of ``groups``.

    Args:
        groups: The things to judge.
        covered: For each, the numbers of the mentions that lie inside a longer candidate.
        scene: The words of their paper.
        names: Features of names.
    """
    beside = _beside(groups, scene.words.text, names.look)
    seen = []
    for group, inside, neighbours in zip(groups, covered, beside, strict=True):
        found = set(names.of(group))
        found.update(scene.number("cue=" + cue) for cue in group.cues)
        found.update(scene.number("beside=" + n) for n in neighbours)
        found.update(map(scene.number, _about_places(group, scene.words, inside)))
        found.update(map(scene.number, _tagged(group)))
        for mention in group.mentions:
            _around(mention, scene, found)
        found.discard(-1)
        seen.append(found)
    return seen


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


def _about_places(group: Group, words: Words, covered: frozenset[int]) -> Iterator[str]:
    number = len(group.mentions)
    yield f"mentions={min(number, 5)}"
    yield f"covered={'all' if len(covered) == number else 'some' if covered else 'none'}"
    titled = [m for m in group.mentions if m.first < words.title_words]
    if titled:
        yield "titled"
        yield "titled-only" if len(titled) == number else "titled-too"
        first = titled[0]
        if first.first == 0:
            yield "title-start"
        if first.last == words.title_words - 1:
            yield "title-end"
        before = words.text[: first.span.start]
        yield "title-colon=" + ("after" if ":" in before else "before")
    if len(titled) < number:
        opening, closing = group.mentions[len(titled)].first, group.mentions[-1].first
        length = max(1, len(words) - words.title_words)
        yield f"begins={int(5 * (opening - words.title_words) / length)}"
        yield f"finishes={int(5 * (closing - words.title_words) / length)}"
        yield f"sentences-left={min(4, words.sentence[-1] - words.sentence[opening])}"


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


def _around(mention: Mention, scene: Scene, found: set[int]) -> None:
    """Add the words around one mention, in its sentence."""
    first, last, words = mention.first, mention.last, scene.words
    number, text, span = scene.number, words.text, mention.span
    found.update(scene.left[first])
    found.update(scene.right[last])
    start, end = scene.begins[first], scene.ends[first]
    found.update(scene.near[max(start, first - _LEFT) : first])
    found.update(scene.then[last + 1 : min(end, last + 1 + _RIGHT)])
    before = text[max(0, span.start - 1) : span.start].strip()
    after = text[span.end : span.end + 1].strip()
    found.add(number("before=" + before))
    found.add(number("after=" + after))
    found.add(number("between=" + before + after))
    if span.end < words.ends[last]:
        found.add(number("glued=" + text[span.end : words.ends[last]].lower()))
    if span.start > words.starts[first]:
        found.add(number("prefixed=" + text[words.starts[first] : span.start].lower()))
    for index, left, right in scene.cues:
        if start <= index < first:
            found.add(left)
        elif last < index < end:
            found.add(right)


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
