"""The names under which queries find a node, whatever the language."""

from typing import Any


def lookup_names(row: dict[str, Any]) -> list[str]:
    """Lower-case ids, names and aliases of a paper or entity row, sorted.

    They are the values of ``kg:lookup`` in RDF and of the list property ``lookup`` in property
    graphs, so finding a node by any of its names is one indexed step, not a scan.
    """
    names = [row["id"], *(row["former_ids"] or ())]
    if "title" in row:
        names += [row["title"], row["arxiv"], row["doi"]]
    else:
        names += [row["name"], *(alias["name"] for alias in row["aliases"] or ())]
    return sorted({name.lower() for name in names if name})
