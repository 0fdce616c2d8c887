"""Whether letters spell words: candidates for an acronym whose definition no paper gives."""

import re
from collections.abc import Iterator

from kg.link.forms import is_acronym
from kg.link.words import lemma, plain

_WORD = re.compile(r"[A-Za-z0-9+]+")
_STOP = frozenset("a an and the of for to in on with by via from using as at through".split())
_REPEATED = re.compile(r"([a-z])([23])")
_BRACKETED = re.compile(r"([^()]+)\s\(([A-Za-z0-9]{2,10})\)")
_LONGEST = 12
LEAST = 3
"""Fewer letters prove nothing by themselves."""


def words_of(name: str) -> list[str]:
    """The words of ``name``; parts of hyphenated words count."""
    return _WORD.findall(plain(name))


def bracketed(name: str) -> tuple[str, str] | None:
    """The acronym that a name carries in brackets, and the words before it that it stands for.

    >>> bracketed("low-rank adaptation (LoRA) layer")
    ('LoRA', 'low-rank adaptation')
    """
    found = _BRACKETED.match(plain(name))
    if not found or not is_acronym(found[2].removesuffix("s")):
        return None
    words, short = found[1].split(), found[2]
    for count in range(1, len(words) + 1):
        run = " ".join(words[-count:])
        if any(_subsequence(variant, run) for variant in _variants(short)):
            return short, run
    return None


def _subsequence(letters: str, text: str) -> bool:
    """Whether ``letters`` occur in ``text`` in order, the first at its beginning."""
    rest = iter(text.lower())
    return text[:1].lower() == letters[:1] and all(c in rest for c in letters)


def short_keys(name: str) -> Iterator[str]:
    """Letters that ``name`` may stand for, when it holds an acronym; nothing otherwise."""
    words = words_of(name)
    if not words or len(words) > 4 or not any(is_acronym(w) for w in words):
        return
    parts = [w.removesuffix("s") if is_acronym(w) else w[0] for w in words]
    letters = "".join(parts).lower()
    if not LEAST <= len(letters) <= _LONGEST:
        return
    yield letters
    if any(c in "23" for c in letters):
        yield _REPEATED.sub(lambda m: m[1] * int(m[2]), letters)
        yield letters.replace("2", "t")
    if len(words) == 1:
        capitals = "".join(c for c in words[0] if c.isupper() or c.isdigit()).lower()
        if len(capitals) >= LEAST and capitals != letters:
            yield capitals


def long_keys(name: str) -> Iterator[str]:
    """The letters that could stand for ``name``: initials, with and without small words."""
    words = words_of(name)
    if not 2 <= len(words) <= _LONGEST:
        return
    parts = [w.lower() if is_acronym(w) else w[0].lower() for w in words]
    everything = "".join(parts)
    yield everything
    content = "".join(p for p, w in zip(parts, words, strict=True) if w not in _STOP)
    if content != everything:
        yield content
    capitals = "".join(c for c in name if c.isupper()).lower()
    if len(capitals) >= LEAST and capitals not in (everything, content):
        yield capitals


def spells(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with runs of words written as their beginnings.

    Words that ``short`` spells out must be the same in ``long``. In an acronym every word but the
    small ones takes part; capitals inside the words of ``long`` may mark the letters instead
    ("Outcome REwArd-based reinforcement Learning", OREAL).
    """
    tokens, words = words_of(short), words_of(long)
    if len(tokens) == 1:
        marked = "".join(c for c in long if c.isupper()).lower()
        letters = tokens[0].lower()
        apart = letters not in {w.lower() for w in words}
        if marked in _variants(tokens[0]) and len(marked) > LEAST and apart:
            return True
    return _matches(tokens, words, several=len(tokens) > 1)


def _same(token: str, word: str, *, several: bool) -> bool:
    """Whether ``token`` is ``word``, or in a name of several parts its beginning (ITI-GEN)."""
    if lemma(token) == lemma(word):
        return True
    return (
        several and token[0].isupper() and len(token) > 2 and word.lower().startswith(token.lower())
    )


def _matches(tokens: list[str], words: list[str], *, several: bool) -> bool:
    if not tokens:
        return not words
    token = tokens[0]
    if (
        words
        and _same(token, words[0], several=several)
        and _matches(tokens[1:], words[1:], several=several)
    ):
        return True
    if not is_acronym(token) or lemma(token) == "a":
        return False
    rest = len(tokens) - 1
    for count in range(2, len(words) - rest + 1):
        run = words[:count]
        if any(_aligned(v, run) for v in _variants(token)) and _matches(
            tokens[1:], words[count:], several=several
        ):
            return True
    return False


def _variants(token: str) -> set[str]:
    letters = lemma(token)
    variants = {letters, token.lower()} if token.isupper() else {letters}
    if any(c in "23" for c in letters):
        repeated = _REPEATED.sub(lambda m: m[1] * int(m[2]), letters)
        variants |= {repeated, letters.replace("2", "t")}
    return variants


def _aligned(letters: str, words: list[str]) -> bool:
    """Whether ``letters`` is a run of beginnings of ``words``."""
    if not words:
        return not letters
    word, rest = words[0].lower(), words[1:]
    if words[0] in _STOP and _aligned(letters, rest):
        return True
    if is_acronym(words[0]) or not word.isalpha():
        # An acronym inside the long form keeps all of its letters (Robust IQL, RIQL).
        return letters.startswith(word) and _aligned(letters[len(word) :], rest)
    if word == "cross" and letters.startswith("x") and _aligned(letters[1:], rest):
        return True
    for length in range(1, min(len(word), len(letters)) + 1):
        if word[length - 1] != letters[length - 1]:
            return False
        if _aligned(letters[length:], rest):
            return True
    return False
