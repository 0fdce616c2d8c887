"""Daily-papers API JSON: a list of papers, or a single paper."""

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources.base import Document, Lines, Source
from kg.sources.fields import paper_of
from kg.sources.hf_json import cards, is_card, paper_of_card, warn_missing
from kg.sources.json_stream import first_record, json_records

_API_KEY = re.compile(r'"(?:publishedAt|submittedOnDailyAt|ai_keywords|upvotes|discussionId)"\s*:')
_JSON_START = re.compile(r"\s*[\[{]")


def sniff(head: str) -> bool:
    """Whether ``head`` begins the JSON of such papers."""
    if not _JSON_START.match(head):
        return False
    record = first_record(head)
    if record is None:
        return _API_KEY.search(head) is not None
    return any(True for _ in cards(record))


def read(lines: Lines, document: Document) -> Iterator[Paper]:
    """The papers of a list, of a single object, or of one object a line."""
    count = without = 0
    for line, value in json_records(lines, document):
        found = list(cards(value))
        if not found and isinstance(value, dict) and "error" in value:
            document.warn(line, f"an error message instead of papers: {value['error']}")
            continue
        if not found and not isinstance(value, dict):
            document.warn(line, "a JSON value that is no paper: skipped")
            continue
        for card in found or [value]:
            paper = (paper_of_card if is_card(card) else paper_of)(card, line, document)
            if paper is not None:
                count += 1
                without += not paper.abstract
                yield paper
    warn_missing(count, without, document)


SOURCE = Source(
    "hf-api",
    "Hugging Face daily-papers API: the JSON of a list of papers or of one paper",
    sniff,
    read,
)
