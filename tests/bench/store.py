"""How long the store takes to count, in this process, on the embedded data."""

import time
from collections.abc import Callable, Iterator
from datetime import date

from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.store import store_of

from .measurement import Measurement

RUNS = 20
OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))


def measure() -> Iterator[Measurement]:
    """Yields what the store takes for one filter."""
    store = store_of(ingest(folder(None)))
    yield Measurement("Store: numbers of a filter (Store.counts)", "ms", timed(lambda: store.counts(OCTOBER)))
    yield Measurement("Store: choices of the filter panel (Store.facets)", "ms", timed(lambda: store.facets(OCTOBER)))
    yield Measurement("Store: rows of a filter (Store.incidents)", "ms", timed(lambda: store.incidents(OCTOBER)))


def timed(work: Callable[[], object], runs: int = RUNS) -> tuple[float, ...]:
    """Milliseconds of each run, after one that does not count."""
    work()
    samples = []
    for _run in range(runs):
        began = time.perf_counter()
        work()
        samples.append((time.perf_counter() - began) * 1000)
    return tuple(samples)
