"""The app with 19 to 3,000,000 incidents, one server after the other: what a reader waits for, and what it costs."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser

from tests.browser.conftest import Server

from . import processes
from .browser import Empty, chromium, served
from .changes import Filtered, new, seen
from .measurement import Measurement, find, ratio, tried
from .moves import Clicked, Moved
from .stores import EMBEDDED, made, reading, sizes

Sample = TypeVar("Sample")
ROUNDS, WARM_UP, HEAP_CHANGES = 12, 2, 100
MILLION, MOST = 1_000_000, 3_000_000
CHANGE, PAGE, CLICK = 1.2, 2.5, 1.5  # times an empty rerun
CHANGE_OF_MOST = 1.6
EVEN = 1.1  # at a million so many times as long as at 19
SEEN, NEW = "filter seen before", "filter never seen"
TO_MAP = "Filter change to repainted map, {}"
EMPTY = "tests/bench/empty_app.py"


def measure() -> Iterator[Measurement]:
    """Yields all of one size before the next, then the largest beside the smallest."""
    measured = []
    with chromium() as browser:
        for size in sizes():
            for each in _measure(browser, size):
                measured.append(each)
                yield each
    for kind in (SEEN, NEW):
        large, small = (find(measured, TO_MAP.format(kind), size) for size in (MILLION, EMBEDDED))
        if large and small and large.samples and small.samples:
            name = f"Filter change at {MILLION:,} / at {EMBEDDED}, {kind}"
            yield Measurement(name, "x", (large.median / small.median,), EVEN, headline=True)


def _measure(browser: Browser, size: int) -> Iterator[Measurement]:
    with (
        tempfile.TemporaryDirectory() as logs,
        made(size) as path,
        reading(path) as store,
        served(Path(logs), store=path) as app,
        served(Path(logs), EMPTY) as empty,
    ):
        floor = Empty(browser, empty.url)
        parts: dict[str, Callable[[], Iterator[Measurement]]] = {
            TO_MAP.format(SEEN): lambda: _changes(floor, seen(browser, app.url, store, size), app, SEEN, size),
            TO_MAP.format(NEW): lambda: _changes(floor, new(browser, app.url, store, size), app, NEW, size),
        }
        if size < MOST:
            parts |= {
                "Pan and zoom": lambda: _moves(floor, Moved(browser, app.url), size),
                "Click": lambda: _clicks(floor, Clicked(browser, app, store, size), size),
                "Heap": lambda: _heap(seen(browser, app.url, store, size), size),
            }
        for name, part in parts.items():
            yield from tried(name, part, size)
            for context in browser.contexts:  # what a part that failed has left open
                if context is not floor.context:
                    context.close()
        limit = 1200 if size == MILLION else None
        held = (processes.memory(app.process.pid),)
        yield Measurement("Server memory after the run", "MB", held, limit, headline=True, size=size)
        floor.context.close()


def _in_turn(floor: Empty, sample: Callable[[], Sample]) -> tuple[tuple[float, ...], list[Sample]]:
    """Samples of the floor and of something else in pairs, so that both saw the same load of the machine."""
    pairs = [(floor.sample(), sample()) for _round in range(WARM_UP + ROUNDS)][WARM_UP:]
    return tuple(below for below, _above in pairs), [above for _below, above in pairs]


def _changes(floor: Empty, tab: Filtered, app: Server, kind: str, size: int) -> Iterator[Measurement]:
    def sample() -> dict[str, float]:
        used = processes.cpu(app.process.pid)
        return tab.sample() | {"cpu": processes.cpu(app.process.pid) - used}

    below, changes = _in_turn(floor, sample)

    def of(state: str, part: float = 1) -> tuple[float, ...]:
        return tuple(change[state] * part for change in changes)

    measure = partial(Measurement, size=size)
    empty = measure(f"Floor: rerun of an empty app, beside {kind}", "ms", below, headline=kind == NEW)
    to_map = measure(TO_MAP.format(kind), "ms", of("map"), headline=True)
    to_page = measure(f"Filter change to whole page, {kind}", "ms", of("page"))
    yield from (empty, to_map, to_page)
    yield ratio(f"Filter change / floor, {kind}", to_map, empty, CHANGE_OF_MOST if size == MOST else CHANGE)
    yield ratio(f"Whole page / floor, {kind}", to_page, empty, PAGE if size <= MILLION else None)
    yield measure(f"Received for the map, {kind}", "kB", of("map bytes", 1e-3), 60, headline=kind == NEW)
    yield measure(f"Received for the whole page, {kind}", "kB", of("bytes", 1e-3))
    yield measure(f"Server's processor time a change, {kind}", "ms", of("cpu", 1e3), headline=kind == NEW)


def _moves(floor: Empty, tab: Moved, size: int) -> Iterator[Measurement]:
    for name, move in (("Pan", tab.pan), ("Zoom", tab.zoom)):
        below, moves = _in_turn(floor, move)
        empty = Measurement(f"Floor beside {name.lower()}", "ms", below, size=size)
        exact = Measurement(f"{name} to exact map", "ms", tuple(move["exact"] for move in moves), size=size)
        first = tuple(move["first"] for move in moves)
        yield Measurement(f"{name} to first picture, of what is there", "ms", first, headline=True, size=size)
        yield exact
        yield ratio(f"{name} to exact map / floor", exact, empty, CLICK)


def _clicks(floor: Empty, tab: Clicked, size: int) -> Iterator[Measurement]:
    below, samples = _in_turn(floor, tab.sample)
    click = Measurement("Click on an incident to its card", "ms", tuple(samples), size=size)
    yield click
    yield ratio("Click / floor", click, Measurement("Floor beside click", "ms", below, size=size), CLICK)


def _heap(tab: Filtered, size: int) -> Iterator[Measurement]:
    """How much more the page holds after many changes, the first of which may fill what is kept for good."""
    for _change in range(WARM_UP):
        tab.sample()
    before = tab.heap()
    for _change in range(HEAP_CHANGES):
        tab.sample()
    after = tab.heap()
    yield Measurement("Browser heap", "MB", (after,), size=size)
    name = f"Growth of the browser heap in {HEAP_CHANGES} filter changes"
    yield Measurement(name, "MB", (after - before,), 30, headline=True, size=size)
