"""What all tests share."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["servers.fixtures"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example papers."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real pages and gold annotations beside the checkout.

    Strangers do not have it, so their runs skip what needs it; the project's own runs must.
    """
    path = ROOT.parent / "shared"
    if not path.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing: real pages and gold annotations are checked here")
        pytest.skip("needs the real pages and gold annotations, which are not published")
    return path
