"""How long an import takes and how much memory, on synthetic incidents, each in a process of its own; the join by itself."""

import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import geopandas
import numpy as np

from geodata import demo
from geodata.filters import IncidentFilter
from geodata.ingest import EMBEDDED, folder, ingest
from geodata.regions import join, read_embedded
from geodata.store import store_of
from geodata.timeline import periods
from tests.browser.conftest import ROOT

from .measurement import Measurement

MANY, SOME = 1_000_000, 25_000
TARGETS = {SOME: (4000, None), MANY: (45_000, 1500)}  # ms, MB
JOIN_TARGET = 1000
FIRST, LAST = date(2012, 1, 1), date(2025, 12, 31)
FILTERS = {
    "all": IncidentFilter(),
    "a month": IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31)),
    "an actor": IncidentFilter(actors=("jnim",)),
}


def measure() -> Iterator[Measurement]:
    """Yields the times of the join, of imports and of queries, and the imports' peak memory."""
    yield from _join()
    with tempfile.TemporaryDirectory() as made:
        for rows, (most_ms, most_mb) in TARGETS.items():
            path = Path(made) / f"{rows}.csv"
            began = time.perf_counter()
            demo.write(path, rows, seed=1)
            yield Measurement(f"Demo of {rows:,} rows written", "ms", _since(began))
            child = [sys.executable, "-m", "tests.bench.ingest", str(path)]
            found = json.loads(subprocess.run(child, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
            headline = rows == MANY
            yield Measurement(
                f"Import of {rows:,} rows into the store", "ms", (found.pop("import"),), most_ms, headline
            )
            yield Measurement(f"Import of {rows:,} rows, peak memory", "MB", (found.pop("peak"),), most_mb, headline)
            for name, samples in found.items():
                yield Measurement(f"Store, {rows:,} rows, {name}", "ms", tuple(samples))


def _join() -> Iterator[Measurement]:
    """A million different points over the country and around it, with ours and with GeoPandas' spatial join."""
    random = np.random.default_rng(1)
    at = geopandas.points_from_xy(random.uniform(-12.5, 4.5, MANY), random.uniform(10, 25.2, MANY), crs=4326)
    points = geopandas.GeoDataFrame({"reported_region": [""] * MANY}, geometry=at)
    boundaries = read_embedded(EMBEDDED)
    began = time.perf_counter()
    points.sjoin(boundaries.units[["name", "geometry"]], how="left", predicate="intersects")
    yield Measurement("GeoPandas sjoin of 1,000,000 points with nine regions", "ms", _since(began))
    began = time.perf_counter()
    join(points, boundaries, distances=False)
    yield Measurement("Join of 1,000,000 points: region and country", "ms", _since(began), JOIN_TARGET)
    began = time.perf_counter()
    join(points, boundaries)
    yield Measurement("Join of 1,000,000 points: also the distance to a border", "ms", _since(began))


def _since(began: float) -> tuple[float, ...]:
    return ((time.perf_counter() - began) * 1000,)


def _peak() -> float:
    """The most memory that this process ever held, in MB; not a number where there is no /proc."""
    status = Path("/proc/self/status")
    # Not getrusage: its peak is handed on from the process that started this one.
    held = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")] if status.exists() else []
    return int(held[0].split()[1]) * 1024 / 1e6 if held else float("nan")


def _import(path: str) -> dict[str, float | list[float]]:
    """Imports a file and asks the store everything that the page asks; what this took, by name."""
    began = time.perf_counter()
    store = store_of(ingest(folder(path)))
    found: dict = {"import": _since(began)[0], "peak": _peak()}
    months = tuple(periods(FIRST, LAST, "month"))
    for name, chosen in FILTERS.items():
        queries = {
            "counts": lambda chosen=chosen: store.counts(chosen),
            "facets": lambda chosen=chosen: store.facets(chosen),
            "period counts": lambda chosen=chosen: store.period_counts(chosen, months),
            "bars": lambda chosen=chosen: store.bars(chosen, "month", FIRST, LAST),
            "rows": lambda chosen=chosen: store.incidents(chosen),
            "participations": lambda chosen=chosen: store.participations(chosen),
        }
        for query, ask in queries.items():
            began = time.perf_counter()
            ask()
            found[f"{query} of {name}"] = _since(began)
    return found


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(_import(sys.argv[1])))
