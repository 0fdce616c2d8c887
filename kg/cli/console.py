"""What goes to stderr: notices, progress, errors. Rows alone go to stdout."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import KgError, Notice

if TYPE_CHECKING:
    from rich.progress import TaskID

    from kg.pipeline.progress import Progress


def complain(line: str) -> None:
    """Print one line on stderr."""
    print(f"kg: {line}", file=sys.stderr)  # noqa: T201 - this is the one place that prints


class Notices:
    """Says each notice as it happens and remembers whether a whole file failed."""

    def __init__(self) -> None:
        self.failed: list[Notice] = []

    def __call__(self, notice: Notice) -> None:
        """Say ``notice`` on stderr."""
        complain(str(notice))
        if notice.failed:
            self.failed.append(notice)

    def check(self) -> None:
        """Make the command fail where a whole file could not be read.

        Raises:
            KgError: At least one file failed; everything else was used.
        """
        if self.failed:
            count = len(self.failed)
            raise KgError(
                f"{count} input{'s' if count > 1 else ''} could not be read (named above); "
                "everything else was used"
            )


@contextmanager
def progress_bar() -> "Iterator[Progress]":
    """A progress bar on stderr where that is a terminal; nothing in pipes."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


def _silent(stage: str, done: int, total: int | None) -> None:
    """Say nothing."""
