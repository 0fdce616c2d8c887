"""What was read out of a paper, shown on its text: a page to trust or correct it by.

spaCy's displaCy draws the spans; the table under each text lists the statements with relation,
type, confidence and the component that found each quote.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from kg.model import Extraction, NodeType, Statement

COLOURS = {
    NodeType.METHOD: "#8fc1e3",
    NodeType.DATASET: "#f5c98a",
    NodeType.TASK: "#9fd3b4",
    NodeType.METRIC: "#e3a7c0",
    NodeType.REPOSITORY: "#d5cdb6",
    NodeType.RESOURCE: "#cfcfd6",
}
_FIELDS = ("title", "abstract")
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem;
       color: #1b1b1f; background: #fff; }
article { border-top: 2px solid #d5d5dc; padding: 1rem 0 2rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: .4rem 0; }
.origin, .none { color: #5b5b66; font-size: .85rem; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #e4e4ea;
         vertical-align: top; overflow-wrap: anywhere; }
td.confidence { font-variant-numeric: tabular-nums; }
.mark { border-radius: .25rem; padding: 0 .3rem; }
"""


def explain_page(extractions: Iterable[Extraction]) -> str:
    """One HTML page, without any request to a network, for all of ``extractions``."""
    import spacy

    nlp = spacy.blank("en")
    articles = "\n".join(_article(extraction, nlp) for extraction in extractions)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>What was read</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>What was read, and where</h1>\n{articles}\n</body></html>\n"
    )


def _article(extraction: Extraction, nlp: Any) -> str:
    paper = extraction.paper
    origin = "; ".join(f"{o.place} ({o.source})" for o in paper.origins)
    parts = [
        f"<h2>{escape(paper.title or 'Without a title')}</h2>",
        f'<p class="origin">{escape(paper.id)}{" · " + escape(origin) if origin else ""}</p>',
        *(_field(extraction, field, nlp) for field in _FIELDS if paper.field(field)),
        _table(extraction.statements),
    ]
    return "<article>" + "\n".join(parts) + "</article>"


def _field(extraction: Extraction, field: str, nlp: Any) -> str:
    from spacy import displacy

    doc = nlp.make_doc(extraction.paper.field(field))
    spans = sorted(set(_spans(extraction.statements, field, doc)))
    data = {
        "tokens": [token.text for token in doc],
        "spans": [{"start_token": a, "end_token": b, "label": label} for a, b, label in spans],
    }
    colours = {str(node_type): colour for node_type, colour in COLOURS.items()}
    # displaCy escapes tokens; labels are our own type names.
    return str(
        displacy.render(
            [data], style="span", manual=True, options={"colors": colours}, jupyter=False
        )
    )


def _spans(statements: Iterable[Statement], field: str, doc: Any) -> Iterator[tuple[int, int, str]]:
    for statement in statements:
        for evidence in statement.evidence:
            if evidence.field == field:
                span = doc.char_span(evidence.start, evidence.end, alignment_mode="expand")
                if span is not None:
                    yield span.start, span.end, str(statement.object.type)


def _table(statements: Iterable[Statement]) -> str:
    rows = "\n".join(map(_row, sorted(statements, key=_importance)))
    if not rows:
        return '<p class="none">Nothing was read out of this paper.</p>'
    head = "".join(
        f"<th>{name}</th>" for name in ("relation", "name", "type", "confidence", "found by")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"


def _importance(statement: Statement) -> tuple[float, str, str]:
    return -statement.confidence, str(statement.predicate), statement.object.name


def _row(statement: Statement) -> str:
    thing = statement.object
    name = thing.name if not thing.expansion else f"{thing.name} ({thing.expansion})"
    subject = f"{statement.subject.name} " if statement.subject else ""
    colour = COLOURS.get(thing.type, "#eee")
    found = "; ".join(
        sorted({f"{e.extractor}: “{e.text}” in {e.field}" for e in statement.evidence})
    )
    return (
        f"<tr><td>{escape(subject)}{statement.predicate}</td><td>{escape(name)}</td>"
        f'<td><span class="mark" style="background:{colour}">{thing.type}</span></td>'
        f'<td class="confidence">{statement.confidence:.2f}</td><td>{escape(found)}</td></tr>'
    )
