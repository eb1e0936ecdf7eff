"""Sensible classes for a map that is shaded by numbers: round lower bounds, few enough to be told apart."""

import math
from collections.abc import Iterable

MOST = 5
_ROUND = (1, 2, 5)


def lower_bounds(values: Iterable[float]) -> list[float]:
    """The lower bound of each class of the values above 0, rising, `MOST` at most; empty where there is none.

    About as many different values in each class; then each bound is rounded down to 1, 2 or 5 times a power of ten, and
    classes that get the same bound become one. The first class holds the smallest value and the last the largest.
    """
    above = sorted({value for value in values if value > 0})
    classes = min(MOST, len(above))
    starts = [above[nr * len(above) // classes] for nr in range(classes)]
    return sorted({_rounded_down(start) for start in starts})


def _rounded_down(value: float) -> float:
    power = math.floor(math.log10(value))
    # Not `each * 10**power`: 5 * 10**-2 is another number than 0.05.
    every = (float(f"{each}e{exponent}") for exponent in (power - 1, power, power + 1) for each in _ROUND)
    return max(each for each in every if each <= value)


def class_of(value: float, bounds: list[float]) -> int:
    """The number of the class that holds a value, -1 for 0 and less."""
    return -1 if value <= 0 else sum(value >= bound for bound in bounds) - 1
