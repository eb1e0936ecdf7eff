"""Symbols of a figure are those of the screen: no type of event looks weightier than another, and marks are seen."""

import numpy as np
import pytest

from geodata.figures.marks import is_dark, outline, status_mark
from geodata.schema import STATUSES
from geodata.symbols import COLOURS, OTHER_COLOUR, SHAPES


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_covers_the_area_of_a_circle_of_seven_pixels(shape):
    (corners,) = outline(shape).to_polygons()
    x, y = np.asarray(corners).T
    area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
    assert area == pytest.approx(np.pi * 5.25**2, rel=0.01)


def test_what_is_only_reported_has_no_mark_and_all_else_one_of_its_own():
    marks = {status: status_mark(status) for status in STATUSES}
    assert marks.pop("reported") is None
    assert len({(len(path.vertices), filled) for path, filled in marks.values()}) == 3


@pytest.mark.parametrize("colour", [*COLOURS.values(), OTHER_COLOUR])
def test_a_mark_is_read_on_its_symbol(colour):
    """Black or white, whichever stands out; WCAG asks 3 of signs."""

    def light(code: str) -> float:
        parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return float(np.dot((0.2126, 0.7152, 0.0722), linear))

    pair = sorted((light("#ffffff" if is_dark(colour) else "#111111"), light(colour)))
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5
