"""Regions shaded by how many incidents of the filter lie in them, or how many in 30 days; as `browser/basemap.js` reads it."""

import math

from geodata.classes import class_of, lower_bounds
from geodata.texts import _, number

from .names import Names

DAYS = 30


def per_30_days(counts: dict[str, float], days: int) -> dict[str, float]:
    """The counts of a period of so many days as what comes on average to 30 days."""
    return {key: count * DAYS / days for key, count in counts.items()}


def shades(counts: dict[str, float], names: Names, rate: bool) -> tuple[dict, dict]:
    """The class of each region, in their order, and its number as text; and the legend of the classes."""
    bounds = lower_bounds(counts.values())
    whole = all(float(value).is_integer() for value in counts.values())
    largest = max(counts.values(), default=0)
    shade = {
        "of": [class_of(value, bounds) for value in counts.values()],
        "said": [names[_said(value)] for value in counts.values()],
        "classes": len(bounds),
    }
    listed = [[-1, names[_("none")]]] if any(value <= 0 for value in counts.values()) else []
    listed += [[nr, names[_class_words(bounds, nr, largest, whole)]] for nr in range(len(bounds))]
    return shade, {"title": "rates" if rate else "counts", "classes": listed}


def _class_words(bounds: list[float], nr: int, largest: float, whole: bool) -> str:
    low, last = bounds[nr], nr == len(bounds) - 1
    if whole:
        high = largest if last else bounds[nr + 1] - 1
        return _said(low) if low == high else f"{_said(low)}–{_said(high)}"
    if last:
        return _("{low} and more").format(low=_said(low))
    return _("{low} to under {high}").format(low=_said(low), high=_said(bounds[nr + 1]))


def _said(value: float) -> str:
    """A number with as many digits as tell small ones apart."""
    return number(value) if value == 0 or value >= 1 else number(value, 1 - math.floor(math.log10(value)))
