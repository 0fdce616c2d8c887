"""Known names are found whatever their case, hyphens and plural, and only as whole words."""

import pytest

from kg.catalog import Entry, entries
from kg.extract import lexicon
from kg.extract.catalogue import known_candidates
from kg.extract.lexicon import LEAST, Counts, Known, Lexicon, flat, key, merge
from kg.extract.phrases import heads
from kg.model import NodeType

GLOW = Entry(NodeType.METHOD, "glow network", aliases=("GlowNet",), doubtful=("GN",))
ADAM = Entry(NodeType.METHOD, "Adam", cased=True)


@pytest.fixture
def small() -> Lexicon:
    counts = {"lamp theory": Counts(4, (("Task/ADDRESSES", 3),))}
    return Lexicon(merge([GLOW, ADAM], counts))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Glow-Networks shine", ["Glow-Networks"]),
        ("a GLOW NETWORK", ["GLOW NETWORK"]),
        ("the glownet of old, and GlowNets", ["glownet", "GlowNets"]),
        ("GlowNet-based lamps", ["GlowNet"]),
        ("afterglow networks glownetting", []),
        ("theories of lamps, lamp theories", ["lamp theories"]),
        ("", []),
    ],
)
def test_variants(small, text, found):
    assert [text[s.start : s.end] for s, _ in small.find(text)] == found


def test_a_name_that_is_hardly_ever_meant_is_not_found():
    counts = {"lamp": Counts(99, (("Task/ADDRESSES", 1),)), "moss": Counts(9, (("Task/USES", 5),))}
    text = "a lamp for moss"
    found = [[text[s.start : s.end] for s, _ in Lexicon(merge([], counts), least).find(text)]
             for least in (0, LEAST)]  # fmt: skip
    assert found == [["lamp", "moss"], ["moss"]]


def test_a_lexicon_without_names_finds_none():
    assert list(Lexicon({}).find("a lamp")) == []


def test_offsets_survive_letters_that_change_length_in_lower_case():
    text = "İİ glow network"
    assert len(flat(text)) == len(text)


def test_doubtful_and_counted_names_are_known_as_such(small):
    assert small.known["gn"].entries == ((GLOW, True),)
    assert small.known["lamp theory"].counts == Counts(4, (("Task/ADDRESSES", 3),))


def test_a_name_that_is_also_a_word_counts_in_its_own_case(small):
    assert [c.name for c in known_candidates("Adam met adam.", small)] == ["Adam"]
    assert known_candidates("It met adam.", small) == []
    assert Known(((ADAM, False), (GLOW, False))).spellings is None


def test_annotated_papers_say_how_likely_a_name_is_meant():
    assert Known(counts=Counts(9, (("Task/ADDRESSES", 1),))).likely == pytest.approx(0.15)


def test_the_shipped_lexicon_knows_every_name_of_the_catalogue():
    known = lexicon.load().known
    assert all(key(entry.name) in known for entry in entries())


def test_the_shipped_heads_are_single_words():
    assert {"classification", "network", "learning"} <= heads()
    assert all(" " not in head for head in heads())
