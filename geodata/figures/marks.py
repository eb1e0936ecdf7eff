"""The symbols of the screen as paths: the same shapes with the same areas, in points about their middle."""

import math

import numpy as np
from matplotlib.path import Path

# Distances from the middle to the corners that give all shapes the area of a circle of 5.25 points, as on the screen
# (`dashboard/map/browser/symbols.js`, where they are pixels): no type of event may look weightier than another.
_POINTS_A_PIXEL = 0.75
_SIZES = {"circle": 7.0, "triangle": 10.9, "diamond": 8.77, "square": 8.77, "pentagon": 8.05, "cross": 8.33}
_CORNERS = {"triangle": (3, 90.0), "diamond": (4, 90.0), "square": (4, 45.0), "pentagon": (5, 90.0)}


def outline(shape: str) -> Path:
    """The outline of a shape of `symbols.SHAPES`; a circle for any other name."""
    size = _SIZES.get(shape, _SIZES["circle"]) * _POINTS_A_PIXEL
    if shape == "cross":
        return _cross(size, size / 3)
    if shape not in _CORNERS:
        circle = Path.unit_circle()
        return Path(circle.vertices * size, circle.codes)
    count, first = _CORNERS[shape]
    angles = np.radians(first + 360 / count * np.arange(count))
    low = -1.5 * _POINTS_A_PIXEL if shape == "triangle" else 0  # its middle of mass lies on the place
    corners = np.column_stack([np.cos(angles), np.sin(angles)]) * size + (0, low)
    return _closed(corners)


def _cross(long: float, wide: float) -> Path:
    quarter = [(wide, wide), (long, wide), (long, -wide), (wide, -wide)]
    turned = [
        (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn))
        for turn in (0, -math.pi / 2, -math.pi, -3 * math.pi / 2)
        for x, y in quarter
    ]
    return _closed(np.array(turned))


def _closed(corners: np.ndarray) -> Path:
    return Path(np.vstack([corners, corners[:1]]), closed=True)


# What is said of an incident, inside its symbol: a dot for a claim, a cross for one that is contested, a tick for what is confirmed.
_STROKES = {
    "contested": [[(-2.6, 2.6), (2.6, -2.6)], [(-2.6, -2.6), (2.6, 2.6)]],
    "confirmed": [[(-3.2, -0.2), (-1, -2.6), (3.2, 2.6)]],
}


def status_mark(status: str) -> tuple[Path, bool] | None:
    """The mark of a status of `schema.STATUSES` and whether it is filled; None for what is only reported."""
    if status == "claimed":
        circle = Path.unit_circle()
        return Path(circle.vertices * 2 * _POINTS_A_PIXEL, circle.codes), True
    if status not in _STROKES:
        return None
    strokes = _STROKES[status]
    corners = np.array([point for stroke in strokes for point in stroke]) * _POINTS_A_PIXEL
    codes = [code for stroke in strokes for code in (Path.MOVETO, *[Path.LINETO] * (len(stroke) - 1))]
    return Path(corners, codes), False


def is_dark(colour: str) -> bool:
    """Whether white is read better on a colour (#RRGGBB) than the ink of marks, #111111."""
    return contrast("#ffffff", colour) > contrast("#111111", colour)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (#RRGGBB) as WCAG 2 defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
