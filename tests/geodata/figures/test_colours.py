"""Who doesn't see red from green, or prints in grey, still tells the actors apart, and whoever reads the small print can read it."""

from itertools import combinations

import numpy as np
import pytest

from geodata.figures import ground, sheet
from geodata.figures.glyphs import LAND
from geodata.figures.marks import contrast, outline
from geodata.figures.matrix_figure import ink_on, shade
from geodata.figures.wanted import MARKINGS
from geodata.symbols import COLOURS, OTHER_COLOUR, SHAPES

ALL = {**COLOURS, "others": OTHER_COLOUR}
# Machado, Oliveira and Fernandes (2009): deuteranopia in linear sRGB.
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
)
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)


NORMAL = np.eye(3)


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    """CIELAB (D65) of a colour as it is seen."""
    value = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(seen @ linear, 0, 1) / np.array([0.95047, 1, 1.08883])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize(("seen", "least"), [(NORMAL, 25), (DEUTERANOPIA, 11)])
def test_actors_are_told_apart_with_and_without_red_and_green(seen, least):
    """A difference of 2.3 is just noticed side by side; of 10 at a glance."""
    for one, other in combinations(ALL, 2):
        assert np.linalg.norm(lab(ALL[one], seen) - lab(ALL[other], seen)) > least, (one, other)


def test_shapes_are_told_apart_without_any_colour():
    """Each covers a twenty-fifth of its area that the other does not."""
    at = np.stack(np.meshgrid(np.linspace(-11, 11, 89), np.linspace(-11, 11, 89)), -1).reshape(-1, 2)
    inside = {name: outline(name).contains_points(at) for name in SHAPES}
    for one, other in combinations(SHAPES, 2):
        assert (inside[one] & ~inside[other]).sum() > inside[one].sum() / 25, (one, other)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        (sheet.INK, sheet.GROUND), (sheet.QUIET, sheet.GROUND), (sheet.QUIET, "#f5f4f1"), (ground.NAME, LAND), (ground.TOWN, LAND),
        (ground.FAINT, ground.NEIGHBOUR), ("#ffffff", "#3c4a57"), *((colour, "#000000") for colour in MARKINGS.values()),
    ],
)  # fmt: skip
def test_words_have_a_contrast_of_four_and_a_half(ink, paper):
    assert contrast(ink, paper) >= 4.5


@pytest.mark.parametrize("amount", range(1, 200, 3))
def test_every_number_of_the_matrix_can_be_read(amount):
    assert contrast(ink_on(shade(amount, 200)), shade(amount, 200)) >= 4.5


def test_black_on_white_has_the_largest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example of one that just fails
