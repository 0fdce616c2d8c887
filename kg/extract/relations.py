"""``kg_relations``: relations between the things of a paper, where the text states them.

"LanTra is based on BERT", "LanTra outperforms BERT and GPT-2 on GLUE", "LanTra, a model for image
classification". Only pairs of mentions in one clause count, with nothing but known words between
them; the evidence is the text from the one to the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from kg.extract.candidates import GAP, Span
from kg.extract.reading import Component, Reading, register
from kg.extract.statements import evidence_at
from kg.model import CONCEPTS, NodeType, Predicate, Statement, Thing

VERSION = "relations/1"

LEAST = 0.65
"""Both ends must be stated with this confidence."""

_FILLER = (
    r"(?: (?:the|a|an|both|original|vanilla|standard|popular|recent|existing|previous|prior|strong|"
    r"well-known|widely[- ]used|competitive|pre-?trained|frozen|large|powerful|challenging|common|"
    r"several|baselines?|methods?|models?|approaches|datasets?|benchmarks?|tasks?|problems?|"
    r"such as|including|like|namely|of|state-of-the-art|SOTA|public|real-world|full|classic|two|"
    r"three|four))*"
)
_APPOSITION = r"(?:\s?\([^()]{1,60}\))?(?:,? (?:which is |is )?(?:a|an|the) [^,.;:()]{3,70}?)?,?"
_ADVERBS = (
    r"(?: (?:also|further|significantly|consistently|substantially|clearly|even|not only|\w+ly))*"
)
_PATTERNS: tuple[tuple[Predicate, NodeType, NodeType, re.Pattern[str]], ...] = (
    (
        Predicate.OUTPERFORMS,
        NodeType.METHOD,
        NodeType.METHOD,
        re.compile(
            rf"(?:\s?\([^()]{{1,60}}\))?,?(?: (?:can|could|which|that))*{_ADVERBS} "
            rf"(?:outperforms?|outperforming|surpass(?:es|ing)?|exceeds?|beats?|"
            rf"(?:is|are) (?:\w+ )?superior to|performs? (?:\w+ )?better than|"
            rf"improves? (?:up)?on|improves? over){_FILLER}\s"
        ),
    ),
    (
        Predicate.BASED_ON,
        NodeType.METHOD,
        NodeType.METHOD,
        re.compile(
            rf"{_APPOSITION}(?: (?:which|that))?(?: (?:is|are|was))?{_ADVERBS} "
            rf"(?:based (?:up)?on|built (?:up)?on(?: top of)?|builds? (?:up)?on|extends?|extending|"
            rf"(?:is )?an extension (?:of|to)|(?:is )?a variant of|derived from|adapted from|"
            rf"initiali[sz]ed (?:from|with)|fine-?tuned from){_FILLER}\s"
        ),
    ),
    (
        Predicate.EVALUATED_ON,
        NodeType.METHOD,
        NodeType.DATASET,
        re.compile(
            rf"(?:\s?\([^()]{{1,60}}\))?(?: (?:(?:is|are|was) (?:\w+ly )?)?"
            rf"(?:evaluated|tested|validated|benchmarked|demonstrated)|{_ADVERBS} "
            rf"(?:achieves?|obtains?|attains?|reaches|sets?|establishes|yields?|delivers|"
            rf"outperforms|improves|performs|surpasses|gives)\b(?:[^.;:]|\.\d){{0,90}}?)? on"
            rf"{_FILLER}\s"
        ),
    ),
    (
        Predicate.USED_FOR,
        NodeType.METHOD,
        NodeType.TASK,
        re.compile(
            rf"(?:{_APPOSITION}| (?:is|are) (?:used|applied|designed|proposed|developed)|"
            rf":(?: [\w-]+){{1,6}}) (?:for|to (?:solve|tackle|perform|address))"
            rf"(?: (?:the|a|an|task|tasks|problem|of|efficient|robust|accurate|fast|scalable|"
            rf"improved|better|effective|unsupervised|end-to-end))*\s"
        ),
    ),
)
_EXPERIMENTS_ON = re.compile(
    rf"\b(?:experiments?|evaluations?|results|experimentation|tests)(?: \w+)? on{_FILLER} \Z",
    re.IGNORECASE,
)
_SHOW_THAT = re.compile(
    r"(?: (?:datasets?|benchmarks?|tasks?|test sets?|data|databases?|corpora|corpus))*"
    r"(?:\s?\([^()]{1,40}\))?,? (?:\w+ly )?"
    r"(?:show|demonstrate|indicate|verify|validate|confirm|reveal|suggest|illustrate)s?"
    r"(?: that| how)?(?: the)?(?: (?:effectiveness|superiority|efficacy|advantages?|benefits?|"
    r"performance|efficiency) of)?(?: (?:the|our|proposed|method|model|approach|framework))* "
)
_LIST = re.compile(r"(?:\s?\([^()]{1,40}\))?(?:, (?:and |or |as well as )?| and | or )(?:the )?")
_CLAUSE_BEGINS = re.compile(
    r"(?:^|[.,:;(\"\n]|\b(?:that|our|the|proposed|resulting|new|novel|how|when|where|hence|thus))\s?\Z",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\b(?:for|of|to|in|on|from|by|with|via|using|and|or)(?: [\w-]+)? \Z", re.IGNORECASE
)
_ONE_OF_A_KIND = re.compile(
    r"\b(?:an?|our|this|one|another|the (?:new|novel|proposed|resulting)|"
    r"(?:propos|develop|design|present|introduc|build|devis)\w* the)(?: [\w-]+){0,3} \Z",
    re.IGNORECASE,
)
_OWN_RELATION = re.compile(
    r"(?:\s?\([^()]{1,60}\))?,? (?:which (?:is|are) )?(?:based|built) (?:up)?on\b"
)
_NAME_GOES_ON = re.compile(r" [A-Z0-9]\w")
_DENIED = re.compile(
    r"\b(?:none|no|not|never|neither|whether|if|conditions?|rather than|instead of)\b[^.;]*\Z",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|cannot|fails?|hardly|nor|than|while|whereas|but|unlike)\b")
_BREAK = re.compile(r"[.!?;]\s|\n\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a thing that the paper states."""

    span: Span
    thing: Thing
    confidence: float


