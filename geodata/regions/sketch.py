"""Small drawings as SVG: units as thin lines, what is to be seen filled or hatched, points with a ring, a scale."""

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely

from ..texts import _, number
from .findings import Finding
from .measures import polygons
from .svg import Frame, View, circle, encoded, label, path, rounded

KM_A_DEGREE = 111.195  # of latitude
_LEAST_KM, _ROOM = 12.0, 0.3  # around a finding: so much of the land around it at least, and of its own size
_NAMES, _LETTERS = 8, 26  # that are written, and of one
_FONT, _LETTER = 11, 6.0  # pixels
_SEEN = 0.3  # pixels: corners nearer to a line are left out
_SMALL = 7.0  # pixels: what is smaller gets a ring, else nobody finds it
_UNITS, _WIDE = 80, 3.0  # in a drawing at most; degrees from which on the simplified ones will do
_MARK = 60.0  # pixels: a larger one may have a name in it
_PARTS = 300  # of a finding, the largest: ten thousand slivers are a smear, and megabytes
# As the map has them, see PALETTES in dashboard/map/browser/basemap.js.
_PALETTES = {
    False: {"ground": "#efeeea", "land": "#fdfdfb", "line": "#a9a8a2", "ink": "#55544f", "halo": "#ffffff", "found": "#b4432b"},
    True: {"ground": "#181c21", "land": "#23282f", "line": "#5c6570", "ink": "#c3c9d0", "halo": "#14181c", "found": "#f0917a"},
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A shape in EPSG:4326 and its look: "unit" is a thin line, "found" filled, "hatched", or "point", maybe with a ring to scale."""

    shape: shapely.Geometry
    look: str = "unit"
    name: str = ""
    ring_km: float = 0.0


def around(x: float, y: float, km: float) -> Frame:
    """The frame (west, south, east, north) of so many km from west to east around a place in degrees."""
    high = km / 2 / KM_A_DEGREE
    wide = high / math.cos(math.radians(y))
    return x - wide, y - high, x + wide, y + high


def sketch(
    shapes: Sequence[Drawn], *, width: int, height: int, frame: Frame | None = None, dark: bool = False, title: str
) -> str:
    """The shapes as a whole SVG of so many pixels; without a `frame` in degrees that of all shapes.

    Equirectangular, true to scale in the frame's middle. Every text in it is escaped, that of data too.
    """
    view = View(frame or _frame_of(shapes), width, height)
    look = _PALETTES[dark]
    seen = [each for each in (_cut(each, view) for each in shapes) if not each.shape.is_empty]
    hatch = f"hatch-{hashlib.sha256(repr((title, view.frame, dark)).encode()).hexdigest()[:8]}"
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'role="img" aria-label="{encoded(title)}" font-family="sans-serif" font-size="{_FONT}" fill-rule="evenodd">',
            f"<title>{encoded(title)}</title>",
            f'<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{look["land"]}"/>'
            f'<path d="M0 0V6" stroke="{look["found"]}" stroke-width="2"/></pattern></defs>',
            f'<rect width="{width}" height="{height}" fill="{look["ground"]}"/>',
            *_areas(seen, view, look, hatch),
            *_points(seen, view, look),
            *_names(seen, view, look),
            *_scale(view, look),
            "</svg>",
        ]
    )


def finding_sketch(
    finding: Finding, units: pd.DataFrame, dark: bool = False, *, width: int = 360, height: int = 240
) -> str:
    """A finding among the units around it, out of `Checked.units`; "" for one that has no shape."""
    if not finding.shape:
        return ""
    found = shapely.from_wkb(finding.shape)
    west, south, east, north = found.bounds
    middle = (south + north) / 2
    room = max(_LEAST_KM / KM_A_DEGREE, _ROOM * (north - south), _ROOM * (east - west) * math.cos(math.radians(middle)))
    wide = room / math.cos(math.radians(middle))
    frame = west - wide, south - room, east + wide, north + room
    shapes = _around(units, View(frame, width, height).frame)
    dots = [Drawn(part, "point") for part in shapely.get_parts(found) if part.geom_type == "Point"]
    areas = polygons(np.array([found]))
    areas = areas[np.argsort(-shapely.area(areas), kind="stable")][:_PARTS]
    if len(areas):
        look = "hatched" if finding.kind == "overlap" else "found"
        dots = [Drawn(shapely.multipolygons(areas), look), *dots]
    return sketch(
        [*shapes, *dots], width=width, height=height, frame=frame, dark=dark, title=f"{finding.sentence} {finding.mend}"
    )


def _around(units: pd.DataFrame, frame: Frame) -> list[Drawn]:
    """The units in a frame, of the deepest level of which it holds no more than can be told apart; those of the top else."""
    column = "screen" if frame[2] - frame[0] > _WIDE else "wkb"
    for level in reversed(range(units["level"].max() + 1)):
        some = units[units["level"] == level]
        shapes = shapely.from_wkb(some[column].to_numpy())
        west, south, east, north = shapely.bounds(shapes).T
        near = (west <= frame[2]) & (east >= frame[0]) & (south <= frame[3]) & (north >= frame[1])
        if level == 0 or near.sum() <= _UNITS:
            break
    return [Drawn(shape, name=name) for shape, name in zip(shapes[near], some["name"][near], strict=True)]


def _cut(drawn: Drawn, view: View) -> Drawn:
    """What of it is in the frame, in pixels, with no more corners than can be seen."""
    shape = drawn.shape
    west, south, east, north = shape.bounds if not shape.is_empty else view.frame
    if west < view.frame[0] or south < view.frame[1] or east > view.frame[2] or north > view.frame[3]:
        whole = shape if shapely.is_valid(shape) else shapely.make_valid(shape, method="structure")
        shape = shapely.clip_by_rect(whole, *view.frame)
    return replace(drawn, shape=shapely.simplify(shapely.transform(shape, view.pixels), _SEEN))


def _frame_of(shapes: Sequence[Drawn]) -> Frame:
    filled = [each.shape for each in shapes if not each.shape.is_empty]
    if not filled:
        return around(0.0, 0.0, _LEAST_KM)
    west, south, east, north = map(float, shapely.total_bounds(filled))
    room = max(0.05 * (north - south), 0.05 * (east - west), 0.01)
    return west - room, south - room, east + room, north + room


def _areas(seen: Sequence[Drawn], view: View, look: dict[str, str], hatch: str) -> Iterator[str]:
    units = [each for each in seen if each.look == "unit"]
    yield from (f'<path d="{path(each.shape)}" fill="{look["land"]}"/>' for each in units)
    for each in seen:
        if each.look in ("found", "hatched") and not _is_line(each):
            fill = f'fill="url(#{hatch})"' if each.look == "hatched" else f'fill="{look["found"]}" fill-opacity=".35"'
            yield f'<path d="{path(each.shape)}" {fill}/>'
    yield from (f'<path d="{path(each.shape)}" fill="none" stroke="{look["line"]}"/>' for each in units)
    for each in seen:
        if each.look in ("found", "hatched"):
            width = "3" if _is_line(each) else "1.5"
            yield f'<path d="{path(each.shape)}" fill="none" stroke="{look["found"]}" stroke-width="{width}"/>'
            yield from _ring_around(each.shape, look)


def _ring_around(shape: shapely.Geometry, look: dict[str, str]) -> Iterator[str]:
    west, north, east, south = shape.bounds
    if max(east - west, south - north) < _SMALL:
        yield circle((west + east) / 2, (north + south) / 2, _SMALL + 3, f'fill="none" stroke="{look["found"]}"')


def _is_line(drawn: Drawn) -> bool:
    return drawn.shape.geom_type in ("LineString", "MultiLineString")


def _points(seen: Sequence[Drawn], view: View, look: dict[str, str]) -> Iterator[str]:
    for each in seen:
        for x, y in shapely.get_coordinates(each.shape) if each.look == "point" else ():
            if each.ring_km:
                radius = each.ring_km / KM_A_DEGREE * view.scale
                yield circle(x, y, radius, f'fill="none" stroke="{look["ink"]}" stroke-dasharray="4 3"')
            yield circle(x, y, 4, f'fill="{look["found"]}" stroke="{look["halo"]}" stroke-width="1.5"')


def _names(seen: Sequence[Drawn], view: View, look: dict[str, str]) -> Iterator[str]:
    """Names of points beside them, then of what is to be seen, then of units in them, the largest first, where there is room."""
    taken = [(0.0, view.height - 24.0, 110.0, float(view.height))]  # the scale
    marks = [each.shape.bounds for each in seen if each.look != "unit"]
    taken += [(x - _SMALL, y - _SMALL, right + _SMALL, low + _SMALL) for x, y, right, low in marks if right - x < _MARK]
    named = [each for each in seen if each.name.strip()]
    written = 0
    for each in sorted(named, key=lambda each: (each.look == "unit", each.look != "point", -each.shape.area)):
        name = each.name if len(each.name) <= _LETTERS else f"{each.name[:_LETTERS]}…"
        for x, y in _sites(each, len(name) * _LETTER):
            box = (x - len(name) * _LETTER / 2, y - _FONT, x + len(name) * _LETTER / 2, y + _FONT / 2)
            inside = box[0] >= 2 and box[1] >= 2 and box[2] <= view.width - 2 and box[3] <= view.height - 2
            if written < _NAMES and inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                written += 1
                yield label(x, y, name, look["ink"], look["halo"])
                break


def _sites(drawn: Drawn, wide: float) -> Iterator[tuple[float, float]]:
    """Where a name of so many pixels may stand: beside a point, in the middle of an area or near it."""
    if drawn.look == "point":
        x, y = shapely.get_coordinates(drawn.shape)[0]
        yield from ((x + 8 + wide / 2, y - 6), (x - 8 - wide / 2, y - 6), (x + 8 + wide / 2, y + 14))
    else:
        x, y = shapely.get_coordinates(shapely.point_on_surface(drawn.shape))[0]
        lines = [y + step * _FONT for step in (0, 2, -2, 4, -4)]
        yield from ((x, line + 4) for line in lines if line == y or shapely.contains_xy(drawn.shape, x, line))


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(view: View, look: dict[str, str]) -> Iterator[str]:
    most = 80 / view.scale * KM_A_DEGREE
    step = 10 ** math.floor(math.log10(most))
    km = next(step * times for times in (5, 2, 1) if step * times <= most)
    long, y = km / KM_A_DEGREE * view.scale, view.height - 9
    yield f'<path d="M10 {y - 4}V{y}H{rounded(10 + long)}V{y - 4}" fill="none" stroke="{look["ink"]}"/>'
    length = _("{km} km").format(km=number(km)) if km >= 1 else _("{m} m").format(m=number(km * 1000))
    yield label(10 + long / 2, y - 5, length, look["ink"], look["halo"])
