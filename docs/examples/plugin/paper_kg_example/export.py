"""An export: the papers as BibTeX, with their methods and tasks as keywords."""

import re
from pathlib import Path

from kg.graph.tables import Tables


def write_bibtex(tables: Tables, path: Path) -> None:
    """Write one entry per paper to ``path``; kg puts it in place when it is complete."""
    names = {row["id"]: row["name"] for row in tables.rows("entities", ["id", "name"])}
    keywords: dict[str, list[str]] = {}
    for row in tables.rows("statements"):
        if row["predicate"] in ("introduces", "uses", "addresses"):
            keywords.setdefault(row["subject"], []).append(names[row["object"]])
    with path.open("w", encoding="utf-8") as file:
        for paper in tables.rows("papers"):
            fields = {
                "title": f"{{{paper['title']}}}",
                "author": " and ".join(paper["authors"] or ()),
                "year": paper["year"],
                "booktitle": paper["venue"],
                "doi": paper["doi"],
                "eprint": paper["arxiv"],
                "keywords": ", ".join(sorted(keywords.get(paper["id"], ()))),
            }
            lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
            key = re.sub(r"\W", "", paper["id"])
            file.write("@misc{" + ",\n".join([key, *lines]) + "\n}\n\n")