class Relations(Component):
    """A spaCy component that adds relations to the statements."""

    def read(self, paper: Reading) -> None:
        """Read the relations between the things that ``paper`` states."""
        places = places_of(paper.statements, paper.title_end)
        if len(places) > 1:
            paper.statements += tuple(relations(paper.text, paper.title_end, places))


def places_of(statements: tuple[Statement, ...], title_end: int) -> list[Place]:
    """Where the concepts of ``statements`` stand in the document, in reading order."""
    offset = title_end + len(GAP) if title_end else 0
    places = []
    for statement in statements:
        if statement.object.type in CONCEPTS and statement.confidence >= LEAST:
            for e in statement.evidence:
                shift = 0 if e.field == "title" else offset
                span = Span(e.start + shift, e.end + shift)
                places.append(Place(span, statement.object, statement.confidence))
    return sorted(places, key=lambda p: (p.span, p.thing.type, p.thing.name))


def relations(text: str, title_end: int, places: list[Place]) -> list[Statement]:
    """The relations that ``text`` states between ``places``, in reading order."""
    found: dict[tuple[Predicate, Thing, Thing], list[tuple[Span, float]]] = {}
    for predicate, subject, thing, span, score in _pairs(text, places):
        if subject != thing:
            found.setdefault((predicate, subject, thing), []).append((span, score))
    return [
        Statement(
            predicate=predicate,
            object=thing,
            confidence=max(score for _, score in spans),
            evidence=tuple(
                evidence_at(text, title_end, span, VERSION, score) for span, score in spans
            ),
            subject=subject,
        )
        for (predicate, subject, thing), spans in found.items()
    ]


