"""The name that a catalogue would use, from the places where a paper writes it."""

import re
from collections import Counter

from kg.extract.case import PROPER, one_of
from kg.extract.tagger.candidates import SILENT, TYPES, Candidate, Mention
from kg.extract.tagger.words import WORD, Words

_TAIL = {
    "Dataset": frozenset(["dataset", "datasets", "benchmark", "benchmarks", "corpus", "data"]),
    "Method": frozenset(["method", "methods", "framework", "approach", "algorithm"]),
    "Task": frozenset(["task", "tasks", "problem", "problems"]),
    "Metric": frozenset(["metric", "metrics", "score", "scores"]),
}


def surfaces(candidate: Candidate, words: Words, title: str, abstract: str) -> list[str]:
    """The text of every mention, in reading order, without a hyphen at its end."""
    texts = {0: title, 2: abstract}
    return [
        texts[words.fields[m.first]][words.starts[m.first] : words.ends[last_word(words, m)]]
        for m in candidate.mentions
    ]


def last_word(words: Words, m: Mention) -> int:
    """The last word of a mention that is not a hyphen or the like."""
    last = m.last
    while last > m.first and words.texts[last] in SILENT:
        last -= 1
    return last


def _is_name(word: str) -> bool:
    """A word whose case carries meaning: an acronym, camel case, a digit."""
    return any(c.isupper() or c.isdigit() for c in word[1:])


def _singular(name: str) -> str:
    """The name without a plural ending; "GANs" becomes "GAN", a proper name keeps its s."""
    head, last = name[: name.rfind(" ") + 1], name[name.rfind(" ") + 1 :]
    if re.fullmatch(r"[A-Z0-9-]{2,}s", last):
        return head + last[:-1]
    whole = last.rpartition("-")[2]
    return head + one_of(last) if last.islower() and whole.isalpha() else name


def _sentence_case(name: str) -> str:
    """A term that begins a sentence without its capital: "Large language model"."""
    first, _, rest = name.partition(" ")
    usual = first[1:].islower() and first not in PROPER
    return first.lower() + " " + rest if usual and rest and rest.islower() else name


def _keeps_case(word: str) -> bool:
    return _is_name(word) or len(word) == 1 or word in PROPER


def _normal_case(name: str) -> str:
    """Lower case for words that only a title's or a term's spelling put in capitals."""
    return re.sub(WORD, lambda m: m[0] if _keeps_case(m[0]) else m[0].lower(), name)


def canonical(
    candidate: Candidate, type_: str, relation: str, words: Words, title: str, abstract: str
) -> str:
    """One name for a candidate: its acronym, else the commonest spelling, singular, normal case."""
    forms = surfaces(candidate, words, title, abstract)
    inside = [
        f for f, m in zip(forms, candidate.mentions, strict=True) if words.fields[m.first] == 2
    ]
    if candidate.defined:
        short = [f for f in forms if " " not in f and sum(c.isupper() for c in f) > 1]
        inside = forms = short or forms
    pool = inside or forms
    if title.isupper() and not inside:
        pool = [f.lower() for f in pool]
    counts = Counter(_singular(f) for f in pool)
    name = max(counts, key=lambda f: (counts[f], f[1:].islower(), f))
    parts = name.split()
    if (
        len(parts) > 1
        and parts[-1].lower() in _TAIL[type_]
        and (type_ == "Dataset" or parts[-2][:1].isupper())
    ):
        name = " ".join(parts[:-1])
    lower = any(f == f.lower() for f in forms)
    if (
        type_ in ("Task", "Metric") and relation != "INTRODUCES" and not any(map(_is_name, parts))
    ) or lower:
        name = _normal_case(name)
    elif relation != "INTRODUCES" and type_ == "Method":
        name = _sentence_case(name)
    return re.sub(r"\s+", " ", name).strip()


assert set(_TAIL) == set(TYPES)
