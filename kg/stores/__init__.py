"""Engines that answer queries over a graph, one file each."""

from typing import TYPE_CHECKING

from kg.errors import QueryError, Report, ignore
from kg.registry import Registry
from kg.stores.base import Store
from kg.stores.language import Language, detect_language

if TYPE_CHECKING:
    from kg.graph.tables import Tables

__all__ = ["DEFAULTS", "STORES", "Language", "Store", "detect_language", "open_store"]

STORES = Registry(
    "stores",
    {"oxigraph": "kg.stores.oxigraph:ENGINE", "ladybug": "kg.stores.ladybug:ENGINE"},
)
"""The embedded engines; other packages add theirs with entry points of the group ``kg.stores``."""

DEFAULTS: dict[Language, str] = {"sparql": "oxigraph", "cypher": "ladybug"}
"""The engine that answers each language."""


def open_store(language: str, tables: "Tables", report: Report = ignore) -> Store:
    """The embedded store that answers ``language`` (``sparql`` or ``cypher``) about a graph.

    Opening is cheap: the store is built, and its worker started, by the first query.

    Args:
        language: A language, or the name of an engine (of :data:`STORES`) to answer its own.
        tables: The graph.
        report: Receives what is worth knowing.

    Raises:
        QueryError: There is no such language or engine.
    """
    from kg.stores.embedded import EmbeddedStore

    names: dict[str, str] = dict(DEFAULTS.items())
    names |= {name: name for name in STORES.names()}
    if language not in names:
        raise QueryError(f"no language called '{language}'; there are: {', '.join(names)}")
    name = names[language]
    return EmbeddedStore(STORES.load(name), STORES.target(name), tables, report)
