"""Rates of counts and their ratio, with exact intervals: pure numbers, the same as R's `poisson.test` gives.

Counts are taken to be Poisson: incidents that fall independently of each other, at a rate that stays the same.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

UNIT = 30  # days that a rate is given for
LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
# Outcomes this close to the likelihood of the one seen are as likely: R's binom.test has the same.
_AS_LIKELY = 1 + 1e-7


@dataclass(frozen=True)
class Rate:
    """Incidents per `UNIT` days, with the bounds of the exact 95 % interval; all finite, `low` 0 for a count of 0."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class RateRatio:
    """One rate divided by another. `value` is None where both counts are 0, and infinite where only the other is.

    `low` and `high` bound the exact 95 % interval: from 0 where the count is 0, to infinity where the other is. `p` is that of
    the two-sided test that both rates are the same.
    """

    value: float | None
    low: float
    high: float
    p: float

    @property
    def tells(self) -> bool:
        """Whether the interval leaves out 1: whether the counts tell which rate is higher."""
        return not self.low <= 1 <= self.high


def rate(count: int, days: int) -> Rate | None:
    """A count over so many days as a rate per `UNIT` days; None over no days. Raises ValueError for numbers below 0.

    The interval is exact: from the 2.5 % quantile of the gamma distribution of shape `count` to the 97.5 % quantile of that of
    shape `count` + 1 (F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28, 1936).
    """
    _check(count, days)
    if not days:
        return None
    from scipy.special import gammainccinv, gammaincinv  # noqa: PLC0415  it takes 0.2 s to load, which no page waits for

    low = float(gammaincinv(count, _TAIL)) if count else 0.0
    high = float(gammainccinv(count + 1, _TAIL))
    return Rate(*(UNIT * each / days for each in (count, low, high)))


def rate_ratio(count: int, days: float, other: int, other_days: float) -> RateRatio | None:
    """(count / days) / (other / other_days); None where one is over no days. Raises ValueError for numbers below 0.

    Given the sum of both counts, the first is binomial, with p = r days / (r days + other_days) for a ratio r of the rates. So
    bounds of p (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934) give bounds of r, and the exact binomial test that of r = 1
    (J. Przyborowski and H. Wilenski, Biometrika 31, 1940). R: `poisson.test(c(count, other), c(days, other_days))`.
    """
    _check(count, days, other, other_days)
    if not (days and other_days):
        return None
    if not count and not other:
        return RateRatio(None, 0.0, math.inf, 1.0)
    scale = other_days / days
    most = _least_odds(other, count)  # of the other side
    return RateRatio(
        value=count / other * scale if other else math.inf,
        low=scale * _least_odds(count, other),
        high=scale / most if most else math.inf,
        p=_two_sided(count, count + other, days / (days + other_days)),
    )


def _check(*numbers: float) -> None:
    if any(each < 0 or not math.isfinite(each) for each in numbers):
        raise ValueError(f"counts and days from 0 on are expected, not {numbers}")


def _least_odds(count: int, other: int) -> float:
    """The lower Clopper-Pearson bound of `count` in `count` + `other` tries, as odds. The upper one is that of the other side."""
    if not count:
        return 0.0
    from scipy.special import betaincinv  # noqa: PLC0415

    least = float(betaincinv(count, other + 1, _TAIL))
    return least / (1 - least)


def _two_sided(count: int, tries: int, p: float) -> float:
    """How likely an outcome is that is no likelier than `count` of `tries`, each a hit with `p`; as R's `binom.test` adds up."""
    mean = tries * p
    if count == mean:
        return 1.0
    seen = _log_likelihood(count, tries, p) + math.log(_AS_LIKELY)

    def rare(hits: int) -> bool:
        return _log_likelihood(hits, tries, p) <= seen

    # Beyond the mean, on the other side, outcomes become less likely the further they are from it.
    if count < mean:
        first = _first(rare, math.ceil(mean), tries + 1)
        return min(1.0, _at_most(count, tries, p) + _at_most(tries - first, tries, 1 - p))
    last = math.floor(mean) - _first(lambda back: rare(math.floor(mean) - back), 0, math.floor(mean) + 1)
    return min(1.0, _at_most(last, tries, p) + _at_most(tries - count, tries, 1 - p))


def _first(holds: Callable[[int], bool], begin: int, end: int) -> int:
    """The first number in [begin, end) from which on it holds, `end` where it never does."""
    while begin < end:
        middle = (begin + end) // 2
        begin, end = (begin, middle) if holds(middle) else (middle + 1, end)
    return begin


def _log_likelihood(hits: int, tries: int, p: float) -> float:
    from scipy.special import betaln  # noqa: PLC0415

    ways = -math.log(tries + 1) - float(betaln(hits + 1, tries - hits + 1))
    return ways + hits * math.log(p) + (tries - hits) * math.log1p(-p)


def _at_most(hits: int, tries: int, p: float) -> float:
    """The probability of no more hits than these."""
    if hits < 0:
        return 0.0
    if hits >= tries:
        return 1.0
    from scipy.special import betainc  # noqa: PLC0415

    return float(betainc(tries - hits, hits + 1, 1 - p))
