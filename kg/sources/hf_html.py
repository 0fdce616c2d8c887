"""Saved HTML of Hugging Face paper pages.

Such pages embed the JSON that the API gives, escaped, in ``data-props`` attributes; that is read.
Where it is missing, the cards themselves give titles and ids.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.model import Paper
from kg.sources import ids
from kg.sources.base import Document, Lines, Source
from kg.sources.hf_json import cards, paper_of_card, warn_missing

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)", re.I | re.S
)
_PROPS = re.compile(r"\bdata-(?:props|target)\s*=")
_TARGETS = ("DailyPapers", "PaperContent", "TrendingPapers")


def sniff(head: str) -> bool:
    """Whether ``head`` begins an HTML page, or a piece of one that embeds papers."""
    if _HTML.match(head):
        return True
    return head.lstrip()[:1] == "<" and _PROPS.search(head) is not None


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers that the page embeds, each once; else those of its cards."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser("".join(lines))
    count = without = 0
    seen = set[str]()
    for card in _embedded(tree, document) or _cards(tree, document):
        paper = paper_of_card(card, None, document)
        if paper is not None and paper.id not in seen:
            seen.add(paper.id)
            count += 1
            without += not paper.abstract
            yield paper
    warn_missing(count, without, document)


def _embedded(tree: "LexborHTMLParser", document: Document) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for node in tree.css("[data-props]"):
        props = _json(node.attributes.get("data-props") or "")
        if props is not None:
            found.extend(cards(props))
        elif node.attributes.get("data-target") in _TARGETS:
            document.warn(None, "the page's embedded JSON is damaged: its cards are read instead")
    return found


def _json(text: str) -> Any:
    """The JSON in an attribute, also where saving escaped it twice; ``None`` if it is none."""
    for attempt in (text, html.unescape(text)):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _cards(tree: "LexborHTMLParser", document: Document) -> Iterator[Mapping[str, Any]]:
    """What the cards show: the title and, in its link, the id."""
    for link in tree.css("a[href*='/papers/']"):
        identifier = ids.arxiv(link.attributes.get("href") or "")
        title = _heading(link)
        if identifier and title:
            yield {"id": identifier, "title": title, "summary": ""}


def _heading(link: "LexborNode") -> str:
    parent = link.parent
    is_heading = parent is not None and parent.tag in ("h1", "h2", "h3", "h4")
    inner = link.css_first("h1, h2, h3, h4")
    return (inner or link).text().strip() if is_heading or inner is not None else ""


SOURCE = Source(
    "hf-html",
    "saved HTML of a Hugging Face paper page (reads the JSON it embeds)",
    sniff,
    read,
)
