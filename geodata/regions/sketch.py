"""Small drawings as SVG: units as thin lines, what is to be seen filled or hatched, points with a ring, a scale."""

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
import shapely

from ..texts import _, number
from .findings import Finding
from .measures import polygons

KM_A_DEGREE = 111.195  # of latitude
LOOKS = ("unit", "found", "hatched", "point")
_LEAST_KM, _ROOM = 12.0, 0.5  # around a finding: so much of the land around it at least, and of its own size
_NAMES, _LETTERS = 8, 26  # that are written, and of one
_FONT, _LETTER = 11, 6.0  # pixels
_SMALL = 7.0  # pixels: what is smaller gets a ring, else nobody finds it
_MARK = 60.0  # pixels
_PARTS = 300  # of a finding, the largest: ten thousand slivers are a smear, and megabytes
# As the map has them, see PALETTES in dashboard/map/browser/basemap.js.
_PALETTES = {
    False: {"ground": "#efeeea", "land": "#fdfdfb", "line": "#a9a8a2", "ink": "#55544f", "halo": "#ffffff", "found": "#b4432b"},
    True: {"ground": "#181c21", "land": "#23282f", "line": "#5c6570", "ink": "#c3c9d0", "halo": "#14181c", "found": "#f0917a"},
}  # fmt: skip
Frame = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """A shape in EPSG:4326 and how it looks, one of `LOOKS`; a point may have a ring of so many km around it."""

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
    view = _View(frame or _frame_of(shapes), width, height)
    look = _PALETTES[dark]
    seen = [each for each in (view.cut(each) for each in shapes) if not each.shape.is_empty]
    hatch = f"hatch-{hashlib.sha256(repr((title, view.frame, dark)).encode()).hexdigest()[:8]}"
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'role="img" aria-label="{_text(title)}" font-family="sans-serif" font-size="{_FONT}">',
            f"<title>{_text(title)}</title>",
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
    deepest = units[units["level"] == units["level"].max()]
    shapes = [
        Drawn(shape, name=name)
        for shape, name in zip(shapely.from_wkb(deepest["wkb"].to_numpy()), deepest["name"], strict=True)
    ]
    dots = [Drawn(part, "point") for part in shapely.get_parts(found) if part.geom_type == "Point"]
    areas = polygons(np.array([found]))
    areas = areas[np.argsort(-shapely.area(areas), kind="stable")][:_PARTS]
    if len(areas):
        look = "hatched" if finding.kind == "overlap" else "found"
        dots = [Drawn(shapely.multipolygons(areas), look), *dots]
    return sketch(
        [*shapes, *dots], width=width, height=height, frame=frame, dark=dark, title=f"{finding.sentence} {finding.mend}"
    )


class _View:
    """From degrees to pixels: the frame is widened to fill the drawing."""

    def __init__(self, frame: Frame, width: int, height: int):
        west, south, east, north = frame
        self.narrow = max(math.cos(math.radians((south + north) / 2)), 0.01)
        wide, high = max((east - west) * self.narrow, 1e-9), max(north - south, 1e-9)
        self.scale = min(width / wide, height / high)  # pixels a degree of latitude
        self.width, self.height = width, height
        self._west = (west + east) / 2 - width / 2 / self.scale / self.narrow
        self._north = (south + north) / 2 + height / 2 / self.scale
        edge = 4 / self.scale  # so that the edge of the cut is not seen
        self.frame = (
            self._west - edge / self.narrow,
            self._north - height / self.scale - edge,
            self._west + width / self.scale / self.narrow + edge / self.narrow,
            self._north + edge,
        )

    def pixels(self, xy: np.ndarray) -> np.ndarray:
        return np.column_stack(
            [(xy[:, 0] - self._west) * self.narrow * self.scale, (self._north - xy[:, 1]) * self.scale]
        )

    def cut(self, drawn: Drawn) -> Drawn:
        """What of it is in the frame, in pixels, with no more corners than can be seen."""
        shape = drawn.shape
        west, south, east, north = shape.bounds if not shape.is_empty else self.frame
        if not (west >= self.frame[0] and south >= self.frame[1] and east <= self.frame[2] and north <= self.frame[3]):
            whole = shape if shapely.is_valid(shape) else shapely.make_valid(shape, method="structure")
            shape = shapely.clip_by_rect(whole, *self.frame)
        flat = shapely.transform(shape, self.pixels)
        return Drawn(shapely.simplify(flat, 0.3), drawn.look, drawn.name, drawn.ring_km)


def _frame_of(shapes: Sequence[Drawn]) -> Frame:
    filled = [each.shape for each in shapes if not each.shape.is_empty]
    if not filled:
        return around(0.0, 0.0, _LEAST_KM)
    west, south, east, north = map(float, shapely.total_bounds(filled))
    room = max(0.05 * (north - south), 0.05 * (east - west), 0.01)
    return west - room, south - room, east + room, north + room


