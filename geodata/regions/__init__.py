"""Boundary sets and the join to them."""

from .extents import shares
from .joining import join
from .moves import area_moves
from .names import RegionNames, embedded_names
from .numbering import distinct
from .placement import PLACEMENT, placement
from .sets import EMBEDDED_KEY, BoundarySet, above, last_name, read_embedded, read_geojson

__all__ = [
    "EMBEDDED_KEY",
    "PLACEMENT",
    "BoundarySet",
    "RegionNames",
    "above",
    "area_moves",
    "distinct",
    "embedded_names",
    "join",
    "last_name",
    "placement",
    "read_embedded",
    "read_geojson",
    "shares",
]
