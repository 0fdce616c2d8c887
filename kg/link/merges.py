"""Why names became one, or stayed apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """One decision about a name.

    Attributes:
        entity: Id of the entity that the name belongs to.
        name: The name, in its most used spelling.
        papers: How many papers use it.
        joined: Whether it was joined with ``other``; otherwise it was held apart from it.
        other: The name it was joined with, or held apart from.
        rule: Which rule decided, such as ``definition``.
        evidence: What the rule went by, for people.
    """

    entity: str
    name: str
    papers: int
    joined: bool
    other: str
    rule: str
    evidence: str
