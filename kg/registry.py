"""Names for implementations: a table in each room, plus entry points of installed packages.

A room writes one row per implementation, ``name -> "module:attribute"``. Nothing is imported until
the name is used. Other packages add rows through entry points of the group ``kg.<kind>``, such as
``kg.sources``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from kg.errors import MissingExtraError, UnknownNameError


@dataclass(frozen=True, slots=True)
class Registry:
    """The implementations of one kind.

    Attributes:
        kind: Plural noun, also the entry-point group ``kg.<kind>``.
        table: Our own rows.
    """

    kind: str
    table: Mapping[str, str]

    def names(self) -> list[str]:
        """All names: ours in table order, then those of plug-ins, sorted."""
        extra = {point.name for point in entry_points(group=f"kg.{self.kind}")}
        return [*self.table, *sorted(extra - set(self.table))]

    def load(self, name: str) -> Any:
        """The implementation called ``name``.

        Raises:
            UnknownNameError: No such name; the message lists the known ones.
            MissingExtraError: It needs a package that is not installed.
        """
        module, _, attribute = self.target(name).partition(":")
        try:
            return getattr(import_module(module), attribute)
        except ModuleNotFoundError as error:
            raise MissingExtraError(
                f"{self.kind} '{name}' needs the package '{error.name}': pip install {error.name}"
            ) from error

    def target(self, name: str) -> str:
        """Where the implementation called ``name`` is: ``module:attribute``.

        Raises:
            UnknownNameError: No such name; the message lists the known ones.
        """
        if name in self.table:
            return self.table[name]
        for point in entry_points(group=f"kg.{self.kind}"):
            if point.name == name:
                return point.value
        raise UnknownNameError(
            f"no {self.kind} called '{name}'; there are: {', '.join(self.names())}"
        )
