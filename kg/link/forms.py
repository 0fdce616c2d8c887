"""The normal form of a name: equal for two names that a rule takes for one.

Each rule rewrites the words of a name towards one form. Two names are one when their forms are
equal, so linking by form needs one dictionary, is transitive, and does not depend on any order.
Every digit, version and modifier stays in the form: what tells things apart is never dropped.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.link.vocabulary import (
    ADJECTIVE_ENDINGS,
    CLOSED_MODELS,
    DENOMINAL,
    DETERMINERS,
    FAMILIES,
    HEADS,
    LOSSES,
    NETWORKS,
    NOMINAL,
    NOUN_ENDINGS,
    NOUN_VERBS,
    NOUNS_AND_VERBS,
    PLURALS,
    PREFIXED_VERBS,
    PREPOSITIONS,
    PROPER_HEADS,
    VERB_BLOCKERS,
    VERB_PREFIXES,
    VERBS,
)
from kg.link.words import adjective, lemma, plain, verb_stem
from kg.model import NodeType

_SPLIT = re.compile(r"[\s\-_/]+")
_EDGES = ".,:;()[]\"'`!?‘’“”"
_NOISE = re.compile(r"[^\w+#.]+")
_BRACKET = re.compile(r"\s+\(([^()]{1,60})\)|(?<=\w)\((e?s)\)")
_ACRONYM = re.compile(r"(?=.*[A-Z])(?=.*[A-Z0-9].*[A-Z0-9])[\w&.+]{2,12}")
_PROPER = re.compile(r"(?=.*[a-z0-9].*[A-Z]|[A-Z].*[A-Z0-9])[\w.+-]{3,}")
_IONAL = re.compile(r"(?<=[a-z]{4})ional$")

_NAMED_A = "A"
VERB_STEMS = frozenset(verb_stem(v) for v in VERBS)


Words = Mapping[str, Sequence[str]]
"""The words that each acronym, in lower case, stands for."""


class Step:
    """The rules that may change a name on the way to its form; each is a bit of a number.

    Plain numbers, because every name of a graph passes here and flags of ``enum`` cost as much as
    all the rest.
    """

    MARKUP = 1
    BRACKET = 2
    ACRONYM = 4
    HEAD = 16
    ORDER = 32
    NETWORK = 64
    STEM = 128


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a name, and the rules that made it."""

    key: str
    steps: int


def is_acronym(token: str) -> bool:
    """Whether ``token`` is written like an acronym: two capitals, or a capital and a digit."""
    return _ACRONYM.fullmatch(token) is not None


def is_proper(token: str) -> bool:
    """Whether ``token`` is written like a product name: a capital or a digit inside the word."""
    return _PROPER.fullmatch(token) is not None


def tokens_of(name: str) -> list[str]:
    """The words of ``name`` as printed, cut at blanks, hyphens and slashes."""
    return [t for token in _SPLIT.split(plain(name)) if (t := token.strip(_EDGES))]


def trivial_key(name: str) -> str:
    """Equal for names that differ only in case, hyphens, blanks, punctuation and plural."""
    return "".join(_key_words(name)) or plain(name).casefold()


def key_slug(name: str) -> str:
    """The words of :func:`trivial_key`, joined by hyphens: equal only where the keys are."""
    words = "-".join(_key_words(name))
    return words or "x" + hashlib.sha256(name.encode()).hexdigest()[:12]


def _key_words(name: str) -> list[str]:
    tokens = tokens_of(name)
    if not tokens:
        return []
    words = [*(t.casefold() for t in tokens[:-1]), lemma(tokens[-1])]
    if not "".join(words).isalnum():
        words = [_NOISE.sub("", w.replace("*", "star")) for w in words]
    return [w for w in words if w]


def normal_form(name: str, node_type: NodeType, meanings: Words | None = None) -> Form:
    """The form of ``name`` as a name of type ``node_type``.

    Args:
        name: As printed.
        node_type: Decides which words at the end say nothing ("dataset" of a dataset).
        meanings: The words that each acronym (lower case) stands for.
    """
    tokens, steps = parse(name)
    return form_of(tokens, steps, node_type, meanings or {})


