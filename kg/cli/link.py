"""``kg link``: why names are one entity, which might be, and linking of bare names."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import Notices
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.link.explain import Explanation


def link(
    graph: Annotated[
        Path | None, typer.Argument(metavar="[GRAPH]", help="A graph directory.")
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Say why this entity is what it is, and what it is not."),
    ] = None,
    suggest: Annotated[  # noqa: FBT002 - Typer reads the option's default here
        bool, typer.Option("--suggest", help="List doubtful pairs, most papers first.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="Only so many pairs.")] = 50,
    names: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Link the names in FILE, a type<TAB>name a line; - for stdin."
        ),
    ] = None,
    papers: Annotated[
        list[str] | None,
        typer.Option(metavar="INPUT", help="With --names: papers whose definitions count."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line.")] = False,  # noqa: FBT002
) -> None:
    """Say why names are one entity, and list those that people should decide."""
    chosen = [explain is not None, suggest, names is not None]
    if sum(chosen) != 1 or (graph is None) != (names is not None):
        raise typer.BadParameter("give GRAPH with --explain NAME or --suggest, or --names FILE")
    if names is not None:
        _link_names(names, papers or [])
        return
    from kg import api

    assert graph is not None
    with api.open_graph(graph) as opened:
        if explain is not None:
            for explanation in opened.explain_linking(explain):
                _say(_as_json(explanation) if as_json else "\n".join(_lines(explanation)))
        else:
            for pair in opened.suggest_merges()[:top]:
                row = [str(pair.papers), *pair.ids, pair.why]
                _say(json.dumps(asdict(pair), ensure_ascii=False) if as_json else "\t".join(row))


def _link_names(file: str, papers: list[str]) -> None:
    from kg import api
    from kg.pipeline.naming import link_names, read_names

    notices = Notices()
    try:
        lines = sys.stdin.readlines() if file == "-" else Path(file).read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}") from error
    things = read_names(lines, file, notices)
    read = api.read(papers, report=notices) if papers else ()
    for cluster in link_names(things, read):
        _say(json.dumps(cluster, ensure_ascii=False))
    notices.check()


def _say(line: str) -> None:
    typer.echo(line)


def _as_json(explanation: "Explanation") -> str:
    return json.dumps(asdict(explanation), ensure_ascii=False, default=str)


def _lines(explanation: "Explanation") -> Iterator[str]:
    entity = explanation.entity
    doubt = ", several meanings" if entity.ambiguous else ""
    yield f"{entity.name}  ({entity.type}, {_papers(explanation.papers)}{doubt})"
    yield f"  id      {entity.id}"
    for key in entity.former_ids:
        yield f"  also    {key}"
    for iri in entity.external_ids:
        yield f"  same as {iri}"
    if entity.aliases:
        yield "names in use"
        yield from _table((_papers(a.papers), a.name) for a in entity.aliases)
    joined = [m for m in explanation.merges if m.joined]
    apart = [m for m in explanation.merges if not m.joined]
    if joined:
        yield "joined"
        yield from _table((m.name, "=", m.other, f"[{m.rule}]", m.evidence) for m in joined)
    if apart or explanation.near:
        yield "held apart"
        yield from _table((m.name, "from", m.other, f"[{m.rule}]", m.evidence) for m in apart)
        yield from _table((a.name, a.id, _papers(a.papers), a.why) for a in explanation.near)


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows as indented lines with aligned columns."""
    cells = list(rows)
    if not cells:
        return
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    for row in cells:
        line = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        yield f"  {line.rstrip()}"
