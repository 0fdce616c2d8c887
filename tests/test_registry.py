"""Implementations by name."""

import pytest

from kg.errors import MissingExtraError, UnknownNameError
from kg.registry import Registry

REGISTRY = Registry("sources", {"text": "kg.text:slug", "gone": "no_such_package.module:thing"})


def test_a_name_loads_its_implementation() -> None:
    from kg.text import slug

    assert REGISTRY.load("text") is slug


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"no sources called 'txt'.*text, gone"):
        REGISTRY.load("txt")


def test_a_missing_package_says_how_to_install_it() -> None:
    with pytest.raises(MissingExtraError, match="pip install no_such_package"):
        REGISTRY.load("gone")
