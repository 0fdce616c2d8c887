"""Writing graphs into database servers: one function per kind of server, chosen by the URL.

User names and passwords come from the environment or a prompt, never from the URL: what stands in
a URL ends up in shell histories, process lists and logs.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from kg.encode.rdf import Reification
from kg.errors import Report, StoreError, ignore
from kg.graph.tables import Tables
from kg.registry import Registry

LOADERS = Registry(
    "loaders",
    {
        **dict.fromkeys(
            ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"), "kg.stores.neo4j:load"
        ),
        **dict.fromkeys(("http", "https"), "kg.stores.sparql_server:load"),
    },
)
"""Loaders by URL scheme: functions ``(tables, target) -> LoadSummary``."""

Progress = Callable[[str, int, int | None], None]
"""Called with the name of a stage, how many are done, and how many there are (if known)."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to a server; printing it shows no secret.

    Attributes:
        username: The user, empty for none.
        password: The password.
        token: A bearer token, which is used instead of both.
    """

    username: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def silent(stage: str, done: int, total: int | None) -> None:
    """Say nothing: the progress of callers who asked for none."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a graph goes, under which name, and who hears about it.

    Attributes:
        url: The server, without user and password.
        name: What tells this graph from others in the same database.
        credentials: Given by the caller; ``None``: the environment's, or what ``prompt`` gets.
        prompt: Asks a person for a secret.
        report: Receives what is worth knowing.
        progress: Hears how far the load is.
        reification: How statements name their triples in RDF; ``None``: nobody said.
    """

    url: SplitResult
    name: str
    credentials: Credentials | None = None
    prompt: Callable[[str], str] | None = None
    report: Report = ignore
    progress: Progress = silent
    reification: Reification | None = None

    @property
    def address(self) -> str:
        """The URL as messages show it."""
        return self.url.geturl()


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did.

    Attributes:
        address: The server's URL.
        name: The graph's name there.
        counts: Figures by what they count, such as ``{"nodes": 12, "nodes added": 3}``.
    """

    address: str
    name: str
    counts: Mapping[str, int]

    def __str__(self) -> str:
        figures = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        return f"{self.address}: graph '{self.name}': {figures}"


def load(
    tables: Tables,
    url: str,
    *,
    name: str | None = None,
    credentials: Credentials | None = None,
    prompt: Callable[[str], str] | None = None,
    report: Report = ignore,
    progress: Progress = silent,
    reification: Reification | None = None,
) -> LoadSummary:
    """Make the graph ``name`` on the server at ``url`` what ``tables`` holds; touch nothing else.

    Args:
        tables: The graph.
        url: ``neo4j://host[:port]/database`` (or ``bolt``, with ``+s`` and ``+ssc`` for TLS), or
            ``http(s)://…`` of a SPARQL Graph Store or Update endpoint.
        name: The graph's name on the server; by default that of its directory.
        credentials: See :class:`Target`.
        prompt: See :class:`Target`.
        report: See :class:`Target`.
        progress: See :class:`Target`.
        reification: See :class:`Target`; only RDF has it.

    Raises:
        StoreError: The URL is of no use, or the server cannot be reached or refuses.
        UnknownNameError: Nothing loads into URLs of this scheme.
    """
    parts = parse_url(url)
    chosen = name if name is not None else tables.root.resolve().name
    if not chosen.strip():
        raise StoreError("the graph needs a name on the server: say --name NAME")
    target = Target(parts, chosen, credentials, prompt, report, progress, reification)
    summary: LoadSummary = LOADERS.load(parts.scheme)(tables, target)
    return summary


def parse_url(url: str) -> SplitResult:
    """The parts of a server's URL.

    Raises:
        StoreError: It is no URL of a server, or holds a user name or password.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise StoreError(f"this is not the URL of a server: {error}") from error
    if "@" in parts.netloc or (not parts.netloc and "@" in url):
        # The message must not repeat the URL: it holds the secret.
        raise StoreError(
            "the URL holds a user name or password, which others could read: leave them out and "
            f"set {_variables(parts.scheme)} in the environment"
        )
    if not parts.scheme or not host:
        raise StoreError(
            f"'{url}' is not the URL of a server: give neo4j://host[:port]/database or "
            "https://host/dataset"
        )
    return parts


def environment(prefix: str) -> Credentials | None:
    """The credentials in ``<prefix>_USERNAME``, ``_PASSWORD`` and ``_TOKEN``; ``None`` for none."""
    user, password, token = (os.environ.get(f"{prefix}_{k}") for k in _KEYS)
    if password is None and token is None:
        return None
    return Credentials(user or "", password or "", token or "")


_KEYS = ("USERNAME", "PASSWORD", "TOKEN")


def _variables(scheme: str) -> str:
    prefix = "KG_SPARQL" if scheme.startswith("http") else "NEO4J"
    return f"{prefix}_USERNAME and {prefix}_PASSWORD"
