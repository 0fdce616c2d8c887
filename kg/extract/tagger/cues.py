"""Cue words around a name: "we propose", "outperforms", "such as", "dataset"."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger.candidates import Mention
from kg.extract.tagger.words import Words

BEFORE = {
    "propose": "propose proposes proposed introduce introduces introduced introducing present "
    "presents presented presenting develop develops developed called named dubbed termed coined "
    "release releases released design designed call build collect construct curate name "
    "term contribute create created",
    "compare": "outperform outperforms outperforming outperformed surpass surpasses surpassing "
    "surpassed compared than over baseline baselines against unlike versus vs superior beat "
    "beats exceed exceeds exceeding competitive rival comparable",
    "use": "using use uses used via based with employ employs leverage leverages leveraging apply "
    "applies applied adopt utilize utilizes utilizing through built extends extend tuned "
    "trained combines combining pretrained train",
    "such": "such like including namely g e",
    "for": "for in task tasks problem problems addresses address tackle tackles towards toward "
    "solve solving",
    "on": "on dataset datasets benchmark benchmarks corpus evaluate evaluated evaluation "
    "experiments tested corpora",
    "existing": "existing traditional conventional previous prior recent recently typically often "
    "widely popular common most",
}
"""Words within six words before a mention."""
AFTER = {
    "data": "dataset datasets benchmark benchmarks corpus corpora data challenge suite leaderboard "
    "test set",
    "task": "task tasks problem problems setting settings",
    "model": "model models method methods algorithm algorithms framework network networks "
    "architecture approach approaches loss",
    "metric": "score scores metric metrics accuracy points improvement",
}
"""Words within two words after a mention."""
CUES = (
    *(f"before_{name}" for name in BEFORE),
    *(f"after_{name}" for name in AFTER),
    "sentence_propose",
    "sentence_compare",
)
"""The names of the cues, in the order of the bits of `context`."""

_REACH, _AHEAD = 6, 2
_WALLS = frozenset(".:;")
_STOPS = frozenset(".!?")


def _bits(groups: dict[str, str], first: int) -> dict[str, int]:
    """Word -> the bits of the groups that it is in."""
    out: dict[str, int] = {}
    for i, words in enumerate(groups.values()):
        for word in words.split():
            out[word] = out.get(word, 0) | 1 << first + i
    return out


_BEFORE_BITS = _bits(BEFORE, 0)
_AFTER_BITS = _bits(AFTER, len(BEFORE))
_SENTENCE = len(BEFORE) + len(AFTER)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper while its candidates are described.

    Attributes:
        words: Its words.
        plain: Every word case-folded, "" for silent marks.
        single: The same in the singular.
        relations: Relation scores (words x relations, in nats).
        sentences: The number of each word's sentence.
        said: The cue bits of each sentence.
        colon: The word of the title that is its first colon, or -1.
    """

    words: Words
    plain: list[str]
    single: list[str]
    relations: NDArray[np.float64]
    sentences: list[int]
    said: list[int]
    colon: int


def paper_of(
    words: Words, plain: list[str], single: list[str], relations: NDArray[np.float64]
) -> Paper:
    """Prepares what all candidates of a paper share."""
    number, sentences, said = 0, [], [0]
    for i, text in enumerate(words.texts):
        if words.fields[i] == 1 or (i and words.texts[i - 1] in _STOPS and text[:1].isupper()):
            number += 1
            said.append(0)
        sentences.append(number)
        said[number] |= (_BEFORE_BITS.get(plain[i], 0) & 3) << _SENTENCE
    title = words.texts[: words.fields.index(1)]
    colon = title.index(":") if ":" in title else -1
    return Paper(words, plain, single, relations, sentences, said, colon)


def context(paper: Paper, mention: Mention) -> int:
    """The cues of one mention, one bit each."""
    fields, texts, plain = paper.words.fields, paper.words.texts, paper.plain
    field = fields[mention.first]
    bits = paper.said[paper.sentences[mention.first]]
    for i in range(mention.first - 1, max(-1, mention.first - 1 - _REACH), -1):
        if fields[i] != field or texts[i] in _WALLS:
            break
        bits |= _BEFORE_BITS.get(plain[i], 0)
    for i in range(mention.last + 1, min(len(plain), mention.last + 1 + _AHEAD)):
        if fields[i] == field:
            bits |= _AFTER_BITS.get(plain[i], 0)
    return bits


def context_row(paper: Paper, mentions: list[Mention]) -> list[float]:
    """The cues of any of the mentions, as numbers in the order of `CUES`."""
    bits = reduce(or_, (context(paper, m) for m in mentions), 0)
    return [float(bits >> i & 1) for i in range(len(CUES))]
