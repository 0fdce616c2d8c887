"""Names of authors."""

from typing import Any

import pytest

from kg.sources.people import authors, natural_order

NAMES = ("Ada Example", "Ben van der Test")


@pytest.mark.parametrize(
    "value",
    [
        "Ada Example; Ben van der Test",
        "Example, Ada; van der Test, Ben",
        "Ada Example | Ben van der Test",
        "Ada Example|Ben van der Test",
        "Ada Example and Ben van der Test",
        "Example, Ada and van der Test, Ben",
        "Ada Example, Ben van der Test",
        "Ada Example, and Ben van der Test",
        "Ada Example\nBen van der Test",
        "['Ada Example', 'Ben van der Test']",
        '[{"name": "Ada Example"}, {"name": "Ben van der Test"}]',
        ["Ada Example", "Ben van der Test"],
        [{"name": "Ada Example"}, {"author": {"display_name": "Ben van der Test"}}],
        [{"given": "Ada", "family": "Example"}, {"first": "Ben", "last": "van der Test"}],
    ],
)
def test_lists_of_two(value: Any) -> None:
    assert authors(value) == NAMES


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Example, Ada", ("Ada Example",)),
        ("Example, A.", ("A. Example",)),
        ("Example, A., Test, B. C.", ("A. Example", "B. C. Test")),
        ("Example A., Test B.C.", ("Example A.", "Test B.C.")),
        ("Ada Example, Ben Test and Cy Third", ("Ada Example", "Ben Test", "Cy Third")),
        ("Ada Example", ("Ada Example",)),
        ("Plato", ("Plato",)),
        ("", ()),
        (None, ()),
        ({"name": "Ada Example"}, ("Ada Example",)),
        ([None, 3, ""], ()),
    ],
)
def test_other_forms(value: Any, names: tuple[str, ...]) -> None:
    assert authors(value) == names


def test_natural_order_keeps_suffixes() -> None:
    assert natural_order("Example, Jr., Ada") == "Ada Example Jr."
    assert natural_order("Ada Example, Jr.") == "Ada Example, Jr."
