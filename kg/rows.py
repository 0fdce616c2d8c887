"""The answer to a query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas

Value = str | int | float | bool | None | list[Any] | dict[str, Any]
"""A cell: plain JSON values, whatever the engine."""


@dataclass(frozen=True, slots=True)
class Rows(Sequence[tuple[Value, ...]]):
    """Rows of a query's result: iterable, indexable, with named columns.

    Attributes:
        columns: Column names in order.
        values: One tuple per row, as long as ``columns``.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.values)

    def __getitem__(self, index: Any) -> Any:
        return self.values[index]

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a pandas data frame.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise MissingExtraError("to_pandas() needs pandas: pip install pandas") from error
        return pd.DataFrame(list(self.values), columns=list(self.columns))

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th>{escape(c)}</th>" for c in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row) + "</tr>"
            for row in self.values[:50]
        )
        more = f"<p>… {len(self) - 50} more rows</p>" if len(self) > 50 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
