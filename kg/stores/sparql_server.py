"""Graphs in a SPARQL 1.1 server, each in a named graph of its own.

The URL is that of a Graph Store or of an Update endpoint; which, the server says itself. Through
the Graph Store Protocol one ``PUT`` streams the whole graph and replaces what was there; through
SPARQL Update batches go to a staging graph, which is then moved over the old one. Either way a
repeated load gives the same graph, and other graphs of the dataset are not touched.
"""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from kg.encode.rdf import base_iri, lines
from kg.errors import StoreError
from kg.graph.tables import Tables
from kg.stores.servers import Credentials, LoadSummary, Target, environment

if TYPE_CHECKING:
    import requests

Answer = TypeVar("Answer")

CONNECT_SECONDS = 4.0
"""How long connecting may take."""

PROBE_SECONDS = 5.0
"""How long the server may take for a request that does nothing."""

WORK_SECONDS = 3600.0
"""How long it may be silent while it takes a graph in."""

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further attempt when the server goes away."""

BATCH = 10_000
"""Triples per update."""

_GONE = frozenset({502, 503, 504})
_NOT_HERE = frozenset({400, 404, 405, 406, 411, 415, 500, 501})


def graph_iri(base: str, name: str) -> str:
    """The IRI of the named graph that holds the knowledge graph ``name``."""
    return f"{base}graph/{quote(name, safe='')}"


def load(tables: Tables, target: Target) -> LoadSummary:
    """Make the named graph of ``target.name`` what ``tables`` holds.

    Raises:
        StoreError: The server cannot be reached or refuses; one line that says what to do.
    """
    with SparqlServer(target, graph_iri(base_iri(tables), target.name)) as server:
        write = server.put if server.is_graph_store() else server.update
        reification = target.reification or "standard"
        triples = write(lambda: lines(tables, reification=reification))
    return LoadSummary(target.address, target.name, {"triples": triples})


class SparqlServer:
    """A connection to an endpoint, for one named graph; a context manager."""

    def __init__(self, target: Target, graph: str) -> None:
        """Talk to ``target`` about the named graph with the IRI ``graph``."""
        import requests

        self._target = target
        self.graph = graph
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "paper-kg"
        _authenticate(self._session, target.credentials or environment("KG_SPARQL"))

    def __enter__(self) -> "SparqlServer":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def is_graph_store(self) -> bool:
        """Whether the URL is a Graph Store (else it is an Update endpoint).

        Asked with writes that add nothing, so that a server which lets us read but not write says
        so now. Some endpoints take triples and ignore which graph they are for; a ``PUT`` there
        would replace everything, so it has to be seen that a graph nobody made is not there.

        Raises:
            StoreError: It is neither, or cannot be reached, or refuses us.
        """
        triples = self._probe("POST", b"", _TRIPLES, {"graph": self.graph})
        nothing = None
        if triples.ok:
            nothing = self._probe("GET", b"", _READ, {"graph": self.graph + "#none"})
            if nothing.status_code == 404:
                return True
        update = self._probe("POST", b"INSERT DATA {}", _UPDATE)
        if update.ok:
            return False
        if nothing is not None and nothing.ok and not nothing.content.strip():
            return True
        raise StoreError(
            f"{self._target.address} takes neither Graph Store requests nor SPARQL updates (it "
            f"says {triples.status_code} and {update.status_code}): give the address of its Graph "
            "Store or Update endpoint"
        )

    def put(self, text: Callable[[], Iterator[str]]) -> int:
        """Replace the graph with the lines of N-Triples that ``text()`` gives; their number."""

        def work() -> int:
            count = 0

            def chunks() -> Iterator[bytes]:
                nonlocal count
                for batch in _batches(text()):
                    yield "".join(batch).encode()
                    count += len(batch)
                    self._target.progress("triples", count, None)

            response = self.request("PUT", chunks(), _TRIPLES, {"graph": self.graph})
            if not response.ok:
                raise self._refusal(response)
            return count

        return self._again(work)

    def update(self, text: Callable[[], Iterator[str]]) -> int:
        """As :meth:`put`, through SPARQL Update."""
        staging = self.graph + "#loading"

        def work() -> int:
            count = 0
            self._run(f"DROP SILENT GRAPH <{staging}>")
            for batch in _batches(text()):
                self._run(f"INSERT DATA {{ GRAPH <{staging}> {{\n{''.join(batch)}}} }}")
                count += len(batch)
                self._target.progress("triples", count, None)
            # An empty graph may not exist for the server, so moving it could fail.
            empty = f"DROP SILENT GRAPH <{self.graph}>"
            self._run(f"MOVE <{staging}> TO <{self.graph}>" if count else empty)
            return count

        return self._again(work)

    def request(
        self,
        method: str,
        data: bytes | Iterator[bytes],
        headers: dict[str, str],
        params: dict[str, str] | None = None,
        *,
        timeout: float = WORK_SECONDS,
    ) -> "requests.Response":
        """The server's answer to one request, whatever its status.

        Raises:
            StoreError: There is none.
        """
        import requests

        try:
            return self._session.request(
                method,
                self._target.url._replace(fragment="").geturl(),
                params=params,
                data=data,
                headers=headers,
                timeout=(CONNECT_SECONDS, timeout),
            )
        except requests.ConnectionError as error:
            raise UnreachableError(
                f"{self._target.address} cannot be reached: {_cause(error)}"
            ) from error
        except requests.Timeout as error:
            raise TimedOutError(
                f"{self._target.address} does not answer within {timeout:g} s"
            ) from error
        except requests.RequestException as error:
            raise StoreError(f"{self._target.address}: {_cause(error)}") from error

    def _probe(
        self,
        method: str,
        data: bytes,
        headers: dict[str, str],
        params: dict[str, str] | None = None,
    ) -> "requests.Response":
        response = self.request(method, data, headers, params, timeout=PROBE_SECONDS)
        if not response.ok and response.status_code not in _NOT_HERE:
            raise self._refusal(response)
        return response

    def _run(self, update: str) -> None:
        response = self.request("POST", update.encode(), _UPDATE)
        if not response.ok:
            raise self._refusal(response)

    def _again(self, work: Callable[[], Answer]) -> Answer:
        for pause in PAUSES:
            try:
                return work()
            except UnreachableError:
                # A server that refuses us in the middle of a stream just hangs up: ask it why.
                self._check_access()
                time.sleep(pause)
        try:
            return work()
        except UnreachableError as error:
            raise StoreError(
                f"{error}; it went away during the load: run the same command again"
            ) from error

    def _check_access(self) -> None:
        try:
            self.is_graph_store()
        except UnreachableError:
            return

    def _refusal(self, response: "requests.Response") -> StoreError:
        where, status = self._target.address, response.status_code
        if status in (401, 403):
            return StoreError(
                f"{where} refuses us ({status}): set KG_SPARQL_USERNAME and KG_SPARQL_PASSWORD, or "
                "KG_SPARQL_TOKEN, of a user who may write"
            )
        if status in _GONE:
            return UnreachableError(f"{where} is not available ({status})")
        said = " ".join(response.text.split())[:200]
        return StoreError(f"{where} refuses the graph ({status} {response.reason}): {said}")


class UnreachableError(StoreError):
    """The server gave no answer, this time."""


class TimedOutError(UnreachableError):
    """The server took the request and then longer than allowed."""


_TRIPLES = {"Content-Type": "application/n-triples"}
_READ = {"Accept": "application/n-triples"}
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}


def _authenticate(session: "requests.Session", credentials: Credentials | None) -> None:
    from requests.auth import HTTPBasicAuth

    if credentials is None:
        return
    if credentials.token:
        session.headers["Authorization"] = f"Bearer {credentials.token}"
        session.trust_env = False  # else a .netrc would overwrite the header
    else:
        # As bytes: other forms are encoded as Latin-1.
        session.auth = HTTPBasicAuth(credentials.username.encode(), credentials.password.encode())


def _batches(text: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(text, BATCH)):
        yield batch


def _cause(error: BaseException) -> str:
    """The innermost reason, in the words of the operating system."""
    reason: BaseException = error
    while (inner := reason.__cause__ or reason.__context__) is not None:
        reason = inner
    return str(getattr(reason, "strerror", None) or reason)
