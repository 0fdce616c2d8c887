"""Bytes to lines of text: unpacked, told from binary files, decoded.

Everything streams. A line that is not UTF-8 is decoded in the encoding that charset-normalizer
finds most likely, and that is reported; lines that are UTF-8 stay as they are.
"""

import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from typing import IO, cast

from kg.errors import InputError
from kg.sources.base import Document

HEAD_BYTES = 1 << 16
"""Bytes at the beginning that formats and encodings are recognised from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF: save its text first"),
    (b"PK\x03\x04", "a zip archive or an Office document: unpack or export it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file: export it as CSV or JSON Lines first"),
    (b"SQLite format 3", "a database: export it as CSV first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
)
_TEXT_CONTROLS = b"\t\n\r\f\x0b\x1b"
_BINARY_SHARE = 0.02
_DEFAULT = "cp1252"
_FEW = 4
_WESTERN_SHARE = 0.15
_WESTERN_SIGNS = "\xa0‘’“”„–—…•·°±×²³«»€£§™©®µ"


class BinaryFileError(InputError):
    """The file is not text."""


def unpacked(raw: IO[bytes]) -> io.BufferedIOBase:
    """``raw`` without gzip, bzip2 or xz around it, told by its first bytes, not by its name.

    Args:
        raw: Seekable, at its beginning.
    """
    magic = raw.read(6)
    raw.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.open(raw)
    if magic.startswith(b"BZh"):
        return bz2.open(raw)
    if magic.startswith(b"\xfd7zXZ\x00"):
        return lzma.open(raw)
    return cast(io.BufferedIOBase, raw)


def text_lines(raw: IO[bytes], document: Document) -> Iterator[str]:
    r"""The lines of ``raw``, decoded, each ending in ``\n`` but perhaps the last.

    Args:
        raw: Seekable, at its beginning, packed or not.
        document: Receives the notice about bytes that are not UTF-8.

    Raises:
        BinaryFileError: It is not text.
        InputError: The packing is damaged; the lines before that have been given.
    """
    number = 0
    try:
        stream = unpacked(raw)
        head = stream.read1(HEAD_BYTES)  # not read(): a packed file may break off within it
        stream.seek(0)
        for line in _decoded(stream, head, document):
            number += 1
            yield line
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        raise InputError(f"the packed file is cut off or damaged after line {number}") from error


def _decoded(stream: io.BufferedIOBase, head: bytes, document: Document) -> Iterator[str]:
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    encoding = encoding or _unmarked_utf16(head)
    if encoding in (None, "utf-8-sig"):
        _require_text(head)
        return _utf8_lines(stream, head, document)
    document.warn(None, f"not UTF-8: decoded as {encoding}")
    return iter(io.TextIOWrapper(cast(IO[bytes], stream), encoding=encoding, errors="replace"))


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of western text is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if half < 2 or max(even, odd) < 0.6 * half or min(even, odd) > 0.05 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _require_text(head: bytes) -> None:
    for magic, what in _BINARY:
        if head.startswith(magic):
            raise BinaryFileError(f"not text but {what}")
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
    if 0 in head or controls > _BINARY_SHARE * len(head):
        raise BinaryFileError("not text but a binary file")


def _utf8_lines(stream: io.BufferedIOBase, head: bytes, document: Document) -> Iterator[str]:
    fallback: str | None = None
    for number, raw in enumerate(stream, start=1):
        data = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        try:
            line = data.decode("utf-8")
        except UnicodeDecodeError:
            if fallback is None:
                fallback = _likely_encoding(head, data)
                document.warn(number, f"not UTF-8: such lines are decoded as {fallback}")
            line = data.decode(fallback, errors="replace")
        if "\r" not in line:
            yield line
        else:
            yield from io.StringIO(line.replace("\r\n", "\n").replace("\r", "\n"), newline="\n")


def _likely_encoding(head: bytes, line: bytes) -> str:
    """The encoding of the lines that are not UTF-8, among them ``line``.

    A text of Latin letters with a few accented ones is taken for Western European, which a
    detector, for want of bytes to count, confuses with its neighbours.
    """
    from charset_normalizer import from_bytes

    sample = b"".join(bad for bad in (*head.splitlines(keepends=True), line) if _is_bad(bad))
    if _is_western(sample):
        return _DEFAULT
    best = from_bytes(sample[:HEAD_BYTES]).best()
    if best is None or _DEFAULT in best.could_be_from_charset:
        return _DEFAULT
    return best.encoding if _keeps_ascii(best.encoding) else _DEFAULT


def _is_western(sample: bytes) -> bool:
    high = [byte for byte in sample if byte >= 0x80]
    if len(high) > max(_FEW, _WESTERN_SHARE * sum(chr(byte).isalpha() for byte in sample)):
        return False
    text = bytes(high).decode(_DEFAULT, errors="replace")
    return all(c.isalpha() or c in _WESTERN_SIGNS for c in text)


def _keeps_ascii(encoding: str) -> bool:
    """Whether lines can be told apart before ``encoding`` is undone."""
    return "line 1\n".encode(encoding) == b"line 1\n"


def _is_bad(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
