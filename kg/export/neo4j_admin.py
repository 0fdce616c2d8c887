"""Files for ``neo4j-admin database import full``, the fastest way into an empty Neo4j database.

A folder of CSV files, ``import.sh`` with the command, and the constraints and indexes. The database
then holds what ``kg load`` would have written, so later loads go on from there.
"""

import re
import shlex
from pathlib import Path

from kg.encode.neo4j_schema import schema_text
from kg.encode.property_graph import (
    RELATIONSHIP_PROPERTIES,
    PropertyGraph,
    node_properties,
    open_property_graph,
)
from kg.graph.tables import Tables

SCRIPT = "import.sh"
SCHEMA = "schema.cypher"

_TYPES = {"STRING": "string", "INT64": "long", "DOUBLE": "double", "BOOL": "boolean"}
_SEPARATOR = 31  # U+001F, "unit separator": in no name and no quote
_OPTIONS = (
    "--id-type=string",
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
    "--bad-tolerance=0",
)
_HEAD = """#!/bin/sh
# Makes a Neo4j database of the graph {name}: an empty or new one, while the server is stopped.
#
#   ./import.sh [DATABASE] [further options of neo4j-admin database import full]
#
# NEO4J_ADMIN names the tool where it is not on the PATH. Afterwards, start the server and run
# kg load GRAPH neo4j://HOST/DATABASE --name {name}
# once: it adds constraints and indexes ({schema}), lists without entries, which the importer
# cannot write, and whatever changed since.
set -eu
cd "$(dirname "$0")"
database=${{1:-neo4j}}
[ $# -eq 0 ] || shift
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "$database" \\
"""


def write_neo4j_admin(tables: Tables, path: Path, *, name: str | None = None) -> None:
    """Write the folder ``path``.

    Args:
        tables: The graph.
        path: A folder, made where it is missing.
        name: The graph's name in the database; by default that of its directory.
    """
    chosen = tables.root.resolve().name if name is None else name
    path.mkdir(parents=True, exist_ok=True)
    with open_property_graph(tables) as graph:
        options = [*_write_nodes(graph, path, chosen), *_write_relationships(graph, path, chosen)]
    lines = " \\\n".join(f"  {shlex.quote(option)}" for option in (*_OPTIONS, *options))
    head = _HEAD.format(name=shlex.quote(" ".join(chosen.split())), schema=SCHEMA)
    script = path / SCRIPT
    script.write_text(f'{head}{lines} \\\n  "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    (path / SCHEMA).write_text(schema_text(), encoding="utf-8")


def _write_nodes(graph: PropertyGraph, folder: Path, name: str) -> list[str]:
    options = []
    for label in graph.used_labels():
        properties = node_properties(label)
        header = [_header(p, kind) for p, kind in properties.items()]
        header[list(properties).index("id")] = f"id:ID({label})"
        file = f"nodes-{_safe(label)}.csv"
        columns = [_column(p, kind) for p, kind in properties.items()]
        _write_csv(graph, columns, graph.nodes(label), header, folder / file, name)
        # "./": newer importers look for the folder of a file in its name.
        options.append(f"--nodes={label}=./{file}")
    return options


def _write_relationships(graph: PropertyGraph, folder: Path, name: str) -> list[str]:
    options = []
    columns = [_column(p, kind) for p, kind in RELATIONSHIP_PROPERTIES.items()]
    header = [_header(p, kind) for p, kind in RELATIONSHIP_PROPERTIES.items()]
    for pattern in graph.used_patterns():
        parts = (pattern.relationship, pattern.start, pattern.end)
        file = f"relationships-{'-'.join(map(_safe, parts))}.csv"
        ends = [f":START_ID({pattern.start})", f":END_ID({pattern.end})"]
        rows = graph.relationships(pattern)
        from_to = ["start_id", "end_id"]
        _write_csv(graph, from_to + columns, rows, ends + header, folder / file, name)
        options.append(f"--relationships={pattern.relationship}=./{file}")
    return options


def _write_csv(
    graph: PropertyGraph, columns: list[str], rows: str, header: list[str], path: Path, name: str
) -> None:
    """Write ``columns`` of the SQL ``rows`` and the graph's name."""
    import pyarrow as pa
    from pyarrow import csv

    # Strings in quotes, nulls as nothing: the importer tells "" from what is not there.
    form = csv.WriteOptions(include_header=False, quoting_style="needed")
    with path.open("wb") as file:
        file.write((",".join([*header, "graph:string"]) + "\n").encode())
        sql = f"SELECT {', '.join(columns)} FROM ({rows})"  # noqa: S608 - our own names only
        for batch in graph.batches(sql):
            named = pa.Table.from_batches([batch])
            graphs = pa.array([name] * batch.num_rows, pa.string())
            csv.write_csv(named.append_column("graph", graphs), file, form)


def _header(name: str, kind: str) -> str:
    base = kind.removesuffix("[]")
    return f"{name}:{_TYPES[base]}{kind[len(base) :]}"


def _column(name: str, kind: str) -> str:
    if not kind.endswith("[]"):
        return name
    return f"array_to_string({name}, chr({_SEPARATOR})) AS {name}"


def _safe(name: str) -> str:
    return re.sub(r"\W", "_", name)
