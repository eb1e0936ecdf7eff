"""Names of places for readers of other languages than English: reports in English leave out the accents, and say "Segou region"."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from .actors import fold, split
from .regions import embedded_names
from .texts import ENGLISH, _, language

_PLACES = Path(__file__).parent / "data" / "places.csv"
_REGION = re.compile(r"(.+?) region", re.IGNORECASE)


def place_name(place: str) -> str:
    """A place as reported, for readers of English; for others by its own name, with its accents, where it is known here.

    The data keep what was reported: a filter, a search and an export go by that.
    """
    return place if language.get() == ENGLISH else _in_another_language(place, language.get())


@lru_cache(10_000)
def _in_another_language(place: str, _language: str) -> str:
    if own := _own_names().get(fold(place)):
        return own
    said = _REGION.fullmatch(place)
    name = embedded_names().name(said[1]) if said else None
    return _("{region} region").format(region=name) if name else place


@cache
def _own_names() -> dict[str, str]:
    """The gazetteer's own names by all spellings, folded."""
    with _PLACES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {fold(alias): row["name"] for row in rows for alias in split(row["aliases"])}
    return known | {fold(row["name"]): row["name"] for row in rows}
