"""Boundary sets and the join to them."""

from .extents import shares
from .joining import join
from .names import RegionNames, embedded_names
from .numbering import distinct
from .sets import BETWEEN, EMBEDDED_KEY, BoundarySet, above, read_embedded, read_geojson

__all__ = [
    "BETWEEN",
    "EMBEDDED_KEY",
    "BoundarySet",
    "RegionNames",
    "above",
    "distinct",
    "embedded_names",
    "join",
    "read_embedded",
    "read_geojson",
    "shares",
]