def parse(name: str) -> tuple[list[str], int]:
    """The words of ``name`` without bracketed acronyms, and the rules that took things away."""
    steps = 0
    text = plain(name)
    if text != name:
        steps |= Step.MARKUP
    if "(" in text:
        text, changed = _without_brackets(text)
        steps |= Step.BRACKET if changed else 0
    tokens = [t for token in _SPLIT.split(text) if (t := token.strip(_EDGES))]
    return tokens or [text.casefold()], steps


def form_of(tokens: list[str], steps: int, node_type: NodeType, meanings: Words) -> Form:
    """The form of the name that :func:`parse` cut into ``tokens``; see :func:`normal_form`."""
    if len(tokens) > 1:
        tokens, changed = _product(_joined(tokens, meanings), node_type)
        steps |= Step.HEAD if changed else 0
    words: list[str] = []
    for token in tokens:
        word = lemma(token)
        if word in meanings and is_acronym(token):
            words += meanings[word]
            steps |= Step.ACRONYM
        elif token == _NAMED_A and len(tokens) > 1:
            # "A-InfoNCE" is not "InfoNCE": only the lower-case article is one.
            words.append("a-")
        else:
            words.append(word)
    last = tokens[-1].casefold()
    plural = last in PLURALS or (last != words[-1] and not last.endswith(("ed", "ing")))
    key, more = _rewrite(words, node_type, plural=plural)
    return Form(key, steps | more)


def _joined(tokens: list[str], meanings: Words) -> list[str]:
    """``tokens`` with "re", "ID" as the one acronym that they are."""
    for token in tokens:
        if len(token) < 4 and token.isupper():
            break
    else:
        return tokens
    result = tokens[:1]
    for token in tokens[1:]:
        both = result[-1] + token
        if is_acronym(token) and lemma(both) in meanings and lemma(token) not in meanings:
            result[-1] = both
        else:
            result.append(token)
    return result


def _product(tokens: list[str], node_type: NodeType) -> tuple[list[str], bool]:
    """``tokens`` without the noun after a product name: the "ResNet architecture" is ResNet."""
    if (len(tokens) == 2 and tokens[1].islower()) or (len(tokens) == 2 and tokens[1].istitle()):
        head = lemma(tokens[1])
        named = (is_proper(tokens[0]) or "@" in tokens[0]) and head in PROPER_HEADS[node_type]
        if named or (tokens[0][:1].isupper() and head in FAMILIES):
            return tokens[:1], True
    return tokens, False


def _without_brackets(text: str) -> tuple[str, bool]:
    """``text`` without bracketed acronyms; "LoRA (low-rank adaptation)" keeps the long form."""

    def replace(match: re.Match[str]) -> str:
        inner = match[1]
        if match[2] or (inner and is_acronym(inner.strip().removesuffix("s"))):
            return ""
        return f" {inner} "

    head, _, rest = text.partition(" (")
    inner, closed, tail = rest.partition(")")
    if closed and is_acronym(head.strip()) and len(inner.split()) > 1:
        return inner + tail, True
    result = _BRACKET.sub(replace, text)
    return result, result != text


def _rewrite(words: list[str], node_type: NodeType, *, plural: bool) -> tuple[str, int]:
    steps = 0
    verb = ""
    if len(words) > 1 and _is_verb(words[0], words[1:], plural=plural):
        verb, words = words[0], words[1:]
        steps |= Step.ORDER
    kept = [w for w in words if w not in DETERMINERS] or words
    segments = _segments(kept)
    first = segments[0]
    if "network" in first or "net" in first:
        merged = _networks(first)
        steps |= Step.NETWORK if merged != first else 0
        first = merged
    if verb:
        first = [*_plain_words(first), verb_stem(verb) + "~"]
    else:
        short = _drop_heads(first, node_type) if len(segments) == 1 else first
        steps |= Step.HEAD if len(short) < len(first) else 0
        first = _nominal(_plain_words(short))
        steps |= Step.STEM if first != short else 0
    if segments[0] != kept[: len(segments[0])]:
        steps |= Step.ORDER
    segments[0] = first
    parts = ["".join(s) if i == 0 else s[0] + "·" + "".join(s[1:]) for i, s in enumerate(segments)]
    return "|".join(parts), steps


