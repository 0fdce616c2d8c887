"""``kg_statements``: merges the candidates of all components into statements."""

import re
from collections.abc import Callable, Sequence
from itertools import islice

from spacy.language import Language

from kg.extract import decision, lexicon
from kg.extract.candidates import GAP, Candidate, Span
from kg.extract.case import PROPER, one_of
from kg.extract.decision import LEAST, Model, Verdict
from kg.extract.features import Features
from kg.extract.groups import Group, Mention, group
from kg.extract.numbering import Memo, Numbers, kinds_of
from kg.extract.reading import Component, Reading, register
from kg.extract.spelling import Look
from kg.extract.words import Words
from kg.model import CONCEPTS, Evidence, NodeType, Predicate, Statement, Thing

CERTAIN = 0.9
"""Names that are likelier are as good as certain."""

Paper = tuple[list[Group], Words]
"""The groups of mentions of one paper, and its words."""

Decide = Callable[[Sequence[Paper]], list[list[Verdict]]]
"""Says of each group of each paper what it is, and how surely."""


class Statements(Component):
    """A spaCy component that makes the statements.

    Args:
        decide: Decides what each group of mentions is.
    """

    def __init__(self, decide: Decide) -> None:
        self._decide = decide

    def read(self, paper: Reading) -> None:
        """Decide about the candidates of ``paper``."""
        self.read_all([paper])

    def read_all(self, papers: Sequence[Reading]) -> None:
        """Decide about the candidates of ``papers``, all at once."""
        given = [(group(p.candidates, p.definitions, p.words), p.words) for p in papers]
        for paper, (groups, _), verdicts in zip(papers, given, self._decide(given), strict=True):
            paper.statements = _statements(paper, groups, verdicts)


def _statements(
    paper: Reading, groups: list[Group], verdicts: list[Verdict]
) -> tuple[Statement, ...]:
    words, title_end = paper.words, paper.title_end
    made = [concept_statement(*kept, words, title_end) for kept in resolve(groups, verdicts)]
    made += [
        link_statement(c, words.text, title_end) for c in paper.candidates if c.type not in CONCEPTS
    ]
    return tuple(sorted(made, key=_order))


class Weighing:
    """Decides with a linear model over features of names and their context.

    Args:
        model: The weights.
        look: What is known about names.
    """

    def __init__(self, model: Model, look: Look) -> None:
        self._model = model
        self._features = Features(kinds_of(model.index), look)

    def __call__(self, papers: Sequence[Paper]) -> list[list[Verdict]]:
        """A verdict on each group of each of ``papers``."""
        told: list[Numbers] = []
        for groups, words in papers:
            told += self._features.of(groups, words)
        verdicts = iter(self._model.judge(told))
        return [list(islice(verdicts, len(groups))) for groups, _ in papers]


def believe(papers: Sequence[Paper]) -> list[list[Verdict]]:
    """Decide as the tagger does; what other components alone see is dropped."""
    return [_believed(groups) for groups, _ in papers]


def _believed(groups: list[Group]) -> list[Verdict]:
    best = (
        max(
            (c for m in g.mentions for c in m.candidates if "tagged" in c.cues),
            key=lambda c: (c.score, c.component, c.name),
            default=None,
        )
        for g in groups
    )
    return [
        Verdict(NodeType.METHOD, Predicate.MENTIONS, 0.0, 0.0)
        if c is None or c.predicate is None
        else Verdict(c.type, c.predicate, c.score, c.score)
        for g, c in zip(groups, best, strict=True)
    ]


def resolve(
    groups: list[Group], verdicts: list[Verdict]
) -> list[tuple[Group, Verdict, tuple[Mention, ...]]]:
    """The groups that stand, the likeliest first, each with the mentions that remain to it.

    A mention that overlaps one of a likelier group is dropped; a group without mentions, too. Of
    names that are as good as certain the longer is the likelier: "Fashion-MNIST" is not MNIST.
    """
    likely = [i for i, verdict in enumerate(verdicts) if verdict.confidence >= LEAST]
    likely.sort(key=lambda i: _likelihood(groups[i], verdicts[i]))
    end = max([m.span.end for i in likely for m in groups[i].mentions], default=0)
    taken = bytearray(end)  # One for each character of the text: whether it is in a mention.
    kept = []
    for i in likely:
        free = tuple([m for m in groups[i].mentions if taken.find(1, *m.span) < 0])
        for (first, last), *_ in free:
            taken[first:last] = b"\1" * (last - first)
        if free:
            kept.append((groups[i], verdicts[i], free))
    return kept


