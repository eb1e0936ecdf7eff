"""How long a figure takes, from the store to the file's bytes."""

import time
from collections.abc import Iterator
from datetime import date

from geodata.figures.frames import frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.registry import FORMATS, content
from geodata.figures.wanted import Wanted
from geodata.views import View

from .measurement import Measurement
from .stores import made, reading, sizes

ROUNDS, MOST, LIMIT = 5, 1_000_000, 2_000  # times; incidents; ms that a picture may take


def measure() -> Iterator[Measurement]:
    """Yields the milliseconds of a map of the country in each format, a picture with 200 dots an inch."""
    for size in (size for size in sizes() if size <= MOST):
        with made(size) as path, reading(path) as store:
            wanted = Wanted(View(), frame_named("mali", store.boundaries), PAPERS["16:9"], made=date(2026, 1, 1))
            content(store, wanted, "map", "png", 96)  # loads matplotlib and its fonts
            for name in FORMATS:
                samples = tuple(_milliseconds(store, wanted, name) for _round in range(ROUNDS))
                limit = LIMIT if name == "png" else None
                yield Measurement(f"Figure: map as {name.upper()}", "ms", samples, limit, headline=True, size=size)


def _milliseconds(store, wanted: Wanted, name: str) -> float:
    began = time.perf_counter()
    content(store, wanted, "map", name, 200)
    return (time.perf_counter() - began) * 1000
