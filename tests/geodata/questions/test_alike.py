"""Incidents of which the same is known: none is lost, and each pair is there once."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodata.questions.alike import Alike, ranges
from tests.geodata.questions.test_pairing import happened

# Day, further days, open, spot, reach, shape, name, cast: see test_pairing.
ONE, OTHER, LATER = (0, 0, 0, 0, 1.0, -1, -1, 0), (0, 0, 0, 0, 1.0, -1, -1, 1), (1, 0, 0, 0, 1.0, -1, -1, 1)


def members(alike: Alike, of: int) -> set[int]:
    """The incidents that one stands for, as they are told in pairs with itself."""
    return set(alike.pairs(np.array([of]), np.array([of]), 10_000)[0].tolist())


def test_one_stands_for_all_of_which_the_same_is_known():
    made = Alike(happened([ONE, OTHER, ONE, LATER, ONE]))
    assert made.size.tolist() == [3, 1, 1] and len(made.each) == 3
    assert [members(made, each) for each in range(3)] == [{0, 2, 4}, {1}, {3}]
    assert made.each.first.tolist() == [0, 0, 1] and made.each.cast.tolist() == [0, 1, 1]


def test_what_has_no_position_but_a_shape_is_alike_too():
    lined = (0, 0, 0, 0, 1.0, 5, -1, 0)
    assert Alike(happened([lined, lined, ONE])).size.tolist() == [2, 1]


@given(st.lists(st.sampled_from([ONE, OTHER, LATER]), min_size=1, max_size=12), st.integers(0, 40), st.data())
def test_pairs_of_all_that_two_stand_for_up_to_the_most_that_are_wanted(rows, most, data):
    made = Alike(happened(rows))
    numbers = st.lists(st.integers(0, len(made.size) - 1), min_size=1, max_size=3)
    one = np.array(data.draw(numbers))
    other = np.array(data.draw(st.permutations(one.tolist())))
    i, j, at = made.pairs(one, other, most)
    every = [
        pair
        for a, b in zip(one, other, strict=True)
        for pair in product(sorted(members(made, a)), sorted(members(made, b)))
    ]
    assert [*zip(i.tolist(), j.tolist(), strict=True)] == every[:most]
    assert all(i[nr] in members(made, one[k]) and j[nr] in members(made, other[k]) for nr, k in enumerate(at))


def test_ranges_are_told_one_after_the_other_and_empty_ones_not_at_all():
    number, entries = ranges(np.array([5, 0, 7]), np.array([7, 0, 8]))
    assert number.tolist() == [0, 0, 2] and entries.tolist() == [5, 6, 7]
