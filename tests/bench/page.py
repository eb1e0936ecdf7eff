"""The first view of the app by browsers that know nothing yet, and what its server then holds."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.browser.conftest import settle

from . import processes
from .browser import Tab, chromium, served
from .measurement import Measurement

VIEWS, VIEW_TARGET = 5, 3000


def measure() -> Iterator[Measurement]:
    """Yields the times of first views; the first of all also waits for the server to load the data."""
    samples = []
    with tempfile.TemporaryDirectory() as logs, chromium() as browser, served(Path(logs)) as app:
        for _view in range(1 + VIEWS):
            tab = Tab(browser, app.url)
            samples.append(tab.first())
            settle(tab.page)
            tab.context.close()
        held = processes.memory(app.process.pid)
    yield Measurement("Very first view after the server's start", "ms", tuple(samples[:1]))
    yield Measurement("First view: address to painted map", "ms", tuple(samples[1:]), VIEW_TARGET, headline=True)
    yield Measurement("Server memory after the first views", "MB", (held,))
