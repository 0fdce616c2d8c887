"""Noun phrases before a head, and the groups that candidates fall into."""

from kg.extract.acronyms import definition_candidates, find_definitions
from kg.extract.candidates import Candidate, Span
from kg.extract.features import Features, covered_mentions
from kg.extract.groups import group
from kg.extract.names import name_candidates
from kg.extract.numbering import Number, kinds_of, packed, unpacked
from kg.extract.phrases import phrase_candidates, phrases
from kg.extract.words import split
from kg.model import NodeType

HEADS = frozenset({"lamp", "detection"})


def found(text: str) -> list[str]:
    words = split(text)
    return [text[words.starts[a] : words.ends[b - 1]] for a, b in phrases(words, HEADS)]


def test_every_shorter_phrase_of_two_words_or_more_is_a_candidate():
    assert found("for robust moss detection.") == [
        "robust moss detection",
        "moss detection",
    ]


def test_stop_words_punctuation_and_sentences_end_a_phrase():
    assert found("the green, bright lamps of old. Moss. Detection") == [
        "bright lamps",
    ]


def test_phrases_are_at_most_five_words():
    assert max(len(p.split()) for p in found("a b1 c1 d1 e1 f1 g1 lamp")) == 5


def groups_of(text: str, title_end: int = 0):
    words = split(text, title_end)
    definitions = tuple(find_definitions(text))
    candidates = [
        *definition_candidates(definitions),
        *name_candidates(words, definitions),
        *phrase_candidates(words, HEADS),
    ]
    return words, group(candidates, definitions, words)


def test_spelling_variants_and_definitions_are_one_group():
    _, groups = groups_of("We use Bright Moss Lamps (BML). A bright-moss lamp is a BML.")
    by_name = {g.name: g for g in groups}
    assert by_name["BML"].expansion == "Bright Moss Lamps"
    assert len(by_name["BML"].mentions) == 4


def test_the_name_comes_from_the_abstract_rather_than_the_title():
    title = "Robust Moss Detection"
    _, groups = groups_of(f"{title}\n\nWe study robust moss detection.", len(title))
    assert "robust moss detection" in {g.name for g in groups}


def test_mentions_inside_longer_ones_are_known():
    text = "a robust moss detection and a moss detection"
    _, groups = groups_of(text)
    covered = dict(zip((g.name for g in groups), covered_mentions(groups), strict=True))
    assert covered["robust moss detection"] == 0
    assert covered["moss detection"] == 1


class Numbers(dict[str, int]):
    """Numbers every feature it meets."""

    def kind(self, kind: str) -> Number:
        return lambda value: packed(self.setdefault(f"{kind}={value}", len(self)))


def features_of(words, groups) -> list[set[str]]:
    numbers = Numbers()
    told = Features(numbers.kind, {}.get)
    made = [unpacked(group).tolist() for group in told.of(groups, words)]
    spelt = list(numbers)
    assert [len(set(group)) for group in made] == [len(group) for group in made]
    return [{spelt[i] for i in group} for group in made]


def test_features_tell_name_place_and_neighbours():
    words, groups = groups_of("We propose GlowNet, a lamp. GlowNet outperforms OldNet.")
    seen = features_of(words, groups)[0]
    assert {"cue=introduced", "left=propose", "mentions=2", "cue-right=outperform"} <= seen
    assert "near=outperforms" not in seen


def test_words_of_another_sentence_are_no_neighbours():
    words, groups = groups_of("It is old. GlowNet shines. Now rest.")
    (seen,) = features_of(words, groups)
    assert {"left=|", "right=shines"} <= seen
    assert not {f for f in seen if f.startswith("near=")}
    assert "then=now" not in seen


def test_names_in_one_list_know_each_other():
    words, groups = groups_of("on OldNet, GlowNet and the MossNet")
    seen = dict(zip((g.name for g in groups), features_of(words, groups), strict=True))
    assert {"beside=left ?", "beside=right ?"} <= seen["GlowNet"]
    assert "beside=left ?" not in seen["OldNet"]


def test_unknown_features_are_left_out():
    words, groups = groups_of("We propose GlowNet.")
    told = Features(kinds_of({}), {}.get)
    assert told.of(groups, words) == [b""]


def test_a_mention_inside_a_compound_says_what_it_is_glued_to():
    words = split("a GlowNet-based lamp")
    candidate = Candidate(NodeType.METHOD, "GlowNet", (Span(2, 9),), "x/1", 0.5)
    (seen,) = features_of(words, group([candidate], (), words))
    assert "glued=-based" in seen


def test_a_word_with_the_letters_of_an_acronym_is_no_mention_of_it():
    text = "Optical Flow (OF) of lamps. The OF lamp."
    words = split(text)
    spans = (Span(14, 16), Span(18, 20), Span(32, 34))
    candidate = Candidate(NodeType.METHOD, "OF", spans, "x/1", 0.5)
    (found,) = group([candidate], (), words)
    assert [text[m.span.start : m.span.end] for m in found.mentions] == ["OF", "OF"]
