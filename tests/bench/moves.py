"""Panning, zooming and clicking, with a real mouse on the map."""

import math
from datetime import date
from itertools import cycle

from playwright.sync_api import Browser

from geodata.filters import IncidentFilter
from geodata.store import Store
from tests.browser.conftest import Server, click_map, drawn, map_frame, wait_for_map

from .browser import Tab
from .changes import link

POINT = 0  # the kind of a place on the map
FAR, STEPS, STILL = 120, 6, 80  # a drag: pixels, steps, milliseconds of holding still so that the map does not glide on
# Numbers of the points that lie in the frame and under no control.
FREE = """points => points.flatMap(({ x, y }, i) => {
    const there = x > 10 && y > 10 && document.elementFromPoint(x, y);
    return there && !there.closest(".leaflet-control") ? [i] : [];
})"""


class Moved(Tab):
    """The app with all incidents, panned and zoomed to and fro."""

    def __init__(self, browser: Browser, url: str):
        super().__init__(browser, url)
        wait_for_map(self.page)
        self.box = self.page.locator("iframe[title^=streamlit_folium]").bounding_box()
        self.sides, self.signs = cycle((FAR, -FAR)), cycle(("in", "out"))
        # After the first pan and zoom the map no longer shows "the whole country", which it fits anew when its frame changes.
        self.pan()
        self.zoom()

    def pan(self) -> dict[str, float]:
        """A drag: `first` from the first movement to the first new picture, `exact` from letting go to the exact one."""
        x, y, by = self.box["x"] + self.box["width"] / 2, self.box["y"] + self.box["height"] / 2, next(self.sides)
        before = self._begin()
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        for step in range(1, STEPS + 1):
            mouse.move(x + by * step / STEPS, y)
        self.page.wait_for_timeout(STILL)
        mouse.up()
        log = self._end(before)
        began = next(at for kind, at in _after(log["events"], "mousedown") if kind == "mousemove")
        released = next(at for kind, at in reversed(log["events"]) if kind == "mouseup")
        return {"first": _first(log, began) - began, "exact": _exact(log, released, before) - released}

    def zoom(self) -> dict[str, float]:
        """A click on + or -: the times from the click, the glide of the picture to its new size included."""
        before = self._begin()
        map_frame(self.page).locator(f".leaflet-control-zoom-{next(self.signs)}").click()
        log = self._end(before)
        clicked = next(at for kind, at in log["events"] if kind == "click")
        return {"first": _first(log, clicked) - clicked, "exact": _exact(log, clicked, before) - clicked}

    def _begin(self) -> dict:
        self.rest()
        self.page.evaluate("() => bench.record()")
        self.listen()
        return self.page.evaluate("() => ({ picture: bench.picture(), ...bench.look() })")

    def _end(self, before: dict) -> dict:
        """The record, once all that is in view was painted as it is there."""
        there = "paints => bench.log.frames.some(([at, here, exact]) => exact && here > paints)"
        self.page.wait_for_function(there, arg=before["paints"])
        self.rest()
        if self.page.evaluate("() => bench.picture()") == before["picture"]:
            raise RuntimeError("The map shows the same picture after it was moved.")
        return self.page.evaluate("() => bench.log")


def _after(events: list, kind: str) -> list:
    return events[next(i for i, (name, _at) in enumerate(events) if name == kind) :]


def _first(log: dict, began: float) -> float:
    return next(at for at, _paints, _exact in log["frames"] if at >= began)


def _exact(log: dict, began: float, before: dict) -> float:
    """When the first picture was painted, since then, of a layer that holds all that is in view."""
    paints = max((here for at, here, _exact in log["frames"] if at < began), default=before["paints"])
    return next(at for at, here, exact in log["frames"] if at >= began and exact and here > paints)


class Clicked(Tab):
    """The app with so few incidents that each is drawn, two of which are clicked in turn."""

    def __init__(self, browser: Browser, app: Server, store: Store, size: int):
        month = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))
        day = IncidentFilter(date_from=date(2023, 10, 3), date_to=date(2023, 10, 3), dates="inside")
        super().__init__(browser, f"{app.url}/{link(month if size < 20_000 else day)}")
        wait_for_map(self.page)
        self.store = store
        points = [each for each in drawn(self.page) if each["kind"] == POINT]
        free = map_frame(self.page).evaluate(FREE, points)
        # Two that nothing else is near to, so that the click can only mean them.
        alone = sorted((points[i] for i in free), key=lambda each: -_nearest(each, points))
        self.points = cycle(alone[:2])

    def sample(self) -> float:
        """Milliseconds from a click on an incident to its card."""
        at = next(self.points)
        self.arm(card=self.store.incident_ids([at["no"]])[0])
        click_map(self.page, at["x"], at["y"])
        took = self.times()["card"]
        self.rest()  # else the floor that is measured next would wait for the rest of this page
        return took


def _nearest(point: dict, points: list[dict]) -> float:
    others = (each for each in points if each is not point)
    return min((math.hypot(each["x"] - point["x"], each["y"] - point["y"]) for each in others), default=math.inf)
