"""Pages that are written from the code when the site is built, so they are never out of date.

``cookbook.md`` shows the question library, ``cli.md`` the command line's own help.
"""

from collections.abc import Callable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_COOKBOOK = """# Cookbook

The questions that people ask of such a graph, each in both languages with the same answer. They
are the library behind `kg ask`; `kg questions` lists them, `kg questions NAME` prints one.
In Python, `kg.queries.question(NAME)` has the texts and checks the parameters.

A parameter that is a *name* is looked up among names, aliases and ids, whatever its case: it is
compared in lower case with `lookup` (`kg:lookup` in SPARQL), which holds all of them.
"""
_CLI = """# Command line

Rows go to standard output, everything else to standard error; `-` is standard input. The exit
status is 0, 1 (an error, said in one line that tells what to do), 2 (wrong usage) or 130 (Ctrl-C).
`kg --install-completion` makes the shell complete verbs and options.

This page is what `--help` prints.
"""
_WIDTH = 88


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the written pages to those that are found in the folder."""
    for name, write in PAGES.items():
        files.append(File.generated(config, name, content=write()))
    return files


def cookbook() -> str:
    """The question library as a page."""
    from kg.queries import questions

    return "\n".join([_COOKBOOK, *(line for q in questions() for line in _question(q))])


def _question(question: Any) -> Iterator[str]:
    yield f"## {question.title}"
    yield ""
    yield question.sentence
    yield ""
    yield "```sh"
    yield " ".join(["kg ask graph", question.name, *_placeholders(question)])
    yield "```"
    yield ""
    for parameter in question.parameters:
        default = "" if parameter.default is None else f", default {parameter.default}"
        yield f"* `{parameter.name}` ({parameter.kind}{default}): {parameter.help}"
    for language, text in (("cypher", "cypher"), ("sparql", "sparql")):
        yield ""
        yield f"```{text}"
        yield question.texts[language].split("\n\n", 1)[1].strip()
        yield "```"
    yield ""


def _placeholders(question: Any) -> list[str]:
    return [p.name.upper() for p in question.parameters if p.default is None]


def command_line() -> str:
    """The help of every verb as a page."""
    import click
    import typer

    from kg.cli.app import app

    root: Any = typer.main.get_command(app)
    lines = [_CLI]
    for name, command in [("kg", root), *((f"kg {n}", c) for n, c in root.commands.items())]:
        context = click.Context(
            command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH
        )
        lines += [f"## `{name}`", "", "```text", command.get_help(context).rstrip(), "```", ""]
    return "\n".join(lines)


PAGES: dict[str, Callable[[], str]] = {"cookbook.md": cookbook, "cli.md": command_line}
"""File name -> what writes it."""
