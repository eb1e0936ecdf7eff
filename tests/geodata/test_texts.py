"""Dates and numbers are said in the one way that a reader of English expects."""

from datetime import date

import pytest

from geodata.texts import _, _n, day, days, language, month, next_month, number


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "all dates"),
        (date(2023, 10, 3), None, "since 3 Oct 2023"),
        (None, date(2023, 10, 3), "until 3 Oct 2023"),
        (date(2023, 10, 3), date(2023, 10, 3), "3 Oct 2023"),
        (date(2023, 10, 1), date(2023, 10, 31), "October 2023"),
        (date(2023, 2, 1), date(2023, 2, 28), "February 2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 2, 1), date(2024, 2, 28), "1–28 Feb 2024"),
        (date(2023, 10, 3), date(2023, 10, 5), "3–5 Oct 2023"),
        (date(2023, 10, 1), date(2023, 11, 30), "1 Oct – 30 Nov 2023"),
        (date(2023, 9, 11), date(2023, 10, 25), "11 Sep – 25 Oct 2023"),
        (date(2022, 4, 6), date(2023, 10, 25), "6 Apr 2022 – 25 Oct 2023"),
        (date(2022, 10, 1), date(2023, 10, 31), "1 Oct 2022 – 31 Oct 2023"),
        (date(9999, 12, 1), date(9999, 12, 31), "December 9999"),
        (date(1, 1, 1), date(1, 1, 2), "1–2 Jan 1"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(first, last, said):
    assert days(first, last) == said


def test_single_days_months_and_numbers():
    assert (day(date(2023, 10, 3)), month(date(2023, 10, 3))) == ("3 Oct 2023", "October 2023")
    assert (number(12345), number(0), number(1_000_000)) == ("12,345", "0", "1,000,000")


@pytest.mark.parametrize(
    ("value", "after"),
    [
        (date(2023, 1, 31), date(2023, 2, 1)),
        (date(2023, 12, 5), date(2024, 1, 1)),
        (date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_the_month_after(value, after):
    assert next_month(value) == after


@pytest.mark.parametrize(("count", "said"), [(0, "0 rows"), (1, "1 row"), (12345, "12,345 rows")])
def test_a_count_agrees_with_its_noun(count, said):
    assert _n("{n} row", "{n} rows", count) == said


def test_a_language_without_a_catalogue_falls_back_to_the_message_with_its_own_numbers():
    token = language.set("fr")
    try:
        assert (_("no such message"), month(date(2023, 10, 3))) == ("no such message", "octobre 2023")
    finally:
        language.reset(token)
