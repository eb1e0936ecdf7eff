"""Incidents of which the same is known: what is counted of one of them holds for each."""

from dataclasses import replace

import numpy as np
import pandas as pd

from .happened import Happened

_KNOWN = ("first", "last", "is_open", "latitude", "longitude", "reach", "shape", "name", "cast")


class Alike:
    """Incidents by when and where they may have happened and who took part: `each` has one for all that are the same in that, `size`
    says how many these are. Where fighting lasts, a town has hundreds of incidents of one day, and millions of pairs of them."""

    def __init__(self, happened: Happened):
        known = {name: getattr(happened, name) for name in _KNOWN}
        number = pd.DataFrame(known).groupby(list(_KNOWN), sort=False, dropna=False).ngroup().to_numpy("int64")
        self._members = np.argsort(number, kind="stable")
        self.size = np.bincount(number)
        self._begins = np.cumsum(self.size) - self.size
        first = self._members[self._begins]
        self.each = replace(happened, **{name: values[first] for name, values in known.items()})

    def pairs(self, one: np.ndarray, other: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The pairs of incidents of pairs of these, the first `most` of them, and of which pair each is."""
        many = self.size[one] * self.size[other]
        at, place = ranges(np.zeros_like(many), np.minimum(many, most - (np.cumsum(many) - many)))
        one, other = one[at], other[at]
        i, j = np.divmod(place, self.size[other])
        return self._members[self._begins[one] + i], self._members[self._begins[other] + j], at


def ranges(begins: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of the range of each entry of ranges [begin, end), and the entries."""
    counts = np.maximum(ends - begins, 0)
    number = np.repeat(np.arange(len(counts)), counts)
    return number, np.arange(len(number)) + (begins - np.cumsum(counts) + counts)[number]
