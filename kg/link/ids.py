"""Ids of entities, made of their type and name or address."""

import re

from kg.link.forms import key_slug
from kg.model import CONCEPTS, NodeType, Thing
from kg.text import slug

PREFIXES = {
    NodeType.METHOD: "method",
    NodeType.DATASET: "dataset",
    NodeType.TASK: "task",
    NodeType.METRIC: "metric",
    NodeType.REPOSITORY: "repo",
    NodeType.RESOURCE: "resource",
    NodeType.AUTHOR: "author",
    NodeType.ORGANIZATION: "organization",
    NodeType.VENUE: "venue",
}
"""What an id starts with, by type; the rest follows a colon."""


def entity_id(node_type: NodeType, name: str, url: str | None = None) -> str:
    """The id of the entity of ``node_type`` called ``name``, or at ``url`` where it has one.

    ``repo:host/owner/name`` in lower case, ``resource:`` and the address without scheme and
    ``www.``, else the type and the slug of the name.
    """
    if node_type in (NodeType.REPOSITORY, NodeType.RESOURCE) and url:
        address = re.sub(r"^\w+://(www\.)?", "", url).rstrip("/")
        if node_type is NodeType.REPOSITORY:
            address = address.lower()
        return f"{PREFIXES[node_type]}:{address}"
    words = key_slug(name) if node_type in CONCEPTS else slug(name, plurals=False)
    return f"{PREFIXES[node_type]}:{words}"


def thing_id(thing: Thing) -> str:
    """The id that ``thing`` has when nothing but its paper is known."""
    return entity_id(thing.type, thing.name, thing.url)
