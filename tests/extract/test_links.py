"""Addresses in running text: every damage that real pages show, and whose they are."""

import json
import re
from pathlib import Path

import pytest

from kg.extract.links import link_candidates
from kg.model import NodeType, Predicate
from kg.urls import find_urls

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "links.jsonl").read_text().splitlines()
]


def plain(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-40:])
def test_every_damaged_address_is_repaired(case):
    assert {plain(u.url) for u in find_urls(case["text"])} == {
        plain(want["url"]) for want in case["want"]
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-40:])
def test_kind_and_owner(case):
    got = {plain(c.url): c.cues for c in link_candidates(case["text"])}
    for want in case["want"]:
        assert got[plain(want["url"])] == ("own" if want["own"] else "theirs", want["kind"])


@pytest.mark.parametrize(
    "text",
    [
        "Code: https://github.com/",
        "Code will be at https://github.com.",
        "Code: https://github.com/moss-lab",
        "See https://github.com/link_updated_upon_acceptance",
        "Results are on GitHub. The code follows.",
        "Find it at https:// soon.",
        "We use Node.js and compare a.b with c.d.",
    ],
)
def test_cut_off_or_absent_addresses_give_nothing(text):
    assert find_urls(text) == []


def test_spans_cover_the_address_without_what_surrounds_it():
    text = "(code: https://github.com/moss-lab/lampnet.)"
    (url,) = find_urls(text)
    assert text[url.start : url.end] == "https://github.com/moss-lab/lampnet"


def test_next_sentence_glued_to_the_name_is_no_part_of_it():
    (url,) = find_urls("Code: https://github.com/moss-lab/lampnet.The rest follows.")
    assert url.url == "https://github.com/moss-lab/lampnet"


def test_a_dot_inside_the_name_stays():
    (url,) = find_urls("Code: https://github.com/moss-lab/lampnet.pytorch.")
    assert url.repository == "moss-lab/lampnet.pytorch"


@pytest.mark.parametrize(
    ("text", "url", "repository"),
    [
        ("https://gitlab.com/g/sub/tool/-/tree/main", "gitlab.com/g/sub/tool", "g/sub/tool"),
        ("https://hf.co/datasets/moss/lamps", "huggingface.co/datasets/moss/lamps", "moss/lamps"),
        ("https://huggingface.co/moss/lamp-7b.", "huggingface.co/moss/lamp-7b", "moss/lamp-7b"),
        ("https://huggingface.co/papers/2101.00001", "huggingface.co/papers/2101.00001", None),
        ("https://raw.githubusercontent.com/m/l/main/a.py", "github.com/m/l", "m/l"),
        ("git@github.com:moss/lamp.git", "github.com/moss/lamp", "moss/lamp"),
        ("moss.github. io/lamp/index.html", "moss.github.io/lamp/index.html", None),
    ],
)
def test_hosts(text, url, repository):
    (found,) = find_urls(text)
    assert (found.url, found.repository) == (f"https://{url}", repository)


def test_a_repeated_address_is_one_candidate_with_two_places():
    text = "At https://github.com/m/l}{https://github.com/M/L. Done."
    (candidate,) = link_candidates(text)
    assert candidate.type is NodeType.REPOSITORY
    assert candidate.predicate is Predicate.HAS_CODE
    assert [text[s.start : s.end] for s in candidate.spans] == [
        "https://github.com/m/l",
        "https://github.com/M/L",
    ]


def test_references_are_somebody_elses():
    (candidate,) = link_candidates("We follow the protocol in https://arxiv.org/abs/2101.00001.")
    assert (candidate.type, candidate.predicate) == (NodeType.RESOURCE, Predicate.MENTIONS)
