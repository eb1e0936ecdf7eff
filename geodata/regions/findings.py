"""What is found in a boundary file: a sentence, what was done about it, and a shape to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..texts import _, _n, number
from .measures import km2, polygons

_NAMED, _LETTERS = 8, 60  # units that a sentence names, and letters of a name in it
_EACH = 25  # findings of one kind that stand by themselves


@dataclass(frozen=True)
class Finding:
    """`kind` is one of `KINDS`; `units` are keys, or "feature 3" for a row that has no name.

    `sentence` says what was found, `mend` what was done or what the user can do; with `stops` the set can't be taken as it
    is. Areas in km², None where there is none to tell. `shape` is WKB in EPSG:4326 of what is to be drawn, b"" for nothing.
    """

    kind: str
    units: tuple[str, ...]
    sentence: str
    mend: str
    stops: bool = False
    area_km2: float | None = None
    area_after_km2: float | None = None
    shape: bytes = b""


# In the order in which they are told: what is to be settled first stands first.
KINDS = (
    "no name", "same name", "projection", "no parent", "no polygon", "no area", "invalid", "overlap", "gap", "parted",
    "empty", "outside", "uncovered", "name",
)  # fmt: skip


def ordered(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that stop first, then by kind, the largest first; of too many of one kind the rest as one finding."""
    kept = []
    for stops in (True, False):
        for kind in KINDS:
            same = [each for each in found if (each.kind, each.stops) == (kind, stops)]
            kept += _capped(sorted(same, key=lambda each: -(each.area_km2 or 0)))
    return tuple(kept)


def _capped(found: list[Finding]) -> list[Finding]:
    if len(found) <= _EACH:
        return found
    rest = found[_EACH:]
    units = tuple(dict.fromkeys(unit for each in rest for unit in each.units))
    sentence = _n("{n} more finding of this kind", "{n} more findings of this kind", len(rest))
    areas = [each.area_km2 for each in rest if each.area_km2 is not None]
    together = Finding(
        rest[0].kind,
        units,
        _("{how_many}: {units}.").format(how_many=sentence, units=said(units)),
        rest[0].mend,
        rest[0].stops,
        sum(areas) if areas else None,
        shape=drawn(shapely.from_wkb([each.shape for each in rest if each.shape])),
    )
    return [*found[:_EACH], together]


def said(units: Sequence[str]) -> str:
    """Names of units for a sentence: the first few, and how many more there are."""
    names = [name if len(name) <= _LETTERS else f"{name[:_LETTERS]}…" for name in units[:_NAMED]]
    listed = ", ".join(names)
    if len(units) <= _NAMED:
        return listed
    return _("{names} and {n} more").format(names=listed, n=number(len(units) - _NAMED))


def area_said(km2: float) -> str:
    """An area for a sentence: "12,346 km²", "1.2 km²", "12,340 m²"."""
    if km2 >= 0.1:
        return _("{area} km²").format(area=number(round(km2) if km2 >= 100 else km2))
    metres = km2 * 1e6
    return _("{area} m²").format(area=number(float(f"{metres:.3g}"))) if metres >= 1 else _("less than 1 m²")


def drawn(shapes: Sequence[shapely.Geometry] | np.ndarray) -> bytes:
    """Several shapes as one to be drawn; b"" for none."""
    parts = shapely.get_parts(
        np.array([each for each in shapes if each is not None and not each.is_empty], dtype=object)
    )
    if not len(parts):
        return b""
    if len(parts) == 1:
        return shapely.to_wkb(parts[0])
    areas = polygons(parts)
    return shapely.to_wkb(
        shapely.multipolygons(areas) if len(areas) == len(parts) else shapely.geometrycollections(parts)
    )


def measured(shapes: np.ndarray) -> float:
    """The area of all shapes together in km²."""
    return float(km2(shapes).sum())
