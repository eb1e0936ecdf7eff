"""How long figures, slides and an atlas take, from the store to the file's bytes."""

import time
from collections.abc import Callable, Iterator
from datetime import date

from geodata.briefs.registry import content as told
from geodata.figures.frames import frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.registry import FORMATS, content
from geodata.figures.wanted import Wanted
from geodata.views import View

from .measurement import Measurement
from .stores import made, reading, sizes

ROUNDS, MOST, LIMIT = 5, 1_000_000, 2_000  # times; incidents; ms that a picture may take
BRIEFS = {  # format and set: its words, ms that it may take, times
    ("pptx", ""): ("Slides of a view", 3_000, 5),
    ("docx", ""): ("Brief for Word", None, 5),
    ("pptx", "regions"): ("Slides: an atlas of nine regions", 20_000, 2),
}


def measure() -> Iterator[Measurement]:
    """Yields the milliseconds of a map of the country in each format, a picture with 200 dots an inch."""
    for size in (size for size in sizes() if size <= MOST):
        with made(size) as path, reading(path) as store:
            wanted = Wanted(View(), frame_named("mali", store.boundaries), PAPERS["16:9"], made=date(2026, 1, 1))
            content(store, wanted, "map", "png", 96)  # loads matplotlib and its fonts
            for name in FORMATS:
                samples = tuple(_milliseconds(content, store, wanted, "map", name, 200) for _round in range(ROUNDS))
                limit = LIMIT if name == "png" else None
                yield Measurement(f"Figure: map as {name.upper()}", "ms", samples, limit, headline=True, size=size)
            for (name, of), (words, limit, rounds) in BRIEFS.items():
                samples = tuple(_milliseconds(told, store, wanted, name, of) for _round in range(rounds))
                yield Measurement(words, "ms", samples, limit, headline=True, size=size)


def _milliseconds(make: Callable[..., bytes], *asked: object) -> float:
    began = time.perf_counter()
    make(*asked)
    return (time.perf_counter() - began) * 1000
