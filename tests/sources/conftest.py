"""Reading a text that a test gives, through the public reader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.errors import Notice
from kg.model import Paper
from kg.sources import read


class Reading(NamedTuple):
    """What came out of a file, and what was said about it."""

    papers: list[Paper]
    notices: list[Notice]

    @property
    def titles(self) -> list[str]:
        return [paper.title for paper in self.papers]

    @property
    def said(self) -> list[tuple[int | None, str]]:
        return [(notice.line, notice.message) for notice in self.notices]


Reader = Callable[..., Reading]


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Write a file and read it: ``reading(content, name="…", source=…, page_date=…, …)``."""

    def read_content(content: str | bytes, name: str = "input", **options: Any) -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_inputs(path, **options)

    return read_content


def read_inputs(*inputs: str | Path, **options: Any) -> Reading:
    """Read ``inputs`` and collect the notices."""
    notices: list[Notice] = []
    return Reading(list(read(inputs, report=notices.append, **options)), notices)
