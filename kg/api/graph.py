"""A handle on a graph: what is in it, pictures of it, ways out of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, overload

from kg.api.answers import Answers
from kg.api.papers import Input
from kg.errors import Report, ignore
from kg.graph.tables import open_tables

if TYPE_CHECKING:
    import networkx
    import rdflib
    from matplotlib.figure import Figure

    from kg.encode.rdf import Reification
    from kg.link.explain import Explanation
    from kg.link.suggest import Suggestion
    from kg.pipeline.progress import Progress
    from kg.quality.validate import Validation
    from kg.stores.servers import LoadSummary
    from kg.views import PlotOptions, ViewOptions
    from kg.views.show import View


class Graph(Answers):
    """A graph on disk: ask it, draw it, take it elsewhere.

    The stores that answer queries are derived from the tables when first asked.
    """

    @property
    def path(self) -> Path:
        """The graph directory."""
        return self.tables.root

    def info(self) -> dict[str, Any]:
        """Counts by type, predicate and source, the most used entities, versions."""
        from kg.graph.info import summarize

        return summarize(self.tables)

    def __repr__(self) -> str:
        counts = self.tables.manifest["counts"]["types"]
        entities = sum(n for name, n in counts.items() if name != "Paper")
        statements = self.tables.count("statements")
        return (
            f"<Graph {str(self.path)!r}: {counts.get('Paper', 0)} papers, "
            f"{entities} entities, {statements} statements>"
        )

    @overload
    def networkx(self, project: None = None) -> "networkx.MultiDiGraph[str]": ...

    @overload
    def networkx(self, project: str) -> "networkx.Graph[str]": ...

    def networkx(self, project: str | None = None) -> "networkx.Graph[str]":
        """The graph for networkx: a ``MultiDiGraph`` of typed nodes and edges, or a projection.

        A projection folds papers into an undirected ``Graph`` of entities of two types: nodes have
        ``type``, ``name`` and ``papers`` (how many speak of it); edges have ``weight`` (how many
        papers speak of both), ``paper_ids`` (oldest first), ``years`` (of each of these, or
        ``None``) and ``confidence`` (that of the surest paper).

        Args:
            project: Two types, such as ``method-dataset``, ``dataset-task`` or ``method-method``.

        Raises:
            KgError: ``project`` is not of this form, or asks for papers.
            UnknownNameError: There is no such type.
        """
        from kg.export.graphs import to_networkx
        from kg.export.projected import to_projection

        return to_networkx(self.tables) if project is None else to_projection(self.tables, project)

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

        rows = None
        if query is not None:
            rows = self._answer(query, params or {})
            options["title"] = options.get("title") or self._heading(query, params or {})
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

    def export(self, form: str, path: Input, **options: Any) -> Path:
        """Write the graph as ``form`` (see ``kg export --help``) to ``path``.

        Args:
            form: Its name, such as ``turtle``.
            path: A file, or a folder for forms of several files; what stands there is replaced.
            **options: What the form offers besides: ``reification="rdf12"`` for those of RDF,
                ``project="method-dataset"`` (see :meth:`networkx`) for those of networks.

        Raises:
            UnknownNameError: There is no such form.
            ExportError: It cannot be written in that form.
        """
        from kg import export

        return export.write(self.tables, form, Path(path), **options)

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
        reification: "Reification | None" = None,
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
            reification: In RDF, how statements name their triples: ``standard`` or ``rdf12``.

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
            reification=reification,
        )


def open_graph(graph: Input) -> Graph:
    """Open the graph directory ``graph``.

    Raises:
        GraphError: It is not a graph, of another version, or half written.
    """
    return Graph(open_tables(Path(graph)))
