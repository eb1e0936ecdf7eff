"""The part of the map in view, and the grid of cells in which many incidents are counted there."""

import math
from dataclasses import dataclass

CELL_PIXELS = 56  # how wide a cell is at the zoom that its grid is for, in Leaflet's pixels
FINE_PIXELS = 10  # the same for density, which is smoothed
_TILE = 256
_MARGIN = 0.5  # of the width and height in view, drawn beyond each edge: dragging shows what is there already
_NEAREST, _FARTHEST = 20.0, 0.0


@dataclass(frozen=True)
class Box:
    """Edges in degrees (EPSG:4326), all four included; never beyond the poles or the date line."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def clamped(cls, south: float, west: float, north: float, east: float) -> "Box":
        """The part of a box that is on the globe. Raises ValueError for edges that are no numbers or the wrong way round."""
        if not all(map(math.isfinite, (south, west, north, east))) or south > north or west > east:
            raise ValueError(f"No box: south {south}, west {west}, north {north}, east {east}.")
        low, high = max(min(south, 90.0), -90.0), max(min(north, 90.0), -90.0)
        return cls(low, max(min(west, 180.0), -180.0), high, max(min(east, 180.0), -180.0))

    def to_text(self) -> str:
        """The box as "16.2,-4.1,16.4,-4"; `from_text` reads it."""
        return ",".join(f"{edge:.5f}".rstrip("0").rstrip(".") for edge in self.edges)

    @classmethod
    def from_text(cls, text: str) -> "Box":
        """Raises ValueError for anything but four edges of a box."""
        south, west, north, east = (float(part) for part in text.split(","))
        return cls.clamped(south, west, north, east)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """South, west, north, east."""
        return self.south, self.west, self.north, self.east


WORLD = Box(-90.0, -180.0, 90.0, 180.0)


@dataclass(frozen=True)
class Window:
    """What the map draws: a box around the part in view, and the width of its cells in degrees, the same north and east.

    Cells are counted from the south pole and the date line: they stay where they are while the map is dragged, and change
    with each half step of the zoom (`level`).
    """

    box: Box
    level: float

    @classmethod
    def around(cls, view: Box, zoom: float) -> "Window":
        """The window for a part in view at Leaflet's zoom: half a screen more on each side, out to whole cells."""
        level = math.floor(max(_FARTHEST, min(_NEAREST, zoom)) * 2) / 2
        step = _step(level, CELL_PIXELS)
        high, wide = (view.north - view.south) * _MARGIN, (view.east - view.west) * _MARGIN
        return cls(
            Box.clamped(
                math.floor((view.south - high + 90) / step) * step - 90,
                math.floor((view.west - wide + 180) / step) * step - 180,
                math.ceil((view.north + high + 90) / step) * step - 90,
                math.ceil((view.east + wide + 180) / step) * step - 180,
            ),
            level,
        )

    @property
    def cell(self) -> float:
        """How wide and high a cell is, in degrees."""
        return _step(self.level, CELL_PIXELS)

    @property
    def fine_cell(self) -> float:
        """The same of the cells from which density is made."""
        return _step(self.level, FINE_PIXELS)


def _step(level: float, pixels: int) -> float:
    return 360 / _TILE / 2**level * pixels


def seen_at(latitude: float, longitude: float, zoom: float, width: int, height: int) -> Box:
    """What a frame of so many pixels shows around a centre; a little more than that, away from the equator."""
    across = 360 / _TILE / 2**zoom
    high, wide = height / 2 * across, width / 2 * across
    return Box.clamped(latitude - high, longitude - wide, latitude + high, longitude + wide)
