"""Frames: named parts of the country, each with its own projection and, on a paper, its own scale."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyproj
import shapely

from ..errors import FigureError, nearest
from ..regions import BoundarySet
from ..schema import CRS
from ..texts import _, did_you_mean, message, number
from .papers import Rect

METRES_AN_INCH = 0.0254
AIR = 0.04  # of its width or height, around a region
_STEPS = 24  # points on each edge of a frame: its edges are curves in the projection


@dataclass(frozen=True)
class MapFrame:
    """A part of the earth that a map shows at least: degrees in EPSG:4326, west < east, south < north.

    It is drawn in Lambert's azimuthal equal-area projection about its own middle, so that areas, and how thickly incidents lie,
    can be compared across it.
    """

    key: str
    title: str
    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of the projection's centre, in whole tenths: they are said in the figure."""
        return round((self.south + self.north) / 2, 1), round((self.west + self.east) / 2, 1)

    @cached_property
    def _to_metres(self) -> pyproj.Transformer:
        latitude, longitude = self.middle
        own = f"+proj=laea +lat_0={latitude} +lon_0={longitude} +datum=WGS84 +units=m"
        return pyproj.Transformer.from_crs(CRS, own, always_xy=True)

    def projected(self, longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Metres east and north of the middle."""
        return self._to_metres.transform(np.asarray(longitude, float), np.asarray(latitude, float))

    def degrees(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Longitude and latitude of metres east and north of the middle."""
        return self._to_metres.transform(np.asarray(x, float), np.asarray(y, float), direction="INVERSE")

    def shape(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """The geometry in metres east and north of the middle."""
        return shapely.transform(geometry, lambda at: np.column_stack(self.projected(at[:, 0], at[:, 1])))

    def extent(self, on: Rect) -> tuple[float, float, float, float]:
        """West, south, east and north in metres of what a map of this size shows: the frame, widened to the map's proportions."""
        along = np.linspace(0, 1, _STEPS)
        longitude = np.concatenate([self.west + along * (self.east - self.west)] * 2 + [np.full(_STEPS, self.west), np.full(_STEPS, self.east)])  # fmt: skip
        latitude = np.concatenate([np.full(_STEPS, self.south), np.full(_STEPS, self.north)] + [self.south + along * (self.north - self.south)] * 2)  # fmt: skip
        x, y = self.projected(longitude, latitude)
        wide, high = x.max() - x.min(), y.max() - y.min()
        scale = max(wide / on.width, high / on.height)  # metres an inch
        across, up = scale * on.width / 2, scale * on.height / 2
        at, over = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
        return at - across, over - up, at + across, over + up

    def scale(self, on: Rect) -> int:
        """How many times smaller a map of this size is than the ground, to three digits."""
        west, _south, east, _north = self.extent(on)
        whole = (east - west) / on.width / METRES_AN_INCH
        digits = 10 ** (math.floor(math.log10(whole)) - 2)
        return round(whole / digits) * digits

    def projection_words(self) -> str:
        """The projection, as a map says it."""
        latitude, longitude = self.middle
        return _("Lambert azimuthal equal-area about {latitude}° N, {longitude}° {side}, WGS 84").format(
            latitude=number(latitude),
            longitude=number(abs(longitude)),
            side=_("E") if longitude >= 0 else _("W"),
        )


# The country with a margin, the parts that weekly updates speak of, as degrees west, south, east and north.
_NAMED = {
    "mali": (message("Mali"), -12.3, 10.1, 4.3, 25.05),
    "north": (message("Northern Mali"), -5.6, 14.8, 4.3, 22.4),
    "centre": (message("Central Mali"), -7.3, 12.6, -0.9, 16.0),
    "kidal-tessalit": (message("Kidal and Tessalit"), -0.9, 17.9, 3.1, 20.8),
    "gao-menaka": (message("Gao and Ménaka"), -1.4, 14.9, 3.9, 17.7),
    "liptako-gourma": (message("Liptako-Gourma"), -3.2, 12.9, 3.5, 16.7),
}
NAMES = tuple(_NAMED)


def frame_named(key: str, boundaries: BoundarySet, own: Mapping[str, MapFrame] | None = None) -> MapFrame:
    """The frame of a name: one of the user's `own`, of `NAMES`, a region of the boundary set, or four numbers
    "west,south,east,north".

    Raises FigureError with the nearest name.
    """
    if own and key in own:
        return own[key]
    if key in _NAMED:
        title, *edges = _NAMED[key]
        return MapFrame(key, _(title), *edges)
    if unit := boundaries.find(key):
        return _of_unit(unit, boundaries)
    if key.count(",") == 3:
        return _of_numbers(key)
    names = (*(own or ()), *NAMES, *boundaries.names)
    hint = did_you_mean(nearest(key, names))
    raise FigureError(
        _('"{value}" is no frame.{hint} There are: {words}; or say west,south,east,north in degrees.').format(
            value=key[:60], hint=hint, words=", ".join(names)
        )
    )


def _of_unit(unit: str, boundaries: BoundarySet) -> MapFrame:
    frame = next(level for level in boundaries.frames if unit in set(level["key"]))
    row = frame.set_index("key").loc[unit]
    west, south, east, north = row.geometry.bounds
    air_x, air_y = AIR * (east - west), AIR * (north - south)
    return MapFrame(unit, row["name"], west - air_x, south - air_y, east + air_x, north + air_y)


def _of_numbers(text: str) -> MapFrame:
    try:
        return frame_between(text, "", [float(part) for part in text.split(",")])
    except ValueError:
        raise _no_frame(text) from None


def frame_between(key: str, title: str, edges: Sequence[object]) -> MapFrame:
    """The frame between west, south, east and north in degrees. Raises FigureError where they are none."""
    if not all(isinstance(edge, int | float) and not isinstance(edge, bool) for edge in edges):
        raise _no_frame(", ".join(map(str, edges)))
    west, south, east, north = map(float, edges)
    if not (-180 <= west < east <= 180 and -89 <= south < north <= 89 and east - west <= 120):
        raise _no_frame(key if "," in key else ", ".join(map(str, edges)))
    return MapFrame(key, title, west, south, east, north)


def _no_frame(text: str) -> FigureError:
    return FigureError(
        _('"{value}" is not west,south,east,north in degrees, such as -1.4,14.9,3.9,17.7.').format(value=text[:60])
    )
