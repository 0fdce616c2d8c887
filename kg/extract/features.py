"""What the linear model sees of a group: its name, its places, and the words around them."""

import re
from collections.abc import Callable, Iterator

from kg.extract.groups import Group, Mention
from kg.extract.lexicon import Known
from kg.extract.words import Words
from kg.text import singular

Look = Callable[[str], Known | None]
"""What is known about a folded name."""

_SHAPES = ((re.compile(r"[A-Z]+"), "A"), (re.compile(r"[a-z]+"), "a"), (re.compile(r"\d+"), "0"))
_LEFT, _RIGHT = 8, 4
Cues = dict[int, list[tuple[int, str]]]
_CUE_WORDS = (
    "propos introduc present develop design outperform surpass exceed compar baseline better "
    "superior improv state-of-the-art evaluat experiment dataset benchmark train use using based "
    "leverag apply build extend combin such like existing previous recent however although while "
    "show demonstrat analy investigat study address problem task challeng achiev measur score "
    "metric term call nam dub releas collect annotat than over against unlike via pretrain "
    "fine-tun method model framework algorithm approach we our"
)
_CUE = re.compile("|".join(sorted(_CUE_WORDS.split(), key=len, reverse=True)))


def features(
    group: Group, words: Words, look: Look, covered: frozenset[int], cues: Cues
) -> list[str]:
    """The features of ``group``, each once, in a fixed order.

    Args:
        group: The thing to judge.
        words: The words of its paper.
        look: What is known about names.
        covered: Numbers of the mentions that lie inside a longer candidate.
        cues: What :func:`cues_of` finds in ``words``.
    """
    seen: dict[str, None] = {}
    for feature in _about_name(group, look):
        seen[feature] = None
    for feature in _about_places(group, words, covered):
        seen[feature] = None
    for mention in group.mentions:
        for feature in _around(mention, words, cues):
            seen[feature] = None
    return list(seen)


def _about_name(group: Group, look: Look) -> Iterator[str]:
    parts = group.key.split(" ")
    shape = group.key if group.name.islower() else "".join(group.name.split("\n"))
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    yield "shape=" + shape[:8]
    yield f"length={min(len(parts), 6)}"
    yield f"letters={min(len(group.name), 9)}"
    yield "first=" + parts[0]
    yield "last=" + parts[-1]
    yield "ending=" + parts[-1][-3:]
    yield "opening=" + parts[0][-3:]
    if len(parts) > 1:
        yield "last2=" + " ".join(parts[-2:])
        yield "shape-last=" + shape[:3] + parts[-1]
    for cue in sorted(group.cues):
        yield "cue=" + cue
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
    rate = 10 * (total + 0.5) / (known.counts.papers + 1)
    rate = min(10, int(rate))
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
    inside = sum(i in covered for i in range(number))
    yield f"covered={'all' if inside == number else 'some' if inside else 'none'}"
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
    body = [m for m in group.mentions if m.first >= words.title_words]
    if body:
        length = max(1, len(words) - words.title_words)
        yield f"begins={int(5 * (body[0].first - words.title_words) / length)}"
        yield f"finishes={int(5 * (body[-1].first - words.title_words) / length)}"
        last = words.sentence[-1]
        yield f"sentences-left={min(4, last - words.sentence[body[0].first])}"


def _around(mention: Mention, words: Words, cues: Cues) -> Iterator[str]:
    """The words around one mention, in its sentence."""
    first, last, text = mention.first, mention.last, words.text
    sentence = words.sentence[first]
    left = _word(words, first - 1, sentence)
    right = _word(words, last + 1, sentence)
    yield "left=" + left
    yield "right=" + right
    yield "left2=" + _word(words, first - 2, sentence) + " " + left
    yield "right2=" + right + " " + _word(words, last + 2, sentence)
    before = text[max(0, mention.span.start - 1) : mention.span.start].strip()
    after = text[mention.span.end : mention.span.end + 1].strip()
    yield "before=" + before
    yield "after=" + after
    yield "between=" + before + after
    if mention.span.end < words.ends[last]:
        yield "glued=" + text[mention.span.end : words.ends[last]].lower()
    if mention.span.start > words.starts[first]:
        yield "prefixed=" + text[words.starts[first] : mention.span.start].lower()
    for index, cue in cues.get(sentence, ()):
        if index < first:
            yield "cue-left=" + cue
        elif index > last:
            yield "cue-right=" + cue
    for index in range(max(0, first - _LEFT), first):
        if words.sentence[index] == sentence:
            yield "near=" + words.lower[index]
    for index in range(last + 1, min(len(words), last + 1 + _RIGHT)):
        if words.sentence[index] == sentence:
            yield "then=" + words.lower[index]


def cues_of(words: Words) -> Cues:
    """Words that tell relations, such as *outperforms*: sentence -> place and stem of each."""
    found: Cues = {}
    for index, word in enumerate(words.lower):
        if (cue := _CUE.match(word)) is not None:
            found.setdefault(words.sentence[index], []).append((index, cue[0]))
    return found


def _word(words: Words, index: int, sentence: int) -> str:
    if not 0 <= index < len(words) or words.sentence[index] != sentence:
        return "|"
    word = words.lower[index]
    return "0" if word[0].isdigit() else word


def covered_mentions(groups: list[Group]) -> list[frozenset[int]]:
    """For each of ``groups``, which of its mentions lie inside a longer mention of another."""
    spans = sorted(
        (
            (m.span.start, -m.span.end, g, i)
            for g, group in enumerate(groups)
            for i, m in enumerate(group.mentions)
        ),
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
