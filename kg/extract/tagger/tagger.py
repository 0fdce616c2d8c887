"""The tagger: encoder, span probabilities, candidates, second step; a pure function of a paper."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from kg.extract.tagger.candidates import TYPES, Candidate, folded, group
from kg.extract.tagger.crf import Crf
from kg.extract.tagger.cues import paper_of
from kg.extract.tagger.encoder import Encoder, load_json
from kg.extract.tagger.features import RELATIONS, Describer
from kg.extract.tagger.judge import Judge, Rule, load_tables
from kg.extract.tagger.naming import canonical, last_word
from kg.extract.tagger.words import Words

VERSION = 2
"""Changes with the weights and with everything else that changes an answer."""

_FIELDS = {0: "title", 2: "abstract"}
_ENGLISH = frozenset(
    "the of and to in a is that we for on with by as are this which from be our".split()  # noqa: SIM905
)
_FOREIGN_SHARE, _FOREIGN_FACTOR, _FOREIGN_FLOOR = 0.06, 0.5, 0.4


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One mention: ``text[start:end]`` of a field, and the encoder's probability of that span.

    Attributes:
        field: "title" or "abstract".
        start: First character.
        end: One past the last character.
        confidence: Between 0 and 1; low where only another mention of the name convinced.
    """

    field: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class TaggedEntity:
    """One entity of a paper, and how the paper relates to it.

    Attributes:
        type: Method, Dataset, Task or Metric.
        name: The name that a catalogue would use.
        relation: The predicate, such as USES.
        confidence: Calibrated probability that entity, type and relation are all right.
        mentions: Where it stands, in reading order; never empty.
        told: Whether the rule fitted in training tells it (best F1 of the statements). The rule
            asks less confidence of what a reader would miss than of what is optional.
    """

    type: str
    name: str
    relation: str
    confidence: float
    mentions: tuple[Place, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class _Text:
    """A paper and its words."""

    title: str
    abstract: str
    words: Words


def is_foreign(words: Words) -> bool:
    """Whether an abstract of some length has hardly any English function words."""
    pairs = zip(words.texts, words.fields, strict=True)
    plain = [w.lower() for w, field in pairs if field == 2 and w.isalpha()]
    return len(plain) > 15 and sum(w in _ENGLISH for w in plain) < _FOREIGN_SHARE * len(plain)


class Tagger:
    """Finds the methods, datasets, tasks and metrics of a paper and their relation to it."""

    def __init__(
        self, encoder: Encoder, crf: Crf, describer: Describer, judge: Judge, rule: Rule
    ) -> None:
        self._encoder, self._crf = encoder, crf
        self._describer, self._judge, self._rule = describer, judge, rule

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Tagger":
        """The packaged model; opened once a process (about half a second)."""
        settings = load_json("settings.json")
        start, transitions = np.array(settings["start"]), np.array(settings["transitions"])
        return cls(
            Encoder.load(len(start)),
            Crf.from_scores(start, transitions),
            Describer(load_tables()),
            Judge.load(),
            Rule.from_dict(settings["rule"]),
        )

    def tag(self, title: str, abstract: str, minimum: float | None = None) -> list[TaggedEntity]:
        """The entities of one paper, in reading order of their first mention.

        Without `minimum` they are those that the rule fitted in training tells; with it, all of at
        least that confidence. A text that is hardly English gives few, of half the confidence.
        """
        words, tags, relations = self._encoder.scores(title, abstract)
        candidates = group(words, self._crf.spans(tags, self._rule.span_threshold))
        paper = paper_of(words, *folded(words), relations)
        x, extra, index = self._describer.describe(paper, candidates)
        if not index:
            return []
        verdicts = self._judge(x, extra, np.array([t for _, t in index]))
        best = verdicts.relations.argmax(1)
        sure = self._rule.confidence(verdicts.right, verdicts.relations.max(1))
        told = self._rule.keeps(sure, verdicts.required)
        if is_foreign(words):
            sure = sure * _FOREIGN_FACTOR
            told &= sure >= _FOREIGN_FLOOR
        keep = told if minimum is None else sure >= minimum
        chosen: dict[int, int] = {}
        for row in np.argsort(-verdicts.right, kind="stable").tolist():
            chosen.setdefault(index[row][0], row)
        text = _Text(title, abstract, words)
        found = []
        for k, row in sorted(chosen.items()):
            if keep[row]:
                entity = _entity(candidates[k], index[row][1], int(best[row]), text)
                found.append(
                    replace(entity, confidence=round(float(sure[row]), 4), told=bool(told[row]))
                )
        return _merged(found)


def _in_url(words: Words, at: int) -> bool:
    """Whether a word belongs to a URL: unbroken text leads back to "://" or "www"."""
    k = at
    while k > 0 and words.ends[k - 1] == words.starts[k] and words.fields[k - 1] == words.fields[k]:
        k -= 1
        if words.texts[k].lower() == "www" or words.texts[max(k - 2, 0) : k + 1] == (":", "/", "/"):
            return True
    return False


def _entity(c: Candidate, type_: int, relation: int, text: _Text) -> TaggedEntity:
    """A judged candidate as the caller sees it, its confidence still open."""
    words = text.words
    outside = [m for m in c.mentions if not _in_url(words, m.first)]
    places = tuple(
        Place(
            _FIELDS[words.fields[m.first]],
            words.starts[m.first],
            words.ends[last_word(words, m)],
            round(min(m.total, 1.0), 4),
        )
        for m in outside or c.mentions
    )
    kind, predicate = TYPES[type_], RELATIONS[relation]
    name = canonical(c, kind, predicate, words, text.title, text.abstract)
    return TaggedEntity(kind, name, predicate, 0.0, places, told=False)


def _merged(found: list[TaggedEntity]) -> list[TaggedEntity]:
    """One entity for each (type, name): the surer one's relation, the mentions of all."""
    out: dict[tuple[str, str], TaggedEntity] = {}
    for e in found:
        other = out.setdefault((e.type, e.name), e)
        if other is not e:
            lead = max(other, e, key=lambda v: v.confidence)
            places = dict.fromkeys((*other.mentions, *e.mentions))
            ordered = sorted(places, key=lambda p: (p.field == "abstract", p.start, p.end))
            told = other.told or e.told
            out[e.type, e.name] = replace(lead, mentions=tuple(ordered), told=told)
    return list(out.values())
