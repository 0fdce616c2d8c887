"""Bytes to lines: packing, encodings, binary files."""

import bz2
import gzip
import io
import lzma

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, Notice
from kg.sources import Document
from kg.sources.decode import BinaryFileError, text_lines
from tests.sources.conftest import Reader

TEXT = "Café — naïve 東京\nsecond line\n"


def decoded(data: bytes) -> tuple[list[str], list[Notice]]:
    notices: list[Notice] = []
    document = Document("", "x", report=notices.append)
    return list(text_lines(io.BytesIO(data), document)), notices


def test_utf8() -> None:
    assert decoded(TEXT.encode()) == (TEXT.splitlines(keepends=True), [])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files_are_known_by_their_first_bytes(pack: object) -> None:
    assert callable(pack)
    assert decoded(pack(TEXT.encode()))[0] == TEXT.splitlines(keepends=True)


def test_several_gzip_members_are_one_file() -> None:
    data = gzip.compress(b"one\n") + gzip.compress(b"two\n")
    assert decoded(data)[0] == ["one\n", "two\n"]


@pytest.mark.parametrize("count", [500, 50_000])
def test_packed_file_that_is_cut_off_gives_what_comes_before(count: int) -> None:
    lines = [f"{n * 7919 % 10007} {n}\n" for n in range(count)]
    data = gzip.compress("".join(lines).encode())
    found: list[str] = []
    with pytest.raises(InputError, match="cut off or damaged after line"):
        for line in text_lines(io.BytesIO(data[: len(data) // 2]), Document("", "x")):
            found.append(line)
    assert len(found) > count // 4
    assert found == lines[: len(found)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marked_and_wide_encodings(encoding: str) -> None:
    text = "Café, a text of western letters\nsecond line\n"
    lines, notices = decoded(text.encode(encoding))
    assert lines == text.splitlines(keepends=True)
    assert [n.message.startswith("not UTF-8") for n in notices] == (
        [] if encoding == "utf-8-sig" else [True]
    )


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "Naïve Bayes: déjà vu, café and Größe in one line of text.\n"),
        ("cp1252", "The “quoted” words – and the author’s dash — are typographic.\n"),
        ("cp1251", "Нейронные сети учатся на данных, и это описано здесь подробно.\n" * 3),
        ("shift_jis", "深層学習のための新しい手法を提案し、データセットで評価する。\n" * 3),
        ("gb18030", "我们提出了一种新的深度学习方法,并在多个数据集上进行了评估。\n" * 3),
    ],
)
def test_other_encodings_are_guessed_and_said(encoding: str, text: str) -> None:
    lines, notices = decoded(b"plain\n" + text.encode(encoding))
    assert "".join(lines) == "plain\n" + text
    assert [n.line for n in notices] == [2]


def test_one_bad_line_leaves_the_others_as_they_are() -> None:
    lines, notices = decoded(TEXT.encode() + "déjà\n".encode("latin-1") + TEXT.encode())
    assert "".join(lines) == TEXT + "déjà\n" + TEXT
    assert [(n.line, n.message) for n in notices] == [
        (3, "not UTF-8: such lines are decoded as cp1252")
    ]


def test_encoding_in_which_lines_cannot_be_told_is_not_guessed() -> None:
    mainframe = "deep learning improves results on many benchmarks of ours ".encode("cp037")
    lines, notices = decoded(mainframe + b"\n" + mainframe + b"\n")
    assert [line.endswith("\n") for line in lines] == [True, True]
    assert notices[0].message == "not UTF-8: such lines are decoded as cp1252"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_endings(end: str) -> None:
    assert decoded(end.join(["one", "two", ""]).encode())[0] == ["one\n", "two\n"]


def test_only_line_ends_part_lines() -> None:
    text = "a\u2028b\x0bc\x85d\r\nnext\u2029one\n"
    assert decoded(text.encode())[0] == ["a\u2028b\x0bc\x85d\n", "next\u2029one\n"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"PAR1rest", "Parquet"),
        (bytes(range(256)) * 4, "binary"),
        (b"a long text " * 100 + b"with \0 inside", "binary"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n\0\0", mtime=0), "a picture"),
    ],
)
def test_binary_files(data: bytes, words: str) -> None:
    with pytest.raises(BinaryFileError, match=words):
        decoded(data)


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        lines, _ = decoded(data)
    except InputError:
        return
    assert all(line.endswith("\n") for line in lines[:-1])


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=("Cs", "Cc"))))
def test_any_utf8_text_comes_back(text: str) -> None:
    lines, notices = decoded(b"start " + text.encode() + b"\nend\n")
    assert "".join(lines) == f"start {text}\nend\n"
    assert notices == []


def test_empty_file(reading: Reader) -> None:
    for content in (b"", b"\n \n", b"\xef\xbb\xbf", gzip.compress(b"")):
        result = reading(content)
        assert result.papers == []
        assert [(n.message, n.failed) for n in result.notices] == [("the file is empty", True)]
