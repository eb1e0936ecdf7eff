"""Rates and ratios: whoever writes "six times as many" must be able to defend it, with the numbers that R would give."""

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.questions.rates import rate, rate_ratio

SIX_DIGITS = 5e-7
counts = st.integers(0, 3000)
lengths = st.integers(1, 4000)

# counts and lengths of two sides
CASES = [
    (11, 800, 23, 3011),  # R's own example: breast cancer after X-rays, counts and person-years
    (12, 92, 2, 92),
    (2, 92, 12, 92),
    (137, 24.19893, 100, 24.19893),
    (7, 7, 7, 28),
    (0, 30, 5, 30),
    (5, 30, 0, 30),
    (1, 456, 2, 61),
    (3, 61, 900, 5000),
    (5000, 3650, 5300, 3650),
    (120_000, 1825, 119_000, 1826),
]


# --- ratios -------------------------------------------------------------------------------------------------------------


def test_the_example_of_r():
    """poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)) of R's documentation, and what it prints."""
    found = rate_ratio(11, 800, 6 + 8 + 7, 1083 + 1050 + 878)
    assert found.value == pytest.approx(1.971488, rel=SIX_DIGITS)
    assert (found.low, found.high) == pytest.approx((0.8584264, 4.2772659), rel=SIX_DIGITS)
    assert found.p == pytest.approx(0.07967, abs=5e-6)
    assert not found.tells


@pytest.mark.parametrize(("count", "days", "other", "other_days"), CASES)
def test_ratios_agree_with_another_way_to_work_them_out(count, days, other, other_days):
    """Quantiles of the F distribution for the bounds, scipy's own test for p: neither is what `rates` uses."""
    from scipy import stats  # noqa: PLC0415  it takes a second to load, which no other test needs

    found, scale = rate_ratio(count, days, other, other_days), other_days / days
    low = scale / stats.f.ppf(0.975, 2 * (other + 1), 2 * count) * count / (other + 1) if count else 0
    high = scale * stats.f.ppf(0.975, 2 * (count + 1), 2 * other) * (count + 1) / other if other else math.inf
    assert (found.low, found.high) == pytest.approx((low, high), rel=SIX_DIGITS)
    p = stats.binomtest(count, count + other, days / (days + other_days)).pvalue
    assert found.p == pytest.approx(p, rel=SIX_DIGITS)


@pytest.mark.parametrize(("count", "days", "other", "other_days"), [case for case in CASES if sum(case) < 20_000])
def test_p_is_the_sum_of_all_outcomes_that_are_no_likelier(count, days, other, other_days):
    from scipy import stats  # noqa: PLC0415

    tries = count + other
    likely = stats.binom.pmf(range(tries + 1), tries, days / (days + other_days))
    expected = likely[likely <= likely[count] * (1 + 1e-7)].sum()
    assert rate_ratio(count, days, other, other_days).p == pytest.approx(expected, rel=SIX_DIGITS)


def test_by_hand_three_against_none():
    """Three incidents, all on one of two equal sides: p = 2 / 2^3; the bound q of no luck in three has q^3 = 0.025."""
    found = rate_ratio(3, 30, 0, 30)
    least = 0.025 ** (1 / 3)
    assert (found.value, found.high) == (math.inf, math.inf)
    assert found.low == pytest.approx(least / (1 - least), rel=1e-12)
    assert found.p == pytest.approx(0.25, rel=1e-12)
    assert not found.tells


def test_without_incidents_there_is_no_ratio_and_every_one_is_possible():
    found = rate_ratio(0, 30, 0, 60)
    assert (found.value, found.low, found.high, found.p) == (None, 0, math.inf, 1)


@pytest.mark.parametrize(("days", "other_days"), [(0, 30), (30, 0), (0, 0)])
def test_without_days_there_is_nothing_to_divide(days, other_days):
    assert rate_ratio(3, days, 4, other_days) is None


@pytest.mark.parametrize("numbers", [(-1, 30, 1, 30), (1, -30, 1, 30), (1, 30, 1, math.inf), (1, 30, 1, math.nan)])
def test_numbers_that_count_nothing_are_refused(numbers):
    with pytest.raises(ValueError, match="counts and days"):
        rate_ratio(*numbers)


@given(counts, lengths, counts, lengths)
def test_swapped_sides_give_the_reciprocal(count, days, other, other_days):
    there, back = rate_ratio(count, days, other, other_days), rate_ratio(other, other_days, count, days)
    assert there.p == pytest.approx(back.p, rel=1e-6)
    if count and other:
        assert there.value * back.value == pytest.approx(1)
        assert (there.low * back.high, there.high * back.low) == pytest.approx((1, 1))


@given(counts, lengths, counts, lengths)
def test_the_ratio_lies_in_its_interval_and_p_is_a_probability(count, days, other, other_days):
    found = rate_ratio(count, days, other, other_days)
    assert found.value is None or 0 <= found.low <= found.value <= found.high
    assert 0 <= found.p <= 1
    assert found.low < found.high


@given(counts, lengths, counts, lengths, st.integers(2, 50))
def test_only_the_relation_of_the_lengths_counts(count, days, other, other_days, times):
    one, longer = rate_ratio(count, days, other, other_days), rate_ratio(count, times * days, other, times * other_days)
    assert (one.low, one.high, one.p) == pytest.approx((longer.low, longer.high, longer.p), rel=1e-6)


@given(st.integers(1, 300), lengths, st.integers(1, 300), lengths)
def test_more_incidents_on_one_side_raise_the_ratio_and_both_its_bounds(count, days, other, other_days):
    less, more = rate_ratio(count, days, other, other_days), rate_ratio(count + 1, days, other, other_days)
    assert less.value < more.value
    assert less.low < more.low
    assert less.high < more.high


# --- rates --------------------------------------------------------------------------------------------------------------


def test_a_rate_of_a_table_of_1936():
    """Garwood's bounds for 10 are 4.795 and 18.391; 10 in 60 days are 5 in 30."""
    found = rate(10, 60)
    assert found.value == 5
    assert (found.low, found.high) == pytest.approx((4.795389 / 2, 18.390356 / 2), rel=SIX_DIGITS)


def test_a_rate_of_nothing_has_a_bound():
    """None in 30 days: e^-x = 0.025."""
    assert (rate(0, 30).value, rate(0, 30).low) == (0, 0)
    assert rate(0, 30).high == pytest.approx(-math.log(0.025), rel=1e-12)


@pytest.mark.parametrize(("count", "days"), [(137, 24), (1, 30), (5, 92), (120_000, 1825)])
def test_rates_agree_with_quantiles_of_chi_squared(count, days):
    from scipy import stats  # noqa: PLC0415

    found = rate(count, days)
    bounds = stats.chi2.ppf(0.025, 2 * count) / 2, stats.chi2.ppf(0.975, 2 * count + 2) / 2
    assert (found.low, found.high) == pytest.approx(tuple(30 * each / days for each in bounds), rel=SIX_DIGITS)


def test_a_rate_over_no_days_is_none():
    assert rate(3, 0) is None


def test_nobody_waits_for_scipy_before_something_is_compared():
    code = "import sys, geodata.questions.rates; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
