"""A value of a typed format as the text of a cell."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

EXACT = 1e15  # from here on a spreadsheet keeps no whole number exactly: it has 15 digits
_HALVES = re.compile("[\ud800-\udfff]")  # of pairs, which JSON may hold and no encoding writes


def text(value: object) -> str:
    """The value as text: 3.0 is "3", a day at midnight "2023-10-03", true "true", nothing "", a list "a; b"."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isprintable() else _HALVES.sub("\ufffd", value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bytes | bytearray):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=text)
    if isinstance(value, Sequence):
        return "; ".join(filter(None, map(text, value)))
    return str(value)


def has_lost_digits(value: object) -> bool:
    """Whether a number is whole and so long that its last digits may not be what was typed."""
    return type(value) is float and EXACT <= abs(value) < math.inf and value.is_integer()


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    if has_lost_digits(value):
        # With an exponent nobody takes it for an id: 12345678901234567 has become 12345678901234568.
        return f"{Decimal(repr(value)).normalize():e}"
    return str(int(value)) if value.is_integer() else repr(value)
