"""A knowledge graph of research papers, with evidence on every edge.

Build one from saved pages and ask it::

    import kg

    graph = kg.build(["page.txt"], "graph")      # later: kg.open("graph")
    graph.cypher("MATCH (p:Paper)-[:EVALUATES_ON]->(d:Dataset) "
                 "RETURN d.name, count(*) AS papers ORDER BY papers DESC LIMIT 10")
    graph.sparql("SELECT ?name WHERE { ?m a kg:Method ; rdfs:label ?name } LIMIT 10")
    graph.view("graph.html", around="ImageNet")  # one file, opens without a network
    graph.networkx()                             # a networkx.MultiDiGraph
    graph.rdflib()                               # an rdflib.Graph

The steps alone::

    for paper in kg.read("page.txt"):            # sources
        for statement in kg.extract(paper):      # extraction
            print(statement.predicate, statement.object.name, statement.confidence)
"""

from importlib.metadata import version

# The package of this name comes first: imported later, it would take the function's place.
import kg.extract  # noqa: F401 - for the order alone
from kg.api import Graph, build, extract, read
from kg.api import open_graph as open  # noqa: A004 - kg.open reads like the built-in it is named for
from kg.errors import (
    CurationError,
    ExportError,
    GraphError,
    InputError,
    KgError,
    MissingExtraError,
    NotFoundError,
    Notice,
    QueryError,
    QueryRefused,
    QueryTimeout,
    StoreError,
    UnknownNameError,
)
from kg.model import (
    Alias,
    Entity,
    Evidence,
    Extraction,
    NodeType,
    Origin,
    Paper,
    Predicate,
    Statement,
    Thing,
)
from kg.quality.validate import Finding, Validation
from kg.rows import Rows

__version__ = version("paper-kg")

__all__ = [
    "Alias",
    "CurationError",
    "Entity",
    "Evidence",
    "ExportError",
    "Extraction",
    "Finding",
    "Graph",
    "GraphError",
    "InputError",
    "KgError",
    "MissingExtraError",
    "NodeType",
    "NotFoundError",
    "Notice",
    "Origin",
    "Paper",
    "Predicate",
    "QueryError",
    "QueryRefused",
    "QueryTimeout",
    "Rows",
    "Statement",
    "StoreError",
    "Thing",
    "UnknownNameError",
    "Validation",
    "build",
    "extract",
    "open",
    "read",
]
