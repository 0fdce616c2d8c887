"""A paper while it is read: the same with spaCy's documents and without them."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import load
from kg.extract.candidates import Candidate, Span
from kg.extract.extractor import Extractor
from kg.extract.reading import Component, Reading, register
from kg.model import NodeType, Paper

PAPERS = [
    Paper("", "LampNet: seeing in the dark", "We propose LampNet. It beats ResNet-50 on ImageNet."),
    Paper("", "", "We use bright lamp learning (BLL); see github.com/moss-lab/bll."),
    Paper("", "Only a \x00title", ""),
    Paper("", "", ""),
]


class Finder(Component):
    """Finds nothing but what it is told."""

    def read(self, paper: Reading) -> None:
        paper.candidates.append(Candidate(NodeType.METHOD, paper.text, (Span(0, 1),), "x/1", 0.5))


@Language.component("kg_test_tokens")
def tokens(doc: Doc) -> Doc:
    """Stands for a component of another package, which needs the tokens."""
    assert len(doc) >= len(doc.text.split())
    return doc


def test_components_of_other_packages_change_nothing_about_ours(fast):
    other = load(fast=True)
    other._nlp.add_pipe("kg_test_tokens")
    assert list(other.many(PAPERS)) == list(fast.many(PAPERS))


def test_what_another_component_states_is_stated():
    @Language.component("kg_test_states_nothing")
    def nothing(doc: Doc) -> Doc:
        doc._.kg_statements = ()
        return doc

    other = load(fast=True)
    assert other(PAPERS[0]).statements
    other._nlp.add_pipe("kg_test_states_nothing")
    assert other(PAPERS[0]).statements == ()


def test_a_component_alone_reads_documents():
    register()
    doc = Finder()(spacy.blank("en").make_doc("Moss lamp"))
    assert [c.name for c in doc._.kg_candidates] == ["Moss lamp"]
    assert doc._.kg_title_end == 0
    doc._.kg_title_end = 4
    doc._.kg_candidates = ()
    assert (doc._.kg_title_end, doc._.kg_candidates) == (4, ())


def test_without_components_nothing_is_stated():
    assert Extractor(spacy.blank("en"), "x")(PAPERS[0]).statements == ()
