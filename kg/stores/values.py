"""From what engines return to plain JSON values, totally."""

import base64
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from kg.rows import Value


def finite(number: float) -> Value:
    """``number``, or the text ``NaN``, ``INF`` or ``-INF``: JSON has no such numbers."""
    if math.isfinite(number):
        return number
    if math.isnan(number):
        return "NaN"
    return "INF" if number > 0 else "-INF"


def plain(value: Any) -> Value:
    """Any Python value as a JSON value: numbers and text as they are, times in ISO form.

    Bytes become base64, and what is not known its ``str()``.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, Decimal):
        return finite(float(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=repr)
    return str(value)
