"""Parameters of queries: every one that a query names needs a value."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from kg.errors import QueryError


def check_parameters(named: Iterable[str], params: Mapping[str, Any], variable: str = "") -> None:
    """Check that the query's parameters and the given values fit together.

    Args:
        named: Parameters that the query names.
        params: The values given.
        variable: What a variable starts with, where ``$`` could be meant as one.

    Raises:
        QueryError: A parameter has no value, or a value has no parameter. Engines take the first
            for null or for a variable, and answer with nothing or with everything.
    """
    wanted = sorted(set(named))
    for name in wanted:
        if name not in params:
            hint = f", or write {variable}{name} for a variable" if variable else ""
            raise QueryError(f"parameter ${name} has no value: give --param {name}=VALUE{hint}")
    for name in params:
        if name not in wanted:
            near = get_close_matches(name, wanted, 1)
            known = ", ".join(f"${n}" for n in wanted) or "none"
            hint = f"; did you mean ${near[0]}?" if near else ""
            raise QueryError(f"the query has no parameter ${name} (it has: {known}){hint}")
