"""Classes of a shaded map: round bounds, each value in one class, no class more than can be told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.classes import MOST, class_of, lower_bounds


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([0, 0], []),
        ([3], [2]),
        ([1, 1, 2, 3, 5], [1, 2, 5]),
        ([5, 3, 3, 2, 1, 0, 0, 0], [1, 2, 5]),
        ([12, 48, 230, 900, 4100, 17000], [10, 20, 200, 500, 2000]),
        ([0.04, 0.5, 6.0], [0.02, 0.5, 5]),
    ],
)
def test_bounds_by_hand(values, bounds):
    assert lower_bounds(values) == bounds


@given(st.lists(st.floats(0, 1e7, allow_subnormal=False).filter(lambda value: value == 0 or value > 1e-6), max_size=30))
def test_every_value_has_its_class_and_nothing_is_none(values):
    bounds = lower_bounds(values)
    assert bounds == sorted(set(bounds)) and len(bounds) <= MOST
    for value in values:
        nr = class_of(value, bounds)
        if value == 0:
            assert nr == -1
        else:
            assert bounds[nr] <= value and (nr + 1 == len(bounds) or value < bounds[nr + 1])
    if above := [value for value in values if value > 0]:
        assert {class_of(min(above), bounds), class_of(max(above), bounds)} == {0, len(bounds) - 1}
