"""One extractor for all tests of the room: loading is what takes the time."""

import pytest

from kg.extract import Extractor, load


@pytest.fixture(scope="session")
def fast() -> Extractor:
    return load(fast=True)
