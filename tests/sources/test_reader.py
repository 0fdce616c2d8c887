"""Files, directories, patterns, standard input; formats recognised or forced."""

import gzip
import io
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kg import registry
from kg.errors import InputError, KgError, UnknownNameError
from kg.model import Paper
from kg.sources import SOURCES, Document, Source, known, read
from kg.sources.base import Lines
from tests.sources.conftest import Reader, read_inputs

LINE = '{{"title": "{}", "abstract": "A."}}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory with files, a directory below, a picture and a hidden file."""
    root = tmp_path / "papers"
    (root / "sub").mkdir(parents=True)
    (root / "b.jsonl").write_text(LINE.format("Title b"))
    (root / "a.csv").write_text("title,abstract\nTitle a,A.\n")
    (root / "sub" / "c.jsonl.gz").write_bytes(gzip.compress(LINE.format("Title c").encode()))
    (root / "sub" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (root / ".hidden.jsonl").write_text(LINE.format("hidden"))
    return root


def places(papers: list[Paper]) -> list[str]:
    return [paper.origins[0].place for paper in papers]


def test_directory_in_sorted_order_with_relative_places(folder: Path) -> None:
    result = read_inputs(folder)
    assert places(result.papers) == ["a.csv", "b.jsonl", "sub/c.jsonl.gz"]
    (notice,) = result.notices
    assert notice.place == str(folder / "sub" / "picture.png")
    assert notice.message == "not text but a picture; skipped"
    assert not notice.failed


def test_directories_below_come_in_sorted_order(tmp_path: Path) -> None:
    names = [f"{n * 7919 % 101:03}" for n in range(40)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.jsonl").write_text(LINE.format(f"Title {name}"))
    assert read_inputs(tmp_path).titles == [f"Title {name}" for name in sorted(names)]


def test_directory_may_hold_other_texts_but_not_only_these(folder: Path, tmp_path: Path) -> None:
    letter = "Dear reader, this is a letter.\nIt has two lines.\n"
    (folder / "README").write_text(letter)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "README").write_text(letter)
    assert [n.failed for n in read_inputs(folder).notices] == [False, False]
    result = read_inputs(folder, tmp_path / "other")
    assert len(result.papers) == 3
    assert [n.failed for n in result.notices] == [False, False, False, True]
    assert result.notices[-1].place == str(tmp_path / "other")


def test_results_do_not_depend_on_where_the_files_are(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = read_inputs(folder, folder / "b.jsonl").papers
    monkeypatch.chdir(tmp_path)
    assert read_inputs("papers", "papers/b.jsonl").papers == absolute
    monkeypatch.chdir(folder)
    assert read_inputs(".").papers == absolute


def test_file_is_known_by_its_name_alone(folder: Path) -> None:
    assert places(read_inputs(folder / "sub" / "c.jsonl.gz").papers) == ["c.jsonl.gz"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.jsonl", ["b.jsonl"]),
        ("*/c.*", ["sub/c.jsonl.gz"]),
        ("**/*.jsonl*", ["b.jsonl", "sub/c.jsonl.gz"]),
        ("[ab].*", ["a.csv", "b.jsonl"]),
    ],
)
def test_patterns(folder: Path, pattern: str, found: list[str]) -> None:
    result = read_inputs(folder / pattern)
    assert places(result.papers) == found
    assert result.notices == []


def test_name_with_brackets_is_a_file_first(tmp_path: Path) -> None:
    path = tmp_path / "page [1].jsonl"
    path.write_text(LINE.format("Title 1"))
    assert read_inputs(path).titles == ["Title 1"]


def test_file_named_twice_is_read_once(folder: Path) -> None:
    result = read_inputs(folder / "b.jsonl", folder, folder / "*.jsonl")
    assert result.titles == ["Title b", "Title a", "Title c"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress(LINE.format("Title 1").encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    result = read_inputs("-")
    assert result.titles == ["Title 1"]
    assert places(result.papers) == ["stdin"]


def test_failures_are_reported_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    binary, prose, empty = (tmp_path / name for name in ("binary", "prose", "empty"))
    binary.write_bytes(bytes(range(256)))
    prose.write_text("Dear reader, this is a letter.\nIt has two lines.\n")
    empty.touch()
    none = tmp_path / "none"
    none.mkdir()
    formats = ", ".join(SOURCES.names())
    missing, pattern = tmp_path / "missing.txt", tmp_path / "*.nothing"
    result = read_inputs(missing, binary, prose, empty, none, pattern, folder / "b.jsonl")
    assert result.titles == ["Title b"]
    assert all(notice.failed for notice in result.notices)
    assert [(Path(n.place).name, n.message) for n in result.notices] == [
        ("missing.txt", "cannot be read: No such file or directory"),
        ("binary", "not text but a binary file; skipped"),
        (
            "prose",
            f"the format is not recognised (--from NAME forces one of: {formats}); skipped",
        ),
        ("empty", "the file is empty"),
        ("none", "the directory holds no files"),
        ("*.nothing", "no file matches this pattern"),
    ]


def test_forced_format(reading: Reader) -> None:
    text = "One\nShort abstract.\nTwo\nAnother.\n"
    assert reading(text).papers == []
    assert reading(text, source="hf-trending").titles == ["One", "Two"]


def test_forced_format_that_does_not_fit(reading: Reader) -> None:
    result = reading("One\nTwo\n", source="ris")
    assert [(n.message, n.failed) for n in result.notices] == [
        ("no paper is found in it, read as ris", True)
    ]


def test_unknown_format_and_unknown_field_are_said_before_anything_is_read() -> None:
    with pytest.raises(UnknownNameError, match=r"no sources called 'docx'; there are: .*hf-daily"):
        read([], source="docx")
    with pytest.raises(InputError, match="papers have no field 'colour'; there are: id, title"):
        read([], columns={"colour": "x"})


def test_known_formats_say_what_they_are() -> None:
    names = [name for name, _ in known()]
    assert sorted(names) == sorted(set(names)) and len(names) >= 9
    for name, description in known():
        assert SOURCES.load(name).name == name
        assert description and "\n" not in description


def test_packed_file_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    lines = "".join(LINE.format(f"Title {n * 7919 % 10007}") for n in range(20_000))
    data = gzip.compress(lines.encode())
    path.write_bytes(data[: len(data) // 2])
    result = read_inputs(path)
    assert len(result.papers) > 1_000
    assert "cut off or damaged after line" in result.notices[-1].message
    assert not result.notices[-1].failed


def test_large_input_streams(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(LINE.format(f"Title {n}") for n in range(5_000)))
    papers = read([path])
    first = next(papers)
    path.write_text("")
    assert first.title == "Title 0"
    assert sum(1 for _ in papers) < 5_000


def test_ten_megabytes_of_abstract(reading: Reader) -> None:
    banner = "Get trending papers in your email inbox!\nSubscribe"
    result = reading(f"{banner}One\n{'word ' * 2_000_000}\nTwo\nShort abstract.\n")
    assert result.titles == ["One", "Two"]
    assert 49_990 < len(result.papers[0].abstract) <= 50_000
    assert [n.line for n in result.notices] == [2]


def test_plug_in_is_registered_by_an_entry_point(
    reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry_points(group: str) -> list[EntryPoint]:
        value = f"{__name__}:PLUGIN"
        return [EntryPoint("shout", value, group)] if group == "kg.sources" else []

    monkeypatch.setattr(registry, "entry_points", entry_points)
    assert ("shout", "lines that shout") in known()
    result = reading("!!One of them\n!!Two of them\n")
    assert result.titles == ["One of them", "Two of them"]
    assert result.papers[1].origins[0].source == "shout"
    assert result.papers[1].origins[0].line == 2


def test_error_of_a_plug_in_is_reported(reading: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def entry_points(group: str) -> list[EntryPoint]:
        return [EntryPoint("fails", f"{__name__}:FAILS", group)]

    monkeypatch.setattr(registry, "entry_points", entry_points)
    result = reading("anything", source="fails")
    assert [(n.message, n.failed) for n in result.notices] == [("the server is away", True)]


def _read_shouts(lines: Lines, document: Document) -> Iterator[Paper]:
    for number, line in enumerate(lines, start=1):
        paper = document.paper(number, title=line.removeprefix("!!"))
        if paper is not None:
            yield paper


def _fail(lines: Lines, document: Document) -> Iterator[Paper]:
    raise KgError("the server is away")


PLUGIN = Source("shout", "lines that shout", lambda head: head.startswith("!!"), _read_shouts)
FAILS = Source("fails", "always fails", lambda _: False, _fail)
