"""Every id has an IRI, no two ids the same, and RDF tools accept all of them."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.encode.iris import evidence_iri, foreign_iri, node_iri, node_path
from kg.encode.vocabulary import BASE, CLASSES, expand
from kg.model import NodeType

# Ids that are likely to fall together: few characters, all of them special somewhere.
IDS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="ad:/.%2Fipe é#?", max_size=8),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["method", "arxiv", "doi", "paper", "id", "statement", "x y"]),
        st.text(alphabet="a/.:%2Fé#", max_size=6),
    ),
)


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("method:lora", "method/lora"),
        ("arxiv:2106.09685", "paper/arxiv/2106.09685"),
        ("arxiv:cs/0112017", "paper/arxiv/cs/0112017"),
        ("doi:10.1000/ab(c)<1>", "paper/doi/10.1000/ab%28c%29%3C1%3E"),
        ("title:0123abcd", "paper/title/0123abcd"),
        ("repo:github.com/microsoft/lora", "repo/github.com/microsoft/lora"),
        ("resource:example.org/a//b", "resource/example.org%2Fa%2F%2Fb"),
        ("method:c#", "method/c%23"),
        ("method:größe", "method/größe"),
        ("method:..", "id/method%3A%2E%2E"),
        ("paper:arxiv/1", "id/paper%3Aarxiv%2F1"),
        ("no colon", "id/no%20colon"),
    ],
)
def test_paths_read_like_ids(identifier: str, path: str) -> None:
    assert node_path(identifier) == path


@given(IDS, IDS)
def test_no_two_ids_share_an_iri(first: str, second: str) -> None:
    assert (first == second) == (node_path(first) == node_path(second))


@given(IDS)
def test_every_id_gives_an_iri_that_no_resolver_changes(identifier: str) -> None:
    address = node_iri(BASE, identifier)
    assert ox.NamedNode(address).value == address
    segments = address.removeprefix(BASE).split("/")
    assert not {".", ".."} & set(segments)
    assert "" not in segments[:-1]


@given(st.text(max_size=30))
def test_addresses_of_others_become_iris_or_nothing(text: str) -> None:
    found = foreign_iri("https:" + text)
    if found is not None:
        parsed = ox.parse(f"<urn:a> <urn:b> <{found}> .", ox.RdfFormat.N_TRIPLES, lenient=True)
        assert len(list(parsed)) == 1


def test_a_valid_address_stays_as_it_is() -> None:
    address = "https://example.org/a%20b?q=1#é"
    assert foreign_iri(address) == address
    assert foreign_iri("no scheme") is None


def test_evidence_is_named_by_what_it_says() -> None:
    assert evidence_iri(BASE, "s", "p", 1, 2) == evidence_iri(BASE, "s", "p", 1, 2)
    assert evidence_iri(BASE, "s", "p", 1, 2) != evidence_iri(BASE, "s", "p", 12)


def test_every_type_has_a_class_of_ours_first() -> None:
    assert set(CLASSES) == set(NodeType)
    assert all(names[0] == f"kg:{kind.value}" for kind, names in CLASSES.items())
    assert all(expand(name) for names in CLASSES.values() for name in names)
