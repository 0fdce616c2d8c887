"""The constraints and indexes of ``schemas/neo4j.cypher``: that file is their only source."""

import re
from pathlib import Path

from kg.errors import KgError

FILE = "neo4j.cypher"
TEXT_INDEX = "kg_text"
"""The name of the full-text index over names, titles and abstracts."""


def schema_text() -> str:
    """``schemas/neo4j.cypher``, from the installed package or the checkout.

    Raises:
        KgError: The installation lacks the file.
    """
    package = Path(__file__).resolve().parents[1]
    # A wheel holds the folder inside the package; in a checkout it stands beside it.
    for path in (package / "schemas" / FILE, package.parent / "schemas" / FILE):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise KgError(f"this installation of kg lacks schemas/{FILE}: install it again")


def schema_statements() -> list[str]:
    """The statements of the schema, one command each, without comments."""
    text = re.sub(r"^\s*//.*$", "", schema_text(), flags=re.MULTILINE)
    return [" ".join(part.split()) for part in text.split(";") if part.strip()]
