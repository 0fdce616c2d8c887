"""An extractor: papers that a text names by their arXiv id, such as ``arXiv:2106.09685``."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.candidates import Span
from kg.extract.statements import evidence_at
from kg.model import NodeType, Predicate, Statement, Thing

_REFERENCE = re.compile(r"\barXiv: ?(\d{4}\.\d{4,5})", re.IGNORECASE)


@Language.component("arxiv_references")
def create(doc: Doc) -> Doc:
    """Add a statement for each id in the text: our components have run, ``doc`` holds theirs."""
    statements = [
        Statement(
            Predicate.MENTIONS,
            Thing(NodeType.RESOURCE, f"arXiv:{found[1]}", url=f"https://arxiv.org/abs/{found[1]}"),
            confidence=0.95,
            evidence=(
                evidence_at(
                    doc.text, doc._.kg_title_end, Span(*found.span()), "arxiv-references/1", 0.95
                ),
            ),
        )
        for found in _REFERENCE.finditer(doc.text)
    ]
    doc._.kg_statements = (*doc._.kg_statements, *statements)
    return doc
