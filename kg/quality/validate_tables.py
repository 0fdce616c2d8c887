"""Whether the rows of a graph's tables fit together: one SQL query for each rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import EVIDENCE_FIELDS, NodeType, Predicate
from kg.quality.database import REQUIRED, Database, complete
from kg.quality.validate import EXAMPLES, Finding, Progress


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be.

    Attributes:
        kind: Name of the finding.
        message: What is wrong where the query has rows.
        sql: Gives one row for each case; the column ``example`` names it.
    """

    kind: str
    message: str
    sql: str


def _names(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


# NaN is asked for as text: DuckDB trusts the statistics of Parquet files, which leave it out.
_SHARE = "confidence IS NULL OR confidence::TEXT = 'nan' OR confidence < 0 OR confidence > 1"
_QUOTED = "paper || ' ' || field || ' ' || start || '-' || \"end\""
_FIELD = """CASE field WHEN 'title' THEN title WHEN 'abstract' THEN abstract
    WHEN 'venue' THEN p.venue WHEN 'authors' THEN array_to_string(p.authors, '; ')
    WHEN 'organizations' THEN array_to_string(p.organizations, '; ')
    WHEN 'links' THEN array_to_string(p.links, '; ') END"""

_NULL = " UNION ALL ".join(
    f"""SELECT '{table} row ' || file_row_number AS example FROM {table}
    WHERE NOT ({complete(table)})"""
    for table in REQUIRED
)

RULES = (
    Rule("null", "a row lacks what every row has; it is not held against the shapes", _NULL),
    Rule(
        "duplicate-id",
        "two rows have the same id",
        """SELECT id AS example FROM nodes GROUP BY id HAVING count(*) > 1
        UNION ALL SELECT id FROM statements GROUP BY id HAVING count(*) > 1""",
    ),
    Rule(
        "empty-id",
        "a row has no id",
        """SELECT 'paper ' || title AS example FROM papers WHERE coalesce(id, '') = ''
        UNION ALL SELECT type || ' ' || name FROM entities WHERE coalesce(id, '') = ''""",
    ),
    Rule(
        "order",
        "a table is not sorted by id",
        """SELECT id AS example FROM (
            SELECT id, lag(id) OVER (ORDER BY file_row_number) AS before FROM papers
            UNION ALL
            SELECT id, lag(id) OVER (ORDER BY file_row_number) FROM entities
        ) WHERE before > id""",
    ),
    Rule(
        "entity-type",
        "an entity has a type that the model does not know",
        f"""SELECT id || ' is a ' || coalesce(type, 'nothing') AS example FROM entities
        WHERE type IS NULL OR type NOT IN ({_names(t for t in NodeType if t != "Paper")})""",
    ),
    Rule(
        "entity-name",
        "an entity has no name",
        "SELECT id AS example FROM entities WHERE trim(coalesce(name, '')) = ''",
    ),
    Rule(
        "former-id",
        "a former id is in use, or forwards to two nodes",
        """SELECT former AS example FROM (
            SELECT id, unnest(former_ids) AS former FROM papers
            UNION ALL SELECT id, unnest(former_ids) FROM entities
        ) GROUP BY former HAVING count(DISTINCT id) > 1 OR former IN (SELECT id FROM nodes)""",
    ),
    Rule(
        "year",
        "a paper's year is not that of its date",
        """SELECT id AS example FROM papers
        WHERE year IS DISTINCT FROM try_cast(regexp_extract(date, '^[0-9]{4}') AS INTEGER)""",
    ),
    Rule(
        "statement-end",
        "a statement's subject or object is no node of the graph",
        """SELECT id || ': ' || missing AS example FROM (
            SELECT id, subject AS missing FROM statements
            UNION ALL SELECT id, object FROM statements
        ) WHERE missing NOT IN (SELECT id FROM nodes) OR missing IS NULL""",
    ),
    Rule(
        "predicate",
        "a statement's predicate is not of the model",
        f"""SELECT id || ': ' || coalesce(predicate, 'nothing') AS example FROM statements
        WHERE predicate IS NULL OR predicate NOT IN ({_names(Predicate)})""",
    ),
    Rule(
        "signature",
        "a statement's ends are not of the types that its predicate takes",
        f"""SELECT subject || ' ' || s.predicate || ' ' || object AS example FROM (
            SELECT statements.*, a.type AS subject_type, b.type AS object_type FROM statements
            JOIN nodes a ON a.id = subject JOIN nodes b ON b.id = object
        ) s WHERE s.predicate IN ({_names(Predicate)}) AND NOT EXISTS (
            FROM signatures g WHERE g.predicate = s.predicate
            AND g.subject = subject_type AND g.object = object_type)""",
    ),
    Rule(
        "statement-id",
        "a statement's id is not that of its content",
        """SELECT id AS example FROM statements
        WHERE id <> left(sha256(concat_ws(chr(31), subject, predicate, object)), 20)""",
    ),
    Rule(
        "confidence",
        "a confidence is not between 0 and 1",
        f"""SELECT id AS example FROM statements WHERE {_SHARE}
        UNION ALL SELECT {_QUOTED} FROM evidence WHERE {_SHARE}""",
    ),
    Rule(
        "no-evidence",
        "a statement has no evidence",
        """SELECT subject || ' ' || predicate || ' ' || object AS example FROM statements
        WHERE id NOT IN (SELECT statement FROM evidence WHERE statement IS NOT NULL)""",
    ),
    Rule(
        "evidence-statement",
        "evidence is for a statement that is not there",
        f"""SELECT {_QUOTED} AS example FROM evidence
        WHERE statement IS NULL OR statement NOT IN (SELECT id FROM statements)""",
    ),
    Rule(
        "evidence-paper",
        "evidence is from a paper that is not there, or not the one that makes the statement",
        f"""SELECT {_QUOTED} AS example FROM evidence LEFT JOIN statements s ON s.id = statement
        WHERE paper IS NULL OR paper NOT IN (SELECT id FROM papers)
        OR (paper <> subject AND subject IN (SELECT id FROM papers))""",
    ),
    Rule(
        "evidence-field",
        "evidence points into a field that papers do not have, or names no extractor",
        f"""SELECT {_QUOTED} AS example FROM evidence
        WHERE field IS NULL OR field NOT IN ({_names(EVIDENCE_FIELDS)})
        OR coalesce(extractor, '') = ''""",
    ),
    Rule(
        "evidence-text",
        "a quote is not the text at its place in the paper",
        f"""SELECT {_QUOTED} || ': ' || text AS example FROM evidence
        JOIN papers p ON p.id = paper WHERE NOT coalesce(start >= 0 AND "end" > start
        AND substring({_FIELD}, start + 1, "end" - start) = text, false)""",
    ),
    Rule(
        "paper-count",
        "a number of papers is not that of the evidence",
        """WITH told AS (
            SELECT statement, count(DISTINCT paper) AS papers FROM evidence GROUP BY statement
        ), named AS (
            SELECT node, count(DISTINCT paper) AS papers FROM (
                SELECT s.object AS node, paper FROM evidence JOIN statements s ON s.id = statement
                UNION ALL
                SELECT s.subject, paper FROM evidence JOIN statements s ON s.id = statement
            ) GROUP BY node
        )
        SELECT t.id || ': ' || t.papers || ', not ' || told.papers AS example
        FROM statements t JOIN told ON statement = t.id
        WHERE t.papers IS DISTINCT FROM told.papers
        UNION ALL
        SELECT t.id || ': ' || t.papers || ', not ' || coalesce(named.papers, 0)
        FROM entities t LEFT JOIN named ON node = t.id
        WHERE t.papers IS DISTINCT FROM coalesce(named.papers, 0)""",
    ),
    Rule(
        "unused-entity",
        "an entity stands in no statement",
        """SELECT id AS example FROM entities WHERE id NOT IN (
            SELECT subject FROM statements WHERE subject IS NOT NULL
            UNION ALL SELECT object FROM statements WHERE object IS NOT NULL)""",
    ),
)
"""Every rule, in the order of the report."""

_COUNTS = {
    "types": "SELECT coalesce(type, '') AS name, count(*) AS rows FROM nodes GROUP BY ALL",
    "predicates": """SELECT coalesce(predicate, '') AS name, count(*) AS rows
        FROM statements GROUP BY ALL""",
}


def check_counts(database: Database, counts: Mapping[str, Mapping[str, int]]) -> Iterator[Finding]:
    """Whether the manifest counts what the tables hold.

    Args:
        database: The tables.
        counts: The manifest's ``counts``: nodes by type and statements by predicate, and more.
    """
    odd = []
    for key, sql in _COUNTS.items():
        told, true = counts.get(key, {}), {r["name"]: r["rows"] for r in database.rows(sql)}
        names = sorted(told.keys() | true.keys())
        odd += [
            f"{name}: {told.get(name, 0)}, not {true.get(name, 0)}"
            for name in names
            if told.get(name, 0) != true.get(name, 0)
        ]
    if odd:
        message = "the manifest counts other nodes or statements than there are"
        yield Finding("integrity", "counts", message, len(odd), tuple(odd[:EXAMPLES]))


def check_tables(database: Database, progress: Progress) -> Iterator[Finding]:
    """The findings of all :data:`RULES`."""
    for done, rule in enumerate(RULES):
        progress("tables", done, len(RULES))
        if finding := judge(database, rule):
            yield finding
    progress("tables", len(RULES), len(RULES))


def judge(database: Database, rule: Rule) -> Finding | None:
    """What a rule finds, if anything."""
    count, examples = database.first(
        f"SELECT count(*), min(coalesce(example, ''), {EXAMPLES}) FROM ({rule.sql})"
    )
    if not count:
        return None
    return Finding("integrity", rule.kind, rule.message, int(count), tuple(examples))
