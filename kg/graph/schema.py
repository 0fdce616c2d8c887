"""The columns of the tables that make up a graph on disk.

==============  ==================================================================================
``papers``      one row per paper, sorted by ``id``
``entities``    one row per node that is not a paper, sorted by ``id``
``statements``  one row per distinct (subject, predicate, object), sorted by the three
``evidence``    one row per quote, sorted by statement, paper, field and position
``extractions`` what was read out of each paper before linking: the cache that makes reruns cheap
``merges``      why names became one entity, or stayed apart: what ``kg link --explain`` prints
==============  ==================================================================================
"""

import pyarrow as pa

_STRINGS = pa.list_(pa.string())

PAPERS = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("abstract", pa.string()),
        ("date", pa.string()),
        ("year", pa.int32()),
        ("authors", _STRINGS),
        ("organizations", _STRINGS),
        ("venue", pa.string()),
        ("url", pa.string()),
        ("arxiv", pa.string()),
        ("doi", pa.string()),
        ("links", _STRINGS),
        # Ids that the paper had in other sources or before a merge; they forward to `id`.
        ("former_ids", _STRINGS),
        (
            "origins",
            pa.list_(
                pa.struct([("source", pa.string()), ("place", pa.string()), ("line", pa.int32())])
            ),
        ),
    ]
)

ENTITIES = pa.schema(
    [
        ("id", pa.string()),
        ("type", pa.string()),
        ("name", pa.string()),
        # Names in use, most used first, with the number of papers that use each.
        ("aliases", pa.list_(pa.struct([("name", pa.string()), ("papers", pa.int32())]))),
        # Number of papers with a statement about this entity.
        ("papers", pa.int32()),
        ("url", pa.string()),
        ("external_ids", _STRINGS),
        ("former_ids", _STRINGS),
        ("ambiguous", pa.bool_()),
    ]
)

STATEMENTS = pa.schema(
    [
        ("id", pa.string()),
        ("subject", pa.string()),
        ("predicate", pa.string()),
        ("object", pa.string()),
        ("confidence", pa.float64()),
        # Number of papers that say so: 1 where the subject is a paper.
        ("papers", pa.int32()),
    ]
)

EVIDENCE = pa.schema(
    [
        ("statement", pa.string()),
        ("paper", pa.string()),
        ("field", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("extractor", pa.string()),
        ("confidence", pa.float64()),
    ]
)

EXTRACTIONS = pa.schema(
    [
        # Hash of title, abstract and everything else that extraction looks at.
        ("content", pa.string()),
        # Name and version of the extraction, such as `default/3`.
        ("extractor", pa.string()),
        # The statements as the JSON array of `kg.records`, before linking.
        ("statements", pa.string()),
    ]
)

MERGES = pa.schema(
    [
        # The entity that the name belongs to.
        ("entity", pa.string()),
        ("name", pa.string()),
        # Number of papers that use the name.
        ("papers", pa.int32()),
        # Whether it was joined with `other`, or held apart from it.
        ("joined", pa.bool_()),
        ("other", pa.string()),
        ("rule", pa.string()),
        ("evidence", pa.string()),
    ]
)

TABLES: dict[str, pa.Schema] = {
    "papers": PAPERS,
    "entities": ENTITIES,
    "statements": STATEMENTS,
    "evidence": EVIDENCE,
}
"""The tables that are the graph; ``extractions`` and ``merges`` are kept beside them."""
