"""Linking as a whole: what becomes one, keys, and that order never matters."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link import Definition, Linking, link
from kg.model import NodeType, Thing

M, T = NodeType.METHOD, NodeType.TASK


def things(*names: str | tuple[str, str], node_type: NodeType = M) -> list[tuple[Thing, int]]:
    """One use of each name; a pair is an acronym and what its paper says it stands for."""
    made = [Thing(node_type, n) if isinstance(n, str) else Thing(node_type, *n) for n in names]
    return list(Counter(made).items())


def groups(linking: Linking) -> set[frozenset[str]]:
    """The names of each entity."""
    found: dict[str, set[str]] = {}
    for thing, key in linking.ids.items():
        found.setdefault(key, set()).add(thing.name)
    return {frozenset(names) for names in found.values()}


def test_an_acronym_and_its_long_form_are_one() -> None:
    linking = link(things(("SOUP", "Sparse Operator for Urban Planning"), "SOUP"))
    assert groups(linking) == {frozenset({"SOUP"})}
    [entity] = linking.entities
    assert entity.id == "method:sparse-operator-for-urban-planning"
    assert entity.name == "SOUP"
    assert "method:soup" in entity.former_ids


def test_the_papers_own_words_decide() -> None:
    uses = things(
        ("DRAM", "deep recurrent attention memory"), ("DRAM", "dense relation-aware mixing")
    )
    assert len(set(link(uses).ids.values())) == 2


def test_an_acronym_with_several_live_meanings_stays_apart_and_is_marked() -> None:
    one, two = "deep recurrent attention memory", "dense relation-aware mixing"
    linking = link(things(("DRAM", one), ("DRAM", two), "DRAM", one, two))
    assert linking.ids[Thing(M, "DRAM")] == "method:dram"
    [entity] = [e for e in linking.entities if e.id == "method:dram"]
    assert entity.ambiguous
    apart = {m.other for m in linking.merges if m.name == "DRAM" and not m.joined}
    assert apart == {one, two}


def test_an_id_that_could_forward_to_two_entities_forwards_to_none() -> None:
    one, two = "deep recurrent attention memory", "dense relation-aware mixing"
    linking = link(things(("DRAM", one), ("DRAM", two)))
    assert [e.former_ids for e in linking.entities if "method:dram" in e.former_ids] == []


def test_a_sibling_does_not_explain_an_acronym() -> None:
    assert len(groups(link(things("GPT-4-Turbo", "GPT2", "SDXL-Turbo", "SDXL2")))) == 4


def test_the_dominant_meaning_decides_for_uses_without_definition() -> None:
    one, two = "deep recurrent attention memory", "dense relation-aware mixing"
    uses = [(Thing(M, "DRAM", one), 9), (Thing(M, "DRAM", two), 2), (Thing(M, "DRAM"), 1)]
    linking = link(uses)
    assert linking.ids[Thing(M, "DRAM")] == linking.ids[Thing(M, "DRAM", one)]
    assert linking.ids[Thing(M, "DRAM")] != linking.ids[Thing(M, "DRAM", two)]


def test_spellings_of_one_meaning_are_one_meaning() -> None:
    uses = things(
        ("SOUP", "sparse operator adaptation"), ("SOUP", "Sparse Operator Adapters"), "SOUP"
    )
    assert len(set(link(uses).ids.values())) == 1


def test_catalogue_names_are_known_with_their_ids_elsewhere() -> None:
    linking = link(things("low-rank adaptation"))
    [entity] = linking.entities
    assert (entity.id, entity.name) == ("method:lora", "LoRA")
    assert any("paperswithcode" in iri for iri in entity.external_ids)


def test_letters_alone_join_only_what_they_spell_alone() -> None:
    alone = link(things("GLOWR", "Gated Latent Ordering with Weighted Recall"))
    assert len(alone.entities) == 1
    two = link(
        things(
            "GLOWR",
            "Gated Latent Ordering with Weighted Recall",
            "Greedy Layer-Ordered Wavelet Routing",
        )
    )
    assert len(two.entities) == 3
    assert {m.rule for m in two.merges if m.name == "GLOWR"} == {"letters"}


def test_a_phrase_decides_what_its_acronym_means() -> None:
    known = [Definition("DRAM", "deep recurrent attention memory")]
    known.append(Definition("DRAM", "dense relation-aware mixing"))
    uses = things("sparse DRAM", "sparse deep recurrent attention memory")
    assert len(link(uses, known).entities) == 1


def test_a_slip_of_the_pen_is_joined_with_the_word_it_means() -> None:
    words = ("hierarchical soup", "hierarchical salad", "hierarchical stew")
    linking = link(things(*words, "hierachical salad"))
    assert len(linking.entities) == 3
    assert [m.rule for m in linking.merges] == ["slip"]


def test_a_definition_that_lost_its_first_word_is_no_definition() -> None:
    linking = link(
        things(("AADA", "adversarial domain adaptation"), "adversarial domain adaptation")
    )
    assert len(linking.entities) == 2


def test_every_joined_name_says_why() -> None:
    uses = things("estimating depth", "depth estimation", "estimation of depth", node_type=T)
    linking = link(uses)
    assert len(linking.entities) == 1
    assert sum(m.joined for m in linking.merges) == len(uses) - 1
    assert all(m.evidence and m.rule for m in linking.merges)


def test_ids_are_distinct_even_where_slugs_are_close() -> None:
    names = ["A*", "A", "C++", "C", "LMs", "LMS", "D'OH", "DOH", "?!", "!?", "数据", "PETS", "PET"]
    entities = link(things(*names)).entities
    assert len({e.id for e in entities}) == len(entities)


def test_repositories_are_one_by_address() -> None:
    url = "https://github.com/Owner/Soup"
    pair = [Thing(NodeType.REPOSITORY, n, url=url) for n in ("Owner/Soup", "owner/soup")]
    linking = link([(pair[0], 3), (pair[1], 1)])
    [entity] = linking.entities
    assert (entity.id, entity.name) == ("repo:github.com/owner/soup", "Owner/Soup")


NAMES = [
    "depth estimation",
    "estimating depth",
    "Depth-Estimation",
    "estimation of depth",
    "DRAM",
    "drams",
    "deep recurrent attention memory",
    "dense relation-aware mixing",
    "sparse DRAM",
    "sparse deep recurrent attention memory",
    "GLOWR",
    "Gated Latent Ordering with Weighted Recall",
    "Greedy Layer-Ordered Wavelet Routing",
    "hierarchical salad",
    "hierachical salad",
    "hierarchical stew",
    "LoRA",
    "low-rank adaptation",
    "low rank adapters",
    "CL",
    "contrastive learning",
    "continual learning",
    "BERT",
    "RoBERTa",
    "DeepSoup",
    "DeepSoup architecture",
    "SoupDeep",
    "Image Net",
    "ImageNet",
    "CIFAR-10",
    "CIFAR10",
    "CIFAR-100",
]
EXPANSIONS = [
    None,
    "deep recurrent attention memory",
    "dense relation-aware mixing",
    "contrastive learning",
]
USES = st.lists(
    st.tuples(
        st.builds(
            Thing,
            st.sampled_from([M, T]),
            st.sampled_from(NAMES),
            st.sampled_from(EXPANSIONS),
        ),
        st.integers(1, 4),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=50)
@given(USES, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(uses: list[tuple[Thing, int]], random: object) -> None:
    straight = link(uses)
    shuffled = [(thing, 1) for thing, papers in uses for _ in range(papers)]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert link(shuffled) == straight


@settings(deadline=None, max_examples=50)
@given(USES, USES)
def test_more_papers_change_no_key_unless_the_old_one_forwards(
    first: list[tuple[Thing, int]], second: list[tuple[Thing, int]]
) -> None:
    before, after = link(first), link([*first, *second])
    known = Counter(key for e in after.entities for key in {e.id, *e.former_ids})
    assert all(known[e.id] == 1 for e in before.entities)


@settings(deadline=None, max_examples=30)
@given(USES)
def test_linking_what_was_linked_changes_nothing(uses: list[tuple[Thing, int]]) -> None:
    linking = link(uses)
    again = link((thing, papers) for thing, papers in uses)
    assert again == linking
    assert set(linking.ids) == {thing for thing, _ in uses}
    assert set(linking.ids.values()) == {e.id for e in linking.entities}
