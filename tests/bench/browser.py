"""A real Chromium with a watch in every page, and a server for each thing that is measured."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from google.protobuf.message import DecodeError
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import BROWSERS, FLAGS, Server, settle, start

WATCH = Path(__file__).with_name("stopwatch.js")
# deck.gl, which st.map and st.pydeck_chart draw with, needs WebGL: without a graphics card Chromium computes it, if it may.
SOFTWARE_WEBGL = "--enable-unsafe-swiftshader"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of all measurements, with the same flags for ours and for others' apps."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise RuntimeError("No Chrome or Chromium found: install Debian's package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*FLAGS, SOFTWARE_WEBGL])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(log_folder: Path, script: str = "dashboard/app.py", store: Path | None = None) -> Iterator[Server]:
    """A server that ends with the block."""
    running = start(log_folder, script=script, store=store)
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.wait(10)


def is_map(message: ForwardMsg) -> bool:
    """Whether a message of the server carries the map."""
    element = message.delta.new_element
    return element.WhichOneof("type") == "component_instance" and "folium" in element.component_instance.component_name


class Tab:
    """A page with a watch in it, and what its server sent."""

    def __init__(self, browser: Browser, url: str):
        self.context = browser.new_context(viewport={"width": 1366, "height": 768})
        self.context.add_init_script(path=WATCH)
        self.page: Page = self.context.new_page()
        self.frames: list[bytes] = []  # of the WebSocket, since the last `listen`
        self.said = 0  # frames that the page sent
        self.fetched = 0.0  # bytes of files
        self.page.on("websocket", self._open)
        self.devtools = self.context.new_cdp_session(self.page)
        self.devtools.send("Network.enable")
        self.devtools.send("Performance.enable")
        self.devtools.on("Network.loadingFinished", self._fetch)
        self.page.goto(url)

    def _open(self, socket: WebSocket) -> None:
        socket.on(
            "framereceived", lambda frame: self.frames.append(frame.encode() if isinstance(frame, str) else frame)
        )
        socket.on("framesent", self._say)

    def _say(self, _frame: str | bytes) -> None:
        self.said += 1

    def _fetch(self, event: dict) -> None:
        self.fetched += event["encodedDataLength"]

    def listen(self) -> None:
        """Counts from here."""
        self.frames.clear()
        self.said, self.fetched = 0, 0.0

    def received(self) -> dict[str, float]:
        """Bytes since `listen`: `bytes` of all, `map bytes` of the map with what it fetched."""
        on_map = sum(len(frame) for frame in self.frames if _carries_map(frame))
        return {"bytes": sum(map(len, self.frames)) + self.fetched, "map bytes": on_map + self.fetched}

    def first(self) -> float:
        """Milliseconds from the start of the navigation to the painted map."""
        return self.page.evaluate("() => bench.first")

    def rest(self) -> None:
        """Waits until server and browser have nothing left to do."""
        settle(self.page)
        self.page.evaluate("() => new Promise(resolve => requestIdleCallback(resolve))")

    def arm(self, **wanted) -> None:
        """Makes the watch ready for a page at rest: it starts with the next key or click."""
        self.rest()
        self.page.evaluate("wanted => bench.arm(wanted)", wanted)

    def times(self) -> dict[str, float]:
        """Milliseconds from the key or click to each state that was wanted."""
        return self.page.evaluate("() => bench.result")

    def heap(self) -> float:
        """Megabytes that live in the page's JavaScript, frames included, once what is dead has been collected."""
        for _again in range(2):  # the first collection may let go of what holds more
            self.devtools.send("HeapProfiler.collectGarbage")
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        return next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize") / 1e6


def _carries_map(frame: bytes) -> bool:
    try:
        return is_map(ForwardMsg.FromString(frame))
    except DecodeError:
        return False


class Empty(Tab):
    """The app that does nothing: the floor."""

    def __init__(self, browser: Browser, url: str):
        super().__init__(browser, url)
        self.page.get_by_text("value 0", exact=True).wait_for()
        self.value = 0

    def sample(self) -> float:
        """Milliseconds of one rerun."""
        self.value += 1
        self.page.get_by_role("slider").focus()
        self.arm(text=f"value {self.value}")
        self.page.keyboard.press("ArrowRight")
        return self.times()["text"]
