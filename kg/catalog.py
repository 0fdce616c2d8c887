"""The catalogue of well-known names: what they are, what else they are called, where they live.

The data are the tables in ``kg/extract/catalog/``, one for each type, described in the README
beside them. Extraction looks names up to find them; linking to know that two names are one thing.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import NodeType

_TABLES = {
    NodeType.METHOD: "methods",
    NodeType.DATASET: "datasets",
    NodeType.TASK: "tasks",
    NodeType.METRIC: "metrics",
}
_PWC = {NodeType.METHOD: "method", NodeType.DATASET: "dataset", NodeType.TASK: "task"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One well-known thing.

    Attributes:
        type: What it is.
        name: The name people use.
        aliases: Other names of exactly the same thing.
        doubtful: Aliases with several live meanings (``CL``): valid where the paper defines them.
        broad: A very general term ("deep learning").
        cased: Also an ordinary word: only the exact case counts ("Adam").
        ambiguous: The name itself has several live meanings ("ACT").
        external_ids: IRIs of the same thing elsewhere.
        url: Home page or repository.
    """

    type: NodeType
    name: str
    aliases: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    broad: bool = False
    cased: bool = False
    ambiguous: bool = False
    external_ids: tuple[str, ...] = ()
    url: str | None = None


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry of the catalogue, in the order of its tables."""
    return tuple(entry for node_type in _TABLES for entry in _read(node_type))


def _read(node_type: NodeType) -> Iterator[Entry]:
    path = files("kg.extract") / "catalog" / f"{_TABLES[node_type]}.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _entry(node_type, {key: value or "" for key, value in row.items()})


def _entry(node_type: NodeType, row: dict[str, str]) -> Entry:
    names = [alias.strip() for alias in row["aliases"].split("|") if alias.strip()]
    flags = set(row["flags"].split(","))
    return Entry(
        type=node_type,
        name=row["name"],
        aliases=tuple(n for n in names if not n.endswith("?")),
        doubtful=tuple(n[:-1] for n in names if n.endswith("?")),
        broad="broad" in flags,
        cased="case" in flags,
        ambiguous="ambiguous" in flags,
        external_ids=tuple(_external_ids(node_type, row)),
        url=row["url"] or None,
    )


def _external_ids(node_type: NodeType, row: dict[str, str]) -> Iterator[str]:
    if row["pwc"] and node_type in _PWC:
        yield f"https://paperswithcode.com/{_PWC[node_type]}/{row['pwc']}"
    if row["wikidata"]:
        yield f"http://www.wikidata.org/entity/{row['wikidata']}"
    if row["huggingface"]:
        kind = "datasets/" if node_type is NodeType.DATASET else ""
        yield f"https://huggingface.co/{kind}{row['huggingface']}"
