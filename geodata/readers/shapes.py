"""Geometries as plain numbers, out of GeoJSON, KML and WKB, and as WKT. Nothing nested deeper than the kind says is read.

Not by a library of geometry: a WKB that nests a million collections takes the process down with it, and rings that are not
closed or cross themselves must come through as they are, for the checks to say so.
"""

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Move = Callable[[list[float], list[float]], tuple[list[float], list[float]]]

# How deep the lists of places are.
DEPTHS = {"POINT": 0, "LINESTRING": 1, "MULTIPOINT": 1, "POLYGON": 2, "MULTILINESTRING": 2, "MULTIPOLYGON": 3}
_NUMBERS = dict(enumerate(("POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"), start=1))
_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000  # how PostGIS marks them


@dataclass(frozen=True)
class Shape:
    """`parts`: a place (x, y) for a POINT, a list of places for a LINESTRING, and so on.

    A kind that no row can have, such as GEOMETRYCOLLECTION, and one that can't be read, has no parts (None).
    """

    kind: str
    parts: tuple | list | None

    @property
    def wkt(self) -> str:
        """As text; the bare kind where it has no parts, which no check lets pass."""
        return self.kind if self.parts is None else f"{self.kind} {_written(self.parts, DEPTHS[self.kind])}"

    def moved(self, move: Move) -> "Shape":
        """The shape with `move` done to its coordinates."""
        return self if self.parts is None else Shape(self.kind, _moved(self.parts, DEPTHS[self.kind], move))

    def places(self) -> list[tuple[float, float]]:
        """All its places in one list."""
        return [] if self.parts is None else _flat(self.parts, DEPTHS[self.kind])


def shape(kind: str, parts: object) -> Shape | None:
    """The shape of nested lists of numbers; None for an empty one. What can't be read keeps only its kind."""
    kind = kind.upper()
    if kind not in DEPTHS:
        return Shape(kind if kind == "GEOMETRYCOLLECTION" else "GEOMETRY", None)
    try:
        read = _read(parts, DEPTHS[kind])
    except (TypeError, ValueError, IndexError, OverflowError):
        return Shape(kind, None)
    if kind == "MULTIPOINT":
        return shape("POINT", read[0]) if len(read) == 1 else Shape(kind, None) if read else None
    if not read or (kind == "POINT" and all(map(math.isnan, read))):
        return None
    return Shape(kind, read)


def from_geojson(geometry: object) -> Shape | None:
    """The geometry of a GeoJSON feature."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or not isinstance(geometry.get("type"), str):
        return Shape("GEOMETRY", None)
    return shape(geometry["type"], geometry.get("coordinates") or ())


def from_wkb(data: bytes | None) -> Shape | None:
    """The geometry of WKB, ISO's or PostGIS', in two dimensions."""
    if not data:
        return None
    try:
        kind, parts, _end = _geometry(data, 0)
    except (struct.error, ValueError, IndexError):
        return Shape("GEOMETRY", None)
    return shape(kind, parts)


def _geometry(data: bytes, at: int, only: str = "") -> tuple[str, object, int]:
    """Kind, parts and end of the geometry at a byte; of a multiple one each part must be its single kind."""
    order = "<" if data[at] else ">"
    (code,) = struct.unpack_from(order + "I", data, at + 1)
    at += 9 if code & _SRID else 5
    base = code & 0x0FFFFFFF
    size = 2 + bool(code & _Z or base // 1000 in (1, 3)) + bool(code & _M or base // 1000 in (2, 3))
    kind = _NUMBERS.get(base % 1000, "GEOMETRYCOLLECTION" if base % 1000 == 7 else "GEOMETRY")
    if only and kind != only:
        raise ValueError(kind)
    if kind == "POINT":
        places, at = _places(data, at, 1, order, size)
        return kind, places[0], at
    if kind == "LINESTRING":
        return kind, *_counted(data, at, order, size)
    if kind not in DEPTHS:
        return kind, None, at
    (count,) = struct.unpack_from(order + "I", data, at)
    parts, at = [], at + 4
    for _nr in range(count):
        if kind == "POLYGON":
            part, at = _counted(data, at, order, size)
        else:
            _kind, part, at = _geometry(data, at, kind.removeprefix("MULTI"))
        parts.append(part)
    return kind, parts, at


def _counted(data: bytes, at: int, order: str, size: int) -> tuple[list, int]:
    (count,) = struct.unpack_from(order + "I", data, at)
    return _places(data, at + 4, count, order, size)


def _places(data: bytes, at: int, count: int, order: str, size: int) -> tuple[list, int]:
    found = np.frombuffer(data, f"{order}f8", count * size, at) if count else np.empty(0)
    return found.reshape(count, size)[:, :2].tolist(), at + 8 * count * size


def _read(parts: object, depth: int) -> tuple | list:
    if depth:
        if not isinstance(parts, list | tuple):
            raise TypeError(parts)
        return [_read(part, depth - 1) for part in parts]
    if not parts:
        return ()
    x, y = parts[0], parts[1]
    if isinstance(x, str | bool) or isinstance(y, str | bool):
        raise TypeError(parts)
    return float(x), float(y)


def _written(parts: tuple | list, depth: int) -> str:
    if depth == 0:
        return f"({parts[0]!r} {parts[1]!r})"
    if depth == 1:
        return "(" + ", ".join(f"{place[0]!r} {place[1]!r}" if place else "EMPTY" for place in parts) + ")"
    return "(" + ", ".join(_written(part, depth - 1) for part in parts) + ")"


def _moved(parts: tuple | list, depth: int, move: Move) -> tuple | list:
    if depth > 1:
        return [_moved(part, depth - 1, move) for part in parts]
    places = [place for place in parts if place] if depth else [parts]
    xs, ys = move([x for x, _y in places], [y for _x, y in places])
    made = list(zip(xs, ys, strict=True))
    return made if depth else made[0]


def _flat(parts: tuple | list, depth: int) -> list[tuple[float, float]]:
    if depth == 0:
        return [parts]
    return [place for part in parts for place in _flat(part, depth - 1) if place]
