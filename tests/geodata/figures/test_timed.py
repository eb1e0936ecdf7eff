"""The axis of time has as many labels as can be read, at days that begin something."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.figures.text import width
from geodata.figures.timed import TICK, TimeAxis

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2023, 10, 2), date(2023, 10, 6), ["2 Oct", "3 Oct", "4 Oct", "5 Oct", "6 Oct"]),
        (date(2023, 10, 1), date(2023, 10, 31), ["2 Oct", "9 Oct", "16 Oct", "23 Oct", "30 Oct"]),
        (date(2022, 11, 15), date(2023, 3, 1), ["Dec 2022", "Jan 2023", "Feb 2023", "Mar 2023"]),
        (date(2000, 1, 1), date(2024, 12, 31), ["2000", "2005", "2010", "2015", "2020"]),
    ],
)
def test_days_weeks_months_and_years(first, last, said):
    assert [words for _at, words in TimeAxis(first, last, 0, 250).ticks()] == said


@given(DAYS, st.integers(0, 9_000), st.floats(60, 900))
def test_no_label_runs_into_the_next(first, length, wide):
    ticks = TimeAxis(first, first + timedelta(days=length), 0, wide).ticks()
    for (at, words), (after, _words) in pairwise(ticks):
        assert at + width(words, TICK) < after <= wide


def test_a_day_lies_where_it_begins_and_never_beyond_the_ends():
    axis = TimeAxis(date(2023, 10, 1), date(2023, 10, 10), 100, 200)
    assert [axis.at(date(2023, 10, 1)), axis.at(date(2023, 10, 6)), axis.at(date(2023, 10, 6), 12)] == [100, 150, 155]
    assert (axis.at(date(1999, 1, 1)), axis.at(date(2030, 1, 1))) == (100, 200)
