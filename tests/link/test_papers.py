"""Which papers are one."""

from hypothesis import given
from hypothesis import strategies as st

from kg.link import group_papers

KEYS = st.lists(
    st.sets(
        st.sampled_from(
            ["arxiv:1", "arxiv:2", "doi:a", "doi:b", "title:x", "title:y", "id:title:x"]
        ),
        min_size=1,
    ).map(lambda keys: tuple(sorted(keys))),
    max_size=8,
)


def test_the_same_identifier_is_the_same_paper() -> None:
    assert group_papers([("arxiv:1", "title:a"), ("doi:x",), ("arxiv:1", "title:b")]) == [0, 1, 0]


def test_the_same_title_is_the_same_paper() -> None:
    assert group_papers([("title:a",), ("title:b",), ("title:a", "arxiv:1")]) == [0, 1, 0]


def test_two_arxiv_ids_under_one_title_are_two_papers_and_a_copy_joins_neither() -> None:
    groups = group_papers([("arxiv:1", "title:a"), ("arxiv:2", "title:a"), ("title:a",)])
    assert len(set(groups)) == 3


def test_an_arxiv_id_and_a_doi_under_one_title_are_one_paper() -> None:
    assert group_papers([("arxiv:1", "title:a"), ("doi:x", "title:a")]) == [0, 0]


@given(KEYS, st.randoms(use_true_random=False))
def test_grouping_does_not_depend_on_order(keys: list[tuple[str, ...]], random: object) -> None:
    order = list(range(len(keys)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = group_papers(keys)
    shuffled = group_papers([keys[i] for i in order])
    for a in range(len(keys)):
        for b in range(len(keys)):
            same = straight[order[a]] == straight[order[b]]
            assert same == (shuffled[a] == shuffled[b])
