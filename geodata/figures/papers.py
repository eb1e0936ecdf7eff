"""Papers: how large a figure is and where its parts lie. A paper's parts lie at the same place whatever is in them, so that
this week's figure can be laid over last week's."""

from dataclasses import dataclass

from ..errors import FigureError, nearest
from ..texts import _, did_you_mean

MARGIN, GAP = 0.35, 0.14  # inches
STRIP = 0.34  # at the top and the bottom: where the handling mark stands
TITLE, FOOT = 0.74, 0.86


@dataclass(frozen=True)
class Rect:
    """A part of a paper: inches from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.height


@dataclass(frozen=True)
class Paper:
    """A shape of figure, in inches. Where it is `stacked`, the sources begin where the legend ends; else they have their own column."""

    name: str
    width: float
    height: float
    title: Rect
    map: Rect
    inset: Rect
    legend: Rect
    sources: Rect
    foot: Rect
    stacked: bool

    @property
    def key(self) -> Rect:
        """The legend of a figure without an inset, which has the inset's room, too."""
        one, other = self.inset, self.legend
        left, bottom = min(one.left, other.left), min(one.bottom, other.bottom)
        return Rect(left, bottom, max(one.right, other.right) - left, max(one.top, other.top) - bottom)


def _beside(name: str, width: float, height: float, panel: float) -> Paper:
    """Inset, legend and sources in a column right of the map."""
    across, top = width - 2 * MARGIN - panel - GAP, height - STRIP - TITLE
    column, inset = width - MARGIN - panel, 1.35
    rest = Rect(column, STRIP, panel, top - inset - GAP - STRIP)
    return Paper(
        name,
        width,
        height,
        title=Rect(MARGIN, top, width - 2 * MARGIN, TITLE),
        map=Rect(MARGIN, STRIP + FOOT, across, top - STRIP - FOOT),
        inset=Rect(column, top - inset, panel, inset),
        legend=rest,
        sources=rest,
        foot=Rect(MARGIN, STRIP, across, FOOT - GAP / 2),
        stacked=True,
    )


def _below(name: str, width: float, height: float, panel: float) -> Paper:
    """Inset, legend and sources in a row under the map."""
    across, top, low = width - 2 * MARGIN, height - STRIP - TITLE, STRIP + FOOT
    inset, legend = 0.16 * across, 0.34 * across
    return Paper(
        name,
        width,
        height,
        title=Rect(MARGIN, top, across, TITLE),
        map=Rect(MARGIN, low + panel + GAP, across, top - low - panel - GAP),
        inset=Rect(MARGIN, low, inset, panel),
        legend=Rect(MARGIN + inset + GAP, low, legend, panel),
        sources=Rect(MARGIN + inset + legend + 2 * GAP, low, across - inset - legend - 2 * GAP, panel),
        foot=Rect(MARGIN, STRIP, across, FOOT - GAP / 2),
        stacked=False,
    )


PAPERS = {
    made.name: made
    for made in (
        _beside("16:9", 13.333, 7.5, 2.95),
        _beside("4:3", 10.0, 7.5, 2.4),
        _beside("a4-landscape", 11.69, 8.27, 2.6),
        _below("a4", 8.27, 11.69, 2.9),
        _below("square", 7.5, 7.5, 1.75),
    )
}


def paper_named(key: str) -> Paper:
    """The paper of this name. Raises FigureError with the nearest one."""
    if key in PAPERS:
        return PAPERS[key]
    hint = did_you_mean(nearest(key, tuple(PAPERS)))
    raise FigureError(
        _('"{value}" is no shape of a figure.{hint} There are: {words}.').format(
            value=key[:40], hint=hint, words=", ".join(PAPERS)
        )
    )
