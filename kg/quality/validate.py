"""Whether a graph keeps its rules: its tables, its RDF, and how good its contents look."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.graph.tables import Tables

Level = Literal["integrity", "shapes", "quality"]
"""Broken tables and broken shapes make a graph invalid; quality is for people to judge."""

Progress = Callable[[str, int, int | None], None]
"""Called with stage, done and total."""

EXAMPLES = 3
"""How many examples a finding has at most."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of thing that was found.

    Attributes:
        level: What it concerns.
        kind: Its name, such as ``evidence-text``.
        message: What is wrong, for people.
        count: How many rows have it.
        examples: Some of them, the first in order.
    """

    level: Level
    kind: str
    message: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validation:
    """What a validation found, and what it looked at.

    Attributes:
        findings: In a fixed order: integrity, shapes, quality.
        checked: Rows by table that were held against the rules.
        kinds: Different structures among them, as the shapes see it; each was validated once.
    """

    findings: tuple[Finding, ...]
    checked: dict[str, int]
    kinds: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; findings about quality do not count."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that make a graph invalid."""
        return tuple(f for f in self.findings if f.level != "quality")

    def to_dict(self) -> dict[str, Any]:
        """Everything as a JSON object."""
        return {
            "ok": self.ok,
            "checked": self.checked,
            "kinds": self.kinds,
            "findings": [{**asdict(f), "examples": list(f.examples)} for f in self.findings],
        }


def silent(stage: str, done: int, total: int | None) -> None:
    """Show no progress."""


def validate(tables: Tables, *, every: bool = False, progress: Progress = silent) -> Validation:
    """Check a graph: files and tables, RDF against the SHACL shapes, and the look of its contents.

    Memory stays flat whatever the size. Rows that the shapes cannot tell apart are validated once
    (see :mod:`kg.quality.validate_shapes`).

    Args:
        tables: The graph.
        every: Validate every node with SHACL, also those of the same structure.
        progress: Called as the work goes on.
    """
    from kg.quality.database import open_database
    from kg.quality.validate_files import check_files
    from kg.quality.validate_quality import look_at
    from kg.quality.validate_shapes import check_shapes
    from kg.quality.validate_tables import check_counts, check_tables

    found = list(check_files(tables, progress))
    if any(f.kind in ("unreadable", "columns") for f in found):
        # What cannot be read cannot be checked any further.
        return Validation(tuple(found), {})
    with open_database(tables) as database:
        found += check_counts(database, tables.manifest.get("counts", {}))
        found += check_tables(database, progress)
        shaped = check_shapes(tables, database, every=every, progress=progress)
        found += shaped.findings
        found += look_at(database, progress)
        checked = {name: database.value(f"SELECT count(*) FROM {name}") for name in _CHECKED}
    return Validation(tuple(found), checked, shaped.kinds)


_CHECKED = ("papers", "entities", "statements", "evidence")