def _likelihood(group: Group, verdict: Verdict) -> tuple[float, int, float, Span]:
    """What sorts groups, the likeliest first."""
    (start, end), *_ = group.mentions[0]
    if verdict.entity >= CERTAIN:
        return -CERTAIN, start - end, -verdict.entity, group.mentions[0].span
    return -verdict.entity, 0, 0.0, group.mentions[0].span


def concept_statement(
    group: Group, verdict: Verdict, mentions: tuple[Mention, ...], words: Words, title_end: int
) -> Statement:
    """The statement that ``mentions`` of ``group`` amount to."""
    return Statement(
        predicate=verdict.predicate,
        object=Thing(verdict.type, catalogue_form(group, verdict.type), group.expansion),
        confidence=verdict.confidence,
        evidence=tuple(
            [
                evidence_at(words.text, title_end, m.span, _finder(m), verdict.confidence)
                for m in mentions
            ]
        ),
    )


def _finder(mention: Mention) -> str:
    if len(mention.candidates) == 1:
        return mention.candidates[0].component
    return max(mention.candidates, key=lambda c: (c.score, c.component)).component


def catalogue_form(group: Group, node: NodeType) -> str:
    """The name of ``group`` as a catalogue would print it: singular, ordinary terms lower-case."""
    once = group.mentions[0].first == group.mentions[-1].first
    return _FORMS[group.name, node, once and node in (NodeType.TASK, NodeType.METRIC)]


def _form(asked: tuple[str, NodeType, bool]) -> str:
    name, node, ordinary = asked
    head, _, last = " ".join(name.split()).rpartition(" ")
    prefix = f"{head} " if head else ""
    if re.fullmatch(r"[A-Z][A-Z0-9-]*[A-Z]s", last):
        last = last[:-1]
    elif last.islower() and (prefix or node is not NodeType.DATASET):
        last = one_of(last)
    words = (prefix + last).split(" ")
    return " ".join([w.lower() if ordinary and _is_capitalised(w) else w for w in words])


def _is_capitalised(word: str) -> bool:
    """Whether only its place gives ``word`` a capital: not "3D", "F1", "Bayesian"."""
    parts = word.split("-")
    return len(word) > 1 and all(p.isalpha() and p not in PROPER for p in parts) and word.istitle()


_FORMS = Memo(_form)


def link_statement(candidate: Candidate, text: str, title_end: int) -> Statement:
    """The statement that an address amounts to."""
    return Statement(
        predicate=candidate.predicate or Predicate.MENTIONS,
        object=Thing(candidate.type, candidate.name, url=candidate.url),
        confidence=candidate.score,
        evidence=tuple(
            evidence_at(text, title_end, span, candidate.component, candidate.score)
            for span in candidate.spans
        ),
    )


def evidence_at(text: str, title_end: int, span: Span, extractor: str, score: float) -> Evidence:
    """``span`` of the document ``text`` as evidence in the title or abstract of its paper."""
    start, end = span
    if start < title_end:
        return Evidence("title", start, end, text[start:end], extractor, score)
    offset = title_end + len(GAP) if title_end else 0
    return Evidence("abstract", start - offset, end - offset, text[start:end], extractor, score)


def _order(statement: Statement) -> tuple[bool, int, int, str, str]:
    """Reading order of the first evidence: title before abstract, longer before shorter."""
    first = statement.evidence[0]
    return (
        first.field != "title",
        first.start,
        -first.end,
        statement.object.type,
        statement.object.name,
    )


@Language.factory("kg_statements", default_config={"model": "fast"})
def create(nlp: Language, name: str, model: str) -> Statements:
    """The factory behind ``nlp.add_pipe("kg_statements", config={"model": "fast"})``.

    ``model`` names the linear model that decides; ``tagger`` believes the candidates instead.
    """
    register()
    if model == "tagger":
        return Statements(believe)
    return Statements(Weighing(decision.load(model), lexicon.load().known.get))
