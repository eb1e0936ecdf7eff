"""How far apart two places are at the least and at the most, along the ellipsoid WGS 84, in kilometres."""

from functools import cache

import numpy as np
import shapely
from pyproj import Geod, Transformer

from ..schema import CRS

_STEP = 0.2  # degrees: a longer piece of a line bends in the plane, over five degrees by more than a kilometre


@cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")


def between(
    latitude: np.ndarray, longitude: np.ndarray, to_latitude: np.ndarray, to_longitude: np.ndarray
) -> np.ndarray:
    """The geodesic distance of positions (degrees) from those beside them."""
    return _geod().inv(longitude, latitude, to_longitude, to_latitude)[2] / 1000.0


class Outline:
    """A line or an area (EPSG:4326) from which distances are taken."""

    def __init__(self, shape: shapely.Geometry):
        self.shape = shape
        self.is_line = shape.geom_type in ("LineString", "MultiLineString")
        middle = shape.envelope.centroid
        self._to_plane = Transformer.from_crs(
            CRS, f"+proj=aeqd +lat_0={middle.y} +lon_0={middle.x} +units=m", always_xy=True
        )
        self._plane = self._in_plane(shape)
        shapely.prepare(self._plane)
        self.corners = shapely.get_coordinates(shapely.convex_hull(shape))
        lat, lon = self.corners[:, 1], self.corners[:, 0]
        self.across = float(self.most(lat, lon).max())  # the longest way from one of its points to another

    def _in_plane(self, shape: shapely.Geometry) -> shapely.Geometry:
        # What is straight in degrees is not in the plane.
        return shapely.transform(shapely.segmentize(shape, _STEP), self._project)

    def _project(self, positions: np.ndarray) -> np.ndarray:
        return np.column_stack(self._to_plane.transform(positions[:, 0], positions[:, 1]))

    def least(self, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """The distance of each position from the nearest point of the outline; 0 on it."""
        points = shapely.points(self._project(np.column_stack([longitude, latitude])))
        made = np.zeros(len(points))
        away = ~shapely.intersects(self._plane, points)
        if away.any():
            # The nearest point is looked for in the plane, and the way to it measured on the ellipsoid.
            nearest = shapely.get_coordinates(shapely.shortest_line(points[away], self._plane))[1::2]
            lon, lat = self._to_plane.transform(nearest[:, 0], nearest[:, 1], direction="INVERSE")
            made[away] = between(latitude[away], longitude[away], lat, lon)
        return made

    def most(self, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """The distance of each position from the farthest point of the outline, which is a corner of its hull."""
        made = np.zeros(len(latitude))
        for lon, lat in self.corners:
            made = np.maximum(made, between(latitude, longitude, np.full(len(made), lat), np.full(len(made), lon)))
        return made

    def to(self, other: "Outline") -> tuple[float, float]:
        """The least and the most that two outlines are apart."""
        lat, lon = other.corners[:, 1], other.corners[:, 0]
        return self._least_to(other), float(self.most(lat, lon).max())

    def _least_to(self, other: "Outline") -> float:
        theirs = self._in_plane(other.shape)
        if shapely.intersects(self._plane, theirs):
            return 0.0
        line = shapely.get_coordinates(shapely.shortest_line(self._plane, theirs))
        lon, lat = self._to_plane.transform(line[:, 0], line[:, 1], direction="INVERSE")
        return float(between(lat[:1], lon[:1], lat[1:], lon[1:])[0])
