"""The parts of a small SVG drawing: degrees to pixels, and lines, rings and labels as text that holds nothing but them."""

import math
from xml.sax.saxutils import escape

import numpy as np
import shapely

Frame = tuple[float, float, float, float]  # west, south, east, north in degrees
_EDGE = 4.0  # pixels around the drawing in which lines go on, so that the edge of a cut is not seen


class View:
    """From degrees to pixels, true to scale in the middle of the frame, which is widened to fill the drawing.

    `scale` is in pixels a degree of latitude, `frame` what lines are drawn of, in degrees.
    """

    def __init__(self, frame: Frame, width: int, height: int):
        west, south, east, north = frame
        self.narrow = max(math.cos(math.radians((south + north) / 2)), 0.01)
        wide, high = max((east - west) * self.narrow, 1e-9), max(north - south, 1e-9)
        self.scale = min(width / wide, height / high)
        self.width, self.height = width, height
        self._west = (west + east) / 2 - width / 2 / self.scale / self.narrow
        self._north = (south + north) / 2 + height / 2 / self.scale
        edge = _EDGE / self.scale
        self.frame = (
            self._west - edge / self.narrow,
            self._north - height / self.scale - edge,
            self._west + width / self.scale / self.narrow + edge / self.narrow,
            self._north + edge,
        )

    def pixels(self, xy: np.ndarray) -> np.ndarray:
        """Places in degrees, a row each, in pixels from the upper left."""
        return np.column_stack(
            [(xy[:, 0] - self._west) * self.narrow * self.scale, (self._north - xy[:, 1]) * self.scale]
        )


def label(x: float, y: float, text: str, ink: str, halo: str) -> str:
    """A line of text around a place in pixels, with a halo against what lies under it."""
    return (
        f'<text x="{rounded(x)}" y="{rounded(y)}" text-anchor="middle" unicode-bidi="plaintext" fill="{ink}" '
        f'stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">{encoded(text)}</text>'
    )


def circle(x: float, y: float, radius: float, how: str) -> str:
    """A circle in pixels; `how` are its attributes."""
    return f'<circle cx="{rounded(x)}" cy="{rounded(y)}" r="{rounded(radius)}" {how}/>'


def path(shape: shapely.Geometry) -> str:
    """The lines of a shape in pixels as an SVG path."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    lines = [line for part in parts for line in (shapely.get_rings(part) if part.geom_type == "Polygon" else [part])]
    drawn = []
    for line in lines:
        places = [f"{rounded(x)} {rounded(y)}" for x, y in shapely.get_coordinates(line)]
        if len(places) > 1:
            drawn.append("M" + "L".join(places) + ("Z" if line.is_ring else ""))
    return "".join(drawn)


def rounded(value: float) -> str:
    """A number of pixels as short as can be seen."""
    return f"{value:.1f}".removesuffix(".0")


def encoded(text: str) -> str:
    """The text as XML that shows it as it was written, and no template either; control characters are left out."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return escape(plain, {'"': "&quot;", "'": "&apos;", "{": "&#123;", "}": "&#125;"})
