"""``kg_links``: addresses of code, data, models, videos and project pages."""

import re

from spacy.language import Language

from kg.extract.candidates import Candidate, Span
from kg.extract.reading import Component, Reading, register
from kg.model import NodeType, Predicate
from kg.urls import REFERENCE_HOSTS, Url, find_urls

VERSION = "links/1"

_VIDEO_HOSTS = ("youtu.be", "youtube.com", "vimeo.com", "bilibili.com")
_DATA_HOSTS = ("zenodo.org", "figshare.com", "osf.io", "kaggle.com", "dataverse.org")
_PAGE_HOSTS = (".github.io", ".gitlab.io", "sites.google.com")
_SHORTENERS = ("bit.ly", "goo.gl", "tinyurl.com", "aka.ms", "git.io", "lnkiy.in")
_WORDS = (
    ("project", re.compile(r"project|page|web ?site|webpage|home ?page", re.IGNORECASE)),
    ("video", re.compile(r"videos?\b|animations?\b", re.IGNORECASE)),
    ("demo", re.compile(r"demo\b|demos\b|demonstration", re.IGNORECASE)),
    ("code", re.compile(r"\bcodes?\b|implementation|toolkit|library", re.IGNORECASE)),
    ("data", re.compile(r"data ?sets?\b|\bdata\b|corpus|corpora|benchmark", re.IGNORECASE)),
    ("model", re.compile(r"\bmodels?\b|checkpoints?|weights", re.IGNORECASE)),
)
_OURS = re.compile(
    r"\b(?:our|ours|we (?:\w+ )?(?:release|open-?source|publish|provide|share|make)|"
    r"(?:is|are|be|been|made|publicly|freely|openly) (?:\w+ )*available|released?|"
    r"open-?sourced?|accessible|can be (?:found|accessed|downloaded|viewed))\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:(?:build|built|based|building|implemented|relies|rely) (?:up)?on|fork of|"
    r"(?:code|implementations?|models?|weights|library|toolkit|repository) (?:of|by|from) "
    r"(?:their|its|the|other|\w+ et al)|of (?:its|their) authors|official (?:code|implementation) "
    r"of|taken from|(?<!be )(?:obtained|downloaded) from|provided by|adapted from|using the|"
    r"we used? (?:the )?|related (?:article|work)s?|forums?|similar to|such as|see also)\b",
    re.IGNORECASE,
)


def kind_of(url: Url, before: str) -> str:
    """What ``url`` leads to, by its host and the words ``before`` it in the sentence.

    One of ``code``, ``project``, ``data``, ``model``, ``demo``, ``video``, ``other``.
    """
    if url.host == "huggingface.co":
        hub = {"datasets": "data", "spaces": "demo"}
        return hub.get(url.url.split("/")[3], "model" if url.repository else "project")
    if url.repository:
        return "code"
    for hosts, kind in ((_VIDEO_HOSTS, "video"), (_DATA_HOSTS, "data"), (_PAGE_HOSTS, "project")):
        if url.host.endswith(hosts):
            return kind
    if url.host.endswith(REFERENCE_HOSTS):
        return "other"
    kinds = [kind for kind, pattern in _WORDS if pattern.search(before)]
    if url.host.endswith(_SHORTENERS):
        return kinds[0] if kinds else "other"
    return kinds[0] if len(kinds) == 1 and kinds != ["code"] else "project"


def is_own(url: Url, before: str) -> bool:
    """Whether ``url`` is the paper's own release, by the words ``before`` it in the sentence."""
    if url.host.endswith(REFERENCE_HOSTS):
        return False
    theirs = [m.end() for m in _THEIRS.finditer(before)]
    ours = [m.end() for m in _OURS.finditer(before)]
    return not theirs or bool(ours and max(ours) > max(theirs))


class Links(Component):
    """A spaCy component that finds repositories and resources; see :mod:`kg.urls`."""

    def read(self, paper: Reading) -> None:
        """Add a candidate for each address in ``paper``."""
        if "." in paper.text:
            paper.candidates += link_candidates(paper.text)


def link_candidates(text: str) -> list[Candidate]:
    """One candidate for each distinct address in ``text``, in reading order."""
    found: dict[str, list[tuple[Url, bool, str]]] = {}
    previous = 0
    for url in find_urls(text):
        before = _sentence_before(text, max(previous, url.start - 200), url.start)
        key = re.sub(r"^https?://(?:www\.)?", "", url.url).rstrip("/").lower()
        found.setdefault(key, []).append((url, is_own(url, before), kind_of(url, before)))
        previous = url.end
    return [_candidate(mentions) for mentions in found.values()]


def _sentence_before(text: str, start: int, end: int) -> str:
    return re.split(r"[.!?]\s+(?=[A-Z])", text[start:end])[-1]


def _candidate(mentions: list[tuple[Url, bool, str]]) -> Candidate:
    url, _, kind = mentions[0]
    own = any(is_ours for _, is_ours, _ in mentions)
    thing = url.thing
    is_code = thing.type is NodeType.REPOSITORY
    relation = Predicate.HAS_CODE if is_code else Predicate.HAS_RESOURCE
    return Candidate(
        type=thing.type,
        name=thing.name,
        spans=tuple(Span(u.start, u.end) for u, _, _ in mentions),
        component=VERSION,
        score=0.99 if own else 0.85,
        predicate=relation if own else Predicate.MENTIONS,
        url=url.url,
        cues=("own" if own else "theirs", kind),
    )


@Language.factory("kg_links")
def create(nlp: Language, name: str) -> Links:
    """The factory behind ``nlp.add_pipe("kg_links")``."""
    register()
    return Links()
