"""What the components pass on to each other: candidates.

A document holds one paper: the title, :data:`GAP`, the abstract. Components add
:class:`Candidate` values to a :class:`kg.extract.reading.Reading`; ``kg_statements`` turns them
into statements.
"""

from typing import NamedTuple

from kg.model import NodeType, Predicate

GAP = "\n\n"
"""What stands between title and abstract in a document."""


class Span(NamedTuple):
    """A stretch of a document, in characters: ``doc.text[start:end]``."""

    start: int
    end: int


class Candidate(NamedTuple):
    """Something that one component believes the paper names.

    Attributes:
        type: What it is.
        name: Its name as that component reads it.
        spans: Where it stands, in reading order; never empty.
        component: Component and version, such as ``links/1``.
        score: How sure the component is, 0 to 1.
        predicate: The relation to the paper, where the component knows it.
        expansion: The long form, where ``name`` is a defined acronym.
        url: The address of a repository or resource.
        cues: Why the component believes it, such as ``title-colon``.
    """

    type: NodeType
    name: str
    spans: tuple[Span, ...]
    component: str
    score: float
    predicate: Predicate | None = None
    expansion: str | None = None
    url: str | None = None
    cues: tuple[str, ...] = ()
