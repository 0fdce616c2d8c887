"""Bytes to papers: one file per format, and a reader that recognises them.

>>> import kg.sources
>>> papers = list(kg.sources.read(["page.txt", "exports/", "more/*.jsonl.gz"]))  # doctest: +SKIP
"""

from kg.sources.base import SOURCES, Document, ReadOptions, Source
from kg.sources.merge import identities, merge
from kg.sources.reader import known, read

__all__ = [
    "SOURCES",
    "Document",
    "ReadOptions",
    "Source",
    "identities",
    "known",
    "merge",
    "read",
]
