"""The embedded data as a brief asks for them."""

from collections.abc import Callable
from datetime import date

import pytest

from geodata.briefs.page import Page, page
from geodata.figures.frames import frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.wanted import Wanted
from geodata.filters import IncidentFilter
from geodata.store import Store
from geodata.views import View

OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))


@pytest.fixture(scope="session")
def wanted(store: Store) -> Callable[..., Wanted]:
    """A view of the embedded data; a filter's parts, `frame`, `paper` and the other fields of `Wanted` by name."""

    def make(chosen: IncidentFilter | None = None, frame: str = "north", paper: str = "16:9", **more) -> Wanted:
        view = View(chosen or IncidentFilter())
        return Wanted(view, frame_named(frame, store.boundaries), PAPERS[paper], made=date(2026, 11, 25), **more)

    return make


@pytest.fixture(scope="session")
def october(store: Store, wanted) -> Page:
    return page(store, wanted(OCTOBER, marking="TLP:AMBER", address="https://maps.example.org"))


@pytest.fixture(scope="session")
def ids(store: Store) -> set[str]:
    """The incidents of October 2023."""
    return set(store.incidents(OCTOBER)["incident_id"])