def _pairs(text: str, places: list[Place]) -> Iterator[tuple[Predicate, Thing, Thing, Span, float]]:
    for i, left in enumerate(places):
        if left.thing.type is NodeType.DATASET:
            yield from _experiments(text, places, i)
        if left.thing.type is not NodeType.METHOD or _is_part(text, left.span):
            continue
        for j in range(i + 1, len(places)):
            between = text[left.span.end : places[j].span.start]
            if len(between) > 200 or _BREAK.search(between):
                break
            for predicate, _, wanted, pattern in _PATTERNS:
                if (
                    places[j].thing.type is wanted
                    and _states(pattern, between)
                    and _stands_alone(text, predicate, left.span, places[j].span)
                ):
                    for right in _listed(text, places, j):
                        score = round(0.95 * min(left.confidence, right.confidence), 4)
                        whole = Span(left.span.start, right.span.end)
                        yield predicate, left.thing, right.thing, whole, score


def _stands_alone(text: str, predicate: Predicate, subject: Span, thing: Span) -> bool:
    """Whether nothing before ``subject`` or after ``thing`` changes what is said about them."""
    if not {"-", "/"}.isdisjoint(text[thing.end - 1 : thing.end + 1]):
        return False
    start = max(0, subject.start - 80)
    if predicate is Predicate.BASED_ON:
        return (
            _ATTACHED.search(text, start, subject.start) is None
            and _NAME_GOES_ON.match(text, thing.end) is None
            and not _is_one_of_a_kind(text, subject)
        )
    if predicate is Predicate.OUTPERFORMS:
        return (
            _CLAUSE_BEGINS.search(text, start, subject.start) is not None
            and _DENIED.search(text, start, subject.start) is None
            and not _is_one_of_a_kind(text, subject)
        )
    return _DENIED.search(text, start, subject.start) is None


def _is_one_of_a_kind(text: str, span: Span) -> bool:
    """Whether a common noun stands for one thing without a name ("our proposed selector")."""
    last = text[span.start : span.end].split()[-1]
    before = max(0, span.start - 60)
    return last.islower() and _ONE_OF_A_KIND.search(text, before, span.start) is not None


def _is_part(text: str, span: Span) -> bool:
    """Whether ``span`` is only the end of a compound ("Pipe-SGD")."""
    return span.start > 0 and (text[span.start - 1] in "-/" or text[span.start - 1].isalnum())


def _experiments(
    text: str, places: list[Place], first: int
) -> Iterator[tuple[Predicate, Thing, Thing, Span, float]]:
    """The method that "experiments on A, B and C" show something about, if ``first`` is A."""
    start = places[first].span.start
    if not _EXPERIMENTS_ON.search(text, max(0, start - 90), start):
        return
    listed = list(_listed(text, places, first))
    following = first + len(listed)
    if following < len(places) and places[following].thing.type is NodeType.METHOD:
        method = places[following]
        if _SHOW_THAT.fullmatch(text, listed[-1].span.end, method.span.start):
            for data in listed:
                score = round(0.95 * min(method.confidence, data.confidence), 4)
                whole = Span(data.span.start, method.span.end)
                yield Predicate.EVALUATED_ON, method.thing, data.thing, whole, score


def _states(pattern: re.Pattern[str], between: str) -> bool:
    return pattern.fullmatch(between) is not None and not _NEGATION.search(
        between.replace("better than", "").replace("not only", "")
    )


def _listed(text: str, places: list[Place], first: int) -> Iterator[Place]:
    """The thing at ``first`` and those that a list joins to it ("BERT, GPT-2 and T5")."""
    yield places[first]
    for k in range(first + 1, len(places)):
        between = text[places[k - 1].span.end : places[k].span.start]
        if places[k].thing.type is not places[first].thing.type or not _LIST.fullmatch(between):
            return
        if _OWN_RELATION.match(text, places[k].span.end):
            return
        yield places[k]


@Language.factory("kg_relations")
def create(nlp: Language, name: str) -> Relations:
    """The factory behind ``nlp.add_pipe("kg_relations")``."""
    register()
    return Relations()
