"""From the ids of the graph to IRIs: defined for every id, and never two ids to one IRI."""

import re
from functools import lru_cache
from hashlib import sha256
from unicodedata import is_normalized
from urllib.parse import quote

_PAPER_SCHEMES = ("arxiv", "doi", "title")
_SCHEME = re.compile(r"[a-z][a-z0-9-]*\Z")
# First path segments that mean something else than the scheme of an id.
_RESERVED = frozenset({"paper", "statement", "evidence", "extractor", "graph", "id", "ontology"})
_SAFE = "/:@-._~+,;="


@lru_cache(maxsize=1 << 16)
def node_path(node_id: str) -> str:
    """The path of the node ``node_id`` below the base IRI.

    >>> node_path("method:lora")
    'method/lora'
    >>> node_path("arxiv:2106.09685")
    'paper/arxiv/2106.09685'

    A rest whose segments an IRI resolver would change (empty, ``.``, ``..``) has its slashes
    encoded too; what still looks like such a segment, or has no scheme, goes below ``id/``.
    """
    scheme, colon, rest = node_id.partition(":")
    if colon and _SCHEME.match(scheme) and scheme not in _RESERVED and rest not in ("", ".", ".."):
        folder = f"paper/{scheme}" if scheme in _PAPER_SCHEMES else scheme
        segments = rest.split("/")
        plain = not any(segment in ("", ".", "..") for segment in segments)
        return f"{folder}/{_encode(rest, _SAFE if plain else '')}"
    return "id/" + _encode(node_id, "").replace(".", "%2E")


def node_iri(base: str, node_id: str) -> str:
    """The IRI of a paper or entity."""
    return base + node_path(node_id)


def statement_iri(base: str, statement: str) -> str:
    """The IRI of the assertion node of a statement."""
    return f"{base}statement/{_encode(statement, '')}"


@lru_cache
def extractor_iri(base: str, extractor: str) -> str:
    """The IRI of a version of an extractor, such as ``links/1``."""
    return f"{base}extractor/{_encode(extractor, '/')}"


def evidence_iri(base: str, *key: object) -> str:
    """The IRI of a quote, from everything that identifies it."""
    digest = sha256("\x1f".join(map(str, key)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{base}evidence/{digest[:20]}"


def foreign_iri(text: str) -> str | None:
    """``text`` as an absolute IRI with what IRIs cannot hold percent-encoded, or ``None``.

    Only characters that RDF forbids in IRIs are touched, so a valid IRI stays as it is.
    """
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S", text):
        return None
    return re.sub(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff\x7f]', lambda m: _encode(m[0], ""), text)


def _encode(text: str, safe: str) -> str:
    """Percent-encode what is neither unreserved, in ``safe``, nor a letter of any script.

    Letters stay, so IRIs sort like ids; a text that is not normalised (NFKC) has all of them
    encoded, because RDF tools warn of such IRIs.
    """
    if text.isascii() or not is_normalized("NFKC", text):
        return quote(text, safe=safe, errors="surrogatepass")
    return "".join(
        c if c.isalnum() and not c.isascii() else quote(c, safe=safe, errors="surrogatepass")
        for c in text
    )
