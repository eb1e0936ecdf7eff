"""What a reader waits for, measured inside the page of a real Chromium; `stopwatch.js` holds the watch."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.store import Store, store_of
from tests.browser.conftest import BROWSERS, FLAGS, Server, click_map, drawn, settle, start, wait_for_map

from .measurement import Measurement, ratio

ROUNDS, WARM_UP, VIEWS = 20, 2, 5
RATIO_TARGET, VIEW_TARGET = 2.0, 3000
OCTOBER = "?from=2023-10-01&to=2023-10-31"
SEEN, NEW = "filter seen before", "filter never seen"
WATCH = Path(__file__).with_name("stopwatch.js")
POINT = 0  # the kind of a place on the map


class Tab:
    """A page with a watch in it, and how many bytes its server sent."""

    def __init__(self, browser: Browser, url: str):
        self.context = browser.new_context(viewport={"width": 1366, "height": 768})
        self.context.add_init_script(path=WATCH)
        self.page: Page = self.context.new_page()
        self.received = 0
        self.page.on("websocket", self._listen)
        self.page.goto(url)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, frame: str | bytes) -> None:
        self.received += len(frame.encode() if isinstance(frame, str) else frame)

    def first(self) -> float:
        """Milliseconds from the start of the navigation to the painted map."""
        return self.page.evaluate("() => bench.first")

    def arm(self, **wanted) -> None:
        """Makes the watch ready for a page at rest: it starts with the next key or click."""
        settle(self.page)
        self.page.evaluate("() => new Promise(resolve => requestIdleCallback(resolve))")
        self.page.evaluate("wanted => bench.arm(wanted)", wanted)

    def times(self) -> dict[str, float]:
        """Milliseconds from the key or click to each state that was wanted."""
        return self.page.evaluate("() => bench.result")


class Empty(Tab):
    """The app that does nothing: the floor."""

    def __init__(self, browser: Browser, url: str):
        super().__init__(browser, url)
        self.page.get_by_text("value 0", exact=True).wait_for()
        self.value = 0

    def sample(self) -> dict[str, float]:
        """One rerun."""
        self.value += 1
        self.page.get_by_role("slider").focus()
        self.arm(text=f"value {self.value}")
        self.page.keyboard.press("ArrowRight")
        return self.times()


class Filtered(Tab):
    """The app, with a filter that is changed again and again; the kinds of change are its subclasses."""

    def __init__(self, browser: Browser, url: str, store: Store):
        super().__init__(browser, url)
        wait_for_map(self.page)
        self.store = store

    def sample(self) -> dict[str, float]:
        """One change: times by state, `bytes` received. Raises if the map's canvases are what they were before."""
        settle(self.page)  # what is typed while a run is still on its way would be lost
        chosen = self.turn()
        before, received = self.page.evaluate("() => bench.picture()"), self.received
        shown, on_map = extent(self.store, chosen)
        self.arm(map=on_map, page={"shown": shown, "drawn": on_map})
        self.act(chosen)
        times = self.times()
        if self.page.evaluate("() => bench.picture()") == before:
            raise RuntimeError(f"The map shows the same picture after a change to {chosen}.")
        return times | {"bytes": self.received - received}

    def turn(self) -> IncidentFilter:
        """The next filter, with everything ready for the key or click that sets it."""
        raise NotImplementedError

    def act(self, chosen: IncidentFilter) -> None:
        """Sets the filter with one key or click."""
        raise NotImplementedError


class Seen(Filtered):
    """To and fro between two filters: the app has counted both before, as after going back or resetting."""

    dates = "overlapping"

    def turn(self) -> IncidentFilter:
        self.dates = "inside" if self.dates == "overlapping" else "overlapping"
        return IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31), dates=self.dates)

    def act(self, chosen: IncidentFilter) -> None:
        name = {"overlapping": "Overlap", "inside": "Inside"}[chosen.dates]
        self.page.get_by_role("radio", name=name).click()


class New(Filtered):
    """A filter after the other that the app never counted before: words to search for."""

    def __init__(self, browser: Browser, url: str, store: Store):
        super().__init__(browser, url, store)
        self.words = words(store)
        self.box = self.page.get_by_role("textbox", name="Search in the text")

    def turn(self) -> IncidentFilter:
        word = next(self.words)
        self.box.fill(word)
        return IncidentFilter(text=word)

    def act(self, chosen: IncidentFilter) -> None:
        self.box.press("Enter")


def extent(store: Store, chosen: IncidentFilter) -> tuple[int, int]:
    """How many incidents a filter shows, and how many of them have a place on the map."""
    rows = store.incidents(chosen)
    return len(rows), int((rows["latitude"].notna() | rows["shape_no"].notna()).sum())


