"""The ontology is in OWL 2 DL, as the OWL API decides it, and a reasoner finds no contradiction.

Both by ROBOT, which ``scripts/install-servers`` fetches; nothing is loaded from elsewhere, because
the ontology imports nothing. The rules that :mod:`.test_ontology` checks need no Java.
"""

import subprocess
from pathlib import Path

import pytest
from servers.java import ServerError, find_java, libraries, versions

import kg
from kg.encode.ontology import ontology
from kg.encode.rdf import triples
from kg.encode.vocabulary import expand

BREAKS_THE_PROFILE = {
    "a property of both kinds": "kg:uses a owl:DatatypeProperty .",
    "a reserved term as a class": (
        "rdf:Statement a owl:Class . kg:Paper rdfs:subClassOf rdf:Statement ."
    ),
    "a term that is not declared": "kg:Paper rdfs:subClassOf <https://example.org/Thing> .",
    "a transitive property with a cardinality": (
        "kg:basedOn a owl:TransitiveProperty . kg:Method rdfs:subClassOf [ a owl:Restriction ; "
        "owl:onProperty kg:basedOn ; owl:maxCardinality 1 ] ."
    ),
}
CONTRADICTIONS = {
    "a class that can have no member": (
        "<https://example.org/Both> a owl:Class ; rdfs:subClassOf kg:Paper , kg:Method .",
        "unsatisfiable: https://example.org/Both",
    ),
    "a method that uses a method": (
        "[] a kg:Method ; kg:uses [ a kg:Method ] .",
        "The ontology is inconsistent",
    ),
    "a paper of two years": (
        "[] a kg:Paper ; kg:year 2017 , 2018 .",
        "The ontology is inconsistent",
    ),
}
OUTSIDE = tuple(f"<{expand(f'rdf:{name}')}>" for name in ("subject", "predicate", "object"))
DATE = f"<{expand('xsd:date')}>"


def robot(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run ROBOT."""
    try:
        folder = libraries("robot", versions()["ROBOT"])
        command = [find_java(17), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", f"{folder}/*"]
    except ServerError as error:
        pytest.fail(str(error), pytrace=False)
    return subprocess.run(
        [*command, "org.obolibrary.robot.CommandLineInterface", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def written(folder: Path, more: str = "") -> Path:
    path = folder / "ontology.ttl"
    path.write_text(f"{ontology()}\n{more}\n", encoding="utf-8")
    return path


def profile(path: Path) -> tuple[int, str]:
    report = path.with_suffix(".txt")
    done = robot("validate-profile", "--profile", "DL", "--input", path, "--output", report)
    return done.returncode, report.read_text(encoding="utf-8") if report.exists() else done.stdout


def test_it_is_in_owl_2_dl(tmp_path: Path) -> None:
    status, report = profile(written(tmp_path))
    assert status == 0, report
    assert report.strip() == "OWL 2 DL Profile Report: [Ontology and imports closure in profile]"


@pytest.mark.parametrize("more", BREAKS_THE_PROFILE.values(), ids=BREAKS_THE_PROFILE)
def test_what_would_leave_the_profile_is_told(tmp_path: Path, more: str) -> None:
    status, report = profile(written(tmp_path, more))
    assert status != 0, report


def test_no_class_is_empty_and_nothing_contradicts(tmp_path: Path) -> None:
    done = robot("reason", "--reasoner", "HermiT", "--input", written(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_a_graph_says_does_not_contradict_the_ontology(
    graph: kg.Graph, tmp_path: Path
) -> None:
    """Without what OWL 2 DL has no words for: reification, and dates of a day."""
    said = "".join(
        f"{subject} {predicate} {thing} .\n"
        for subject, predicate, thing in triples(graph.tables)
        if predicate not in OUTSIDE and not thing.endswith(DATE)
    )
    path = written(tmp_path, said)
    assert profile(path)[0] == 0
    done = robot("reason", "--reasoner", "HermiT", "--input", path)
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]


@pytest.mark.parametrize(("more", "told"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_told(tmp_path: Path, more: str, told: str) -> None:
    done = robot("reason", "--reasoner", "HermiT", "--input", written(tmp_path, more))
    assert done.returncode != 0
    assert told in done.stdout + done.stderr
