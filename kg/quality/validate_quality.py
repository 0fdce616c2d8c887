"""How good a graph's contents look: what people should look at, though no rule is broken."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kg.model import CONCEPTS, Predicate
from kg.quality.database import Database
from kg.quality.validate import EXAMPLES, Finding, Progress

LOW = 0.5
"""Statements with less confidence count as unsure."""

_KEY = "lower(regexp_replace(nfc_normalize({}), '[^\\p{{L}}\\p{{N}}+#]+', '', 'g'))"
_CONCEPTS = ", ".join(f"'{t}'" for t in CONCEPTS)
_STATED = (Predicate.WRITTEN_BY, Predicate.PUBLISHED_IN, Predicate.AFFILIATED_WITH)
_READ = ", ".join(f"'{p}'" for p in Predicate if p not in _STATED)

# Kind, message, and a query whose rows are the cases.
_LOOKS = (
    (
        "duplicate-papers",
        "papers with the same title: the same paper twice?",
        f"""SELECT string_agg(id, ' = ' ORDER BY id) AS example FROM papers
        WHERE length(title) >= 15 GROUP BY {_KEY.format("title")}
        HAVING count(*) > 1""",
    ),
    (
        "duplicate-entities",
        "entities of one type with the same name but for punctuation: one thing?",
        f"""SELECT string_agg(id, ' = ' ORDER BY id) AS example FROM entities
        WHERE type IN ({_CONCEPTS}) AND NOT ambiguous
        GROUP BY type, {_KEY.format("name")} HAVING count(*) > 1""",
    ),
    (
        "shared-identifier",
        "entities with the same identifier elsewhere: one thing?",
        """SELECT string_agg(id, ' = ' ORDER BY id) AS example FROM (
            SELECT id, unnest(external_ids) AS external FROM entities
        ) GROUP BY external HAVING count(*) > 1""",
    ),
    (
        "several-types",
        "names that stand for entities of several types",
        f"""SELECT string_agg(id, ' / ' ORDER BY id) AS example FROM entities
        WHERE type IN ({_CONCEPTS}) GROUP BY {_KEY.format("name")}
        HAVING count(DISTINCT type) > 1""",
    ),
    (
        "one-paper",
        "methods, datasets, tasks and metrics that one paper alone names",
        f"SELECT id AS example FROM entities WHERE papers = 1 AND type IN ({_CONCEPTS})",
    ),
    (
        "silent-papers",
        "papers that nothing was read out of",
        f"""SELECT id AS example FROM papers WHERE id NOT IN (
            SELECT paper FROM evidence JOIN statements s ON s.id = statement
            WHERE predicate IN ({_READ}) AND paper IS NOT NULL)""",
    ),
    (
        "no-abstract",
        "papers without an abstract",
        "SELECT id AS example FROM papers WHERE trim(coalesce(abstract, '')) = ''",
    ),
    (
        "no-year",
        "papers of an unknown year",
        "SELECT id AS example FROM papers WHERE year IS NULL",
    ),
    (
        "low-confidence",
        f"statements with a confidence below {LOW}",
        f"""SELECT subject || ' ' || predicate || ' ' || object AS example FROM statements
        WHERE confidence < {LOW}""",
    ),
)
_OF = {
    "one-paper": f"SELECT count(*) FROM entities WHERE type IN ({_CONCEPTS})",
    "low-confidence": "SELECT count(*) FROM statements",
    "silent-papers": "SELECT count(*) FROM papers",
    "no-abstract": "SELECT count(*) FROM papers",
    "no-year": "SELECT count(*) FROM papers",
}
"""What some counts are a share of."""

_HOST = re.compile(r"[\w-]+(\.[\w-]+)+\Z")
_REPOSITORY_HOSTS = {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org"}


def look_at(database: Database, progress: Progress) -> Iterator[Finding]:
    """The findings about quality."""
    total = len(_LOOKS) + 1
    for done, (kind, message, sql) in enumerate(_LOOKS):
        progress("quality", done, total)
        count, examples = database.first(f"SELECT count(*), min(example, {EXAMPLES}) FROM ({sql})")
        if count:
            share = ""
            if kind in _OF:
                share = f" ({count / database.value(_OF[kind]):.0%})"
            yield Finding("quality", kind, message + share, int(count), tuple(examples))
    progress("quality", len(_LOOKS), total)
    yield from _links(database)
    progress("quality", total, total)


def _links(database: Database) -> Iterator[Finding]:
    count, examples = 0, []
    sql = """SELECT id, 'Paper' AS type, url FROM papers WHERE url IS NOT NULL
    UNION ALL SELECT id, type, url FROM entities
    WHERE url IS NOT NULL OR type IN ('Repository', 'Resource')"""
    for row in database.rows(sql):
        problem = link_problem(row["url"] or "", repository=row["type"] == "Repository")
        if problem:
            count += 1
            examples.append(f"{row['url'] or row['id']} ({problem})")
            examples = sorted(examples)[:EXAMPLES]
    if count:
        message = "addresses that look broken"
        yield Finding("quality", "broken-links", message, count, tuple(examples))


def link_problem(url: str, *, repository: bool = False) -> str | None:
    """What is wrong with the shape of ``url``, if anything; nothing is fetched."""
    if not url:
        return "no address"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "no URL"
    if parts.scheme not in ("http", "https", "ftp"):
        return "no web address"
    if not _HOST.match(host):
        return "no host"
    if re.search(r"\s", url):
        return "white space"
    if "…" in url or url.endswith(("...", "-", "_", ",", ";", ":", "'", '"')):
        return "cut off"
    if any(url.count(a) != url.count(b) for a, b in ("()", "[]", "{}")):
        return "unpaired bracket"
    segments = [s for s in parts.path.split("/") if s]
    if repository and host.removeprefix("www.") in _REPOSITORY_HOSTS and len(segments) < 2:
        return "no repository"
    return None
