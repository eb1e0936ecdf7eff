"""Filter changes, each with one key or click, until the map and then the page show them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from playwright.sync_api import Browser

from geodata.filters import IncidentFilter
from geodata.store import Store
from tests.browser.conftest import settle, wait_for_map

from .browser import Tab
from .stores import EMBEDDED, extent

SEEN_AT_LEAST = 10  # incidents on the map more or less, for a change that can be seen


class Filtered(Tab):
    """The app, with a filter that is changed again and again; the kinds of change are its subclasses."""

    def __init__(self, browser: Browser, url: str, store: Store, first: IncidentFilter):
        self.chosen = first
        super().__init__(browser, f"{url}/{link(first)}")
        wait_for_map(self.page)
        self.store = store

    def sample(self) -> dict[str, float]:
        """One change: times by state, and what was received. Raises if the map's canvases are what they were before."""
        settle(self.page)  # what is typed while a run is still on its way would be lost
        self.chosen = self.turn()
        before = self.page.evaluate("() => bench.picture()")
        shown, on_map = extent(self.store, self.chosen)
        self.arm(map=on_map, page={"shown": f"{shown:,}", "drawn": on_map})
        self.listen()
        self.act()
        times = self.times()
        self.rest()
        if self.page.evaluate("() => bench.picture()") == before:
            raise RuntimeError(f"The map shows the same picture after a change to {self.chosen}.")
        return times | self.received()

    def turn(self) -> IncidentFilter:
        """The next filter, with everything ready for the key or click that sets it."""
        raise NotImplementedError

    def act(self) -> None:
        """Sets the filter with one key or click."""
        raise NotImplementedError


def link(chosen: IncidentFilter) -> str:
    """The query of a link to a filter without lists."""
    return "?" + "&".join(f"{key}={value}" for key, value in chosen.to_query().items())


class Seen(Filtered):
    """To and fro between two filters: the app has counted both before, as after going back or resetting."""

    def turn(self) -> IncidentFilter:
        dates = "inside" if self.chosen.dates == "overlapping" else "overlapping"
        return replace(self.chosen, dates=dates)

    def act(self) -> None:
        name = {"overlapping": "Overlap", "inside": "Inside"}[self.chosen.dates]
        self.page.get_by_role("radio", name=name).click()


class Dated(Filtered):
    """A filter after the other that the app never counted before: the first day some months on, in odd years back."""

    def turn(self) -> IncidentFilter:
        following, before = self.chosen, extent(self.store, self.chosen)[1]
        # One incident less under those that lie at the same place is no other picture.
        while abs(extent(self.store, following)[1] - before) < SEEN_AT_LEAST:
            following = replace(following, date_from=self._step(following.date_from))
        return following

    def _step(self, day: date) -> date:
        """Types one step into the field of the first day, which the app only hears of when the field is left."""
        by = 1 if day.year % 2 == 0 else -1
        if 1 <= day.month + by <= 12:
            self._press("month", "ArrowUp" if by > 0 else "ArrowDown")
            return day.replace(month=day.month + by)
        self._press("year", "ArrowUp")
        return day.replace(year=day.year + 1)

    def _press(self, part: str, key: str) -> None:
        field = self.page.get_by_role("spinbutton", name=f"{part}, From")
        field.focus()
        field.press(key)

    def act(self) -> None:
        self.page.locator(".st-key-sentence").click()


class Searched(Filtered):
    """A filter after the other that the app never counted before: words to search for."""

    def __init__(self, browser: Browser, url: str, store: Store):
        super().__init__(browser, url, store, IncidentFilter())
        self.words = words(store)
        self.box = self.page.get_by_role("textbox", name="Search in the text")

    def turn(self) -> IncidentFilter:
        word = next(self.words)
        self.box.fill(word)
        return IncidentFilter(text=word)

    def act(self) -> None:
        self.box.press("Enter")


def words(store: Store) -> Iterator[str]:
    """Words of the data, each with other numbers of incidents than the one before; more on the map and fewer in turn."""
    texts = " ".join(store.incidents(IncidentFilter())["summary"]).lower().split()
    counted = {word: extent(store, IncidentFilter(text=word)) for word in dict.fromkeys(filter(str.isalpha, texts))}
    some = sorted((word for word in counted if counted[word][1]), key=counted.get)
    few, many = some[: len(some) // 2], some[len(some) // 2 :]
    for pair in zip(few, many, strict=False):
        if all(a != b for a, b in zip(counted[pair[0]], counted[pair[1]], strict=True)):
            yield from pair


def seen(browser: Browser, url: str, store: Store, size: int) -> Seen:
    """Filters that show about all of many incidents; of the embedded ones those of a month."""
    whole = IncidentFilter(date_from=date(2013, 1, 1))
    month = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))
    return Seen(browser, url, store, month if size == EMBEDDED else whole)


def new(browser: Browser, url: str, store: Store, size: int) -> Filtered:
    """Filters that were never counted; by the dates of the embedded incidents there are too few of them."""
    if size == EMBEDDED:
        return Searched(browser, url, store)
    return Dated(browser, url, store, IncidentFilter(date_from=date(2014, 1, 15)))
