"""The time axis has no gap and no day twice, else an incident is counted never or two times."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.timeline import STEPS, fitting_step, following, period_after, period_before, periods, start

DAYS = st.dates(date(1900, 1, 1), date(2098, 12, 31))


@given(first=DAYS, length=st.integers(0, 800), step=st.sampled_from(STEPS))
def test_every_day_lies_in_just_one_half_open_period(first, length, step):
    last = first + timedelta(days=length)
    made = periods(first, last, step)
    assert all(end == begin for (_, end), (begin, _) in pairwise(made))
    assert made[0][0] <= first < made[0][1]
    assert made[-1][0] <= last < made[-1][1]


@pytest.mark.parametrize(
    ("first", "last", "step", "made"),
    [
        # 1 October 2023 is a Sunday: its week began on Monday, 25 September.
        ("2023-10-01", "2023-10-02", "week", ["2023-09-25", "2023-10-02", "2023-10-09"]),
        ("2023-12-31", "2024-01-01", "month", ["2023-12-01", "2024-01-01", "2024-02-01"]),
        ("2024-02-28", "2024-03-01", "day", ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"]),
        ("2023-02-28", "2023-02-28", "day", ["2023-02-28", "2023-03-01"]),
        ("2024-02-29", "2024-02-29", "month", ["2024-02-01", "2024-03-01"]),
        ("2024-12-30", "2025-01-05", "week", ["2024-12-30", "2025-01-06"]),
    ],
)
def test_periods_by_hand(first, last, step, made):
    edges = [date.fromisoformat(day) for day in made]
    found = periods(date.fromisoformat(first), date.fromisoformat(last), step)
    assert found == list(pairwise(edges))


def test_an_axis_that_ends_before_it_begins_has_no_periods():
    assert periods(date(2023, 10, 2), date(2023, 10, 1), "day") == []


@given(day=DAYS)
def test_a_week_begins_on_monday_and_a_month_on_its_first(day):
    assert start(day, "week").weekday() == 0
    assert start(day, "month").day == 1
    assert all(start(day, step) <= day < following(start(day, step), step) for step in STEPS)


@pytest.mark.parametrize(
    ("days", "step"), [(1, "day"), (60, "day"), (61, "week"), (840, "week"), (841, "month"), (36500, "month")]
)
def test_the_finest_step_that_can_be_read(days, step):
    first = date(1950, 1, 1)
    assert fitting_step(first, first + timedelta(days=days - 1)) == step


@given(first=DAYS, length=st.integers(0, 800))
def test_the_period_before_ends_where_this_one_begins_and_is_as_long(first, length):
    last = first + timedelta(days=length)
    begin, end = period_before(first, last)
    assert end == first - timedelta(days=1)
    assert period_after(begin, end) == (first, last) or end - begin == last - first


@pytest.mark.parametrize(
    ("first", "last", "begin", "end"),
    [
        ("2024-03-01", "2024-03-31", "2024-02-01", "2024-02-29"),  # whole months, though they are not as long
        ("2024-01-01", "2024-01-31", "2023-12-01", "2023-12-31"),
        ("2024-03-01", "2024-03-30", "2024-01-31", "2024-02-29"),
        ("2024-03-01", "2024-03-01", "2024-02-29", "2024-02-29"),
    ],
)
def test_periods_before_by_hand(first, last, begin, end):
    found = period_before(date.fromisoformat(first), date.fromisoformat(last))
    assert found == (date.fromisoformat(begin), date.fromisoformat(end))
