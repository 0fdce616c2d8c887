"""Stores derived from a graph: built when first asked for, rebuilt when stale, never half there.

A store is the folder ``derived/<engine>-<key>/``; the key is a hash of the graph's content, the
engine's version and the version of our encoding. It is built under another name and renamed when
complete, so a folder with the right name is a complete store. Deleting any of it is safe.
"""

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from kg.encode.rdf import base_iri
from kg.errors import GraphError, MissingExtraError, Notice, Report, ignore
from kg.graph.tables import Tables


class Derivation(Protocol):
    """What a folder is named after; see :class:`kg.stores.engine.Engine`."""

    @property
    def name(self) -> str:
        """What the folder's name starts with."""
        ...

    @property
    def package(self) -> str:
        """The distribution that writes it; another version means another folder."""
        ...

    @property
    def encoding(self) -> int:
        """Version of what is written."""
        ...


def store_path(engine: Derivation, tables: Tables) -> Path:
    """Where the store of this graph for ``engine`` is, or will be.

    Raises:
        MissingExtraError: The engine is not installed.
    """
    try:
        installed = version(engine.package)
    except PackageNotFoundError as error:
        raise MissingExtraError(
            f"{engine.name} is not installed: pip install {engine.package}"
        ) from error
    parts = (tables.content, base_iri(tables), installed, str(engine.encoding))
    key = sha256("\n".join(parts).encode()).hexdigest()[:16]
    return tables.derived / f"{engine.name}-{key}"


def ensure_store(
    engine: Derivation,
    tables: Tables,
    build: Callable[[Path], None],
    report: Report = ignore,
) -> Path:
    """The folder with the store of this graph; builds it where it is missing.

    Args:
        engine: Whose store.
        tables: Of which graph.
        build: Fills an empty folder with the store.
        report: Told when a store is built, because that can take a while.

    Raises:
        GraphError: The folder cannot be written.
    """
    path = store_path(engine, tables)
    if path.is_dir():
        return path
    try:
        tables.derived.mkdir(parents=True, exist_ok=True)
        # Blocks while another process builds; then there is nothing left to do.
        with FileLock(tables.derived / f".{engine.name}.lock"):
            if not path.is_dir():
                _sweep(engine, tables.derived, keep=path)
                report(Notice(str(tables.root), None, f"building the {engine.name} store …"))
                _build(path, build)
    except OSError as error:
        raise GraphError(
            f"{tables.derived} cannot be written ({error.strerror or error}): "
            "make the graph directory writable, or copy it to a place that is"
        ) from error
    return path


def _build(path: Path, build: Callable[[Path], None]) -> None:
    # The process in the name: what a killed one still writes cannot get into ours.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.mkdir()
    try:
        build(part)
        part.rename(path)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _sweep(engine: Derivation, derived: Path, keep: Path) -> None:
    # Stores of older content or versions, and what a killed build left.
    for path in sorted(derived.glob(f"{engine.name}-*")):
        if path != keep:
            shutil.rmtree(path, ignore_errors=True)
