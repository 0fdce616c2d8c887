"""Names to entities, with the reason for every merge."""

from kg.link.ids import entity_id, thing_id
from kg.link.link import VERSION, Linking, link
from kg.link.papers import group_papers

__all__ = ["VERSION", "Linking", "entity_id", "group_papers", "link", "thing_id"]
