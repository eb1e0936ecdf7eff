"""How long the search for coincidences takes, on incidents that know nothing of each other and on the demo's bursts, each number in a
process of its own."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np

from geodata.questions.chance import chance
from geodata.questions.happened import Happened
from geodata.questions.pairing import pairs
from tests.browser.conftest import ROOT

from .measurement import Measurement

HOURS, KM, YEARS = 24, 20, 15
SIZES = {25_000: (1.0, 5), 1_000_000: (20.0, 1)}  # seconds at the most, and how often
MOST_MB = 1_500.0
CHANCE = 25_000  # incidents: of more than MOST_SHUFFLED, chance is not worked out


def measure() -> Iterator[Measurement]:
    """Yields seconds and the most memory of each number, and of the demo's million, which has bursts: hundreds of incidents a day in a
    town, and 315 million pairs."""
    for size, (most, runs) in SIZES.items():
        found = _alone(str(size), str(runs))
        name = f"Coincidences: independent incidents over {YEARS} years, {HOURS} h and {KM} km"
        yield Measurement(name, "s", tuple(found["seconds"]), most, headline=True, size=size)
        yield Measurement("Coincidences: most memory", "MB", (found["memory"],), MOST_MB, size=size)
        if found["chance"]:
            yield Measurement("Coincidences: by chance, 999 shuffles", "s", tuple(found["chance"]), size=size)
    found = _alone("demo", "1")
    text = f"Coincidences: the demo's bursts, {found['pairs']:,} pairs"
    yield Measurement(text, "s", tuple(found["seconds"]), SIZES[1_000_000][0], headline=True, size=1_000_000)
    yield Measurement("Coincidences: most memory, the demo's bursts", "MB", (found["memory"],), size=1_000_000)


def _alone(*arguments: str) -> dict:
    command = [sys.executable, "-m", "tests.bench.coincidences", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def independent(count: int, seed: int = 1, spots: int = 2_000, groups: int = 5) -> Happened:
    """Incidents of five groups, one of them with half of all, at any of many spots on any day; one in ten some day of a week."""
    random = np.random.default_rng(seed)
    latitude, longitude = random.uniform(12, 20, spots), random.uniform(-8, 3, spots)
    reach = random.choice([1.0, 5.0, 5.0, 15.0], spots)
    at, first = random.integers(0, spots, count), random.integers(0, 365 * YEARS, count)
    last = first + random.choice([0] * 9 + [6], count)
    cast = random.choice(groups, count, p=[0.5, 0.2, 0.1, 0.1, 0.1])
    nothing = np.zeros(count, bool)
    return Happened(
        first, last, nothing, latitude[at], longitude[at], reach[at], np.full(count, -1), at, cast, {}, ~np.eye(groups, dtype=bool),
    )  # fmt: skip


def demo() -> Happened:
    """The million of the demo, as the command asks for it."""
    from geodata.filters import IncidentFilter  # noqa: PLC0415  only this one needs a store
    from geodata.questions.coincidences import Asked, find  # noqa: PLC0415

    from .stores import made, reading  # noqa: PLC0415

    with made(1_000_000) as path, reading(path) as store:
        return find(store, IncidentFilter(), Asked(hours=0, km=0), by_chance=False).happened


def main(size: str, runs: int) -> None:
    """Prints seconds and the most memory of this process as JSON."""
    happened = demo() if size == "demo" else independent(int(size))
    seconds, found = [], None
    for _run in range(runs):
        began = time.perf_counter()
        found = pairs(happened, HOURS, KM)
        seconds.append(time.perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    by_chance = []
    if len(happened) <= CHANCE:
        began = time.perf_counter()
        chance(happened, np.zeros(len(happened), int), HOURS, KM)
        by_chance = [time.perf_counter() - began]
    print(json.dumps({"seconds": seconds, "memory": memory, "pairs": sum(found.counts), "chance": by_chance}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
