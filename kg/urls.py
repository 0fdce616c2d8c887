"""Web addresses in running text: found, and repaired where the text has damaged them.

Texts of papers lose the scheme, gain blanks, swallow the following full stop and carry LaTeX
around an address. :func:`find_urls` gives each address with its place in the text and its
canonical form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import NodeType, Thing

REFERENCE_HOSTS = ("arxiv.org", "doi.org", "wikipedia.org", "aclanthology.org", "openreview.net")
"""Ends of hosts whose pages are texts to refer to, not what a paper releases."""

_SCHEME = r"https?\s?[:;]?\s?/{1,2}\s?(?:www\s?\.\s?)?"
_CODE_HOST = (
    r"(?:(?:raw\.)?github(?:usercontent)?\s?\.\s?com|gitlab(?:\.[\w-]+){1,3}|bitbucket\.org"
    r"|codeberg\.org|hugging\s?face\.co|hf\.co)"
)
_KNOWN_HOST = (
    r"(?:[\w-]+\.(?:github|gitlab)\s?\.\s?io|youtu\.be|youtube\.com|vimeo\.com|sites\.google\.com"
    r"|drive\.google\.com|zenodo\.org|osf\.io|kaggle\.com|anonymous\.4open\.science|arxiv\.org"
    r"|doi\.org|bit\.ly|tinyurl\.com|aka\.ms|goo\.gl|git\.io)"
)
_TLD = r"(?:com|org|net|io|ai|edu|dev|app|co|info|top|me|uk|de|fr|ch|cn|jp|kr|eu|nl|it|ca|au|gov)"
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?"
_BODY = r"(?:[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]|\\[_%#~&-]|\{\\?_\})"
_START = re.compile(
    rf"(?P<scheme>{_SCHEME})(?P<a>{_CODE_HOST}|{_KNOWN_HOST}|{_HOST})"
    rf"|(?<![\w@./-])(?:git@)?(?P<www>www\s?\.\s?)?(?P<b>{_CODE_HOST}|{_KNOWN_HOST})(?=\s?[/:]|\b)"
    rf"|(?<![\w@./-])www\.(?P<c>{_HOST})"
    rf"|(?<![\w@./-])(?P<d>(?:[A-Za-z0-9-]+\.)+{_TLD})(?=/[\w~])"
    rf"|(?<=\bat )(?P<e>(?:[a-z0-9-]+\.)+{_TLD})(?=\.?(?:\s|$))",
    re.IGNORECASE,
)
_TRACE = re.compile(  # One set of characters first: that is what the search skips to.
    r"[.hHwWtT](?:(?<=\.)[^\W\d_]|(?<=[hH])(?:[tT]{2}[pP]|[uU][gG]{2})|(?<=[wW])[wW]{2}|"
    r"(?<=[tT])(?:[hH][uU]|[lL][aA])[bB])"
)
"""What the first part of every address has in it, up to a blank: a dot before a letter, *http*,
*www*, git*hub*, git*lab* or *hug*ging face."""
_BLANK = re.compile(r"\s")
_REST = re.compile(rf"{_BODY}*")
_TRAILING = ".,;:!?'*$&=+#~"
_GLUED = re.compile(
    r"\.(?:The|Our|We|This|These|In|It|Code|Project|All|A|An|Data|Please|See|Keywords?)$"
)
_NAME = re.compile(r"[\w.-]+", re.ASCII)
_NO_OWNER = frozenset(
    ("topics", "orgs", "about", "features", "settings", "marketplace", "sponsors", "search")
)
_HUB_KINDS = ("datasets", "spaces", "models")
_HUB_PAGES = frozenset(("papers", "docs", "blog", "collections", "tasks", "join", "settings"))
_PLACEHOLDER = re.compile(r"x{3,}|your|anonym\w*|link|url|tba|tbd|todo|<.*", re.IGNORECASE)
_STOP_WORDS = (
    "and or for with to the a an in on of is are will can as at by from we our this that it "
    "respectively soon upon after where which code now here too publicly online repository page "
    "website link project"
)
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Url:
    """An address in a text.

    Attributes:
        start: Its first character.
        end: One past its last character.
        url: Canonical form: scheme, lower-case host, no trailing punctuation; for a repository
            nothing after its name.
        host: Lower-case host without ``www.``.
        repository: ``owner/name`` where it is a repository, else ``None``.
    """

    start: int
    end: int
    url: str
    host: str
    repository: str | None = None

    @property
    def thing(self) -> Thing:
        """The repository that it is, by its name, or else the resource, by its address."""
        if self.repository:
            return Thing(NodeType.REPOSITORY, self.repository, url=self.url)
        name = re.sub(r"^https?://(?:www\.)?", "", self.url).rstrip("/")
        return Thing(NodeType.RESOURCE, name, url=self.url)


def find_urls(text: str) -> list[Url]:
    """Every address in ``text`` in reading order, damaged ones repaired.

    An address of a code host that is cut off before the repository's name is left out.
    """
    return list(_find(text))


def _find(text: str) -> Iterator[Url]:
    position = 0
    while match := _start(text, position):
        host = next(match[g] for g in "abcde" if match[g])
        host = re.sub(r"\s", "", host).lower().removeprefix("www.")
        found = _repository(text, match, host) if _is_code_host(host) else _page(text, match, host)
        position = max(match.end(), found.end if found else 0)
        if found:
            yield found


def _start(text: str, position: int) -> re.Match[str] | None:
    """``_START.search(text, position)``, which is slow, where an address can begin only."""
    while trace := _TRACE.search(text, position):
        begin = trace.start()
        while begin > position and not text[begin - 1].isspace():
            begin -= 1
        blank = _BLANK.search(text, trace.end())
        end = blank.start() if blank else len(text)
        for at in range(begin, end):
            if match := _START.match(text, at):
                return match
        position = end
    return None


def _is_code_host(host: str) -> bool:
    return re.fullmatch(_CODE_HOST, host) is not None or host == "anonymous.4open.science"


def _page(text: str, match: re.Match[str], host: str) -> Url | None:
    rest = _REST.match(text, match.end())
    tail = _unescape(_GLUED.sub("", rest[0])) if rest else ""
    end = match.end() + len(rest[0]) if rest else match.end()
    if not tail.startswith("/") and "?" not in tail:
        tail, end = "", match.end()
    if tail == "" or tail == "/":
        tail = ""
    while tail and tail[-1] in _TRAILING:
        tail, end = tail[:-1], end - 1
    end -= len(text[match.start() : end]) - len(text[match.start() : end].rstrip(_TRAILING))
    scheme = "http" if (match["scheme"] or "s").lower().startswith("http:") else "https"
    www = "www." if re.search(r"www\s?\.", match[0], re.IGNORECASE) else ""
    return Url(match.start(), end, f"{scheme}://{www}{host}{tail}", host)


def _unescape(body: str) -> str:
    return re.sub(r"\{\\?_\}", "_", body).replace("\\", "")


def _repository(text: str, match: re.Match[str], host: str) -> Url | None:
    """The repository (or page of a code host) whose address begins at ``match``."""
    segments, end = _segments(text, match.end())
    host = {"hf.co": "huggingface.co", "raw.githubusercontent.com": "github.com"}.get(host, host)
    if host == "huggingface.co":
        return _hub(match.start(), end, segments)
    if len(segments) < 2 or segments[0].lower() in _NO_OWNER:
        return None
    if host.startswith("gitlab"):
        depth = segments.index("-") if "-" in segments else len(segments)
        cut = next((i for i, s in enumerate(segments) if s in ("tree", "blob", "issues")), depth)
        segments = segments[: max(2, min(depth, cut))]
    owner, name = "/".join(segments[:-1]) if host.startswith("gitlab") else segments[0], ""
    name = segments[-1] if host.startswith("gitlab") else segments[1]
    name = re.sub(r"(?:\.git)?\.*$", "", name)
    if not name or _PLACEHOLDER.fullmatch(name):
        return None
    path = f"{owner}/{name}"
    return Url(match.start(), end, f"https://{host}/{path}", host, path)


def _hub(start: int, end: int, segments: list[str]) -> Url | None:
    """A Hugging Face address: a model, a data set, a space, or another page of the hub."""
    host = "huggingface.co"
    if not segments or not (name := segments[-1].rstrip(".")):
        return None
    if segments[0] in _HUB_KINDS:
        kind, path = segments[0], "/".join(segments[1:3]).rstrip(".")
        if not path:
            return None
        prefix = "" if kind == "models" else f"{kind}/"
        return Url(start, end, f"https://{host}/{prefix}{path}", host, path)
    if len(segments) == 1 or segments[0] in _HUB_PAGES:
        path = "/".join([*segments[:-1], name])
        return Url(start, end, f"https://{host}/{path}", host)
    path = "/".join(segments[:2]).rstrip(".")
    return Url(start, end, f"https://{host}/{path}", host, path)


def _segments(text: str, start: int) -> tuple[list[str], int]:
    """The parts of the path that begins at ``start``, and the end of the part that was read.

    Blanks that break the path are read over: after the host, around the slash between owner and
    name, after a hyphen, and inside a name (as an underscore, which such text loses) where one
    word more ends the sentence and is in lower case or stands joined elsewhere in the text.
    """
    opening = re.compile(r"(?:\s?[/:]){1,3}\s?").match(text, start)
    if not opening:
        return [], start
    segments: list[str] = []
    position = end = opening.end()
    while True:
        name, after = _name(text, position, final=bool(segments))
        if not name:
            break
        segments.append(name)
        end = after
        slash = re.compile(r"/+|\s/(?=[\w.-])|/\s(?=[\w.-])").match(text, after)
        if not slash:
            break
        position = slash.end()
        if len(segments) == 1 and (blank := re.match(r"\s", text[position : position + 1])):
            position += blank.end()
        elif slash[0] != "/" * len(slash[0]):
            break
    trimmed = text[:end].rstrip(_TRAILING + "-")
    return segments, min(end, max(len(trimmed), start))


def _name(text: str, start: int, *, final: bool) -> tuple[str, int]:
    """One part of a path from ``start``: its repaired spelling and where it ends."""
    parts, position = "", start
    while match := re.compile(r"[\w.-]+|\\[_-]|\{\\?_\}", re.ASCII).match(text, position):
        parts += _unescape(match[0])
        position = match.end()
        parts, position = _continued(text, parts, position, final=final)
    glued = _GLUED.search(parts)
    if glued and re.match(r"\s|$", text[position : position + 1]):
        position -= len(parts) - glued.start()
        parts = parts[: glued.start()]
    return parts, position


def _continued(text: str, parts: str, position: int, *, final: bool) -> tuple[str, int]:
    """``parts`` joined with the word after a blank, where that word belongs to the name."""
    following = re.compile(r"\s([A-Za-z0-9][\w-]*)(/?)(?=[.,;)\]}\s]|$|[\w])", re.ASCII).match(
        text, position
    )
    if not following or following[1].lower() in _STOP or parts.endswith("."):
        return parts, position
    closes = re.match(r"[.,;)\]}]*(?:\s*$|[.)\]}]\s)", text[following.end() :]) is not None
    if not final and following[2]:
        return parts + following[1], following.end(1)
    if final and parts.endswith("-") and (closes or following[2]):
        return parts + following[1], following.end(1)
    joined = re.sub(r"[\W_]", "", parts + following[1]).lower()
    squashed = re.sub(r"[\W_]", "", text[: position - len(parts)]).lower()
    if final and closes and (joined in squashed or following[1].islower()):
        return f"{parts}_{following[1]}", following.end(1)
    return parts, position