def words(store: Store) -> Iterator[str]:
    """Words of the data, each with other numbers of incidents than the one before; more on the map and fewer in turn."""
    texts = " ".join(store.incidents(IncidentFilter())["summary"]).lower().split()
    counted = {word: extent(store, IncidentFilter(text=word)) for word in dict.fromkeys(filter(str.isalpha, texts))}
    some = sorted((word for word in counted if counted[word][1]), key=counted.get)
    few, many = some[: len(some) // 2], some[len(some) // 2 :]
    for pair in zip(few, many, strict=False):
        if all(a != b for a, b in zip(counted[pair[0]], counted[pair[1]], strict=True)):
            yield from pair


@contextmanager
def served(log_folder: Path, script: str = "dashboard/app.py") -> Iterator[Server]:
    """A server that ends with the block."""
    running = start(log_folder, script=script)
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.wait(10)


def measure() -> Iterator[Measurement]:
    """Yields the times of first views, filter changes and clicks, the bytes they send and the server's memory."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise RuntimeError("No Chrome or Chromium found: install Debian's package chromium.")
    with tempfile.TemporaryDirectory() as logs, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        with served(Path(logs)) as app, served(Path(logs), "tests/bench/empty_app.py") as empty:
            yield from first_views(browser, app)
            yield from changes(browser, app, empty)
            yield from clicks(browser, app)
            yield from memory("Server memory after the run", app)
        browser.close()


def first_views(browser: Browser, app: Server) -> Iterator[Measurement]:
    """Opens the page in browsers that know nothing yet; the first of all also waits for the server to load the data."""
    samples = []
    for _view in range(1 + VIEWS):
        tab = Tab(browser, app.url)
        samples.append(tab.first())
        settle(tab.page)
        tab.context.close()
    yield Measurement("Very first view after the server's start", "ms", tuple(samples[:1]))
    yield Measurement("First view: address to painted map", "ms", tuple(samples[1:]), VIEW_TARGET, headline=True)
    yield from memory("Server memory after the first views", app)


def changes(browser: Browser, app: Server, empty: Server) -> Iterator[Measurement]:
    """The floor and the filter changes in turn, so that each change has a floor that was measured right before it."""
    store = store_of(ingest(folder(None)))
    tabs: dict[str, Empty | Filtered] = {
        "floor": Empty(browser, empty.url),
        SEEN: Seen(browser, f"{app.url}/{OCTOBER}", store),
        NEW: New(browser, app.url, store),
    }
    rounds = [{name: tab.sample() for name, tab in tabs.items()} for _round in range(WARM_UP + ROUNDS)][WARM_UP:]

    def of(name: str, state: str) -> tuple[float, ...]:
        return tuple(times[name][state] for times in rounds)

    floor = Measurement("Floor: rerun of an empty app", "ms", of("floor", "text"), headline=True)
    yield floor
    for kind in (SEEN, NEW):
        change = Measurement(f"Filter change to repainted map, {kind}", "ms", of(kind, "map"), headline=True)
        yield change
        yield ratio(f"Filter change / floor, {kind}", change, floor, RATIO_TARGET)
        yield Measurement(f"Filter change to settled page, {kind}", "ms", of(kind, "page"))
        yield Measurement(f"Received for a filter change, {kind}", "kB", tuple(n / 1000 for n in of(kind, "bytes")))
    for tab in tabs.values():
        tab.context.close()


def clicks(browser: Browser, app: Server) -> Iterator[Measurement]:
    """Clicks two incidents in turn until the card of each is on the screen."""
    store = store_of(ingest(folder(None)))
    tab = Tab(browser, f"{app.url}/{OCTOBER}")
    wait_for_map(tab.page)
    points = sorted((each for each in drawn(tab.page) if each["kind"] == POINT), key=lambda each: each["no"])
    samples = []
    for turn in range(WARM_UP + ROUNDS):
        at = points[-(turn % 2)]
        tab.arm(card=store.incident_ids([at["no"]])[0])
        click_map(tab.page, at["x"], at["y"])
        samples.append(tab.times()["card"])
    tab.context.close()
    yield Measurement("Click on an incident to its card", "ms", tuple(samples[WARM_UP:]), headline=True)


def memory(name: str, server: Server) -> Iterator[Measurement]:
    """Memory that the server's process holds; nothing where there is no /proc."""
    status = Path(f"/proc/{server.process.pid}/status")
    if status.exists():
        held = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS:"))
        yield Measurement(name, "MB", (int(held.split()[1]) * 1024 / 1e6,))
