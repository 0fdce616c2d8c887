"""The verbs, as people type them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Run, spawn

CYPHER = (
    "MATCH (p:Paper)-[:WRITTEN_BY]->(a:Author) RETURN a.name AS author, count(*) AS papers "
    "ORDER BY papers DESC, author LIMIT 3"
)
SPARQL = (
    "SELECT ?author (COUNT(?p) AS ?papers) WHERE { ?p kg:writtenBy ?a . ?a rdfs:label ?author } "
    "GROUP BY ?author ORDER BY DESC(?papers) ?author LIMIT 3"
)


def test_help_and_version(tmp_path: Path) -> None:
    assert "build" in spawn("--help", cwd=tmp_path).stdout
    assert spawn("--version", cwd=tmp_path).stdout.startswith("kg ")
    assert spawn("query", "--help", cwd=tmp_path).returncode == 0


def test_a_process_has_the_status_and_the_streams(tmp_path: Path) -> None:
    """The other tests run commands in the tests' own process: this one holds them to a real one."""
    wrong = spawn("info", "nowhere", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith("kg: nowhere ")
    assert spawn("build", cwd=tmp_path).returncode == 2
    line = json.dumps({"title": "LoRA: a study", "abstract": "We propose LoRA — as “ever”."})
    done = spawn("extract", "-", "--fast", cwd=tmp_path, stdin=line + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["paper"]["abstract"].endswith("LoRA — as “ever”.")


def test_usage_errors_exit_with_2(run: Run) -> None:
    assert run("build").returncode == 2
    assert run("no-such-verb").returncode == 2
    assert run("extract", "x", "--min-confidence", "3").returncode == 2


def test_extract_writes_json_lines_with_exact_evidence(run: Run, examples: Path) -> None:
    done = run("extract", examples / "trending.txt", "--fast")
    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == 18
    for record in records:
        for statement in record["statements"]:
            assert statement["evidence"]
            for e in statement["evidence"]:
                text = record["paper"].get(e["field"]) or ""
                if e["field"] in ("title", "abstract"):
                    assert text[e["start"] : e["end"]] == e["text"]


def test_extract_writes_to_a_file(run: Run, examples: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert run("extract", examples / "daily.txt", "--fast", "-o", target).stdout == ""
    assert len(target.read_text().splitlines()) == 19


def test_extract_reads_standard_input(run: Run) -> None:
    line = json.dumps({"title": "LoRA: a study", "abstract": "We propose LoRA."})
    done = run("extract", "-", "--fast", stdin=line + "\n")
    assert json.loads(done.stdout)["paper"]["title"] == "LoRA: a study"


def test_build_then_info(run: Run, examples: Path, tmp_path: Path) -> None:
    built = run("build", examples / "daily.txt", "-o", tmp_path / "g", "--fast")
    assert built.returncode == 0
    assert built.stdout == ""
    assert "19 papers (19 new, 19 read)" in built.stderr
    again = run("build", examples / "daily.txt", "-o", tmp_path / "g", "--fast")
    assert "19 papers (0 new, 0 read)" in again.stderr
    info = json.loads(run("info", tmp_path / "g", "--json").stdout)
    assert info["types"]["Paper"] == 19
    assert "hf-daily" in run("info", tmp_path / "g").stdout


def test_both_languages_give_the_same_rows(run: Run, graph: Path) -> None:
    cypher = run("query", graph, CYPHER, "--format", "json")
    sparql = run("query", graph, SPARQL, "--format", "json")
    assert cypher.returncode == sparql.returncode == 0, (cypher.stderr, sparql.stderr)
    assert json.loads(cypher.stdout) == json.loads(sparql.stdout)
    assert len(json.loads(cypher.stdout)) == 3


def test_rows_go_to_stdout_as_table_and_csv(run: Run, graph: Path) -> None:
    table = run("query", graph, CYPHER)
    assert table.stdout.splitlines()[0].split() == ["author", "papers"]
    assert "(3 rows)" in table.stderr
    assert run("query", graph, CYPHER, "--format", "csv").stdout.startswith("author,papers\n")


def test_a_query_comes_from_a_file_or_stdin_with_parameters(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    query = "MATCH (p:Paper) WHERE p.year = $year RETURN count(p) AS papers"
    (tmp_path / "q.cypher").write_text(query)
    by_file = run("query", graph, f"@{tmp_path / 'q.cypher'}", "--param", "year=2017")
    assert by_file.returncode == 0, by_file.stderr
    by_stdin = run("query", graph, "-", "--param", "year=2017", stdin=query)
    assert by_file.stdout == by_stdin.stdout


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("MATCH (p:Paper RETURN p", "kg: "),
        ("SELECT ?x WHERE { ?x ", "kg: "),
        ("CREATE (p:Paper {id: 'x'})", "kg build"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "kg build"),
        ("@missing.cypher", "missing.cypher cannot be read"),
    ],
)
def test_a_bad_query_is_one_line(run: Run, graph: Path, query: str, message: str) -> None:
    done = run("query", graph, query)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr


def test_a_query_that_runs_away_is_stopped(run: Run, graph: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    done = run("query", graph, endless, "--timeout", "1")
    assert done.returncode == 1
    assert "1" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_info_of_what_is_not_a_graph_is_one_line(run: Run, tmp_path: Path) -> None:
    done = run("info", tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "is not a graph" in done.stderr


def test_one_missing_file_does_not_stop_the_rest(run: Run, examples: Path, tmp_path: Path) -> None:
    done = run("build", "missing.txt", examples / "daily.txt", "-o", tmp_path / "g", "--fast")
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
    assert json.loads(run("info", tmp_path / "g", "--json").stdout)["types"]["Paper"] == 19


def test_sources_are_listed_and_a_wrong_one_names_them(run: Run, examples: Path) -> None:
    listed = run("sources").stdout
    for name in ("hf-trending", "hf-daily", "hf-html", "hf-api", "jsonl", "csv"):
        assert name in listed
    wrong = run("extract", examples / "daily.txt", "--from", "word")
    assert wrong.returncode == 1
    assert "hf-daily" in wrong.stderr


def test_csv_columns_are_mapped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Heading,Summary\nA study of BERT,We use BERT.\n")
    done = run(
        "extract", tmp_path / "t.csv", "--from", "csv", "--fast",
        "--column", "title=Heading", "--column", "abstract=Summary",
    )  # fmt: skip
    assert json.loads(done.stdout)["paper"]["abstract"] == "We use BERT."
    assert run("extract", tmp_path / "t.csv", "--column", "title").returncode == 2


def test_evaluate_prints_figures_and_calibration(run: Run, examples: Path) -> None:
    done = run("evaluate", examples / "gold.jsonl", "--fast")
    assert done.returncode == 0, done.stderr
    assert "ECE" in done.stdout
    report = json.loads(run("evaluate", examples / "gold.jsonl", "--fast", "--json").stdout)
    assert report["papers"] == 50
    assert report["repository"]["f1"] == 1.0


def test_explain_shows_the_spans_of_one_paper(run: Run, examples: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run(
        "explain", examples / "papers.jsonl", "--paper", "attention is all", "-o", page, "--fast"
    )
    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert "Attention Is All You Need" in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    none = run("explain", examples / "papers.jsonl", "--paper", "atention all", "-o", page)
    assert none.returncode == 1
    assert "near: " in none.stderr


def test_a_closed_pipe_is_not_an_error(graph: Path) -> None:
    command = f"{sys.executable} -m kg query {graph} 'MATCH (a) RETURN a.id' | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr


def test_a_question_has_the_same_answer_in_both_languages(run: Run, graph: Path) -> None:
    question = ("ask", graph, "top-datasets", "--format", "json", "--param", "limit=5")
    cypher, sparql = (run(*question, "--language", name) for name in ("cypher", "sparql"))
    assert cypher.returncode == sparql.returncode == 0, (cypher.stderr, sparql.stderr)
    assert len(json.loads(cypher.stdout)) == 5
    assert cypher.stdout == sparql.stdout


def test_questions_are_listed_shown_and_suggested(run: Run, graph: Path) -> None:
    assert len(run("questions").stdout.splitlines()) >= 24
    shown = run("questions", "methods-on-dataset").stdout
    assert "MATCH" in shown
    assert "SELECT" in shown
    wrong = run("ask", graph, "methods-on-datasets", "ImageNet")
    assert wrong.returncode == 1
    assert "methods-on-dataset" in wrong.stderr


def test_search_finds_papers_and_names(run: Run, graph: Path) -> None:
    rows = json.loads(run("search", graph, "attention", "--format", "json").stdout)
    assert "Attention Is All You Need" in [row["name"] for row in rows]
    assert run("search", graph, "--", "()").returncode == 1
