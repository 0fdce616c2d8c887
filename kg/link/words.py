"""Words of names, brought to a form in which spelling and inflection no longer matter.

All functions are pure and work on one word or name; the ones that are called for every name of a
graph are cached by word, because words are far fewer than names.
"""

import re
import unicodedata
from functools import lru_cache

from kg.link.vocabulary import NOT_ADVERBS
from kg.text import singular

_CACHE = 1 << 17
_LONGEST_PRODUCT = 7

_LATEX_GROUP = re.compile(r"\\(?:text\w*|math\w*|emph|rm|bf|it|mbox)\s*\{([^{}]*)\}")
_LATEX_ACCENT = re.compile(r"\\[\"'`^~=.uvHcdbk]\s*\{?([A-Za-z])\}?")
_LATEX_REST = re.compile(r"[\\{}$^]+")
_DASHES = re.compile(r"[‐‑‒–—―−]")
_PLURAL_ACRONYM = re.compile(r"(?=\w*[A-Z]\w*[A-Z0-9])(\w*[A-Z0-9])s")
_IRREGULAR = {
    "ads": "ad",
    "analyses": "analysis",
    "appendices": "appendix",
    "bases": "base",
    "biases": "bias",
    "criteria": "criterion",
    "curricula": "curriculum",
    "data": "data",
    "hypotheses": "hypothesis",
    "ids": "id",
    "indexes": "index",
    "indices": "index",
    "lenses": "lens",
    "matrices": "matrix",
    "phenomena": "phenomenon",
    "series": "series",
    "spectra": "spectrum",
    "syntheses": "synthesis",
    "ups": "up",
    "vertices": "vertex",
    "viruses": "virus",
}
_SINGULAR_AS_OS = frozenset(
    "alias atlas bias canvas chaos cosmos gas pancreas texas kansas lucas thomas pathos ethos "
    "midas judas christmas whereas overseas albatross debias unbias".split()
)
_FIELDS = tuple(
    "amics omics atics ysics istics antics etics otics itics ethics anics onics".split()
)
_COUNTABLE = frozenset("characteristics heuristics statistics mosaics critics".split())
_BRITISH = (
    (re.compile(r"(?<![vowa])is(ation|ations|ability|ed|er|ers|ing|e|es)$"), r"iz\1", 4),
    (re.compile(r"^(behavi|col|fav|neighb|hon|lab|vap|harb)our"), r"\1or", 0),
    (re.compile(r"(?<=[a-z]{2}[aeiou])ll(ing|ed|er|ers)$"), r"l\1", 0),
    (re.compile(r"yse(d|r|s)?$"), r"yze\1", 3),
    (re.compile(r"^centre"), "center", 0),
    (re.compile(r"parametri[sz]"), "parameteriz", 0),
)
_NOT_BRITISH = frozenset(
    "noise noised noising denoise denoised denoising denoiser precise raise raised rise "
    "concise revise revised supervise supervised supervising exercise exercises otherwise "
    "pairwise wise stepwise pointwise listwise disguise promise premise surprise expertise "
    "enterprise advise raising rising comprise compromise likewise televise improvise calling "
    "filling cell selling telling pulling rolling scrolling controlling controlled controller "
    "polling pooling enroll enrolling installing spelling dwelling drilling skilled billing "
    "advertise advertised advertising merchandise franchise paradise poised pulsed".split()
)


def plain(name: str) -> str:
    """``name`` in NFKC, with plain hyphens and without LaTeX markup."""
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", name))
    if "\\" in text or "{" in text or "~" in text or "$" in text:
        text = _LATEX_ACCENT.sub(r"\1", text)
        text = _LATEX_GROUP.sub(r"\1", text)
        text = _LATEX_REST.sub("", text).replace("~", " ")
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in spread if not unicodedata.combining(c))
    return text


@lru_cache(_CACHE)
def lemma(word: str) -> str:
    """``word`` in lower case, singular and in American spelling; plurals of acronyms too.

    >>> [lemma(w) for w in ("LLMs", "matrices", "Localisation", "losses", "GANs", "bias")]
    ['llm', 'matrix', 'localization', 'loss', 'gan', 'bias']
    """
    if match := _PLURAL_ACRONYM.fullmatch(word):
        return match[1].casefold()
    low = word.casefold()
    if word[-1:] == "S" and len(word) <= _LONGEST_PRODUCT:
        # PETS is no plural of PET, nor VITS of ViT.
        return low
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith(_FIELDS) and low not in _COUNTABLE:
        return low
    if low.endswith(("as", "os")) and len(low) > 4 and low not in _SINGULAR_AS_OS:
        low = low[:-1]
    low = singular(low)
    return american(low) if len(low) > 5 and low not in _NOT_BRITISH else low


def american(word: str) -> str:
    """``word`` (lower case) in American spelling: ``localisation`` is ``localization``."""
    for pattern, replacement, least in _BRITISH:
        found = pattern.search(word)
        if found and found.start() >= least:
            return pattern.sub(replacement, word)
    return word


# Endings that a verb and its noun do not share, longest first, and how much must remain.
_ENDINGS = tuple(
    (ending, least)
    for group, least in (
        ("ization izations izing izes ized ize", 3),
        ("ification ifications ifying ifies ified ify", 3),
        ("ition itions ating ated ates ation ations ate", 4),
        ("ments ment", 4),
        ("ancing anced ances ance ences ence", 4),
        ("ions ion ing ed es e s", 3),
    )
    for ending in group.split()
)
_STEMS = {
    "analysis": "analyz",
    "analyzing": "analyz",
    "analyze": "analyz",
    "controlled": "control",
    "controlling": "control",
    "removal": "remov",
    "retrieval": "retriev",
    "recovery": "recover",
    "discovery": "discover",
    "synthesis": "synthes",
    "speech": "speech",
}


@lru_cache(_CACHE)
def verb_stem(word: str) -> str:
    """What a verb and the noun made of it have in common.

    >>> {verb_stem(w) for w in ("reconstruction", "reconstructing", "reconstruct")}
    {'reconstruct'}
    >>> {verb_stem(w) for w in ("generation", "generates", "generating")}
    {'gener'}
    """
    if word in _STEMS:
        return _STEMS[word]
    stem = word
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            stem = word[: -len(ending)]
            break
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls":
        stem = stem[:-1]
    return stem.removesuffix("e") if len(stem) > 3 else stem


def adjective(word: str) -> str:
    """The adjective of an adverb: ``adversarially`` gives ``adversarial``; other words stay."""
    if not word.endswith("ly") or len(word) < 6 or word in NOT_ADVERBS:
        return word
    return word[:-1] + "e" if word.endswith("bly") else word[:-2]


_LOOSE = tuple(
    "izations ization ations ation ational ators ator atory ative ating ated ates ate "
    "ers er ors or ings ing ions ion ional ive ives als al ed ments ment ities ity ics ic ly es "
    "e s".split()
)


@lru_cache(_CACHE)
def loose_stem(word: str) -> str:
    """The beginning that all words made of one root share: ``adapters``, ``adaptation``."""
    for ending in sorted(_LOOSE, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
