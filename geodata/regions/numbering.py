"""What comes more than once is worked out once: a place that many incidents share, a region that many report."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import shapely


def numbered(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A number for each value, equal for equal ones and rising with their first appearance; where each first stands."""
    numbers, _values = pd.factorize(values, use_na_sentinel=False)
    first = np.full(numbers.max(initial=-1) + 1, -1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return numbers, first


def numbered_places(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As `numbered`, of places by their coordinates."""
    return numbered(np.stack([x, y], axis=1).view(np.complex128).ravel())


def distinct(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each shape among the distinct ones, and those in the order in which they first come.

    A place that many incidents share is most often one object: only the distinct objects are compared by their content.
    """
    numbers, first = numbered(np.fromiter(map(id, shapes), dtype=np.int64, count=len(shapes)))
    content, kept = numbered(shapely.to_wkb(shapes[first]))
    return content[numbers], shapes[first][kept]


def spread(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each place as often as it counts, and a number from 0 for each time: [2, 0, 1] gives [0, 0, 2] and [0, 1, 0]."""
    place = np.repeat(np.arange(len(counts)), counts)
    return place, np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)


def once(
    x: np.ndarray, y: np.ndarray, ask: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, ...]]
) -> tuple[np.ndarray, ...]:
    """What `ask(x, y)` gives for each position, asked for the distinct ones only."""
    numbers, first = numbered_places(x, y)
    return tuple(answer[numbers] for answer in ask(x[first], y[first]))
