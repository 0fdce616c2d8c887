"""The graph as RDF: N-Triples, N-Quads, Turtle and TriG, streamed; or an rdflib graph in memory."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.encode.rdf import Reification, base_iri, lines
from kg.encode.vocabulary import PREFIXES
from kg.graph.tables import Tables

if TYPE_CHECKING:
    import rdflib

_CHUNK = 20_000


def graph_iri(tables: Tables) -> str:
    """The IRI of the named graph that TriG and N-Quads put everything into."""
    return base_iri(tables) + "graph"


def to_rdflib(tables: Tables) -> "rdflib.Graph":
    """The graph as an rdflib ``Graph`` with our prefixes bound."""
    import rdflib

    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    stream = lines(tables)
    while chunk := "".join(islice(stream, _CHUNK)):
        graph.parse(data=chunk, format="nt")
    return graph


def write_ntriples(tables: Tables, path: Path, *, reification: Reification = "standard") -> None:
    """Write N-Triples to ``path``."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(tables, reification=reification))


def write_nquads(tables: Tables, path: Path, *, reification: Reification = "standard") -> None:
    """Write N-Quads to ``path``, all in the graph :func:`graph_iri`."""
    end = f" <{graph_iri(tables)}> .\n"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines(tables, reification=reification):
            file.write(line.removesuffix(" .\n") + end)


def write_turtle(tables: Tables, path: Path, *, reification: Reification = "standard") -> None:
    """Write Turtle to ``path``."""
    import pyoxigraph

    _serialize(tables, path, pyoxigraph.RdfFormat.TURTLE, None, reification)


def write_trig(tables: Tables, path: Path, *, reification: Reification = "standard") -> None:
    """Write TriG to ``path``, all in the graph :func:`graph_iri`."""
    import pyoxigraph

    _serialize(tables, path, pyoxigraph.RdfFormat.TRIG, graph_iri(tables), reification)


def _serialize(
    tables: Tables, path: Path, form: Any, named: str | None, reification: Reification
) -> None:
    """Stream our triples through pyoxigraph's writer: it knows the syntax, memory stays flat."""
    import pyoxigraph as ox

    graph = None if named is None else ox.NamedNode(named)

    def statements() -> Iterator[Any]:
        stream = lines(tables, reification=reification)
        while chunk := "".join(islice(stream, _CHUNK)):
            for quad in ox.parse(chunk, format=ox.RdfFormat.N_TRIPLES):
                triple = quad.triple
                if graph is None:
                    yield triple
                else:
                    yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    with path.open("wb") as file:
        ox.serialize(statements(), file, format=form, prefixes=PREFIXES)
