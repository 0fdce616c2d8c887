"""Statements against gold annotations: what is right, spurious, missed.

The rules: a predicted (type, name) is right when its name or one of its evidence texts is a
surface of a gold entity of that type (or of a type that is as good); a triple is right when its
predicate is accepted too. Recall counts the required gold entities, precision counts everything
predicted; optional gold counts as right when predicted and is not missed otherwise. Repositories
are compared exactly. A name read off a URL alone is neither right nor wrong.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import CONCEPTS, NodeType, Predicate, Statement
from kg.quality.gold import GoldEntity, GoldPaper

_GENERIC_HEADS = frozenset(
    re.findall(
        r"\w+",
        "dataset benchmark corpus method model framework algorithm approach task metric score "
        "network system architecture",
    )
)
_LONGEST_NAME = 80
_DEFAULT_RELATION = {
    NodeType.METHOD: Predicate.USES,
    NodeType.DATASET: Predicate.EVALUATES_ON,
    NodeType.TASK: Predicate.ADDRESSES,
    NodeType.METRIC: Predicate.REPORTS,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one prediction or one gold entity.

    Attributes:
        verdict: ``right``, ``relation`` (right entity, wrong relation), ``type`` (right name,
            wrong type), ``spurious`` or ``missed``.
        type: The type that was predicted, or annotated where it was missed.
        name: The name likewise.
        relation: The relation that the gold gives, where there is one.
        confidence: How sure the prediction was; 0 where it was missed.
    """

    verdict: str
    type: NodeType
    name: str
    relation: Predicate | None = None
    confidence: float = 0.0


@dataclass(slots=True)
class PaperScore:
    """One paper, judged.

    Attributes:
        predicted: One judgement per predicted entity that gold can judge.
        found: For each required gold entity whether it was found, and with the right relation.
        statements: For each concept statement, its confidence and whether it is right.
        repositories: True positives, false positives and false negatives.
    """

    predicted: list[Judgement] = field(default_factory=list)
    found: list[tuple[GoldEntity, bool, bool]] = field(default_factory=list)
    statements: list[tuple[Statement, bool]] = field(default_factory=list)
    repositories: tuple[int, int, int] = (0, 0, 0)


def score_paper(gold: GoldPaper, statements: Iterable[Statement]) -> PaperScore:
    """Judge ``statements`` of a paper by its gold annotation."""
    score = PaperScore()
    index = _index(gold.entities)
    groups: dict[tuple[NodeType, str], list[Statement]] = defaultdict(list)
    repositories = set()
    for statement in statements:
        thing = statement.object
        if statement.subject is not None:
            continue
        if thing.type in CONCEPTS:
            groups[thing.type, thing.name].append(statement)
        elif repository := _repository(thing.url or thing.name):
            repositories.add(repository)
    matched = _judge(gold, groups, index, score)
    for i, entity in enumerate(gold.entities):
        if entity.required:
            score.found.append((entity, i in matched, matched.get(i, False)))
    wanted = {r for link in gold.links if (r := _repository(link))}
    score.repositories = (
        len(repositories & wanted),
        len(repositories - wanted),
        len(wanted - repositories),
    )
    return score


def _judge(
    gold: GoldPaper,
    groups: dict[tuple[NodeType, str], list[Statement]],
    index: dict[str, list[int]],
    score: PaperScore,
) -> dict[int, bool]:
    """Fill ``score`` with a judgement per predicted thing; matched entities with relation right."""
    matched: dict[int, tuple[NodeType, bool, float]] = {}
    wrong: dict[tuple[str, NodeType], Judgement] = {}
    for (node_type, name), statements in groups.items():
        confidence = max(s.confidence for s in statements)
        candidates = _candidates(name, statements, index)
        good = [i for i in candidates if node_type in gold.entities[i].types]
        if good:
            entity = gold.entities[good[0]]
            accepted = _accepted(entity, node_type)
            verdicts = [(s, s.predicate in accepted) for s in statements]
            score.statements.extend(verdicts)
            kind, right, best = matched.get(good[0], (node_type, False, 0.0))
            right = right or any(ok for _, ok in verdicts)
            matched[good[0]] = (kind, right, max(best, confidence))
        elif not _only_in_url(name, gold):
            score.statements.extend((s, False) for s in statements)
            verdict = "type" if candidates else "spurious"
            wrong[_normal(name), node_type] = Judgement(
                verdict, node_type, name, confidence=confidence
            )
    score.predicted.extend(wrong.values())
    for i, (node_type, right, confidence) in matched.items():
        entity = gold.entities[i]
        verdict = "right" if right else "relation"
        score.predicted.append(
            Judgement(verdict, node_type, entity.name, entity.relations[0], confidence)
        )
    return {i: right for i, (_, right, _) in matched.items()}


def _candidates(name: str, statements: list[Statement], index: dict[str, list[int]]) -> list[int]:
    texts = {e.text for s in statements for e in s.evidence if len(e.text) < _LONGEST_NAME}
    return [
        i
        for text in [name, *sorted(texts)]
        for key in sorted(_keys(text))
        for i in index.get(key, ())
    ]


def _accepted(entity: GoldEntity, node_type: NodeType) -> set[Predicate]:
    accepted = set(entity.relations)
    if node_type is not entity.types[0]:
        accepted.add(_DEFAULT_RELATION[node_type])
    return accepted


def _index(entities: Iterable[GoldEntity]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for i, entity in enumerate(entities):
        for surface in (entity.name, *entity.surfaces):
            for key in _keys(surface):
                if i not in index[key]:
                    index[key].append(i)
    return index


def _normal(name: str) -> str:
    text = re.sub(r"[\s\-‐-―_/]+", " ", name.casefold()).strip(" .,:;()[]{}\"'`*$")
    text = re.sub(r"^(the|a|an|our|its|their) ", "", text)
    words = text.split()
    if words:
        words[-1] = _singular(words[-1])
    return " ".join(words)


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def _keys(name: str) -> set[str]:
    """The forms under which ``name`` can be met: with and without blanks and a generic head."""
    normal = _normal(name)
    words = normal.split()
    forms = {normal, normal.replace(" ", "")}
    if len(words) > 1 and words[-1] in _GENERIC_HEADS:
        forms |= {" ".join(words[:-1]), "".join(words[:-1])}
    return forms - {""}


def _only_in_url(name: str, gold: GoldPaper) -> bool:
    urls = " ".join(re.findall(r"\S*(?:https?|github|www)\S*", gold.paper.abstract))
    return _letters(name) in _letters(urls)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _repository(url: str) -> str | None:
    found = re.search(r"github\.com/+([\w-]+)/([\w.-]+)", url, re.IGNORECASE)
    if found is None:
        return None
    return f"{found[1]}/{re.sub(r'([.]git)?[.]*$', '', found[2])}".lower()


def verdicts(scores: Iterable[PaperScore]) -> Iterator[Judgement]:
    """All judgements of ``scores``, the missed entities included."""
    for score in scores:
        yield from score.predicted
        for entity, found, _ in score.found:
            if not found:
                yield Judgement("missed", entity.types[0], entity.name, entity.relations[0])
