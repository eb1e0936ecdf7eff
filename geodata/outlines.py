"""Lines and areas written as WKT: only plain ones are given to the parser, as a hostile text could end the process."""

import re

import numpy as np
import pandas as pd
import shapely

from .texts import _

_DEGREES = r"[-+]?\d{1,3}(?:\.\d{1,20})?"
_ANY = r"[-+]?\d{1,20}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?"  # metres too, and how Python writes 0.00001


def _plain(number: str) -> dict[str, re.Pattern]:
    """What each kind looks like with such numbers."""
    pair = rf"\s*{number}\s+{number}\s*"
    path = rf"\s*\({pair}(?:,{pair})*+\)\s*"
    paths = rf"\s*\({path}(?:,{path})*+\)\s*"
    kinds = {
        "LineString": rf"\s*LINESTRING{path}",
        "MultiLineString": rf"\s*MULTILINESTRING{paths}",
        "Polygon": rf"\s*POLYGON{paths}",
        "MultiPolygon": rf"\s*MULTIPOLYGON\s*\({paths}(?:,{paths})*+\)\s*",
    }
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in kinds.items()}


LINES, AREAS = ("LineString", "MultiLineString"), ("Polygon", "MultiPolygon")
_PLAIN, _UNCHECKED = _plain(_DEGREES), _plain(_ANY)


def read_outline(text: str) -> shapely.Geometry | None:
    """The line or area of a plain WKT in degrees; None for any other text, degrees out of range and shapes that are not valid."""
    # The pattern fixes how deep brackets nest: parsers of WKT go one call deeper for each.
    if not any(pattern.fullmatch(text) for pattern in _PLAIN.values()):
        return None
    try:
        shape = shapely.from_wkt(text)
    except shapely.errors.GEOSException:
        return None
    west, south, east, north = shape.bounds
    within = west >= -180 and east <= 180 and south >= -90 and north <= 90
    return shape if within and shapely.is_valid(shape) and not shape.is_empty else None


def read_area(text: str) -> tuple[shapely.Geometry | None, bool]:
    """The area of a plain WKT as it is, in whatever units and however its lines run, and whether all its rings were closed.

    None for any other text. It is to be checked before it is used: `read_outline` gives none that needs that.
    """
    if not any(_UNCHECKED[kind].fullmatch(text) for kind in AREAS):
        return None, True
    try:
        return shapely.from_wkt(text), True
    except shapely.errors.GEOSException:
        return shapely.from_wkt(text, on_invalid="fix"), False


def fault_of(text: str) -> str:
    """What is wrong with an outline of lines or areas that `read_outline` doesn't read, as a sentence; "" if nothing can be said."""
    if not any(pattern.fullmatch(text) for pattern in _PLAIN.values()):
        return ""
    rings = re.findall(r"\(([^()]+)\)", text) if "POLYGON" in text.upper() else []
    if any(ring.split(",")[0].split() != ring.split(",")[-1].split() for ring in rings):
        return _("A ring does not end where it begins.")
    try:
        shape = shapely.from_wkt(text)
    except shapely.errors.GEOSException:
        return ""
    if found := re.match(r"Self-intersection\[(\S+) (\S+)\]", shapely.is_valid_reason(shape)):
        return _("Its line crosses itself at {longitude} {latitude}.").format(longitude=found[1], latitude=found[2])
    return ""


def read_outlines(texts: pd.Series) -> np.ndarray:
    """`read_outline` of each text as an array of geometries; each distinct text is read once."""
    number, distinct = pd.factorize(texts)
    shapes = np.array([read_outline(text) if text else None for text in distinct] + [None], dtype=object)
    return shapes[number]
