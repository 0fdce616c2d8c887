"""The name that a catalogue would use, from the places where a paper writes it."""

import re
from collections import Counter

from kg.extract.tagger.candidates import TYPES, Candidate, singular
from kg.extract.tagger.words import WORD, Words

_TAIL = {
    "Dataset": frozenset(["dataset", "datasets", "benchmark", "benchmarks", "corpus", "data"]),
    "Method": frozenset(["method", "methods", "framework", "approach", "algorithm"]),
    "Task": frozenset(["task", "tasks", "problem", "problems"]),
    "Metric": frozenset(["metric", "metrics", "score", "scores"]),
}


def surfaces(candidate: Candidate, words: Words, title: str, abstract: str) -> list[str]:
    """The text of every mention, in reading order."""
    texts = {0: title, 2: abstract}
    return [
        texts[words.fields[m.first]][words.starts[m.first] : words.ends[m.last]]
        for m in candidate.mentions
    ]


def _is_name(word: str) -> bool:
    """A word whose case carries meaning: an acronym, camel case, a digit."""
    return any(c.isupper() or c.isdigit() for c in word[1:])


def _singular(name: str) -> str:
    """The name without a plural ending; "GANs" becomes "GAN", a proper name keeps its s."""
    head, last = name[: name.rfind(" ") + 1], name[name.rfind(" ") + 1 :]
    if re.fullmatch(r"[A-Z0-9-]{2,}s", last):
        return head + last[:-1]
    return head + singular(last) if last.islower() and last.isalpha() else name


def _normal_case(name: str) -> str:
    """Lower case for words that only a title's or a term's spelling put in capitals."""
    return re.sub(WORD, lambda m: m[0] if _is_name(m[0]) or len(m[0]) == 1 else m[0].lower(), name)


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
    return re.sub(r"\s+", " ", name).strip()


assert set(_TAIL) == set(TYPES)
