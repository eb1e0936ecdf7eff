"""A real server on a free port, a real Chromium, and what a page may never do: ask another host, log an error."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Every other host is out of reach, as on a machine without a network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass
class Server:
    """A running app and its log."""

    url: str
    log: Path
    process: subprocess.Popen

    def text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(
    folder: Path, data: Path | None = None, script: str = "dashboard/app.py", store: Path | None = None
) -> Server:
    """Starts the app on a free port and waits until it answers; `store` is the file that keeps what is imported."""
    port = free_port()
    log = folder / f"server-{port}.log"
    environment = os.environ | ({"INCIDENTS_DATA": str(data)} if data else {})
    environment |= {"INCIDENTS_STORE": str(store)} if store else {}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with log.open("wb") as sink:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sink, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", log, process)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1):
                return server
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"The app did not start:\n{server.text()}")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """The app on the embedded data."""
    running = start(tmp_path_factory.mktemp("server"))
    yield running
    running.process.terminate()
    running.process.wait(10)


@pytest.fixture
def serve(tmp_path) -> Iterator[Callable[..., Server]]:
    """Starts the app on other data, or on a store of its own."""
    running: list[Server] = []

    def begin(data: Path | None = None, store: Path | None = None) -> Server:
        running.append(start(tmp_path, data, store=store))
        return running[-1]

    yield begin
    for each in running:
        each.process.terminate()
        each.process.wait(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "No Chrome or Chromium found: install Debian's package chromium."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*FLAGS, "--process-per-site"])
        yield browser
        browser.close()


class Seat:
    """A browser that one reader after another sits down at. Fetching and compiling Streamlit's JavaScript is a third of what a
    page costs: that stays for the next reader. Nothing stays of what a page can keep."""

    def __init__(self, chromium: Browser) -> None:
        self.context = chromium.new_context()
        # The process of a site holds what is compiled, and ends with the site's last page: this one is never closed.
        self.keeper = self.context.new_page()
        self.keeper.route("**", lambda route: route.fulfill(body=""))
        self.keeper.goto("http://127.0.0.1/")
        self.devtools = self.context.new_cdp_session(self.keeper)

    def clear(self) -> None:
        for page in self.context.pages:
            if page != self.keeper:
                page.close()
        self.context.clear_cookies()
        self.devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})


@pytest.fixture(scope="session")
def seats(chromium) -> list[Seat]:
    """As many as a test had readers at once."""
    return []


@dataclass
class Reader:
    """One person at one browser, and everything that their pages did which they must not."""

    context: BrowserContext
    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self.asks)
        self.page.on("console", self.says)
        self.page.on("pageerror", self.fails)

    def asks(self, request: Request) -> None:
        self.asked.append(request.url)

    def says(self, message: ConsoleMessage) -> None:
        if is_error(message):
            self.errors.append(message.text)

    def fails(self, error: Exception) -> None:
        self.errors.append(str(error))

    def leave(self) -> None:
        self.context.remove_listener("request", self.asks)

    def open(self, url: str) -> Page:
        self.page.goto(url)
        wait_for_map(self.page)
        return self.page


def is_error(said: ConsoleMessage) -> bool:
    """Whether a page says that something went wrong. Streamlit looks for its server below the page's own path before it looks at
    the root: who opens a page other than the first by its link finds that in the console."""
    asked = urlsplit(said.location.get("url", "")).path
    looked_for = not asked.startswith("/_stcore/") and asked.endswith(("/_stcore/health", "/_stcore/host-config"))
    return said.type == "error" and not (looked_for and "404" in said.text)


def own(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:"))


@pytest.fixture
def reader(chromium: Browser, seats: list[Seat]) -> Iterator[Callable[..., Reader]]:
    """Makes readers, each at a seat of their own; afterwards none of them may have asked another host or met an error in the
    console."""
    readers: list[Reader] = []

    def make(width: int = 1366, height: int = 768, color_scheme: str = "light") -> Reader:
        if len(readers) == len(seats):
            seats.append(Seat(chromium))
        context = seats[len(readers)].context
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=color_scheme)
        readers.append(Reader(context, page))
        return readers[-1]

    yield make
    for made, seat in zip(readers, seats, strict=False):
        seat.clear()
        made.leave()
    for made in readers:
        assert [url for url in made.asked if not own(url)] == []
        assert made.errors == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Puts the server's log beside a failure."""
    report = yield
    if report.failed and "server" in item.funcargs:
        report.sections.append(("server log", item.funcargs["server"].text()[-4000:]))
    return report


