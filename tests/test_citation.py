"""How to cite: valid in the Citation File Format, and about this package."""

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

CITATION = ROOT / "CITATION.cff"


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """``check-jsonschema`` against the published schema of the format, which it brings along."""
    schema = ["--builtin-schema", "vendor.citation-file-format"]
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *schema, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_it_is_valid() -> None:
    done = check(CITATION)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("date-released: 2026-11-21", "date-released: yesterday", "date-released"),
        ("license: MIT", "license: ours", "license"),
        ("authors:", "writers:", "authors"),
    ],
)
def test_a_mistake_in_it_is_told(tmp_path: Path, good: str, bad: str, told: str) -> None:
    text = CITATION.read_text(encoding="utf-8")
    assert good in text
    copy = tmp_path / "CITATION.cff"
    copy.write_text(text.replace(good, bad), encoding="utf-8")
    done = check(copy)
    assert done.returncode == 1
    assert told in done.stdout
