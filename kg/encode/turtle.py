"""Writing Turtle by hand, for documents that people read: fixed order, one property a line."""

from collections.abc import Iterable, Mapping, Sequence

Property = tuple[str, str | Sequence[str]]
"""A predicate and its objects, in Turtle syntax."""


def quoted(text: str, language: str = "") -> str:
    """``text`` as a Turtle string, with a language tag where ``language`` is given."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"' + (f"@{language}" if language else "")


def block(subject: str, properties: Iterable[Property]) -> str:
    """Everything about ``subject``: its properties in the order given, without empty ones."""
    lines = [f"    {line}" for line in _lines(properties)]
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"


def nested(properties: Iterable[Property]) -> str:
    """A blank node on one line."""
    return "[ " + " ; ".join(_lines(properties)) + " ]"


def listed(items: Iterable[str]) -> str:
    """An RDF list."""
    return f"( {' '.join(items)} )"


def document(prefixes: Mapping[str, str], parts: Iterable[str], about: str) -> str:
    """A Turtle file: a comment, the prefixes that ``parts`` use, then the parts."""
    body = "\n".join(parts)
    head = [f"# {line}".rstrip() for line in about.splitlines()]
    head += [f"@prefix {p}: <{iri}> ." for p, iri in prefixes.items() if f"{p}:" in body]
    return "\n".join(head) + "\n\n" + body


def _lines(properties: Iterable[Property]) -> Iterable[str]:
    for predicate, objects in properties:
        values = [objects] if isinstance(objects, str) else list(objects)
        if values:
            yield f"{predicate} {', '.join(values)}"
