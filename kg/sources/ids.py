"""Identifiers of papers as people and spreadsheets write them."""

import re

from kg import text

_ARCHIVE_NAMES = (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas "
    "cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin "
    "nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con"
)
_ARCHIVES = frozenset(_ARCHIVE_NAMES.split())
_NEW = re.compile(r"\d\d(?:0[1-9]|1[0-2])\.(?:\d{4}|\d{5})")
_DAMAGED = re.compile(r"(\d{3,4})\.(\d{1,5})")
_FIVE_DIGITS_SINCE = "1501"
_IN_TEXT = re.compile(r"(?:arxiv[:./]|arxiv\.org/(?:abs|pdf|html)/|hf\.co/papers/|co/papers/)\S")
_HEADINGS = (
    "introduction abstract editorial preface foreword conclusion conclusions discussion summary "
    "untitled unknown erratum corrigendum errata correction retraction reply response comment "
    "acknowledgements acknowledgments references appendix overview review index contents notes "
    "supplementarymaterial tableofcontents guesteditorial callforpapers frontmatter backmatter "
    "titlepage inmemoriam obituary bookreview bookreviews newsandviews notitle tba na none"
)
_GENERIC = frozenset(_HEADINGS.split())
_SHORT_TITLE = 6


def arxiv(value: str) -> str | None:
    """The arXiv id that ``value`` is (bare, ``arXiv:…``, a URL, an arXiv DOI), without version.

    Numbers that merely look alike (month 34, an unknown archive) are not ids. An id of four digits
    where five are due has lost a zero at its end, see :func:`restored`.
    """
    found = text.arxiv_id(value)
    if found is None:
        return None
    archive = found.partition("/")[0].partition(".")[0]
    if _NEW.fullmatch(found):
        return restored(found) or found
    return found if "/" in found and archive in _ARCHIVES else None


def restored(value: str) -> str | None:
    """The arXiv id that a spreadsheet took for a number; ``None`` where nothing was lost.

    ``2301.1`` was ``2301.10000`` and ``704.0001`` was ``0704.0001``.
    """
    found = _DAMAGED.fullmatch(value.strip())
    if found is None:
        return None
    month = found[1].zfill(4)
    whole = f"{month}.{found[2].ljust(5 if month >= _FIVE_DIGITS_SINCE else 4, '0')}"
    return whole if whole != value.strip() and _NEW.fullmatch(whole) else None


def arxiv_in(*texts: str) -> str | None:
    """The first arXiv id in DOIs, URLs or ``arXiv:…`` references."""
    for candidate in texts:
        if _IN_TEXT.search(candidate.lower()) and (found := arxiv(candidate)):
            return found
    return None


def doi(value: str) -> str | None:
    """The DOI that ``value`` is or holds, lower case."""
    return text.doi(value)


def is_doi(value: str) -> bool:
    """Whether ``value`` is nothing but a DOI: bare, ``doi:…`` or a resolver's address."""
    return text.WHOLE_DOI.fullmatch(value.strip()) is not None


def doi_in_url(url: str) -> str | None:
    """The DOI of a ``doi.org`` address."""
    return text.doi(url) if "doi.org/" in url.lower() else None


def is_generic(title: str) -> bool:
    """Whether ``title`` does not identify a paper: very short, or a mere heading."""
    key = text.title_key(title)
    return len(key) < _SHORT_TITLE or key.strip("0123456789") in _GENERIC
