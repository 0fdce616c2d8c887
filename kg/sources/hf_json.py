"""The JSON of Hugging Face papers: what the daily-papers API gives and saved pages embed."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Paper
from kg.sources import ids
from kg.sources.base import Document

_SIGNS = ("summary", "publishedAt", "upvotes", "submittedOnDailyAt", "discussionId")
_MAX_DEPTH = 8
PAGE = "https://huggingface.co/papers/"
"""Address of a paper's page, before its arXiv id."""


def cards(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every paper in ``value``, however deep: ``{"paper": {…}, …}`` or the paper itself."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        if is_card(value):
            yield value
            return
        for inner in value.values():
            yield from cards(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from cards(inner, depth + 1)


def is_card(value: Mapping[str, Any]) -> bool:
    """Whether ``value`` is a paper: an arXiv id and something that papers have there."""
    paper = _inner(value)
    identifier = paper.get("id")
    if not isinstance(identifier, str) or ids.arxiv(identifier) is None or "abstract" in paper:
        return False
    return any(key in paper or key in value for key in _SIGNS)


def _inner(value: Mapping[str, Any]) -> Mapping[str, Any]:
    paper = value.get("paper")
    return paper if isinstance(paper, Mapping) else value


def paper_of_card(card: Mapping[str, Any], line: int | None, document: Document) -> Paper | None:
    """The paper of ``card``; the paper's own date is preferred to that of its listing."""
    inner = _inner(card)
    identifier = ids.arxiv(str(inner["id"])) or ""

    def text(key: str) -> str:
        value = inner.get(key) or card.get(key)
        return value if isinstance(value, str) else ""

    return document.paper(
        line,
        title=text("title"),
        abstract=text("summary"),
        date=text("publishedAt") or None,
        authors=_author_names(inner.get("authors") or card.get("authors")),
        organizations=_organization(inner.get("organization") or card.get("organization")),
        url=PAGE + identifier,
        arxiv=identifier,
        links=[text("githubRepo"), text("projectPage")],
    )


def _author_names(value: Any) -> Iterator[str]:
    for author in value if isinstance(value, list) else ():
        name = author.get("name") if isinstance(author, Mapping) else author
        if isinstance(name, str):
            yield name


def _organization(value: Any) -> tuple[str, ...]:
    """The full name of an organisation; its handle where it has no other."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Mapping):
        return ()
    name = value.get("fullname") or value.get("fullName") or value.get("name")
    return (name,) if isinstance(name, str) else ()


def warn_missing(papers: int, without_abstract: int, document: Document) -> None:
    """Report how many of ``papers`` came without an abstract."""
    if without_abstract:
        document.warn(None, f"{without_abstract} of {papers} papers have no abstract here: kept")
