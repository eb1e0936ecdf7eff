"""How long an import takes and how much memory, by the command line on ACLED-shaped synthetic incidents."""

import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from geodata import demo
from geodata.filters import IncidentFilter
from geodata.kept import open_kept
from geodata.timeline import periods
from tests.browser.conftest import ROOT

from .measurement import Measurement

MANY, SOME = 1_000_000, 25_000
TARGETS = {SOME: (4000, None), MANY: (45_000, 1500)}  # ms, MB
FIRST, LAST = date(2012, 1, 1), date(2025, 12, 31)
FILTERS = {
    "all": IncidentFilter(),
    "a month": IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31)),
    "an actor": IncidentFilter(actors=("jnim",)),
}


def measure() -> Iterator[Measurement]:
    """Yields the times of imports and of queries, and the imports' peak memory."""
    with tempfile.TemporaryDirectory() as made:
        for rows, (most_ms, most_mb) in TARGETS.items():
            path, store = Path(made) / f"{rows}.csv", Path(made) / f"{rows}.duckdb"
            demo.write(path, rows, seed=1, shape="acled")
            seconds, peak = _run([sys.executable, "-m", "geodata", "import", str(path), "--store", str(store)])
            headline = rows == MANY
            name = f"Import of {rows:,} rows of an ACLED export, command to end"
            yield Measurement(name, "ms", (seconds * 1000,), most_ms, headline)
            yield Measurement(
                f"Import of {rows:,} rows, peak memory of all processes", "MB", (peak,), most_mb, headline
            )
            child = [sys.executable, "-m", "tests.bench.ingest", str(store)]
            found = json.loads(subprocess.run(child, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
            for query, samples in found.items():
                yield Measurement(f"Store, {rows:,} rows, {query}", "ms", tuple(samples))


def _run(command: list[str]) -> tuple[float, float]:
    """Runs a command; its seconds, and the most memory in MB that it and its processes held together."""
    began, peak = time.perf_counter(), 0
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(_held, _tree(process.pid))))
        time.sleep(0.2)
    assert process.returncode == 0
    return time.perf_counter() - began, peak / 1000


def _tree(pid: int) -> set[int]:
    found = {pid}
    for listed in Path("/proc").glob(f"{pid}/task/*/children"):
        with suppress(OSError):
            for child in listed.read_text().split():
                found |= _tree(int(child))
    return found


def _held(pid: int) -> int:
    """The memory of a process in kB, what it shares with others divided among them."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0


def _since(began: float) -> tuple[float, ...]:
    return ((time.perf_counter() - began) * 1000,)


def _asked(path: str) -> dict[str, tuple[float, ...]]:
    """Opens a store and asks it everything that the page asks; what this took, by name."""
    began = time.perf_counter()
    store = open_kept(Path(path))
    found = {"opened": _since(began)}
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
    print(json.dumps(_asked(sys.argv[1])))