# --- what a page shows, read from the page ------------------------------------------------------------------------


def wait_for_map(page: Page) -> None:
    page.wait_for_function(
        "() => { const f = document.querySelector('iframe[title^=streamlit_folium]');"
        " return f && f.contentWindow.incidentMap && f.contentWindow.incidentMap.paints > 0"
        " && f.contentWindow.incidentMap.layer && f.contentWindow.incidentMap.base.regions.length }",
        timeout=30_000,
    )
    settle(page)


# Streamlit says that a run is over before the last of it is on the page, and drawing it can keep a browser busy for a second:
# several times in a row it must have found nothing to do, with nothing on the page changed.
AT_REST = """() => {
    if (window.restful === undefined) {
        const idle = () => { window.restful++; setTimeout(() => requestIdleCallback(idle), 30); };
        const changed = () => { window.restful = 0; };
        new MutationObserver(changed).observe(document.body, { subtree: true, childList: true, characterData: true });
        changed();
        requestIdleCallback(idle);
    }
    const over = document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');
    if (!over) window.restful = 0;
    return over && window.restful >= 5;
}"""


def settle(page: Page) -> None:
    """Waits until the server has nothing more to say and the page shows all of it."""
    page.evaluate(
        "() => { if (window.restful) window.restful = 0 }"
    )  # rest before a click says nothing of what it brings
    page.wait_for_function(AT_REST)


def press(page: Page, key: str) -> None:
    """Clicks the button of this key. Streamlit draws one with a help text twice, for a mouse and for a finger; one is hidden."""
    page.locator(f".st-key-{key} button:visible").click()
    settle(page)


def map_frame(page: Page):
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def drawn(page: Page) -> list[dict]:
    """What the map draws: no, kind, x, y in pixels of the frame."""
    return map_frame(page).evaluate("() => incidentMap.layer.drawn.map(({no, kind, x, y}) => ({no, kind, x, y}))")


def said(page: Page) -> str:
    """The sentence above the map."""
    return page.locator(".st-key-sentence").inner_text()


def expect_said(page: Page, text: str) -> None:
    page.wait_for_function(
        "text => document.querySelector('.st-key-sentence')?.innerText.includes(text)", arg=text, timeout=15_000
    )
    settle(page)


def card(page: Page) -> str:
    return page.locator(".st-key-selection").inner_text()


def expect_card(page: Page, text: str) -> None:
    page.wait_for_function(
        "text => document.querySelector('.st-key-selection')?.innerText.includes(text)", arg=text, timeout=15_000
    )
    settle(page)


def pick(page: Page, label: str, option: str) -> None:
    """Picks an option of the list with this label. A run that ends in between closes the list: it is opened again."""
    settle(page)
    for attempt in range(4):
        page.get_by_role("combobox", name=label, exact=True).click()
        try:
            page.get_by_role("option", name=option).first.click(timeout=5_000)
            break
        except PlaywrightTimeout:
            if attempt == 3:
                raise
            page.keyboard.press("Escape")
            settle(page)
    page.keyboard.press("Escape")  # the open list hides the rest from whoever can't see it


def click_map(page: Page, x: float, y: float) -> None:
    box = page.locator("iframe[title^=streamlit_folium]").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
