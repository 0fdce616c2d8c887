"""What keeps names apart that look alike.

The rules of linking never drop what these guards look for, so a guard explains; it decides nothing.
"""

import re

from kg.link.acronyms import words_of
from kg.link.forms import is_acronym, tokens_of, trivial_key
from kg.link.words import lemma

_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_VERSION = re.compile(r"v?\d+(?:\.\d+)*[a-z]?|[ivx]{1,4}")
_SIZES = frozenset(
    "tiny small base medium large xl xxl xs huge giant mini nano micro lite pro plus turbo "
    "max ultra flash haiku sonnet opus instruct chat".split()
)
_LEAST = 3


def why_apart(name: str, other: str) -> str | None:
    """Why two names that look alike are not one; ``None`` where they do not even look alike."""
    a, b = trivial_key(name), trivial_key(other)
    if a == b or not a or not b:
        return None
    first, second = _words(name), _words(other)
    return (
        _numbers(a, b)
        or _versions(first, second)
        or _super_term(first, second)
        or _affix(a, b)
        or _letters(name, other)
        or _near(a, b)
    )


def _words(name: str) -> list[str]:
    return [lemma(t) for t in tokens_of(name)]


def _numbers(a: str, b: str) -> str | None:
    """CIFAR-10 and CIFAR-100, GPT-3 and GPT-4."""
    if _DIGITS.sub("#", a) != _DIGITS.sub("#", b):
        return None
    x, y = _DIGITS.findall(a), _DIGITS.findall(b)
    pairs = [f"{i} is not {j}" for i, j in zip(x, y, strict=True) if i != j]
    return f"the numbers differ: {pairs[0]}" if pairs else None


def _versions(first: list[str], second: list[str]) -> str | None:
    """DINO and DINOv2, BERT and BERT-large."""
    short, long = sorted((first, second), key=lambda w: (len("".join(w)), w))
    head, tail = "".join(short), "".join(long)
    rest = tail.removeprefix(head)
    if tail.startswith(head) and (_VERSION.fullmatch(rest) or rest in _SIZES):
        return f"one has a version or size more: {rest}"
    if len(first) == len(second) > 1 and first[:-1] == second[:-1]:
        x, y = first[-1], second[-1]
        if x in _SIZES and y in _SIZES:
            return f"the versions or sizes differ: {x} is not {y}"
    return None


def _super_term(first: list[str], second: list[str]) -> str | None:
    """Person re-identification and text-to-image person re-identification."""
    short, long = sorted((first, second), key=lambda w: (len(w), w))
    if len(short) == len(long):
        return None
    rest = list(long)
    for word in short:
        if word not in rest:
            return None
        rest.remove(word)
    return f"one says more: '{' '.join(rest)}'"


def _affix(a: str, b: str) -> str | None:
    """BERT and RoBERTa, GLUE and SuperGLUE."""
    short, long = sorted((a, b), key=lambda w: (len(w), w))
    if len(short) < _LEAST or short not in long:
        return None
    before, _, after = long.partition(short)
    return f"one is part of the other's word: {before}[{short}]{after}"


def _letters(name: str, other: str) -> str | None:
    """Self-supervised learning and semi-supervised learning: both SSL."""
    first, second = words_of(name), words_of(other)
    if min(len(first), len(second)) < 2:
        return None
    x, y = ("".join(w[0].lower() for w in words) for words in (first, second))
    return f"two meanings of {x.upper()}" if x == y and len(x) > 1 else None


def _near(a: str, b: str) -> str | None:
    """MoCo and MoDE are not near; LoRA and LoRe are."""
    if min(len(a), len(b)) < _LEAST or abs(len(a) - len(b)) > 1:
        return None
    if _distance_one(a, b):
        return "one letter differs, and short names differ by less"
    return None


def _distance_one(a: str, b: str) -> bool:
    """Whether one letter was added, taken away or replaced, or two neighbours swapped."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    if len(a) == len(b):
        swap = a[start : start + 2] == b[start : start + 2][::-1]
        return a[start + 1 :] == b[start + 1 :] or (swap and a[start + 2 :] == b[start + 2 :])
    short, long = sorted((a, b), key=len)
    return short[start:] == long[start + 1 :]


def is_short(name: str) -> bool:
    """Whether ``name`` is one word written like an acronym."""
    tokens = tokens_of(name)
    return len(tokens) == 1 and is_acronym(tokens[0])
