"""The Python API: read, extract, build, and a handle on a graph."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack

from kg.errors import Report, ignore
from kg.graph.tables import Tables, open_tables
from kg.model import Paper, Statement
from kg.rows import Rows

if TYPE_CHECKING:
    import networkx
    import rdflib
    from matplotlib.figure import Figure

    from kg.link.explain import Explanation
    from kg.link.suggest import Suggestion
    from kg.pipeline.build import BuildSummary, Settings
    from kg.pipeline.progress import Progress
    from kg.quality.validate import Validation
    from kg.stores import Store
    from kg.stores.servers import LoadSummary
    from kg.views import PlotOptions, ViewOptions
    from kg.views.show import View

Language = Literal["sparql", "cypher"]
Input = str | Path


def read(
    inputs: Input | Iterable[Input],
    *,
    source: str | None = None,
    page_date: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
    report: Report = ignore,
) -> Iterator[Paper]:
    """Read papers from files.

    Args:
        inputs: A file, directory, glob or ``-`` (standard input), or several of them; ``.gz`` too.
        source: Name of the format (see ``kg sources``); recognised from the content by default.
        page_date: The day a saved page shows, which gives dates without a year theirs.
        columns: For CSV: which column holds which field, such as ``{"title": "Document Title"}``.
        report: Receives a :class:`Notice` for everything that was repaired or skipped.

    Yields:
        Papers in the order of the input; one that stands there twice comes twice.

    Raises:
        UnknownNameError: There is no such ``source``.
    """
    from kg import sources

    several = [inputs] if isinstance(inputs, str | Path) else inputs
    return sources.read(several, source=source, page_date=page_date, columns=columns, report=report)


def extract(
    paper: Paper, *, fast: bool = False, min_confidence: float | None = None
) -> tuple[Statement, ...]:
    """What ``paper`` says: methods, datasets, tasks, metrics, code and links, with evidence.

    Args:
        paper: Title and abstract are read; authors, venue and organisations are stated as given.
        fast: Rules and catalogue only: many times as fast, less complete.
        min_confidence: Leave out what is less sure; by default what serves most people best.
    """
    from kg.extract import DEFAULT_CONFIDENCE
    from kg.pipeline.extraction import extract_paper

    least = DEFAULT_CONFIDENCE if min_confidence is None else min_confidence
    return extract_paper(paper, fast=fast, least_confidence=least).statements


def extract_records(
    papers: Iterable[Paper],
    *,
    fast: bool = False,
    jobs: int | None = None,
    min_confidence: float | None = None,
) -> Iterator[dict[str, Any]]:
    """The lines of ``kg extract``: for each of ``papers`` a JSON object with its statements."""
    from kg.extract import DEFAULT_CONFIDENCE
    from kg.link import thing_id
    from kg.pipeline.extraction import extract_papers
    from kg.records import extraction_to_dict

    least = DEFAULT_CONFIDENCE if min_confidence is None else min_confidence
    for extraction in extract_papers(papers, fast=fast, jobs=jobs, least_confidence=least):
        things = {t for s in extraction.statements for t in (s.subject, s.object) if t}
        yield extraction_to_dict(extraction, {thing: thing_id(thing) for thing in things})


def explain(
    papers: Iterable[Paper],
    path: Input,
    *,
    title: str | None = None,
    fast: bool = False,
    jobs: int | None = None,
    min_confidence: float | None = None,
) -> int:
    """Write an HTML page that shows what is read out of ``papers``; return how many it shows.

    Args:
        papers: The papers.
        path: The page to write.
        title: Only papers whose title holds this, whatever its case and punctuation.
        fast: As for :func:`extract`.
        jobs: Processes; one per core by default.
        min_confidence: As for :func:`extract`.

    Raises:
        NotFoundError: No title holds ``title``; the message names the nearest.
    """
    from kg.extract import DEFAULT_CONFIDENCE
    from kg.pipeline.extraction import extract_papers
    from kg.pipeline.selection import by_title
    from kg.quality.explain import explain_page

    chosen = papers if title is None else by_title(papers, title)
    least = DEFAULT_CONFIDENCE if min_confidence is None else min_confidence
    extractions = list(extract_papers(chosen, fast=fast, jobs=jobs, least_confidence=least))
    Path(path).write_text(explain_page(extractions), encoding="utf-8")
    return len(extractions)


def evaluate(
    gold: Input, *, fast: bool = False, min_confidence: float | None = None
) -> dict[str, Any]:
    """Run the extraction on annotated papers and judge it; see ``kg evaluate``.

    Args:
        gold: A gold file, one paper a line.
        fast: Judge the fast extraction.
        min_confidence: As for :func:`extract`.

    Raises:
        InputError: The gold file cannot be read.
    """
    from kg.quality.evaluation import evaluate as judge
    from kg.quality.gold import read_gold

    def said(paper: Paper) -> tuple[Statement, ...]:
        return extract(paper, fast=fast, min_confidence=min_confidence)

    return judge(list(read_gold(Path(gold))), said)


def build(
    inputs: Input | Iterable[Input],
    graph: Input,
    *,
    source: str | None = None,
    page_date: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
    settings: "Settings | None" = None,
    report: Report = ignore,
    progress: "Progress | None" = None,
) -> "Graph":
    """Add the papers in ``inputs`` to the graph directory ``graph``, made where it is missing.

    The same input again changes nothing. See :func:`read` for ``source`` to ``report``.

    Args:
        inputs: As for :func:`read`.
        graph: The graph directory.
        source: As for :func:`read`.
        page_date: As for :func:`read`.
        columns: As for :func:`read`.
        settings: Speed, processes, least confidence.
        report: As for :func:`read`.
        progress: Called with stage, done and total.

    Raises:
        GraphError: ``graph`` is something else, of another version, being built, or not writable.
    """
    root = Path(graph)
    papers = read(inputs, source=source, page_date=page_date, columns=columns, report=report)
    build_papers(papers, root, settings=settings, progress=progress)
    return open_graph(root)


def build_papers(
    papers: Iterable[Paper],
    graph: Input,
    *,
    settings: "Settings | None" = None,
    progress: "Progress | None" = None,
) -> "BuildSummary":
    """Add ``papers`` to the graph directory ``graph`` and say what that did.

    Raises:
        GraphError: As for :func:`build`.
    """
    from kg.pipeline.build import Settings
    from kg.pipeline.build import build as build_graph
    from kg.pipeline.progress import silent

    return build_graph(papers, Path(graph), settings or Settings(), progress or silent)


def open_graph(graph: Input) -> "Graph":
    """Open the graph directory ``graph``.

    Raises:
        GraphError: It is not a graph, of another version, or half written.
    """
    return Graph(open_tables(Path(graph)))


class Graph:
    """A graph on disk: ask it, draw it, take it elsewhere.

    The stores that answer queries are derived from the tables when first asked.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._stores: dict[str, Store] = {}

    @property
    def path(self) -> Path:
        """The graph directory."""
        return self.tables.root

    def info(self) -> dict[str, Any]:
        """Counts by type, predicate and source, the most used entities, versions."""
        from kg.graph.info import summarize

        return summarize(self.tables)

    def query(
        self,
        text: str,
        *,
        language: Language | None = None,
        timeout: float | None = 60.0,
        **params: Any,
    ) -> Rows:
        """The answer to ``text``, in Cypher or SPARQL.

        Args:
            text: The query; its language is recognised unless ``language`` says it.
            language: ``cypher`` or ``sparql``.
            timeout: Seconds, or ``None`` for no limit.
            **params: Values of ``$name`` in the query.

        Raises:
            QueryError: The engine does not accept the query, it would write, or it ran too long.
        """
        from kg import stores

        chosen = language or stores.detect_language(text)
        if chosen not in self._stores:
            self._stores[chosen] = stores.open_store(chosen, self.tables)
        return self._stores[chosen].query(text, params, timeout)

    def cypher(self, text: str, *, timeout: float | None = 60.0, **params: Any) -> Rows:
        """The answer to a Cypher query; see :meth:`query`."""
        return self.query(text, language="cypher", timeout=timeout, **params)

    def sparql(self, text: str, *, timeout: float | None = 60.0, **params: Any) -> Rows:
        """The answer to a SPARQL query; see :meth:`query`."""
        return self.query(text, language="sparql", timeout=timeout, **params)

    def ask(
        self,
        question: str,
        *values: object,
        language: Language = "cypher",
        timeout: float | None = 60.0,
        **named: object,
    ) -> Rows:
        """The answer to a question of the library (see ``kg questions``).

        Both languages give the same rows.

        Args:
            question: Its name, such as ``datasets-of-task``.
            *values: Its parameters, in order.
            language: The engine that answers.
            timeout: Seconds, or ``None`` for no limit.
            **named: Its parameters, by name.

        Raises:
            NotFoundError: There is no such question; the message suggests some.
            QueryError: A parameter is missing, unknown or of the wrong kind.
        """
        from kg.queries import question as find

        asked = find(question)
        params = asked.params(*values, **named)
        return self.query(asked.texts[language], language=language, timeout=timeout, **params)

    def search(self, words: str, *, limit: int = 20) -> Rows:
        """What matches ``words`` in titles, abstracts and names, best first.

        Args:
            words: All must occur; ``"in quotes"`` in that order, ``word*`` as a beginning.
            limit: At most so many rows: id, type, name, snippet, score (higher is better).

        Raises:
            QueryError: ``words`` holds no letter or digit.
        """
        from kg.stores.search import search

        return search(self.tables, words, limit)

    def close(self) -> None:
        """Stop the engines that were started for queries."""
        while self._stores:
            self._stores.popitem()[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.tables.manifest["counts"]["types"]
        entities = sum(n for name, n in counts.items() if name != "Paper")
        statements = self.tables.count("statements")
        return (
            f"<Graph {str(self.path)!r}: {counts.get('Paper', 0)} papers, "
            f"{entities} entities, {statements} statements>"
        )

    def networkx(self) -> "networkx.MultiDiGraph[str]":
        """The graph as a networkx ``MultiDiGraph`` with typed nodes and edges."""
        from kg.export.graphs import to_networkx

        return to_networkx(self.tables)

    def rdflib(self) -> "rdflib.Graph":
        """The graph as an rdflib ``Graph``."""
        from kg.export.rdf import to_rdflib

        return to_rdflib(self.tables)

    def view(
        self,
        path: Input | None = None,
        *,
        query: str | None = None,
        params: Mapping[str, Any] | None = None,
        **options: "Unpack[ViewOptions]",
    ) -> "View":
        """A picture of the graph, or a part of it: it shows itself in a notebook.

        Without options, the most used methods, datasets and tasks are drawn, and how they go
        together in papers.

        Args:
            path: Also write it: a page (``.html``) or a still (``.svg``, ``.png``, ``.pdf``).
            query: Draw the nodes and statements in the answer to this: Cypher, SPARQL, or a
                question of the library with its values, such as ``methods-on-dataset ImageNet``.
            params: Values of ``$name`` in the query.
            **options: ``around``, ``project``, ``top``, …: see :class:`kg.views.ViewOptions`.

        Raises:
            NotFoundError: Nothing is called ``around``; the message suggests names.
            QueryError: As for :meth:`query`.
            ExportError: ``path`` cannot be written, or ends in something else.
        """
        from kg import views

        rows = None if query is None else self._answer(query, params or {})
        made = views.view(self.tables, rows, **options)
        if path is not None:
            made.save(path)
        return made

    def explain_linking(self, name: str) -> "list[Explanation]":
        """Why the entities called ``name`` are what they are: joined names, those held apart.

        Raises:
            NotFoundError: Nothing is called so; the message suggests names.
        """
        from kg.link.explain import explain

        return list(explain(self.tables, name))

    def suggest_merges(self) -> "list[Suggestion]":
        """Pairs of entities that might be one, those that touch most papers first."""
        from kg.link.suggest import suggest

        return suggest(self.tables)

    def _answer(self, query: str, params: Mapping[str, Any]) -> Rows:
        """The answer to Cypher, SPARQL, or a question of the library followed by its values."""
        import shlex

        from kg.queries import questions

        first, *rest = query.split(maxsplit=1) or [""]
        if rest and first not in {known.name for known in questions()}:
            return self.query(query, **params)
        return self.ask(first, *shlex.split("".join(rest)), **params)

    def plot(
        self, kind: str, path: Input | None = None, **options: "Unpack[PlotOptions]"
    ) -> "Figure":
        """A plot of what the graph holds, as a matplotlib figure that shows itself in a notebook.

        Args:
            kind: ``timeline``, ``heatmap``, ``bars`` or ``network``.
            path: Also write it: ``.svg``, ``.png`` or ``.pdf``.
            **options: ``of``, ``rows``, ``cols``, ``top``, …: see :class:`kg.views.PlotOptions`.

        Raises:
            UnknownNameError: There is no such kind or type.
            NotFoundError: There is nothing to show.
            ExportError: ``path`` cannot be written, or ends in something else.
        """
        from kg import views

        return views.plot(self.tables, kind, None if path is None else Path(path), **options)

    def export(self, form: str, path: Input) -> Path:
        """Write the graph as ``form`` (see ``kg export --help``) to ``path``.

        Raises:
            UnknownNameError: There is no such form.
            ExportError: It cannot be written in that form.
        """
        from kg import export

        return export.write(self.tables, form, Path(path))

    def validate(self, *, every: bool = False, progress: "Progress | None" = None) -> "Validation":
        """Check files, tables, evidence and RDF (SHACL), and look for oddities.

        Args:
            every: Validate nodes that the shapes cannot tell apart each, not once for all.
            progress: Called with stage, done and total.
        """
        from kg.quality.validate import silent, validate

        return validate(self.tables, every=every, progress=progress or silent)

    def load(
        self,
        url: str,
        *,
        name: str | None = None,
        auth: tuple[str, str] | None = None,
        prompt: Callable[[str], str] | None = None,
        report: Report = ignore,
        progress: "Progress | None" = None,
    ) -> "LoadSummary":
        """Write the graph into a database server; the same graph again changes nothing.

        Args:
            url: ``neo4j://host[:port]/database`` (or ``bolt``; ``+s`` and ``+ssc`` for TLS), or
                ``http(s)://…`` of a SPARQL Graph Store or Update endpoint.
            name: The graph's name on the server; by default that of its directory.
            auth: User and password; by default ``NEO4J_USERNAME`` and ``NEO4J_PASSWORD``, or
                ``KG_SPARQL_USERNAME`` and ``KG_SPARQL_PASSWORD`` (or ``_TOKEN``).
            prompt: Asks a person for a password that is found nowhere.
            report: Receives what is worth knowing.
            progress: Called with stage, done and total.

        Raises:
            StoreError: The server cannot be reached or refuses.
        """
        from kg.stores import servers

        return servers.load(
            self.tables,
            url,
            name=name,
            credentials=servers.Credentials(*auth) if auth else None,
            prompt=prompt,
            report=report,
            progress=progress or servers.silent,
        )
