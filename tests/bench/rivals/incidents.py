"""What every rival's app begins with: the incidents, and a slider that lets more and more of them through.

BENCH_POINTS names a file with their latitudes and longitudes in the order of time.
"""

import os

import numpy as np
import streamlit as st

STEPS = 100  # one is a hundredth of the incidents; of fewer incidents than that, one incident


def steps(total: int) -> tuple[int, int]:
    """How many steps the slider has for so many incidents, and at which it begins."""
    most = min(STEPS, total)
    return most, max(1, most - 10)


@st.cache_resource
def points() -> np.ndarray:
    """Latitude and longitude of each incident."""
    return np.load(os.environ["BENCH_POINTS"])


def shown() -> np.ndarray:
    """The incidents that the slider lets through: the first so many hundredths."""
    everything = points()
    most, begin = steps(len(everything))
    step = st.slider("Share", 1, most, begin)
    return everything[: len(everything) * step // most]
