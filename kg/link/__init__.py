"""Names to entities, with the reason for every merge."""

from kg.link.curation import FILE as CURATION_FILE
from kg.link.curation import Curation, Edit, add_edit, read_curation
from kg.link.ids import entity_id, thing_id
from kg.link.link import VERSION, Linking, link
from kg.link.meanings import Definition
from kg.link.merges import Merge
from kg.link.papers import group_papers

__all__ = [
    "CURATION_FILE",
    "VERSION",
    "Curation",
    "Definition",
    "Edit",
    "Linking",
    "Merge",
    "add_edit",
    "entity_id",
    "group_papers",
    "link",
    "read_curation",
    "thing_id",
]
