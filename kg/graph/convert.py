"""Papers and entities as rows of their tables, and back."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from kg.graph.schema import ENTITIES, PAPERS
from kg.model import Alias, Entity, NodeType, Origin, Paper


def paper_to_row(paper: Paper, former_ids: Sequence[str] = ()) -> dict[str, Any]:
    """``paper`` as a row of the table ``papers``."""
    return {
        "id": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "date": paper.date,
        "year": paper.year,
        "authors": list(paper.authors),
        "organizations": list(paper.organizations),
        "venue": paper.venue,
        "url": paper.url,
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "links": list(paper.links),
        "former_ids": list(former_ids),
        "origins": [{"source": o.source, "place": o.place, "line": o.line} for o in paper.origins],
    }


def row_to_paper(row: dict[str, Any]) -> Paper:
    """The paper that :func:`paper_to_row` wrote."""
    return Paper(
        id=row["id"],
        title=row["title"],
        abstract=row["abstract"],
        date=row["date"],
        authors=tuple(row["authors"]),
        organizations=tuple(row["organizations"]),
        venue=row["venue"],
        url=row["url"],
        arxiv=row["arxiv"],
        doi=row["doi"],
        links=tuple(row["links"]),
        origins=tuple(Origin(o["source"], o["place"], o["line"]) for o in row["origins"]),
    )


def entity_to_row(entity: Entity, papers: int) -> dict[str, Any]:
    """``entity`` as a row of the table ``entities``; ``papers`` have a statement about it."""
    return {
        "id": entity.id,
        "type": str(entity.type),
        "name": entity.name,
        "aliases": [{"name": a.name, "papers": a.papers} for a in entity.aliases],
        "papers": papers,
        "url": entity.url,
        "external_ids": list(entity.external_ids),
        "former_ids": list(entity.former_ids),
        "ambiguous": entity.ambiguous,
    }


def row_to_entity(row: dict[str, Any]) -> Entity:
    """The entity that :func:`entity_to_row` wrote."""
    return Entity(
        id=row["id"],
        type=NodeType(row["type"]),
        name=row["name"],
        aliases=tuple(Alias(a["name"], a["papers"]) for a in row["aliases"]),
        url=row["url"],
        external_ids=tuple(row["external_ids"]),
        former_ids=tuple(row["former_ids"]),
        ambiguous=row["ambiguous"],
    )


def paper_batch(rows: Iterable[dict[str, Any]]) -> pa.RecordBatch:
    """Rows of :func:`paper_to_row` as one record batch."""
    return pa.RecordBatch.from_pylist(list(rows), schema=PAPERS)


def entity_batch(rows: Iterable[dict[str, Any]]) -> pa.RecordBatch:
    """Rows of :func:`entity_to_row` as one record batch."""
    return pa.RecordBatch.from_pylist(list(rows), schema=ENTITIES)
