"""Figures look as they did when somebody looked at them: a label that moves or a colour that changes is seen by a person first."""

import io

import numpy as np
import pytest
from PIL import Image

from .references import FOLDER, REFERENCES, drawn


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("name", REFERENCES)
def test_a_figure_looks_as_its_reference(name, store):
    now, then = pixels(drawn(store, REFERENCES[name])), pixels((FOLDER / f"{name}.png").read_bytes())
    assert now.shape == then.shape
    # Rounding may differ in the last digit from one processor to another; a label that moved by a dot changes more.
    changed = (np.abs(now - then).max(axis=2) > 40).mean()
    assert changed < 0.0002, f"{changed:.2%} of the pixels: python -m tests.geodata.figures.references, and look"


def test_a_moved_word_is_noticed(store):
    then = pixels((FOLDER / "timelines.png").read_bytes())
    moved = then.copy()
    moved[40:60, 36:550] = then[40:60, 35:549]  # the title, one dot to the right
    assert (np.abs(moved - then).max(axis=2) > 40).mean() > 0.0002
