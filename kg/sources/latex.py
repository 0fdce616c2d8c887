"""LaTeX as bibliographies write it: accents and escapes become characters, formulas stay."""

import re
from functools import cache

_FORMULA = re.compile(r"(?<!\\)(\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
_ACCENT = re.compile(
    r"\{?\\(?:[\"'`^~=.]|[uvHtcdbkr](?=[\s{]))\s*(?:\{\s*\\?[A-Za-z]*\s*\}|\\[ij](?![A-Za-z])|[A-Za-z])\}?"
    r"|\{?\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\}|\s+(?=[a-z])|\})?"
)
_ESCAPED = re.compile(r"\\([&%#_{}])")
_STYLE = re.compile(r"\\(?:emph|text[a-z]{2,6}|mbox|url|href|uppercase|lowercase)\s*(?=\{)")
_TIE = re.compile(r"(?<![/\\])~")
_BRACE = re.compile(r"(?<!\\)[{}]")


def readable(text: str) -> str:
    """``text`` with accents as letters, without braces and styles; formulas stay as they are."""
    if "\\" not in text and "{" not in text:
        return _TIE.sub(" ", text)
    parts = _FORMULA.split(text)
    return "".join(part if n % 2 else _words(part) for n, part in enumerate(parts))


def accents(text: str) -> str:
    """``text`` with LaTeX accents as letters and everything else as it is."""
    return _ACCENT.sub(lambda found: _letter(found[0]), text) if "\\" in text else text


def _words(text: str) -> str:
    text = _STYLE.sub("", accents(text))
    text = _BRACE.sub("", text)
    return _ESCAPED.sub(r"\1", _TIE.sub(" ", text))


@cache
def _letter(accented: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    inner = accented
    if inner.startswith("{") and inner.count("{") > inner.count("}"):
        inner = inner[1:]
    elif inner.endswith("}") and inner.count("}") > inner.count("{"):
        return str(LatexNodes2Text().latex_to_text(inner[:-1])) + "}"
    return str(LatexNodes2Text().latex_to_text(inner)).strip()
