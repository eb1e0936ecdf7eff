"""Maps and timelines as pictures for slides and documents: the drawing and its legend, without the words around them."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from ..figures import answer_drawing, map_figure, timeline_figure
from ..figures.answered import Answered
from ..figures.drawing import drawing
from ..figures.papers import Rect
from ..figures.sheet import POINTS, blank
from ..figures.timeline_scene import timeline
from ..figures.writing import parts
from ..store import Store
from .page import Page

DOTS = 200  # an inch


@dataclass(frozen=True)
class Picture:
    """A PNG and the part of the paper that it shows, in inches from the lower left corner."""

    png: bytes
    rect: Rect


def of_map(store: Store, page: Page) -> tuple[Picture, Picture]:
    """The map, cut at its frame, and inset with legend."""
    with drawing:
        figure, end = map_figure.bare(store, page.wanted, page.scene)
        return _cut(page, figure, min(end, page.wanted.paper.inset.bottom * POINTS))


def of_timeline(store: Store, page: Page) -> tuple[Picture, Picture] | None:
    """The timelines and their legend; None where there is no incident."""
    shown = timeline(store, page.wanted, page.listed.cited if page.listed.lines else None)
    if shown.first is None:
        return None
    with drawing:
        figure, end = timeline_figure.bare(store, page.wanted, shown)
        return _cut(page, figure, end)


def of_answer(store: Store, told: Answered, rect: Rect) -> Picture:
    """What is drawn of an answer, in a part of the paper."""
    with drawing:
        figure = blank(told.wanted.paper)
        answer_drawing.draw(figure, store, told, rect)
        return Picture(parts(figure, (rect,), DOTS)[0], rect)


def _cut(page: Page, figure: Figure, end: float) -> tuple[Picture, Picture]:
    """The drawing, and the column beside it down to where its legend ends (points), in whole hundredths of an inch."""
    drawn, key = page.wanted.paper.map, page.wanted.paper.key
    foot = max(round(end / POINTS, 2), key.bottom)
    key = Rect(key.left, foot, key.width, key.top - foot)
    one, other = parts(figure, (drawn, key), DOTS)
    return Picture(one, drawn), Picture(other, key)
