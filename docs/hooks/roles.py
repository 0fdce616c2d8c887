"""Docstrings as Markdown: Sphinx roles become code, literal blocks lose their second colon."""

import re

import griffe

_ROLE = re.compile(r":[a-z]+:`~?(?:[\w.]*\.)?(\w+)`")
_LITERAL = re.compile(r"::$", re.MULTILINE)


def markdown(text: str) -> str:
    """``text`` with ``:class:`kg.Graph``` as ```Graph``` and ``::`` at a line's end as ``:``."""
    return _LITERAL.sub(":", _ROLE.sub(r"`\1`", text))


class MarkdownDocstrings(griffe.Extension):
    """Rewrites every docstring as it is collected."""

    def on_instance(self, *, obj: griffe.Object, **kwargs: object) -> None:
        """Rewrite the docstring of ``obj``."""
        if obj.docstring is not None:
            obj.docstring.value = markdown(obj.docstring.value)
