"""The one encoder for everything that goes into a map.

branca parses what it renders again as a Jinja template, streamlit-folium cuts at underscores, and the result is run as
JavaScript. A text encoded here is a string literal of letters, digits, spaces and escapes only, whatever it was.
"""

import math
import string

_PLAIN = frozenset(string.ascii_letters + string.digits + " ")


def js_text(text: str) -> str:
    """The text as a JavaScript string literal. What reads it must show it with `textContent` or `fillText`."""
    return '"' + "".join(c if c in _PLAIN else _escape(c) for c in str(text)) + '"'


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def js(value: object) -> str:
    """Numbers, texts, lists and dictionaries of them, None and booleans as a JavaScript expression.

    Raises ValueError for NaN and infinity: they must never reach the browser.
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return js_text(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{js_text(key)}:{js(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(js, value)) + "]"
    if not math.isfinite(value):
        raise ValueError(f"A map takes finite numbers, got {value}.")
    return f"{value:.7g}" if isinstance(value, float) else str(int(value))
