"""The same paper from several places as one.

Which value of a field wins depends on the values alone, never on their order or on how many were
merged before: ``merge`` is idempotent, commutative and associative, so a graph that grows file by
file is the graph of all files at once.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from kg.model import Paper
from kg.sources import ids
from kg.sources.base import origin_key, paper_id
from kg.text import title_key

_COMMAND = re.compile(
    r"\\(?:text|math)[a-z]{0,5}\b\s*|\\(?:emph|mbox|ensuremath|left|right)\b|\\[\"'`^~=.]"
)
_SIGNS = {"++": " plusplus ", "#": " sharp ", "⁺⁺": " plusplus "}
_RESTORED = re.compile(r"greek (?:small|capital) letter (\w+)(?: with \w+)*", re.IGNORECASE)
_URL_RANK = ("arxiv.org/", "doi.org/", "huggingface.co/papers/")
_PREPRINT = re.compile(r"arxiv|corr\b|preprint", re.IGNORECASE)
_ARXIV_DOI = "10.48550/"
_SHORT = 2
"""Titles of so many words are given to several works."""


def identities(paper: Paper) -> tuple[str, ...]:
    """The keys of ``paper``: two papers that share one are the same.

    ``arxiv:…`` and ``doi:…`` where known, and ``title:…`` with what is left of the title without
    case, accents, spacing, punctuation and LaTeX commands. All words count, so parts (``II``),
    versions (``v2``), errata and replies stay apart from what they belong to; so do ``X++`` and
    ``X``. A title that does not identify ("Introduction", a few letters) gives no key, and a paper
    without title is known by its abstract. A title of a word or two ("Deep Learning") is a key with
    the surname of the first author, where there is one, and then the abstract is a key as well.
    """
    keys = []
    if paper.arxiv:
        keys.append(f"arxiv:{paper.arxiv}")
    if paper.doi:
        keys.append(f"doi:{paper.doi}")
    identifies = bool(paper.title) and not ids.is_generic(paper.title)
    short = len(paper.title.split()) <= _SHORT
    if identifies:
        whose = _surname(paper.authors[0]) if short and paper.authors else ""
        keys.append(f"title:{_comparable(paper.title)}{whose}")
    if paper.abstract and (not paper.title or (identifies and short)):
        keys.append(f"abstract:{title_key(paper.abstract)[:200]}")
    return tuple(keys)


def _surname(author: str) -> str:
    """The end of a key: the last of the names of ``author``."""
    return "/" + title_key(author.rpartition(" ")[2])


def _comparable(title: str) -> str:
    text = _COMMAND.sub("", title)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    text = unicodedata.normalize("NFKD", text)
    return title_key("".join(_latin(c) for c in text if not unicodedata.combining(c)))


def _latin(character: str) -> str:
    r"""A Greek letter by its name, so that ``β-VAE`` and ``$\beta$-VAE`` are one; others as is."""
    if not "\u0370" <= character <= "\u03ff":
        return character
    found = _RESTORED.fullmatch(unicodedata.name(character, ""))
    return found[1].lower() if found else character


def merge(papers: Sequence[Paper]) -> Paper:
    """``papers``, all of the same work, as one with the best value of each field.

    The longer title and abstract win (what is shorter was cut), the more exact and then the earlier
    date, the longer list of authors, a venue that is no preprint server, the address nearest to the
    publisher. Organisations, links and origins are united.

    Raises:
        ValueError: ``papers`` is empty.
    """
    if not papers:
        raise ValueError("no papers to merge")
    title = _best((p.title for p in papers), _longest)
    abstract = _best((p.abstract for p in papers), _longest)
    arxiv = _best((p.arxiv for p in papers), _first) or None
    doi = _best((p.doi for p in papers), _doi_order) or None
    return Paper(
        id=paper_id(title, abstract, arxiv, doi),
        title=title,
        abstract=abstract,
        date=_best((p.date for p in papers), _date_order) or None,
        authors=min((p.authors for p in papers), key=_names_order),
        organizations=_united([p.organizations for p in papers]),
        venue=_best((p.venue for p in papers), _venue_order) or None,
        url=_best((p.url for p in papers), _url_order) or None,
        arxiv=arxiv,
        doi=doi,
        links=_united([p.links for p in papers if p.links]),
        origins=tuple(sorted({o for p in papers for o in p.origins}, key=origin_key)),
    )


_Order = Callable[[str], tuple[object, ...]]


def _best(values: Iterable[str | None], order: _Order) -> str:
    """The least of ``values`` by ``order``, empty ones left out; ``order`` must be total."""
    return min((value for value in values if value), key=order, default="")


def _longest(value: str) -> tuple[object, ...]:
    return -len(value), value


def _first(value: str) -> tuple[object, ...]:
    return (value,)


def _doi_order(value: str) -> tuple[object, ...]:
    return value.startswith(_ARXIV_DOI), value


def _date_order(value: str) -> tuple[object, ...]:
    return value.startswith("--"), -len(value), value


def _venue_order(value: str) -> tuple[object, ...]:
    return _PREPRINT.search(value) is not None, -len(value), value


def _url_order(value: str) -> tuple[object, ...]:
    rank = next((n for n, part in enumerate(_URL_RANK) if part in value), len(_URL_RANK))
    return rank, len(value), value


def _names_order(names: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return -len(names), -sum(map(len, names)), names


def _united(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """One list where all are equal, as printed; else every name once, sorted."""
    distinct = set(lists)
    return distinct.pop() if len(distinct) == 1 else tuple(sorted({n for x in lists for n in x}))
