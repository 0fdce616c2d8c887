"""What the user names as input, as a list of files: files, directories, patterns, ``-``."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Notice, Report

STDIN = "-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read.

    Attributes:
        path: Where it is; ``None`` for standard input.
        place: What :class:`~kg.model.Origin` calls it: its name, or its path below the directory or
            pattern that the user gave, so that it does not depend on where that is.
        label: What messages call it.
        folder: The directory, as the user named it, in which it was met; ``None`` where the file
            itself was named.
    """

    path: Path | None
    place: str
    label: str
    folder: str | None = None


def input_files(inputs: Iterable[str | Path], report: Report) -> Iterator[InputFile]:
    """The files that ``inputs`` name, each once, directories and patterns in sorted order."""
    seen: set[Path | None] = set()
    for item in inputs:
        for found in _expanded(item, report):
            key = found.path.resolve() if found.path else None
            if key not in seen:
                seen.add(key)
                yield found


def _expanded(item: str | Path, report: Report) -> Iterator[InputFile]:
    if str(item) == STDIN:
        yield InputFile(None, "stdin", "stdin")
        return
    path = Path(item).expanduser()
    if path.is_dir():
        yield from _in_directory(path, path, report)
    elif path.exists() or not glob.has_magic(str(path)):
        yield InputFile(path, path.name, str(item))
    else:
        yield from _matching(path, report)


def _in_directory(directory: Path, root: Path, report: Report) -> Iterator[InputFile]:
    count = 0
    for folder, folders, names in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                count += 1
                path = Path(folder, name)
                yield InputFile(path, path.relative_to(root).as_posix(), str(path), str(directory))
    if not count:
        report(Notice(str(directory), None, "the directory holds no files", failed=True))


def _matching(pattern: Path, report: Report) -> Iterator[InputFile]:
    fixed = [part for part in pattern.parents if not glob.has_magic(str(part))]
    root = fixed[0] if fixed else Path()
    matches = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207 - absolute and relative patterns
    if not matches:
        report(Notice(str(pattern), None, "no file matches this pattern", failed=True))
    for match in matches:
        path = Path(match)
        if path.is_dir():
            if "**" not in pattern.parts:
                yield from _in_directory(path, root, report)
        else:
            yield InputFile(path, path.relative_to(root).as_posix(), match)
