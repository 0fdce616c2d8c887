"""The graph as the JSON files that Papers with Code published, for the tools made for them.

A folder of ``papers-with-abstracts.json``, ``links-between-papers-and-code.json``, ``methods.json``
and ``datasets.json`` with the same fields. Where theirs held addresses of their site, ours hold the
IRIs of our nodes, which join the files in the same way. What papers do not say is ``null`` or
empty: descriptions, modalities, frameworks, whether a repository mentions its paper. Dates are as
precise as the source's. There are no evaluation tables: statements have no numbers.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.encode.iris import node_iri
from kg.encode.rdf import base_iri
from kg.export.database import cursor, rows
from kg.export.lpwc import addresses
from kg.graph.tables import Tables

_INTRODUCED = """
introduced AS (
    SELECT object, min({date: if(p.year IS NULL, '9999', p.date), id: p.id, title: p.title,
        year: p.year, day: p.date, page: p.url, arxiv: p.arxiv, doi: p.doi}) AS paper
    FROM statements JOIN papers p ON p.id = subject WHERE predicate = 'introduces' GROUP BY object
)
"""
_PAPERS = f"""
WITH {_INTRODUCED}, said AS (
    SELECT subject,
        list({{name: e.name, id: e.id}} ORDER BY e.name, e.id)
            FILTER (predicate = 'addresses') AS tasks,
        list({{name: e.name, id: e.id, aliases: e.aliases, paper: i.paper}} ORDER BY e.name, e.id)
            FILTER (predicate = 'uses' OR (predicate = 'introduces' AND e.type = 'Method'))
            AS methods
    FROM statements s JOIN entities e ON e.id = object LEFT JOIN introduced i USING (object)
    GROUP BY subject
)
SELECT p.*, tasks, methods FROM papers p LEFT JOIN said ON subject = p.id ORDER BY p.id
"""
_LINKS = """
SELECT p.id, p.title, p.arxiv, p.doi, p.url, e.url AS repository,
    bool_or(predicate = 'hasCode') AS official,
    bool_or(q.field IN ('title', 'abstract')) AS read
FROM statements s JOIN papers p ON p.id = subject JOIN entities e ON e.id = object
LEFT JOIN evidence q ON q.statement = s.id
WHERE e.type = 'Repository' AND e.url IS NOT NULL GROUP BY ALL ORDER BY p.id, repository
"""
_THINGS = f"""
WITH {_INTRODUCED}
SELECT e.*, paper FROM entities e LEFT JOIN introduced ON object = e.id
WHERE type = $type ORDER BY e.id
"""


def write_pwc_json(tables: Tables, path: Path) -> None:
    """Write the four files into the folder ``path``."""
    base = base_iri(tables)
    path.mkdir()
    with cursor(tables) as database:
        methods = rows(database, _THINGS, type="Method")
        datasets = rows(database, _THINGS, type="Dataset")
        for name, found, make in (
            ("papers-with-abstracts", rows(database, _PAPERS), _paper),
            ("links-between-papers-and-code", rows(database, _LINKS), _link),
            ("methods", methods, _method),
            ("datasets", datasets, _dataset),
        ):
            _write(path / f"{name}.json", (make(row, base) for row in found))


def _write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write a JSON list, one record a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        file.writelines(_lines(records))
        file.write("\n]\n")


def _lines(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    for number, record in enumerate(records):
        text = json.dumps(record, ensure_ascii=False)
        yield f"{',' if number else ''}\n{text}"


def _paper(row: dict[str, Any], base: str) -> dict[str, Any]:
    about, pdf = addresses(row)
    return {
        "paper_url": node_iri(base, row["id"]),
        "arxiv_id": row["arxiv"],
        "title": row["title"],
        "abstract": row["abstract"],
        "url_abs": about,
        "url_pdf": pdf,
        "proceeding": row["venue"],
        "authors": list(row["authors"] or ()),
        "tasks": [task["name"] for task in row["tasks"] or ()],
        "date": _day(row["date"]),
        "methods": [_used(method) for method in _distinct(row["methods"] or ())],
    }


def _used(method: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": method["name"],
        "full_name": full_name(method),
        "description": "",
        **_source(method["paper"]),
        "code_snippet_url": None,
        "main_collection": None,
    }


def _link(row: dict[str, Any], base: str) -> dict[str, Any]:
    about, pdf = addresses(row)
    return {
        "paper_url": node_iri(base, row["id"]),
        "paper_title": row["title"],
        "paper_arxiv_id": row["arxiv"],
        "paper_url_abs": about,
        "paper_url_pdf": pdf,
        "repo_url": row["repository"],
        "is_official": row["official"],
        "mentioned_in_paper": bool(row["read"]),
        "mentioned_in_github": None,
        "framework": "none",
    }


def _method(row: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "url": node_iri(base, row["id"]),
        "name": row["name"],
        "full_name": full_name(row),
        "description": "",
        "paper": _introduction(row["paper"], base),
        **_source(row["paper"]),
        "code_snippet_url": None,
        "num_papers": row["papers"],
        "collections": [],
    }


def _dataset(row: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "url": node_iri(base, row["id"]),
        "name": row["name"],
        "full_name": full_name(row),
        "homepage": row["url"],
        "description": "",
        "paper": _introduction(row["paper"], base),
        "introduced_date": _day(row["paper"]["day"]) if row["paper"] else None,
        "modalities": [],
        "tasks": [],
        "languages": [],
        "variants": [],
        "num_papers": row["papers"],
        "data_loaders": [],
    }


def _introduction(paper: dict[str, Any] | None, base: str) -> dict[str, Any] | None:
    return paper and {"title": paper["title"], "url": node_iri(base, paper["id"])}


def _source(paper: dict[str, Any] | None) -> dict[str, Any]:
    """The paper that introduced something, as methods name it."""
    about = addresses({**paper, "url": paper["page"]})[0] if paper else None
    return {
        "introduced_year": paper and paper["year"],
        "source_url": about,
        "source_title": paper and paper["title"],
    }


def _distinct(methods: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen = set()
    for method in methods:
        if method["id"] not in seen:
            seen.add(method["id"])
            yield method


def _day(date: str | None) -> str | None:
    """A date with its year; ``None`` where that is unknown."""
    return None if date is None or date.startswith("-") else date


def full_name(row: dict[str, Any]) -> str:
    """The alias that spells an acronym out: the initials of its words are the name."""
    letters = re.sub(r"[\W\d_]", "", row["name"]).lower()
    for alias in row["aliases"] or ():
        words = re.findall(r"[^\W\d_]+", alias["name"])
        if len(words) > 1 and "".join(w[0] for w in words).lower() == letters:
            return str(alias["name"])
    return str(row["name"])
