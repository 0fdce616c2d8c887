"""RDF terms as N-Triples text: ``<iri>``, ``"text"`` or ``"7"^^<type>``.

A term is a string in this form everywhere in :mod:`kg.encode`, so triples need no RDF library and
three terms with blanks between them are a line of N-Triples.
"""

import re

from kg.encode.vocabulary import PREFIXES, expand

Term = str
"""An RDF term in N-Triples syntax."""

Triple = tuple[Term, Term, Term]
"""Subject, predicate, object."""

_XSD = PREFIXES["xsd"]
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
# Control characters may stand raw in N-Triples, but line readers of all kinds trip over them.
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]')
_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}\Z"), "date"),
    (re.compile(r"\d{4}-\d{2}\Z"), "gYearMonth"),
    (re.compile(r"\d{4}\Z"), "gYear"),
    (re.compile(r"--\d{2}-\d{2}\Z"), "gMonthDay"),
)


def iri(text: str) -> Term:
    """The IRI ``text``, which must hold no character that RDF forbids in IRIs."""
    return f"<{text}>"


def name(prefixed: str) -> Term:
    """The IRI of a prefixed name such as ``kg:uses``."""
    return f"<{expand(prefixed)}>"


def literal(text: str) -> Term:
    """A plain string."""
    return f'"{_escape(text)}"'


def integer(value: int) -> Term:
    """An ``xsd:integer``."""
    return f'"{value}"^^<{_XSD}integer>'


def double(value: float) -> Term:
    """An ``xsd:double``, in the shortest form that reads back as the same number."""
    special = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}
    text = repr(float(value))
    return f'"{special.get(text, text)}"^^<{_XSD}double>'


def boolean(*, value: bool) -> Term:
    """An ``xsd:boolean``."""
    return f'"{str(value).lower()}"^^<{_XSD}boolean>'


def date(text: str) -> Term:
    """A date with the type of its form: day, month, year, or day of an unknown year."""
    for form, kind in _DATES:
        if form.match(text):
            return f'"{text}"^^<{_XSD}{kind}>'
    return literal(text)


def _escape(text: str) -> str:
    return _ESCAPED.sub(_replace, text)


def _replace(match: re.Match[str]) -> str:
    char = match[0]
    if char in _ESCAPES:
        return _ESCAPES[char]
    if "\ud800" <= char <= "\udfff":  # half a character: no RDF syntax can write it
        return "\ufffd"
    return f"\\u{ord(char):04X}"
