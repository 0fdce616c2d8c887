"""Files that other tools read, one file per format."""

from collections.abc import Callable
from inspect import Parameter, signature
from pathlib import Path
from shutil import rmtree
from typing import Any

from kg.errors import ExportError
from kg.graph.tables import Tables
from kg.registry import Registry

FORMS = Registry(
    "exports",
    {
        "turtle": "kg.export.rdf:write_turtle",
        "trig": "kg.export.rdf:write_trig",
        "ntriples": "kg.export.rdf:write_ntriples",
        "nquads": "kg.export.rdf:write_nquads",
        "jsonld": "kg.export.jsonld:write_jsonld",
        "graphml": "kg.export.graphs:write_graphml",
        "gexf": "kg.export.graphs:write_gexf",
        "cytoscape": "kg.export.graphs:write_cytoscape",
        "csv": "kg.export.tables:write_csv",
        "parquet": "kg.export.tables:write_parquet",
        "lpwc": "kg.export.lpwc:write_lpwc",
        "pwc-json": "kg.export.pwc_json:write_pwc_json",
        "neo4j-admin": "kg.export.neo4j_admin:write_neo4j_admin",
    },
)
"""Name -> a function of the graph's tables and the path to write; a name may bring a folder."""

__all__ = ["FORMS", "write"]


def write(tables: Tables, form: str, path: Path, **options: Any) -> Path:
    """Write the graph as ``form`` to ``path``, complete or not at all; return ``path``.

    Args:
        tables: The graph.
        form: One of :data:`FORMS`.
        path: A file, or a folder for forms of several files; what stands there is replaced.
        options: What the form offers besides.

    Raises:
        UnknownNameError: There is no such form.
        ExportError: ``path`` cannot be written, or is a folder with other files; or the form does
            not offer one of ``options``.
    """
    writer = FORMS.load(form)
    for option in options:
        if not _takes(writer, option):
            others = ", ".join(name for name in FORMS.table if _takes(FORMS.load(name), option))
            raise ExportError(f"{form} knows no {option}: leave it out, or choose {others}")
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
        writer(tables, part, **options)
        _replace(part, path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        _remove(part)
    return path


def _takes(writer: Callable[..., None], option: str) -> bool:
    parameters = signature(writer).parameters
    return option in parameters or any(
        parameter.kind is Parameter.VAR_KEYWORD for parameter in parameters.values()
    )


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _replace(part: Path, path: Path) -> None:
    if path.is_dir():
        foreign = {p.name for p in path.iterdir()} - _names(part)
        if foreign:
            raise ExportError(
                f"{path} holds other files ({', '.join(sorted(foreign)[:3])}): "
                "name an empty or new folder"
            )
        rmtree(path)
    part.replace(path)


def _names(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()} if folder.is_dir() else set()
