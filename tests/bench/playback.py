"""Playback on the map: frames a second, counted where they are painted, and what it asks of the server meanwhile."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Frame

from tests.browser.conftest import map_frame, wait_for_map

from .browser import Tab, chromium, served
from .measurement import Measurement
from .stores import made, sizes

SECONDS, LEAST = 5, 25
MOST = 20_000
NAME, ROUND_TRIPS = "Playback, frames a second", "Playback, messages to and from the server"

# Opens the playback once its data are here, plays it, and counts once the first frame is painted.
PLAY = """async seconds => {
    const playback = incidentMap.playback, wait = ms => new Promise(resolve => setTimeout(resolve, ms));
    playback.play();
    const begun = playback.frames, givenUp = performance.now() + 20000;
    while (playback.frames === begun && performance.now() < givenUp) await wait(10);
    const rates = [];
    for (let second = 0; second < seconds; second++) {
        const frames = playback.frames, at = performance.now();
        await wait(1000);
        rates.push((playback.frames - frames) / (performance.now() - at) * 1000);
    }
    playback.pause();
    return rates;
}"""


def measure() -> Iterator[Measurement]:
    """Yields the frames a second and the messages during them."""
    size = max((size for size in sizes() if size <= MOST), default=None)
    if size is None:
        return
    with (
        chromium() as browser,
        made(size) as path,
        tempfile.TemporaryDirectory() as logs,
        served(Path(logs), store=path) as app,
    ):
        tab = Tab(browser, app.url)
        wait_for_map(tab.page)
        yield from _measure(tab, map_frame(tab.page), size)
        tab.context.close()


def _measure(tab: Tab, frame: Frame, size: int) -> Iterator[Measurement]:
    if not frame.evaluate("() => Boolean(incidentMap.playback)"):
        yield Measurement(NAME, "/s", (), headline=True, size=size, least=LEAST, reason="the map has no playback")
        return
    frame.evaluate("async () => { await incidentMap.playback.open(); }")
    tab.rest()
    tab.listen()
    before = tab.page.evaluate("() => bench.picture()")
    rates = frame.evaluate(PLAY, SECONDS)
    if tab.page.evaluate("() => bench.picture()") == before:
        raise RuntimeError("The map shows the same picture after its playback.")
    yield Measurement(NAME, "/s", tuple(rates), headline=True, size=size, least=LEAST)
    yield Measurement(ROUND_TRIPS, "", (tab.said + len(tab.frames),), 0, headline=True, size=size)
