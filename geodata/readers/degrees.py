"""Degrees as people write them -> decimal degrees with a point: decimal commas, and degrees, minutes and seconds."""

import re

import pandas as pd

DEGREES = ("latitude", "longitude")
_COMMA = re.compile(r"-?\d{1,3},\d+")
_MINUTES = (
    r"""(?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|''|’’|′′)\s*)?)?"""
)
_DMS = re.compile(rf"(?P<degrees>\d{{1,3}}(?:[.,]\d+)?)\s*°?\s*{_MINUTES}(?P<side>[NSEWO])", re.IGNORECASE)
_SIDES = {"latitude": {"N": 1, "S": -1}, "longitude": {"E": 1, "W": -1, "O": -1}}  # O is the French west


def decimal(text: str, axis: str) -> str:
    """The same degrees with a decimal point, where they are written with a comma or in minutes; any other text as it is.

    `axis` is "latitude" or "longitude": 16°16'18"N is no longitude.
    """
    if _COMMA.fullmatch(text):
        return text.replace(",", ".")
    found = _DMS.fullmatch(text)
    sign = _SIDES[axis].get(found["side"].upper()) if found else None
    if not found or sign is None:
        return text
    degrees, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    # Fractions belong to the last part only: 16.5°30' is no position.
    if minutes >= 60 or seconds >= 60 or (found["minutes"] and degrees % 1) or (found["seconds"] and minutes % 1):
        return text
    # Six digits are a tenth of a metre.
    return f"{sign * (degrees + minutes / 60 + seconds / 3600):.6f}".rstrip("0").rstrip(".")


def decimals(texts: pd.Series, axis: str) -> pd.Series:
    """`decimal` of each text, each distinct one read once. Most are decimal degrees already."""
    plain = texts.str.fullmatch(r"(?:-?\d+(?:\.\d+)?)?")
    if plain.all():
        return texts
    known = {text: decimal(text, axis) for text in texts[~plain].unique().tolist()}
    return pd.Series([known.get(text, text) for text in texts.tolist()], index=texts.index, dtype=str)
