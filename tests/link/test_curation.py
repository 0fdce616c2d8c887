"""What people decide: how it is read, refused, written and applied."""

from pathlib import Path

import pytest

from kg.errors import CurationError
from kg.link import Curation, Edit, Linking, add_edit, link, read_curation
from kg.link.curation import FILE, parse_curation
from kg.model import NodeType, Thing

M, T = NodeType.METHOD, NodeType.TASK
SOUP, STEW, CL = Thing(M, "SoupNet"), Thing(M, "StewNet"), Thing(M, "cold learning")
USES = [(SOUP, 5), (STEW, 2), (CL, 1), (Thing(M, "learning cold things"), 1)]


def decided(text: str, uses: list[tuple[Thing, int]] | None = None) -> Linking:
    return link(USES if uses is None else uses, curation=parse_curation(text))


MERGE = '[[merge]]\nentities = ["method:soupnet", "StewNet"]\nreason = "the authors say so"\n'


def test_a_merge_keeps_the_first_id_and_the_other_forwards() -> None:
    linking = decided(MERGE)
    assert linking.ids[SOUP] == linking.ids[STEW] == "method:soupnet"
    [entity] = [e for e in linking.entities if e.id == "method:soupnet"]
    assert "method:stewnet" in entity.former_ids
    [merge] = [m for m in linking.merges if m.rule == "curation"]
    assert (merge.name, merge.other) == ("StewNet", "SoupNet")
    assert "the authors say so" in merge.evidence


def test_merges_in_a_row_keep_the_id_that_was_decided_last() -> None:
    text = MERGE + '[[merge]]\nentities = ["cold learning", "SoupNet"]\n'
    linking = decided(text)
    assert linking.ids[SOUP] == linking.ids[STEW] == linking.ids[CL] == "method:cold-learning"


def test_a_split_takes_a_name_out_of_what_rules_joined() -> None:
    uses = [(Thing(M, "estimating soup"), 2), (Thing(M, "soup estimation"), 1)]
    assert len(link(uses).entities) == 1
    linking = decided('[[split]]\nname = "estimating soup"\n', uses)
    assert set(linking.ids.values()) == {"method:estimating-soup", "method:soup-estimation"}


def test_split_ids_are_distinct_where_the_catalogue_owns_the_name() -> None:
    uses = [(Thing(M, "LoRA"), 2), (Thing(M, "low-rank adaptation"), 1)]
    linking = decided('[[split]]\nname = "LoRA"\n', uses)
    assert len({e.id for e in linking.entities}) == len(linking.entities) == 2


def test_rename_changes_the_name_and_not_the_id() -> None:
    linking = decided('[[rename]]\nentity = "method:soupnet"\nname = "Soup Network"\n')
    assert {e.id: e.name for e in linking.entities}["method:soupnet"] == "Soup Network"


def test_retype_moves_an_entity_and_its_old_id_forwards() -> None:
    linking = decided('[[retype]]\nentity = "cold learning"\ntype = "task"\n')
    assert linking.retyped
    assert linking.ids[CL] == "task:cold-learning"
    [entity] = [e for e in linking.entities if e.id == "task:cold-learning"]
    assert "method:cold-learning" in entity.former_ids


def test_block_leaves_an_entity_out() -> None:
    linking = decided('[[block]]\nentity = "method:stewnet"\n')
    assert STEW not in linking.ids
    assert "method:stewnet" not in {e.id for e in linking.entities}


def test_authors_are_merged_by_id() -> None:
    ada, lovelace = (Thing(NodeType.AUTHOR, n) for n in ("Ada L.", "Ada Lovelace"))
    text = '[[merge]]\nentities = ["author:ada-lovelace", "author:ada-l"]\n'
    linking = decided(text, [(ada, 9), (lovelace, 1)])
    [entity] = linking.entities
    assert (entity.id, entity.name) == ("author:ada-lovelace", "Ada Lovelace")
    assert entity.former_ids == ("author:ada-l",)


def test_an_entry_that_finds_nothing_says_its_line() -> None:
    linking = decided('# note\n\n[[block]]\nentity = "method:salad"\n')
    [line] = linking.unused
    assert line.startswith("curation.toml:3:")
    assert "method:salad" in line


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[merge]]\nentities = [", 2, "not TOML"),
        ("\n[[marry]]\nentities = []\n", 2, "there is no 'marry'"),
        ("\n\n[merge]\nentities = []\n", 3, "two brackets"),
        ("[[rename]]\nentity = 'a'\n", 1, "needs 'name'"),
        ("[[block]]\nentity = 'a'\nwhy = 'b'\n", 1, "has no 'why'"),
        ("[[block]]\nentity = 3\n", 1, "needs a text"),
        ("[[merge]]\nentities = ['a', 'a']\n", 1, "two different"),
        ("[[merge]]\nentities = ['method:a', 'task:b']\n", 1, "different types"),
        ("[[retype]]\nentity = 'a'\ntype = 'Soup'\n", 1, "Soup"),
        ("[[block]]\nentity = 'a'\n[[rename]]\nentity = 'a'\nname = 'b'\n", 3, "blocked in line 1"),
        (
            "[[rename]]\nentity='a'\nname='b'\n[[rename]]\nentity='a'\nname='c'\n",
            4,
            "in line 1",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(CurationError) as refused:
        parse_curation(text)
    assert str(refused.value).startswith(f"curation.toml:{line}:")
    assert words in str(refused.value)


def test_a_graph_without_the_file_has_no_decisions(tmp_path: Path) -> None:
    assert read_curation(tmp_path).edits == ()


def test_writing_keeps_what_people_wrote(tmp_path: Path) -> None:
    text = '# ours\n[[block]]\nentity = "method:a"  # noise\n\n[[rename]]\nentity = "b"\nname = "B"'
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    add_edit(tmp_path, Edit("merge", 0, ('method:"x"', "method:ü"), reason="same\\thing"))
    add_edit(tmp_path, Edit("block", 0, ("method:c",)))
    assert (tmp_path / FILE).read_text(encoding="utf-8").startswith(text)
    edits = read_curation(tmp_path).edits
    assert [e.kind for e in edits] == ["block", "rename", "merge", "block"]
    assert edits[2].entities == ('method:"x"', "method:ü")
    assert edits[2].reason == "same\\thing"


def test_an_entry_that_contradicts_another_is_not_written(tmp_path: Path) -> None:
    add_edit(tmp_path, Edit("block", 0, ("method:a",)))
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(CurationError, match="blocked"):
        add_edit(tmp_path, Edit("rename", 0, ("method:a",), name="A"))
    assert (tmp_path / FILE).read_bytes() == before


def test_decisions_do_not_depend_on_the_order_of_names() -> None:
    curation = parse_curation(MERGE + '[[split]]\nname = "cold learning"\n')
    assert link(reversed(USES), curation=curation) == link(USES, curation=curation)
    assert isinstance(curation, Curation)
