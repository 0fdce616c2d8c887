"""What the components pass on to each other: candidates on a spaCy ``Doc``.

A document holds one paper: the title, :data:`GAP`, the abstract. Components append
:class:`Candidate` values to ``doc._.kg_candidates``; the last one, ``kg_statements``, turns them
into statements. A document made from plain text has no title: ``doc._.kg_title_end`` is 0 then.
"""

from typing import TYPE_CHECKING, NamedTuple

from kg.model import NodeType, Predicate

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


def register() -> None:
    """Add our attributes to spaCy's ``Doc``: candidates, definitions, statements, title end."""
    from spacy.tokens import Doc

    if not Doc.has_extension("kg_candidates"):
        Doc.set_extension("kg_candidates", default=())
        Doc.set_extension("kg_definitions", default=())
        Doc.set_extension("kg_statements", default=())
        Doc.set_extension("kg_title_end", default=0)


def text_of(doc: "Doc") -> str:
    """The text of ``doc``, put together once: spaCy joins the tokens anew at every call."""
    text: str | None = doc.user_data.get("kg_text")
    if text is None:
        text = doc.user_data["kg_text"] = doc.text
    return text


def add(doc: "Doc", candidates: list[Candidate]) -> None:
    """Append ``candidates`` to those that ``doc`` already has."""
    doc._.kg_candidates = (*doc._.kg_candidates, *candidates)
