"""The Python API: read, extract, build, and a handle on a graph."""

from kg.api.answers import Answers, Language
from kg.api.builds import build, build_papers
from kg.api.graph import Graph, open_graph
from kg.api.papers import Input, evaluate, explain, extract, extract_records, read

__all__ = [
    "Answers",
    "Graph",
    "Input",
    "Language",
    "build",
    "build_papers",
    "evaluate",
    "explain",
    "extract",
    "extract_records",
    "open_graph",
    "read",
]