def _areas(seen: Sequence[Drawn], view: _View, look: dict[str, str], hatch: str) -> Iterator[str]:
    units = [each for each in seen if each.look == "unit"]
    yield from (f'<path d="{_path(each.shape)}" fill="{look["land"]}"/>' for each in units)
    for each in seen:
        if each.look in ("found", "hatched") and not _is_line(each):
            fill = f'fill="url(#{hatch})"' if each.look == "hatched" else f'fill="{look["found"]}" fill-opacity=".35"'
            yield f'<path d="{_path(each.shape)}" {fill} fill-rule="evenodd"/>'
    yield from (f'<path d="{_path(each.shape)}" fill="none" stroke="{look["line"]}"/>' for each in units)
    for each in seen:
        if each.look in ("found", "hatched"):
            width = "3" if _is_line(each) else "1.5"
            yield f'<path d="{_path(each.shape)}" fill="none" stroke="{look["found"]}" stroke-width="{width}"/>'
            yield from _ring_around(each.shape, look)


def _is_line(drawn: Drawn) -> bool:
    return drawn.shape.geom_type in ("LineString", "MultiLineString")


def _ring_around(shape: shapely.Geometry, look: dict[str, str]) -> Iterator[str]:
    west, north, east, south = shape.bounds
    if max(east - west, south - north) < _SMALL:
        yield _circle((west + east) / 2, (north + south) / 2, _SMALL + 3, f'fill="none" stroke="{look["found"]}"')


def _points(seen: Sequence[Drawn], view: _View, look: dict[str, str]) -> Iterator[str]:
    for each in seen:
        for x, y in shapely.get_coordinates(each.shape) if each.look == "point" else ():
            if each.ring_km:
                radius = each.ring_km / KM_A_DEGREE * view.scale
                yield _circle(x, y, radius, f'fill="none" stroke="{look["ink"]}" stroke-dasharray="4 3"')
            yield _circle(x, y, 4, f'fill="{look["found"]}" stroke="{look["halo"]}" stroke-width="1.5"')


def _names(seen: Sequence[Drawn], view: _View, look: dict[str, str]) -> Iterator[str]:
    """The names of what is to be seen, in bold, then those of units in them, the largest first, where there is room."""
    taken = [(0.0, view.height - 24.0, 110.0, float(view.height))]  # the scale
    # On a small mark a name would hide it; in a large one it may stand.
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
                yield _label(x, y, name, look, bold=each.look != "unit")
                break


def _sites(drawn: Drawn, wide: float) -> Iterator[tuple[float, float]]:
    """Where a name of so many pixels may stand: beside a point, else in the middle of a shape or above and below, but in it."""
    if drawn.look == "point":
        x, y = shapely.get_coordinates(drawn.shape)[0]
        yield from ((x + 8 + wide / 2, y - 6), (x - 8 - wide / 2, y - 6), (x + 8 + wide / 2, y + 14))
    else:
        x, y = shapely.get_coordinates(shapely.point_on_surface(drawn.shape))[0]
        steps = [
            step for step in (0, 2, -2, 4, -4) if not step or drawn.shape.contains(shapely.Point(x, y + step * _FONT))
        ]
        yield from ((x, y + 4 + step * _FONT) for step in steps)


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(view: _View, look: dict[str, str]) -> Iterator[str]:
    most = 80 / view.scale * KM_A_DEGREE
    step = 10 ** math.floor(math.log10(most))
    km = next(step * times for times in (5, 2, 1) if step * times <= most)
    long, y = km / KM_A_DEGREE * view.scale, view.height - 9
    yield f'<path d="M10 {y - 4}V{y}H{_round(10 + long)}V{y - 4}" fill="none" stroke="{look["ink"]}"/>'
    yield _label(10 + long / 2, y - 5, _("{km} km").format(km=number(km)), look)


def _label(x: float, y: float, text: str, look: dict[str, str], bold: bool = False) -> str:
    weight = 'font-weight="bold" ' if bold else ""
    return (
        f'<text x="{_round(x)}" y="{_round(y)}" text-anchor="middle" unicode-bidi="plaintext" {weight}fill="{look["ink"]}" '
        f'stroke="{look["halo"]}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{_text(text)}</text>'
    )


def _circle(x: float, y: float, radius: float, how: str) -> str:
    return f'<circle cx="{_round(x)}" cy="{_round(y)}" r="{_round(radius)}" {how}/>'


def _path(shape: shapely.Geometry) -> str:
    """The lines of a shape in pixels as an SVG path."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    lines = [line for part in parts for line in (shapely.get_rings(part) if part.geom_type == "Polygon" else [part])]
    drawn = []
    for line in lines:
        places = [f"{_round(x)} {_round(y)}" for x, y in shapely.get_coordinates(line)]
        if len(places) > 1:
            drawn.append("M" + "L".join(places) + ("Z" if line.is_ring else ""))
    return "".join(drawn)


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(text: str) -> str:
    """The text as XML that shows it as it was written, and no template either; control characters are left out."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return escape(plain, {'"': "&quot;", "'": "&apos;", "{": "&#123;", "}": "&#125;"})
