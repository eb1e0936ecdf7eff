"""The usual ways to put points on a map in Streamlit, on the same incidents and with the same kind of change as ours."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from geodata.store import Store

from .browser import Tab, chromium, served
from .changes import new
from .measurement import Measurement, tried
from .rivals.incidents import steps
from .stores import made, reading, sizes

ROUNDS, WARM_UP = 5, 1
PATIENCE = 60  # seconds that all changes of one way together may take; the slow ones give fewer samples
COMPARED, QUICKER = 5_000, 40  # at so many incidents ours is to be so many times as quick as a loop of markers
CHANGE = "Filter change to repainted map, {}"


@dataclass(frozen=True)
class Rival:
    """A way, its script, the state of `stopwatch.js` that is its repainted map, and up to how many incidents it is tried."""

    name: str
    script: str
    state: str
    most: int = 1_000_000


LOOP = Rival("folium.CircleMarker in a loop", "circle_marker", "paths", 5_000)
COMPARISON = f"{LOOP.name} / ours, at {COMPARED:,} incidents"
RIVALS = (
    LOOP,
    Rival("folium.GeoJson", "geo_json", "paths", 20_000),
    Rival("FastMarkerCluster", "fast_marker_cluster", "clusters"),
    Rival("st.pydeck_chart", "pydeck_chart", "deck"),
    Rival("st.map", "st_map", "deck"),
)


class Slid(Tab):
    """A rival's app, whose slider lets one hundredth more of the incidents through with each key press."""

    def __init__(self, browser: Browser, url: str, state: str, total: int):
        super().__init__(browser, url)
        self.page.set_default_timeout(PATIENCE * 1000)
        self.state, self.total = state, total
        self.most, self.step = steps(total)
        self.slider = self.page.get_by_role("slider").first
        self.slider.wait_for()
        self.rest()

    def sample(self) -> dict[str, float]:
        """Milliseconds to the repainted map and bytes received. Raises if the page looks as before."""
        self.step += 1
        before = self.page.screenshot()
        self.slider.focus()
        self.arm(**{self.state: self.total * self.step // self.most})
        self.listen()
        self.page.keyboard.press("ArrowRight")
        took = self.times()[self.state]
        self.rest()
        if self.page.screenshot() == before:
            raise RuntimeError(f"The page shows the same picture with {self.step} of {self.most} parts.")
        return {"ms": took, "bytes": self.received()["bytes"]}


def measure() -> Iterator[Measurement]:
    """Yields the filter changes of each way at each size, and how much quicker ours is than a loop of markers."""
    with chromium() as browser:
        wanted = {size for size in sizes() if size <= max(rival.most for rival in RIVALS)}
        if max(wanted, default=0) >= COMPARED:
            wanted.add(COMPARED)
        for size in sorted(wanted):
            with made(size) as path, reading(path) as store, tempfile.TemporaryDirectory() as folder:
                points = _points(store, Path(folder))
                for rival in (rival for rival in RIVALS if size <= rival.most):
                    found = list(_measure(browser, rival, points, size))
                    yield from found
                    if size == COMPARED and rival is LOOP:
                        compared = partial(_compared, browser, found[0], path, store)
                        yield from tried(COMPARISON, compared)


def _points(store: Store, folder: Path) -> Path:
    """The incidents with a point of their own, in the order of time, as a file for the rivals' apps."""
    with store.cursor() as cursor:
        rows = cursor.execute(
            "select latitude, longitude from incident where latitude is not null order by first_day, no"
        ).fetchnumpy()
    file = folder / "points.npy"
    np.save(file, np.column_stack([rows["latitude"], rows["longitude"]]).astype(float))
    return file


def _measure(browser: Browser, rival: Rival, points: Path, size: int) -> Iterator[Measurement]:
    total = len(np.load(points, mmap_mode="r"))
    os.environ["BENCH_POINTS"] = str(points)
    samples, reason = [], ""
    with served(points.parent, f"tests/bench/rivals/{rival.script}.py") as app:
        try:
            tab = Slid(browser, app.url, rival.state, total)
            while len(samples) < WARM_UP + ROUNDS and sum(each["ms"] for each in samples) < PATIENCE * 1000:
                samples.append(tab.sample())
            tab.context.close()
        except (BrowserError, RuntimeError) as error:
            reason = str(error).strip().splitlines()[0]
    counted = samples[WARM_UP:] or samples
    name = CHANGE.format(rival.name)
    yield Measurement(name, "ms", tuple(each["ms"] for each in counted), headline=True, size=size, reason=reason)
    received = tuple(each["bytes"] / 1000 for each in counted)
    yield Measurement(f"Received for a change, {rival.name}", "kB", received, size=size, reason=reason)


def _compared(browser: Browser, loop: Measurement, path: Path, store: Store) -> Iterator[Measurement]:
    """Ours at the size that a loop of markers is measured at."""
    with served(path.parent, store=path) as app:
        tab = new(browser, app.url, store, COMPARED)
        samples = tuple(tab.sample()["map"] for _round in range(WARM_UP + ROUNDS))[WARM_UP:]
        tab.context.close()
    ours = Measurement(CHANGE.format("ours"), "ms", samples, size=COMPARED)
    yield ours
    times = (loop.median / ours.median,) if loop.samples else ()
    yield Measurement(COMPARISON, "x", times, headline=True, least=QUICKER, reason=loop.reason)
