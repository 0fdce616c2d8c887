"""A question of the library: one text per language, and the parameters that both take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from kg.errors import QueryError

Kind = Literal["name", "text", "integer", "number"]
"""What a parameter is. A ``name`` is looked up among names, aliases and ids, in lower case."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    Attributes:
        name: What the texts call it, after ``$``.
        kind: What it is.
        default: Its value where none is given; ``None`` where one must be given.
        help: One sentence.
    """

    name: str
    kind: Kind
    default: str | int | float | None
    help: str

    def value(self, given: object) -> str | int | float:
        """``given``, perhaps typed on a command line, as a value for the engines.

        Raises:
            QueryError: It is not of the parameter's kind.
        """
        if self.kind == "name":
            return str(given).strip().lower()
        if self.kind == "text":
            return str(given)
        number: type[int] | type[float] = int if self.kind == "integer" else float
        try:
            return number(str(given))
        except ValueError as error:
            article = "an" if self.kind == "integer" else "a"
            message = f"{self.name} is '{given}', but must be {article} {self.kind}"
            raise QueryError(message) from error


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be asked in both languages, with the same answer.

    Attributes:
        name: Its name, such as ``datasets-of-task``.
        title: A few words.
        sentence: The question as one asks it.
        parameters: In the order in which a command line takes them.
        texts: The query by language: ``sparql``, ``cypher``.
    """

    name: str
    title: str
    sentence: str
    parameters: tuple[Parameter, ...]
    texts: Mapping[str, str]

    def params(self, *given: object, **named: object) -> dict[str, Any]:
        """Values for every parameter of the query, from those given and the defaults.

        >>> question("datasets-of-task").params("Image Classification", limit=5)
        {'task': 'image classification', 'limit': 5}

        Raises:
            QueryError: One is missing, unknown, given twice, or not of its kind.
        """
        names = [parameter.name for parameter in self.parameters]
        if len(given) > len(names):
            takes = ", ".join(names) or "nothing"
            raise QueryError(f"{self.name} takes {takes}, not {len(given)} values")
        values = dict(zip(names, given, strict=False))
        for name, value in named.items():
            if name not in names:
                near = get_close_matches(name, names, 1)
                hint = f"; did you mean {near[0]}?" if near else ""
                takes = ", ".join(names) or "nothing"
                raise QueryError(f"{self.name} has no parameter {name}, it takes {takes}{hint}")
            if name in values:
                raise QueryError(f"{self.name}: {name} is given twice")
            values[name] = value
        return {p.name: p.value(self._given_or_default(p, values)) for p in self.parameters}

    def _given_or_default(self, parameter: Parameter, values: Mapping[str, object]) -> object:
        value = values.get(parameter.name, parameter.default)
        if value is None:
            raise QueryError(f"{self.name} needs {parameter.name}: {parameter.help}")
        return value


_HEAD = re.compile(r"(?:#|//) *(title|question|param) *(\w*) *: *(.+)")
_PARAM = re.compile(r"(name|text|integer|number)(?: *= *(.+?))? -- (.+)")


def parse_head(text: str) -> tuple[str, str, tuple[Parameter, ...]]:
    """Title, question and parameters from the comment at the head of a query.

    Raises:
        ValueError: A line of the comment is not understood.
    """
    title = sentence = ""
    parameters: list[Parameter] = []
    for line in text.split("\n\n", 1)[0].splitlines():
        match = _HEAD.fullmatch(line)
        if match is None:
            raise ValueError(f"not a line of a question's head: {line}")
        if match[1] == "title":
            title = match[3]
        elif match[1] == "question":
            sentence = match[3]
        else:
            parameters.append(_parse_parameter(match[2], match[3]))
    return title, sentence, tuple(parameters)


def _parse_parameter(name: str, text: str) -> Parameter:
    match = _PARAM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a parameter of a question: {name}: {text}")
    kind: Any = match[1]
    parameter = Parameter(name, kind, None, match[3])
    if match[2] is None:
        return parameter
    return Parameter(name, kind, parameter.value(match[2]), match[3])
