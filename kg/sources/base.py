"""What a source is, and the table of those that come with the package.

A source turns the lines of one file into papers. It is a value, :class:`Source`: a name, one line
of description, a function that recognises the format from the beginning of a file, and a function
that reads it. Another package adds its own with an entry point of the group ``kg.sources``::

    [project.entry-points."kg.sources"]
    my-format = "my_package.reader:SOURCE"
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import Notice, Report, ignore
from kg.model import Origin, Paper
from kg.registry import Registry
from kg.sources import dates, ids
from kg.sources.links import MAX_LINK, addresses, repositories
from kg.text import clean, title_id

SOURCES = Registry(
    "sources",
    {
        "hf-html": "kg.sources.hf_html:SOURCE",
        "hf-api": "kg.sources.hf_api:SOURCE",
        "arxiv-json": "kg.sources.arxiv_json:SOURCE",
        "jsonl": "kg.sources.json_lines:SOURCE",
        "bibtex": "kg.sources.bibtex:SOURCE",
        "ris": "kg.sources.ris:SOURCE",
        "csv": "kg.sources.csv_table:SOURCE",
        "hf-daily": "kg.sources.hf_daily:SOURCE",
        "hf-trending": "kg.sources.hf_trending:SOURCE",
    },
)
"""Every format that can be read; the order is the order in which they are tried."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
MAX_ABSTRACT = 50_000
"""Characters of an abstract that are kept: ten times the longest that journals print."""
MAX_TITLE = 2_000
"""Characters of a title that are kept."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the input.

    Attributes:
        page_date: The day of a saved page: its year completes dates that are printed without one.
        columns: Field of a paper -> name of the column (or JSON key) that holds it.
    """

    page_date: datetime.date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One file while it is read: makes its papers and reports what is wrong with it.

    Attributes:
        source: Name of the source that reads it.
        place: The file, as :class:`~kg.model.Origin` names it.
        options: What the user says about the input.
        report: Receives the notices.
        label: The file, as the user named it; ``place`` where empty.
    """

    source: str
    place: str
    options: ReadOptions = field(default_factory=ReadOptions)
    report: Report = ignore
    label: str = ""

    def warn(self, line: int | None, message: str) -> None:
        """Report something that was repaired or skipped at ``line``."""
        self.report(Notice(self.label or self.place, line, message))

    def fail(self, message: str, line: int | None = None) -> None:
        """Report that nothing can be read from the file."""
        self.report(Notice(self.label or self.place, line, message, failed=True))

    def paper(
        self,
        line: int | None,
        *,
        title: str = "",
        abstract: str = "",
        date: object = None,
        year: int | None = None,
        authors: Iterable[str] = (),
        organizations: Iterable[str] = (),
        venue: str | None = None,
        url: str | None = None,
        arxiv: str | None = None,
        doi: str | None = None,
        links: object = (),
        origins: Sequence[Origin] = (),
    ) -> Paper | None:
        """The paper with these fields, cleaned; ``None`` (and a notice) if it has no text at all.

        Args:
            line: Where it begins, from 1.
            title: Any white space; put on one line.
            abstract: Any white space; put on one line, cut at :data:`MAX_ABSTRACT` characters.
            date: What the source prints: see :func:`kg.sources.dates.parse_date`.
            year: Completes a ``date`` that has none; the page date's year by default.
            authors: Names in order.
            organizations: Names in order.
            venue: Journal or conference.
            url: The paper's page.
            arxiv: An arXiv identifier in any form.
            doi: A DOI in any form.
            links: Text, or lists and objects with texts, that hold addresses of code, data and
                pages; a ``url`` that is a repository is added to them.
            origins: Further places that the source knows the paper from.
        """
        title = self._text(line, "title", title, MAX_TITLE)
        abstract = self._text(line, "abstract", abstract, MAX_ABSTRACT)
        if not title and not abstract:
            self.warn(line, "neither title nor abstract: skipped")
            return None
        if not title:
            self.warn(line, "no title: kept with its abstract only")
        known_doi = ids.doi(doi or "") or ids.doi_in_url(url or "")
        known_arxiv = ids.arxiv(arxiv or "") or ids.arxiv_in(known_doi or "", url or "")
        here = Origin(self.source, self.place, line)
        return Paper(
            id=paper_id(title, abstract, known_arxiv, known_doi),
            title=title,
            abstract=abstract,
            date=self._date(line, date, year),
            authors=_names(authors),
            organizations=_names(organizations),
            venue=one_line(venue or "") or None,
            url=one_line(url or "") or None,
            arxiv=known_arxiv,
            doi=known_doi,
            links=self._links(line, [*addresses(links), *repositories(url or "")]),
            origins=tuple(sorted({here, *origins}, key=origin_key)),
        )

    def _text(self, line: int | None, name: str, text: str, limit: int) -> str:
        short = one_line(text[: 2 * limit])
        if len(short) <= limit and len(text) <= 2 * limit:
            return short
        self.warn(line, f"{name} of {len(text):,} characters: only the first {limit:,} are kept")
        return short[:limit].rsplit(" ", 1)[0] if " " in short[:limit] else short[:limit]

    def _links(self, line: int | None, links: Sequence[str]) -> tuple[str, ...]:
        short = [link for link in links if len(link) <= MAX_LINK]
        if len(short) < len(links):
            self.warn(line, f"an address of more than {MAX_LINK:,} characters: left out")
        return _names(short)

    def _date(self, line: int | None, value: object, year: int | None) -> str | None:
        if value is None or value == "":
            return None
        if year is None and self.options.page_date is not None:
            year = self.options.page_date.year
        date = dates.parse_date(value, year)
        if date is None:
            self.warn(line, f"no date is read in '{one_line(str(value))[:60]}': left out")
        return date


Lines = Iterable[str]
"""The lines of a file, decoded, each with its ``\\n``; the first is line 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """A format that papers can be read from.

    Attributes:
        name: As in ``--from NAME``.
        description: One line for ``kg sources``.
        sniff: Whether a file that begins with this text (some 64 KB) is in the format.
        read: The papers of a file, in its order; reports what it cannot read and goes on.
    """

    name: str
    description: str
    sniff: Callable[[str], bool]
    read: Callable[[Lines, Document], Iterator[Paper]]


def one_line(text: str) -> str:
    """``text`` on one line and fit to be written as UTF-8 (lone surrogates are replaced)."""
    plain = clean(text)
    if _SURROGATE.search(plain):
        plain = plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return plain


def paper_id(title: str, abstract: str, arxiv: str | None, doi: str | None) -> str:
    """The id of a paper: by arXiv id, else by DOI, else by its title.

    A title that many papers share ("Introduction") is told apart by the abstract.
    """
    if arxiv:
        return f"arxiv:{arxiv}"
    if doi:
        return f"doi:{doi}"
    return title_id(f"{title} {abstract}" if ids.is_generic(title) else title, abstract)


def origin_key(origin: Origin) -> tuple[str, str, int]:
    """Sort key of origins: source, place, line."""
    return origin.source, origin.place, origin.line or 0


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for raw in names if (name := one_line(raw))))
