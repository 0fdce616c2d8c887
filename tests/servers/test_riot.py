"""Jena's ``riot`` reads what is exported, without a warning, and finds the same triples."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from graphfiles import small_graph
from servers.fuseki_server import riot
from servers.java import ServerError

from kg.encode.rdf import lines
from kg.export import write

ENDINGS = {"turtle": "ttl", "trig": "trig", "ntriples": "nt", "nquads": "nq", "jsonld": "jsonld"}


def meaning(text: str) -> set[tuple[str, str, str, float | None]]:
    """The triples; numbers by value, because JSON-LD has its own way to write them."""
    found = set()
    for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS):
        obj, number = quad.object, None
        if isinstance(obj, ox.Literal) and obj.datatype.value.endswith("#double"):
            obj, number = obj.datatype, float(obj.value)
        found.add((str(quad.subject), str(quad.predicate), str(obj), number))
    return found


@pytest.mark.parametrize("form", ENDINGS)
def test_riot_reads_every_form_without_a_warning(form: str, tmp_path: Path) -> None:
    tables = small_graph(tmp_path / "graph")
    file = write(tables, form, tmp_path / f"graph.{ENDINGS[form]}")
    try:
        checked = riot("--check", "--validate", str(file))
        read = riot("--output=nquads", str(file))
    except ServerError as error:
        pytest.fail(str(error), pytrace=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    assert meaning(read.stdout) == meaning("".join(lines(tables)))


def test_riot_would_complain(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nt"
    bad.write_text('<http://e/ s> <http://e/p> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')
    checked = riot("--validate", str(bad))
    assert checked.stderr + checked.stdout
