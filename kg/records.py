"""Values of the model as JSON objects and back: what ``kg extract`` writes and JSON Lines hold."""

from typing import Any

from kg.model import Evidence, Extraction, NodeType, Origin, Paper, Predicate, Statement, Thing


def paper_to_dict(paper: Paper) -> dict[str, Any]:
    """``paper`` as a JSON object; fields that it does not have are left out."""
    record: dict[str, Any] = {"id": paper.id, "title": paper.title, "abstract": paper.abstract}
    for key in ("date", "venue", "url", "arxiv", "doi"):
        if value := getattr(paper, key):
            record[key] = value
    for key in ("authors", "organizations", "links"):
        if values := getattr(paper, key):
            record[key] = list(values)
    if paper.origins:
        record["source"] = paper.origins[0].source
        record["origins"] = [_origin_to_dict(origin) for origin in paper.origins]
    return record


def _origin_to_dict(origin: Origin) -> dict[str, Any]:
    record: dict[str, Any] = {"source": origin.source, "place": origin.place}
    return record if origin.line is None else {**record, "line": origin.line}


def paper_from_dict(record: dict[str, Any]) -> Paper:
    """The paper that :func:`paper_to_dict` wrote.

    Raises:
        KeyError: A required key is missing.
    """
    return Paper(
        id=record["id"],
        title=record["title"],
        abstract=record["abstract"],
        date=record.get("date"),
        authors=tuple(record.get("authors", ())),
        organizations=tuple(record.get("organizations", ())),
        venue=record.get("venue"),
        url=record.get("url"),
        arxiv=record.get("arxiv"),
        doi=record.get("doi"),
        links=tuple(record.get("links", ())),
        origins=tuple(
            Origin(o["source"], o["place"], o.get("line")) for o in record.get("origins", ())
        ),
    )


def statement_to_dict(statement: Statement, ids: dict[Thing, str]) -> dict[str, Any]:
    """``statement`` as a JSON object; ``ids`` gives the id of each thing it names."""
    record: dict[str, Any] = {"predicate": str(statement.predicate)}
    if statement.subject is not None:
        record["subject"] = _thing_to_dict(statement.subject, ids)
    record["object"] = _thing_to_dict(statement.object, ids)
    record["confidence"] = statement.confidence
    record["evidence"] = [_evidence_to_dict(e) for e in statement.evidence]
    return record


def _thing_to_dict(thing: Thing, ids: dict[Thing, str]) -> dict[str, Any]:
    record = {"id": ids[thing], "type": str(thing.type), "name": thing.name}
    if thing.expansion:
        record["expansion"] = thing.expansion
    if thing.url:
        record["url"] = thing.url
    return record


def _evidence_to_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "field": evidence.field,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "extractor": evidence.extractor,
        "confidence": evidence.confidence,
    }


def statement_from_dict(record: dict[str, Any]) -> Statement:
    """The statement that :func:`statement_to_dict` wrote.

    Raises:
        KeyError: A required key is missing.
        ValueError: A type or predicate is not of the model.
    """
    subject = record.get("subject")
    return Statement(
        predicate=Predicate(record["predicate"]),
        object=_thing_from_dict(record["object"]),
        confidence=record["confidence"],
        evidence=tuple(Evidence(**e) for e in record["evidence"]),
        subject=None if subject is None else _thing_from_dict(subject),
    )


def _thing_from_dict(record: dict[str, Any]) -> Thing:
    return Thing(
        NodeType(record["type"]), record["name"], record.get("expansion"), record.get("url")
    )


def extraction_to_dict(extraction: Extraction, ids: dict[Thing, str]) -> dict[str, Any]:
    """One line of ``kg extract``: the paper and its statements."""
    return {
        "paper": paper_to_dict(extraction.paper),
        "statements": [statement_to_dict(s, ids) for s in extraction.statements],
    }
