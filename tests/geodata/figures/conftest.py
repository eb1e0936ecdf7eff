"""A figure to be made of the embedded data, and the same as texts parsed back from its SVG."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pytest

from geodata.figures.frames import frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.registry import content
from geodata.figures.wanted import Wanted
from geodata.filters import IncidentFilter
from geodata.store import Store
from geodata.views import View

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def wanted(store: Store) -> Callable[..., Wanted]:
    """A figure of the embedded data; a filter's parts, `frame`, `paper` and the other fields of `Wanted` by name."""

    def make(frame: str = "mali", paper: str = "16:9", chosen: IncidentFilter | None = None, **more) -> Wanted:
        view = View(chosen or IncidentFilter())
        return Wanted(view, frame_named(frame, store.boundaries), PAPERS[paper], made=date(2026, 11, 25), **more)

    return make


@pytest.fixture
def said(store: Store) -> Callable[..., dict[str, list[str]]]:
    """The texts of a figure's SVG by what they are: the id of their group without its last number; "" for the others."""

    def read(figure: Wanted, of: Store | None = None, kind: str = "map") -> dict[str, list[str]]:
        root = ET.fromstring(content(of or store, figure, kind, "svg"))
        found: dict[str, list[str]] = {}
        parents = {child: parent for parent in root.iter() for child in parent}
        for text in root.iter(f"{SVG}text"):
            about = parents[text].get("id", "")
            key = "" if re.fullmatch(r"text_\d+", about) else about
            found.setdefault(key, []).append("".join(text.itertext()))
        return found

    return read
