"""From what the user names to papers: files found, formats recognised, damage reported."""

import datetime
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, cast

from kg.errors import InputError, KgError, Notice, Report, ignore
from kg.model import Paper
from kg.sources.base import SOURCES, Document, ReadOptions, Source
from kg.sources.decode import HEAD_BYTES, BinaryFileError, text_lines
from kg.sources.fields import FIELDS
from kg.sources.files import InputFile, input_files

_SPOOL = 1 << 26
_ALIKE = 20
_VARIABLE = re.compile(r"'.*'|\(.*?\)|\d[\d,.]*", re.DOTALL)


class UnknownFormatError(InputError):
    """No source recognises the file."""


class _Notices:
    """Passes the first notices of a kind on and counts the rest, file by file."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._counts: Counter[str] = Counter()

    def __call__(self, notice: Notice) -> None:
        kind = _VARIABLE.sub("", notice.message)
        self._counts[kind] += 1
        if notice.failed or self._counts[kind] <= _ALIKE:
            self._report(notice)

    def close(self, label: str) -> None:
        """Say of each kind how many were left out."""
        for kind, count in self._counts.items():
            if count > _ALIKE:
                what = " ".join(kind.split())
                more = f"and {count - _ALIKE:,} more, {count:,} in all: {what}"
                self._report(Notice(label, None, more))


def read(
    inputs: Iterable[str | Path],
    *,
    source: str | None = None,
    page_date: datetime.date | None = None,
    columns: Mapping[str, str] | None = None,
    report: Report = ignore,
) -> Iterator[Paper]:
    """The papers of ``inputs``, in order; a paper met twice comes twice.

    What cannot be read is reported and left out, and the rest is read; a file of which nothing at
    all can be read gives a :class:`~kg.errors.Notice` that ``failed``.

    Args:
        inputs: Files (also packed), directories, patterns, ``-`` for standard input.
        source: The format's name; recognised from each file's content where ``None``.
        page_date: The day of the saved pages: its year completes dates printed without one.
        columns: Field of a paper -> the column or JSON key that holds it.
        report: Receives the notices.

    Raises:
        UnknownNameError: There is no format called ``source``.
        InputError: ``columns`` names a field that papers do not have.
    """
    forced = None if source is None else _load(source)
    options = ReadOptions(page_date, dict(columns or {}))
    for name in options.columns:
        if name not in FIELDS:
            raise InputError(f"papers have no field '{name}'; there are: {', '.join(FIELDS)}")
    return _read_all(inputs, forced, options, report)


def known() -> list[tuple[str, str]]:
    """Name and description of every format that can be read."""
    return [(name, _load(name).description) for name in SOURCES.names()]


def _load(name: str) -> Source:
    return cast(Source, SOURCES.load(name))


def _read_all(
    inputs: Iterable[str | Path], forced: Source | None, options: ReadOptions, report: Report
) -> Iterator[Paper]:
    found: dict[str, int] = {}
    for file in input_files(inputs, report):
        notices, count = _Notices(report), 0
        try:
            with _opened(file) as raw:
                for paper in _read_file(raw, file, forced, options, notices):
                    count += 1
                    yield paper
        except OSError as error:
            reason = error.strerror or str(error) or type(error).__name__
            report(Notice(file.label, None, f"cannot be read: {reason}", failed=True))
        notices.close(file.label)
        if file.folder is not None:
            found[file.folder] = found.get(file.folder, 0) + count
    for folder, count in found.items():
        if not count:
            report(Notice(folder, None, "no file in this directory holds papers", failed=True))


def _opened(file: InputFile) -> IO[bytes]:
    if file.path is not None:
        return file.path.open("rb")
    spool = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - the caller closes it
    while block := sys.stdin.buffer.read(HEAD_BYTES):
        spool.write(block)
    spool.seek(0)
    return cast(IO[bytes], spool)


def _read_file(
    raw: IO[bytes],
    file: InputFile,
    forced: Source | None,
    options: ReadOptions,
    report: Report,
) -> Iterator[Paper]:
    document = Document("", file.place, options, report, file.label)
    count = 0
    try:
        lines = text_lines(raw, document)
        head = _head(lines)
        if not "".join(head).strip():
            document.fail("the file is empty")
            return
        chosen = forced or _recognised("".join(head), options)
        document = Document(chosen.name, file.place, options, report, file.label)
        for paper in chosen.read(chain(head, lines), document):
            count += 1
            yield paper
        if not count:
            document.fail(f"no paper is found in it, read as {chosen.name}")
    except (BinaryFileError, UnknownFormatError) as error:
        # Directories hold all kinds of files; a file that was named was meant.
        report(Notice(file.label, None, f"{error}; skipped", failed=file.folder is None))
    except KgError as error:
        report(Notice(file.label, None, str(error), failed=not count))


def _head(lines: Iterator[str]) -> list[str]:
    head, size = list[str](), 0
    for line in lines:
        head.append(line)
        size += len(line)
        if size >= HEAD_BYTES:
            break
    return head


def _recognised(head: str, options: ReadOptions) -> Source:
    text = head[:HEAD_BYTES]
    for name in SOURCES.names():
        try:
            source = _load(name)
        except KgError:
            continue  # its package is missing; --from says so to those who ask for it
        if source.sniff(text):
            return source
    if options.columns and "csv" in SOURCES.table:
        return _load("csv")
    raise UnknownFormatError(
        f"the format is not recognised (--from NAME forces one of: {', '.join(SOURCES.names())})"
    )
