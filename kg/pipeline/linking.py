"""The stage that decides which names are one entity, on the tables of an assembly."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa

from kg.graph.assemble import BATCH, NODES, Assembly, node_key, thing_of
from kg.graph.convert import entity_batch, entity_to_row
from kg.graph.schema import ENTITIES, MERGES
from kg.graph.write import TableFile
from kg.link import Curation, Linking, Merge, link
from kg.model import SIGNATURES, NodeType, Predicate
from kg.pipeline.progress import Item, Progress, counted

_BY_OBJECT = {
    NodeType.METHOD: Predicate.USES,
    NodeType.DATASET: Predicate.EVALUATES_ON,
    NodeType.TASK: Predicate.ADDRESSES,
    NodeType.METRIC: Predicate.REPORTS,
}
"""What a paper says of a thing that people gave another type, where its own words fit no more."""

_KEPT = """
SELECT * FROM merges
WHERE entity IN (SELECT object FROM resolved UNION ALL SELECT subject FROM resolved)
ORDER BY ALL
"""


def link_names(assembly: Assembly, curation: Curation, progress: Progress) -> tuple[str, ...]:
    """Fill the tables ``nodes``, ``entities`` and ``merges``.

    Returns:
        The entries of ``curation`` that did nothing, as lines for people.
    """
    uses = ((thing_of(key), papers) for key, papers in assembly.node_uses())
    linking = link(counted(uses, "linking", progress), curation=curation)
    _fill_nodes(assembly, linking)
    assembly.create("entities", ENTITIES)
    for some in _chunks(linking.entities):
        assembly.insert("entities", entity_batch(entity_to_row(entity, 0) for entity in some))
    assembly.create("merges", MERGES)
    for merges in _chunks(linking.merges):
        assembly.insert("merges", _merge_batch(merges))
    if linking.retyped:
        _fit_predicates(assembly)
    return linking.unused


def write_merges(assembly: Assembly) -> TableFile:
    """Write the table ``merges``, after :meth:`Assembly.finish`."""
    return assembly.write("merges", MERGES, _KEPT)


def _fill_nodes(assembly: Assembly, linking: Linking) -> None:
    assembly.create("nodes", NODES)
    for some in _chunks(linking.ids.items()):
        keys, entities = [node_key(thing) for thing, _ in some], [entity for _, entity in some]
        assembly.insert(
            "nodes", pa.RecordBatch.from_arrays([pa.array(keys), pa.array(entities)], schema=NODES)
        )


def _merge_batch(merges: list[Merge]) -> pa.RecordBatch:
    columns = [pa.array([getattr(m, f.name) for m in merges], f.type) for f in MERGES]
    return pa.RecordBatch.from_arrays(columns, schema=MERGES)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while some := list(islice(iterator, BATCH)):
        yield some


_FIT = """
UPDATE mentions SET predicate = $fitting FROM nodes, entities e
WHERE predicate = $predicate AND object = nodes.key AND nodes.entity = e.id AND e.type = $type
"""

_DROP = """
DELETE FROM mentions WHERE predicate = $predicate AND NOT EXISTS (
    SELECT 1 FROM nodes s, entities a, nodes o, entities b
    WHERE s.key = mentions.subject AND a.id = s.entity AND a.type = $subject
      AND o.key = mentions.object AND b.id = o.entity AND b.type IN (SELECT unnest($objects))
)
"""


def _fit_predicates(assembly: Assembly) -> None:
    """Let what papers say of a retyped thing fit its new type; drop what no predicate can say."""
    for predicate, (subject, objects) in SIGNATURES.items():
        if subject is not NodeType.PAPER:
            types = [str(t) for t in objects]
            assembly.execute(_DROP, predicate=str(predicate), subject=str(subject), objects=types)
            continue
        for node_type, fitting in _BY_OBJECT.items():
            if node_type not in objects:
                assembly.execute(
                    _FIT, predicate=str(predicate), fitting=str(fitting), type=str(node_type)
                )
