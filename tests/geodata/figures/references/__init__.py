"""Six figures as they were looked at and found right: `python -m tests.geodata.figures.references` draws them anew.

Each new one is looked at in its full size before it is committed.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodata.figures.frames import frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.registry import content
from geodata.figures.wanted import Wanted
from geodata.filters import IncidentFilter
from geodata.store import Store
from geodata.texts import said_in
from geodata.views import View

FOLDER = Path(__file__).parent
_OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))


@dataclass(frozen=True)
class Reference:
    """A figure of the embedded data."""

    kind: str
    paper: str
    frame: str
    chosen: IncidentFilter
    language: str = "en"
    marking: str = ""


REFERENCES = {
    "map-of-the-country": Reference("map", "16:9", "mali", IncidentFilter()),
    "north-in-october": Reference("map", "a4", "north", _OCTOBER, marking="TLP:AMBER"),
    "gao-in-french": Reference("map", "square", "gao-menaka", _OCTOBER, "fr"),
    "timelines": Reference("timeline", "16:9", "mali", IncidentFilter()),
    "who-against-whom": Reference("matrix", "4:3", "mali", IncidentFilter()),
    "table-in-october": Reference("table", "a4-landscape", "mali", _OCTOBER, marking="TLP:GREEN"),
}


def drawn(store: Store, reference: Reference) -> bytes:
    """The figure as a PNG of 96 dots an inch."""
    with said_in(reference.language):
        wanted = Wanted(
            View(reference.chosen), frame_named(reference.frame, store.boundaries), PAPERS[reference.paper],
            made=date(2026, 11, 25), marking=reference.marking, address="https://maps.example.org",
        )  # fmt: skip
        return content(store, wanted, reference.kind, "png", 96)
