"""Boundary sets and the join to them."""

from .joining import distinct, join, shares
from .names import RegionNames, embedded_names
from .placement import PLACEMENT, placement
from .sets import BETWEEN, EMBEDDED_KEY, BoundarySet, above, read_embedded, read_geojson

__all__ = [
    "BETWEEN",
    "EMBEDDED_KEY",
    "PLACEMENT",
    "BoundarySet",
    "RegionNames",
    "above",
    "distinct",
    "embedded_names",
    "join",
    "placement",
    "read_embedded",
    "read_geojson",
    "shares",
]
