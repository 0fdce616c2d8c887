"""Records of keys and values, as JSON and tables hold them, to papers.

The names that each field goes by are those of the exports people have: Scopus, Web of Science,
Semantic Scholar, OpenAlex, Zotero, Dimensions, IEEE Xplore, Lens, PubMed, Papers with Code, arXiv.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Origin, Paper
from kg.sources import ids
from kg.sources.base import Document
from kg.sources.dates import parse_date
from kg.sources.links import addresses
from kg.sources.people import authors, name_of

_NAMES = {
    "id": "id paperid",
    "title": "title papertitle articletitle documenttitle titles displayname ti t1 originaltitle",
    "abstract": (
        "abstract abstractnote summary abstracts summaries paperabstract abstracttext ab n2"
    ),
    "date": (
        "date publicationdate published publishedat publisheddate datepublished submittedon "
        "created coverdate issued earlyaccessdate pd updatedate"
    ),
    "year": "year publicationyear pubyear py publishedyear",
    "authors": (
        "authorfullnames authors author authornames af au creator authorships "
        "authorshipsauthordisplayname authorsname authorsparsed"
    ),
    "organizations": (
        "organizations organization affiliations authoraffiliations affiliation institutions "
        "authorshipsinstitutionsdisplayname"
    ),
    "venue": (
        "venue sourcetitle journal publicationtitle booktitle conference so proceeding journalref "
        "journalbook journalname containertitle publicationvenuename "
        "primarylocationsourcedisplayname"
    ),
    "url": (
        "url link paperurl urlabs articleurl sourceurls externalurl landingpageurl "
        "primarylocationlandingpageurl pdflink pdfurl"
    ),
    "arxiv": "arxiv arxivid externalidsarxiv paperarxivid eprint",
    "doi": "doi externalidsdoi idsdoi di doilink",
    "links": (
        "code codeurl urlcode codelink codelinks coderepository codes sourcecode codeavailability "
        "github githuburl githublink githubrepo githubrepository gitlab git giturl "
        "repo repourl repolink repos repository repositoryurl repositories "
        "projectpage projecturl projectlink projectwebsite projecthomepage project "
        "demo demourl video videourl dataurl datalink dataseturl datasetlink dataavailability "
        "modelurl modellink links resources"
    ),
}
KEYS: dict[str, tuple[str, ...]] = {name: tuple(keys.split()) for name, keys in _NAMES.items()}
"""Field -> the keys it is found under, best first, reduced by :func:`key_of`."""

FIELDS = tuple(KEYS)
"""The fields that ``columns`` can map."""

_REMARKS = ("comments", "comment", "note", "notes", "annote", "annotation", "howpublished", "extra")
"""Keys of remarks, in whose text addresses can stand."""

_NOTHING = frozenset(("", "nan", "null", "none", "n/a", "[no abstract available]"))
_MAX_DEPTH = 3


def key_of(name: str) -> str:
    """``name`` of a column or key in lower case, letters and digits only."""
    return re.sub(r"[\W_]+", "", name.casefold())


def paper_of(record: Mapping[str, Any], line: int | None, document: Document) -> Paper | None:
    """The paper that ``record`` describes; ``None``, with a notice, if it holds no text.

    Args:
        record: Keys or column names and values; nested objects are looked into.
        line: Where the record stands.
        document: Its options' ``columns`` name keys of this very file.
    """
    values = _Values(record, document.options.columns)
    identifier = values.text("id")
    arxiv = _restored(values.text("arxiv") or identifier, line, document)
    doi = values.text("doi") or (identifier if ids.is_doi(identifier) else "")
    return document.paper(
        line,
        title=values.text("title"),
        abstract=values.text("abstract") or inverted_index(record.get("abstract_inverted_index")),
        date=_date(values),
        authors=authors(values.first("authors")),
        organizations=_organizations(values.first("organizations")),
        venue=values.text("venue"),
        url=values.text("url"),
        arxiv=arxiv,
        doi=doi,
        links=_links(values, line, document),
        origins=tuple(_origins(record.get("origins"))),
    )


def links_of(record: Mapping[str, Any]) -> list[Any]:
    """What ``record`` holds under the keys that links go by, and its remarks."""
    return list(_Values(record, {}).links())


class _Values:
    """The values of a record by the field they belong to."""

    def __init__(self, record: Mapping[str, Any], columns: Mapping[str, str]) -> None:
        self._columns = columns
        self._exact = dict(_flat(record))
        self._by_key: dict[str, Any] = {}
        for name, value in self._exact.items():
            self._by_key.setdefault(key_of(name), value)

    def all(self, field: str) -> Iterator[Any]:
        """Every value of ``field``, the best first."""
        if (column := self._columns.get(field)) is not None:
            yield self._exact.get(column, self._by_key.get(key_of(column)))
            return
        yield from (self._by_key[key] for key in KEYS[field] if key in self._by_key)

    def links(self) -> Iterator[Any]:
        """Every value that can hold links; lists of remarks are other people's, and left out."""
        yield from self.all("links")
        if "links" not in self._columns:
            remarks = (self._by_key.get(key) for key in _REMARKS)
            yield from (remark for remark in remarks if isinstance(remark, str))

    def official(self) -> bool:
        """Whether the code is the authors' own, as far as the record says."""
        return text_of(str(self._by_key.get("isofficial", ""))).casefold() not in ("false", "0")

    def first(self, field: str) -> Any:
        """The first value of ``field`` that is not empty."""
        return next((value for value in self.all(field) if not _is_nothing(value)), None)

    def text(self, field: str) -> str:
        """The first text that ``field`` has."""
        return next((text for value in self.all(field) if (text := text_of(value))), "")