def _is_verb(verb: str, rest: list[str], *, plural: bool) -> bool:
    """Whether a name that begins with ``verb`` says what is done to ``rest``."""
    if rest[0] in PREPOSITIONS or rest[0] in ("of", "to"):
        return False
    if verb in VERBS:
        return rest[0] not in VERB_BLOCKERS
    if verb in NOUNS_AND_VERBS:
        return plural and len(rest) > 1
    if not verb.endswith("ing") or len(verb) < 6:
        return False
    if rest[0] in DETERMINERS:
        return True
    if verb in NOMINAL:
        return plural
    final = rest[-1]
    return not (final.endswith(NOUN_ENDINGS) and verb_stem(final) in VERB_STEMS)


def _plain_words(words: list[str]) -> list[str]:
    """``words`` without inner "based" and repeats, adverbs as adjectives, "-ional" as "-ion"."""
    result: list[str] = []
    last = len(words) - 1
    for i, word in enumerate(words):
        if (word == "based" and 0 < i < last) or (result and result[-1] == word):
            continue
        if i < last and word.endswith("ly"):
            word = adjective(word)
        if word.endswith(("al", "ic", "ed")):
            word = DENOMINAL.get(word) or _IONAL.sub("ion", word)
        result.append(word)
    # "large language model model", from "LLM model".
    return result


def _segments(words: list[str]) -> list[list[str]]:
    """``words`` cut before each preposition; phrases with "of" are turned round."""
    segments: list[list[str]] = [[]]
    for word in words:
        if word in PREPOSITIONS and segments[-1]:
            segments.append([word])
        else:
            segments[-1].append(word)
    return [_turn(s) for s in segments]


def _turn(words: list[str]) -> list[str]:
    """``["synthesis", "of", "novel", "view"]`` as ``["novel", "view", "synthesis"]``."""
    if "of" not in words[1:-1]:
        return words
    at = words.index("of", 1)
    return [*_turn(words[at + 1 :]), *words[:at]]


def _networks(words: list[str]) -> list[str]:
    """``convolutional neural net`` as ``convolutional network``."""
    merged: list[str] = []
    for i, word in enumerate(words):
        if word == "net" and i and (words[i - 1] in NETWORKS or words[i - 1] == "neural"):
            word = "network"
        named = len(merged) > 1 and merged[-1] == "neural" and merged[-2] in NETWORKS
        if word == "network" and named:
            merged.pop()
        merged.append(word)
    return merged


def _drop_heads(words: list[str], node_type: NodeType) -> list[str]:
    """``words`` without what only repeats the type at their end."""
    heads = HEADS[node_type]
    end = len(words)
    while end > 1 and words[end - 1] in heads:
        end -= 1
    if end > 1 and node_type in (NodeType.METHOD, NodeType.TASK):
        end -= _droppable(words[: end - 1], words[end - 1])
    return words[:end]


def _droppable(before: list[str], head: str) -> bool:
    """Whether ``head`` adds nothing to ``before``."""
    final = before[-1]
    several = len(before) > 1
    noun = final.endswith(NOUN_ENDINGS)
    if head == "model":
        if final in ("transformer", "ensemble") or (several and final in ("based", "only", "free")):
            return True
        closed = noun or final.endswith("ed") or final in CLOSED_MODELS
        return several and not closed
    if head == "learning":
        return several and final.endswith(ADJECTIVE_ENDINGS)
    if head == "loss":
        return final in LOSSES
    if head == "attack":
        return several and noun
    return head == "distribution" and final == "gaussian"


def _nominal(words: list[str]) -> list[str]:
    """A noun made of a verb at the end becomes ``stem~``, as a verb in front does.

    "human body reconstruction", "reconstructing human bodies" and "reconstruct human body" give
    the same; "language model" and "language modeling" do not.
    """
    final = words[-1]
    noun = final in NOUN_VERBS or (final.endswith(NOUN_ENDINGS) and len(final) > 5)
    if final.endswith("ness") and len(final) > 7:
        return [*words[:-1], final[:-4]]
    if len(words) == 1:
        return [verb_stem(final) + "~"] if noun or final in VERBS else words
    participle = final.endswith("ed") and len(final) > 5
    prefixed = words[-2] in VERB_PREFIXES and (len(words) == 2 or final in PREFIXED_VERBS)
    if noun or participle or prefixed:
        return [*words[:-1], verb_stem(final) + "~"]
    return words
