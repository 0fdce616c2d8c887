"""Names and titles, brought to a form in which they can be compared and turned into ids."""

import hashlib
import re
import unicodedata
from urllib.parse import unquote

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DASHES = re.compile(r"[‐‑‒–—―−]")
_SEPARATORS = re.compile(r"[\s\-_/]+")
_NOT_SLUG = re.compile(r"[^\w+#.]+")
_EDGES = " .,:;()[]{}\"'`*$"
_INVARIANT = ("ss", "us", "is", "os", "as")
_ARXIV = re.compile(
    r"(?:arxiv[:/.]|abs/|pdf/|papers/|^)\s*"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?!\d)",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>{}]+)", re.IGNORECASE)
WHOLE_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
"""A DOI and nothing else, with any mark in it ("10.1002/(SICI)…<1661::AID-SIM968>3.0.CO;2-2")."""


def clean(text: str) -> str:
    """``text`` on one line: runs of white space and control characters become one blank."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def singular(word: str) -> str:
    """The singular of a lower-case English ``word``; words that merely end in s stay."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_INVARIANT):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


def fold(name: str) -> str:
    """``name`` without what does not tell things apart.

    Case, hyphens and spacing are dropped to single blanks, outer punctuation is removed and the
    last word is made singular: ``"Diffusion-Models"`` and ``"diffusion model"`` fold to the same.
    """
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", name)).casefold()
    words = _SEPARATORS.sub(" ", text).strip(_EDGES).split()
    return " ".join([*words[:-1], singular(words[-1])]) if words else ""


def squash(name: str) -> str:
    """``fold(name)`` without blanks: ``"Image Net"`` and ``"ImageNet"`` squash to the same."""
    return fold(name).replace(" ", "")


def slug(name: str, *, plurals: bool = True) -> str:
    """``name`` as the last part of an id: its words, folded and joined by hyphens.

    ``+``, ``#`` and ``.`` stay (C++, GPT-3.5), letters of all scripts stay, accents go. A name
    without any of them becomes a hash, so that no two names fall together in the empty slug.

    Args:
        name: Any text.
        plurals: Whether a final plural is made singular; not for names of people ("Graves").
    """
    text = unicodedata.normalize("NFKD", fold(name) if plurals else name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = _NOT_SLUG.sub("-", text).strip("-.")
    return words or "x" + hashlib.sha256(name.encode()).hexdigest()[:12]


def title_key(title: str) -> str:
    """``title`` reduced to its letters and digits: equal for the same paper in other spellings."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[\W_]+", "", text)


def title_id(title: str, abstract: str = "") -> str:
    """The id of a paper known by its title only; by its abstract where the title is empty."""
    key = title_key(title) or title_key(abstract)
    return "title:" + hashlib.sha256(key.encode()).hexdigest()[:16]


def arxiv_id(text: str) -> str | None:
    """The arXiv identifier in ``text`` (an id, a URL, an arXiv DOI), without its version."""
    found = _ARXIV.search(text.strip())
    return found[1].lower() if found else None


def doi(text: str) -> str | None:
    """The DOI in ``text`` (bare, ``doi:…`` or a resolver URL), lower case."""
    text = unquote(text).strip()
    found = WHOLE_DOI.fullmatch(text) or _DOI.search(text)
    return found[1].rstrip(".,;)").lower() if found else None