def _flat(record: Mapping[str, Any], prefix: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        yield f"{prefix}{key}", value
        if isinstance(value, Mapping) and depth < _MAX_DEPTH:
            yield from _flat(value, f"{prefix}{key}.", depth + 1)


def _is_nothing(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not text_of(value))


def text_of(value: Any) -> str:
    """``value`` as text; lists are joined, objects give their name, nothing gives ``""``."""
    if isinstance(value, str):
        return "" if value.strip().casefold() in _NOTHING else value
    if isinstance(value, bool) or value is None or value != value:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return " ".join(text for item in value if (text := text_of(item)))
    return name_of(value)


def inverted_index(index: Any) -> str:
    """The abstract that OpenAlex gives as word -> positions."""
    if not isinstance(index, Mapping):
        return ""
    words = [
        (position, str(word))
        for word, positions in index.items()
        if isinstance(positions, list)
        for position in positions
        if isinstance(position, int)
    ]
    return " ".join(word for _, word in sorted(words))


def _links(values: _Values, line: int | None, document: Document) -> list[str]:
    given = [value for value in values.links() if not _is_nothing(value)]
    found = list(addresses(given))
    if found and not values.official():
        document.warn(line, "is_official is false, the code is other people's: left out")
        return []
    if given and not found and "links" in document.options.columns:
        document.warn(line, f"no address is read in '{str(given[0])[:60]}': left out")
    return found


def _restored(identifier: str, line: int | None, document: Document) -> str:
    restored = ids.restored(identifier)
    if restored is None:
        return identifier
    document.warn(line, f"arXiv id '{identifier}' lost its zeros: read as {restored}")
    return restored


def _date(values: _Values) -> Any:
    year_text = values.text("year").removesuffix(".0")
    year = int(year_text) if re.fullmatch(r"[12]\d{3}", year_text) else None
    candidates = [value for value in values.all("date") if not _is_nothing(value)]
    for value in candidates:
        date = parse_date(value, year)
        if date is not None and (year is None or date[0] != "-"):
            return date
    return year_text or next(iter(candidates), None)


def _organizations(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part for raw in re.split(r"[;|]", value) if (part := raw.strip()))
    if isinstance(value, list):
        return tuple(name for item in value if (name := name_of(item)))
    return tuple(name for name in (name_of(value),) if name)


def _origins(value: Any) -> Iterator[Origin]:
    """The places that a record of our own remembers."""
    if not isinstance(value, Iterable) or isinstance(value, str):
        return
    for item in value:
        if isinstance(item, Mapping) and isinstance(item.get("source"), str):
            line = item.get("line")
            yield Origin(
                item["source"], str(item.get("place", "")), line if isinstance(line, int) else None
            )
