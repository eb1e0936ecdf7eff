"""A reader compares areas: no kind of event may look weightier than another, and each shape is known to the drawing code."""

import re
from math import pi, sin, tau
from pathlib import Path

import pytest

from geodata.symbols import SHAPES

CODE = (Path(__file__).parents[3] / "dashboard/map/browser/symbols.js").read_text(encoding="utf-8")
SIZES = [float(size) for size in re.search(r"SIZES = \[(.+?)\]", CODE)[1].split(",")]


def polygon(corners: int, radius: float) -> float:
    return corners / 2 * radius**2 * sin(tau / corners)


AREAS = {
    "circle": lambda r: pi * r**2,
    "triangle": lambda r: polygon(3, r),
    "diamond": lambda r: polygon(4, r),
    "square": lambda r: polygon(4, r),
    "pentagon": lambda r: polygon(5, r),
    # Two bars, each as long as 2r and a third as wide, less the square in which they cross.
    "cross": lambda r: 2 * (2 * r) * (2 * r / 3) - (2 * r / 3) ** 2,
}


def test_the_drawing_code_knows_every_shape_in_its_order():
    assert len(SIZES) == len(SHAPES)
    assert ", ".join(f"{number} {name}" for number, name in enumerate(SHAPES)) in CODE


@pytest.mark.parametrize("shape", SHAPES)
def test_all_shapes_cover_the_area_of_the_circle(shape):
    assert AREAS[shape](SIZES[SHAPES.index(shape)]) == pytest.approx(pi * 7**2, rel=0.01)
