"""The nouns: frozen values without input or output.

A :class:`Paper` is read by a source. Extraction turns it into :class:`Statement` values, each with
:class:`Evidence`. Linking turns the things that statements name into :class:`Entity` values.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class NodeType(StrEnum):
    """What a node of the graph can be; the value is its label in RDF and in property graphs."""

    PAPER = "Paper"
    METHOD = "Method"
    DATASET = "Dataset"
    TASK = "Task"
    METRIC = "Metric"
    REPOSITORY = "Repository"
    RESOURCE = "Resource"
    AUTHOR = "Author"
    ORGANIZATION = "Organization"
    VENUE = "Venue"


CONCEPTS = (NodeType.METHOD, NodeType.DATASET, NodeType.TASK, NodeType.METRIC)
"""The types whose names are extracted from text and linked across papers."""

ENTITY_TYPES = tuple(t for t in NodeType if t is not NodeType.PAPER)
"""Every type of node but the paper."""


class Predicate(StrEnum):
    """What a statement says; the value is the local name in RDF."""

    INTRODUCES = "introduces"
    USES = "uses"
    COMPARES_WITH = "comparesWith"
    EVALUATES_ON = "evaluatesOn"
    ADDRESSES = "addresses"
    REPORTS = "reports"
    MENTIONS = "mentions"
    HAS_CODE = "hasCode"
    HAS_RESOURCE = "hasResource"
    WRITTEN_BY = "writtenBy"
    PUBLISHED_IN = "publishedIn"
    AFFILIATED_WITH = "affiliatedWith"
    BASED_ON = "basedOn"
    OUTPERFORMS = "outperforms"
    EVALUATED_ON = "evaluatedOn"
    USED_FOR = "usedFor"

    @property
    def relationship(self) -> str:
        """The relationship type in property graphs, such as ``EVALUATES_ON``."""
        return self.name


P, T = Predicate, NodeType
SIGNATURES: dict[Predicate, tuple[NodeType, tuple[NodeType, ...]]] = {
    P.INTRODUCES: (T.PAPER, CONCEPTS),
    P.USES: (T.PAPER, (T.METHOD,)),
    P.COMPARES_WITH: (T.PAPER, (T.METHOD,)),
    P.EVALUATES_ON: (T.PAPER, (T.DATASET,)),
    P.ADDRESSES: (T.PAPER, (T.TASK,)),
    P.REPORTS: (T.PAPER, (T.METRIC,)),
    P.MENTIONS: (T.PAPER, (*CONCEPTS, T.REPOSITORY, T.RESOURCE)),
    P.HAS_CODE: (T.PAPER, (T.REPOSITORY,)),
    P.HAS_RESOURCE: (T.PAPER, (T.RESOURCE,)),
    P.WRITTEN_BY: (T.PAPER, (T.AUTHOR,)),
    P.PUBLISHED_IN: (T.PAPER, (T.VENUE,)),
    P.AFFILIATED_WITH: (T.PAPER, (T.ORGANIZATION,)),
    P.BASED_ON: (T.METHOD, (T.METHOD,)),
    P.OUTPERFORMS: (T.METHOD, (T.METHOD,)),
    P.EVALUATED_ON: (T.METHOD, (T.DATASET,)),
    P.USED_FOR: (T.METHOD, (T.TASK,)),
}
"""Subject type and allowed object types of each predicate."""
del P, T


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paper was read: the source's name, the file, and the line of the title (from 1)."""

    source: str
    place: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as its sources give it.

    Attributes:
        id: ``arxiv:…`` (without version), ``doi:…`` (lower case), else ``title:`` and a hash of the
            normalised title.
        title: One line, possibly empty.
        abstract: Possibly empty; offsets of evidence count its characters (code points).
        date: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; ``--MM-DD`` where the year is unknown.
        authors: Names as printed, in order.
        organizations: Names as printed.
        venue: Journal or conference as printed.
        url: The paper's page.
        arxiv: arXiv identifier without version, such as ``2106.09685``.
        doi: Lower-case DOI without resolver.
        links: Addresses of code, data and pages that its sources state in fields of their own, as
            printed, in order.
        origins: Every place the paper was read from, sorted.
    """

    id: str
    title: str
    abstract: str
    date: str | None = None
    authors: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    venue: str | None = None
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    links: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of publication, where known."""
        head = (self.date or "")[:4]
        return int(head) if len(head) == 4 and head.isdigit() else None

    def field(self, name: str) -> str:
        """The text that evidence with this ``field`` points into.

        ``authors``, ``organizations`` and ``links`` are joined with ``"; "``.

        Raises:
            KeyError: ``name`` is not a field that evidence can point into.
        """
        if name in ("authors", "organizations", "links"):
            return "; ".join(getattr(self, name))
        if name in ("title", "abstract", "venue", "url"):
            return getattr(self, name) or ""
        raise KeyError(name)


EVIDENCE_FIELDS = ("title", "abstract", "authors", "organizations", "venue", "links")
"""The fields of a paper that evidence points into."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a paper says something: ``text == paper.field(field)[start:end]``.

    Attributes:
        field: ``title``, ``abstract``, ``authors``, ``organizations``, ``venue`` or ``links``.
        start: First character, from 0.
        end: One past the last character.
        text: The quote.
        extractor: Component and version that read it, such as ``links/1``.
        confidence: How sure that component is, 0 to 1.
    """

    field: str
    start: int
    end: int
    text: str
    extractor: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Thing:
    """What a statement of one paper names, before linking across papers.

    Attributes:
        type: Its type.
        name: The name that the paper gives it, canonical within the paper.
        expansion: The long form where the paper defines ``name`` as an acronym.
        url: The address of a repository or resource.
    """

    type: NodeType
    name: str
    expansion: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a paper says: ``subject predicate object``, with its evidence.

    Attributes:
        predicate: The relation.
        object: What it points at.
        confidence: Probability that the statement is right, 0 to 1.
        evidence: Every place that says so, in reading order; never empty.
        subject: ``None`` for the paper itself, else the entity that the text relates to ``object``.
    """

    predicate: Predicate
    object: Thing
    confidence: float
    evidence: tuple[Evidence, ...]
    subject: Thing | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """A paper and everything that was read out of it, in a fixed order."""

    paper: Paper
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an entity and the number of papers that use it."""

    name: str
    papers: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph other than a paper.

    Attributes:
        id: ``method:lora``, ``repo:github.com/owner/name``, …; the same in every run.
        type: Its type.
        name: The name that people use.
        aliases: All names found, most used first; ``name`` is among them where papers use it.
        url: Address, for repositories and resources, or a home page.
        external_ids: IRIs of the same thing elsewhere (``skos:exactMatch``).
        former_ids: Ids that now forward here.
        ambiguous: Whether the name has several live meanings and stayed apart.
    """

    id: str
    type: NodeType
    name: str
    aliases: tuple[Alias, ...] = ()
    url: str | None = None
    external_ids: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    ambiguous: bool = False


def statement_id(subject: str, predicate: str, obj: str) -> str:
    """The id of the statement ``subject predicate obj``: 20 hexadecimal digits of its content."""
    return hashlib.sha256("\x1f".join((subject, predicate, obj)).encode()).hexdigest()[:20]
