"""The one encoder for everything that goes into a map.

branca parses what it renders again as a Jinja template, streamlit-folium cuts at underscores, and the result is run as
JavaScript. A text encoded here is a string literal of letters, digits, spaces and escapes only, whatever it was.
"""

import base64
import json
import math
import string
import zlib

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


def js_packed(value: object) -> str:
    """The value as JSON, packed, as a string literal of letters, digits, "+", "/" and "=": no text in it can be read by anything
    before `browser/packed.js` has taken it apart again, and it is a quarter as long.

    Raises ValueError for NaN and infinity.
    """
    try:
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise ValueError("A map takes finite numbers.") from error
    return '"' + base64.b64encode(zlib.compress(plain.encode("utf-8", "surrogatepass"), 6)).decode("ascii") + '"'
