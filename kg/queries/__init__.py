"""The question library: what people ask of such a graph, each in SPARQL and in Cypher.

A question is two files of ``library/``, ``NAME.rq`` and ``NAME.cypher``, with the same comment at
the head: title, question and parameters. Both give the same rows: same columns, same order. A
parameter of kind ``name`` is compared in lower case with ``kg:lookup``, which holds ids, names and
aliases; :meth:`Question.params` lowers it.
"""

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from kg.errors import NotFoundError
from kg.queries.question import Kind, Parameter, Question, parse_head

__all__ = ["Kind", "Parameter", "Question", "question", "questions"]

EXTENSIONS = {"sparql": ".rq", "cypher": ".cypher"}
"""Endings of the files of each language."""


@cache
def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    library = files("kg.queries") / "library"
    names = sorted(p.name.removesuffix(".rq") for p in library.iterdir() if p.name.endswith(".rq"))
    found = []
    for name in names:
        texts = {
            language: (library / f"{name}{ending}").read_text(encoding="utf-8")
            for language, ending in EXTENSIONS.items()
        }
        found.append(Question(name, *parse_head(texts["sparql"]), texts))
    return tuple(found)


def question(name: str) -> Question:
    """The question called ``name``.

    Raises:
        NotFoundError: There is none; the message names near misses.
    """
    known = {q.name: q for q in questions()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 3, 0.4)
    hint = f"did you mean {', '.join(near)}?" if near else "kg questions lists them"
    raise NotFoundError(f"no question called '{name}': {hint}")
