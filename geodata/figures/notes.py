"""What defends a figure: its sources, how much of the whole it shows, whose borders, until when, and the way back to the view."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from ..export.extract import boundary_words
from ..store import Counts, Store
from ..texts import _, _n, day, number
from ..told import cutoff_words, link_words, shown_words
from .papers import Rect
from .scene import Scene
from .sheet import POINTS, QUIET, RULE, framed, paragraph
from .sources import Numbered
from .text import LINE, lacks, wrapped
from .wanted import Wanted

HEADING, SMALL = 6.6, 6.8  # points
_WHOLE, _MOST_LINES, _MOST_LISTED = (
    9,
    3,
    120,
)  # lines of a source, and where there are many; sources that are tried to be listed whole


def sources(figure: Figure, wanted: Wanted, cited: Numbered, end_of_legend: float) -> int:
    """The numbered sources, as many as there is room for; returns how many are listed.

    With their addresses where those have room, else by name and site; the table file has all of them whole.
    """
    rect, stacked = wanted.paper.sources, wanted.paper.stacked
    left, across, bottom = rect.left * POINTS, rect.width * POINTS, rect.bottom * POINTS
    top = end_of_legend - 8 if stacked else rect.top * POINTS
    top = paragraph(figure, _("Sources").upper(), left, top, across, HEADING, bold=True, colour=QUIET)
    found = fitting(cited, across, top - bottom)
    for place, words in enumerate(found.lines, start=1):
        top = paragraph(figure, words, left, top, across, found.size, most=found.most, gid=f"source-{place}")
    if found.more:
        paragraph(figure, found.more, left, top, across, found.size, colour=QUIET)
    return len(found.lines)


@dataclass(frozen=True)
class Fitting:
    """Sources that have room: the size of their letters, how many lines each has at most, and how many more there are, in a
    sentence, "" for none."""

    lines: tuple[str, ...]
    size: float
    most: int
    more: str


def fitting(cited: Numbered, across: float, room: float) -> Fitting:
    """The sources that fit into so many points: whole where they do, else smaller, then cut, then with their sites only."""
    if not cited.notes:
        return Fitting((), SMALL, 1, _("No source is named."))
    whole, short = cited.lines(), cited.lines(whole=False)
    ways = ((whole, SMALL, _WHOLE), (whole, 6.2, _WHOLE), (whole, 6.2, _MOST_LINES), (short, SMALL, _MOST_LINES), (short, 6.2, _MOST_LINES))  # fmt: skip
    smallest = (short, 5.6, _MOST_LINES)
    said, size, most = next((way for way in ways if _height(*way, across) <= room), smallest)
    for place, words in enumerate(said):
        room -= len(wrapped(words, across, size, most=most)) * size * LINE
        keep = size * LINE if place < len(said) - 1 else 0  # for saying how many more there are
        if room < keep:
            more = len(said) - place
            told = _n("and {n} more, in the table file", "and {n} more, in the table file", more)
            return Fitting(said[:place], size, most, told)
    return Fitting(said, size, most, "")


def _height(said: tuple[str, ...], size: float, most: int, across: float) -> float:
    if len(said) > _MOST_LISTED:
        return float("inf")
    return sum(len(wrapped(each, across, size, most=most)) for each in said) * size * LINE


# --- the lines under the map ----------------------------------------------------------------------------------------


def foot(figure: Figure, wanted: Wanted, lines: list[tuple[str, str]]) -> None:
    """Writes the lines at the foot of a figure, each with what it is about."""
    rect = wanted.paper.foot
    top = rect.top * POINTS
    framed(figure, Rect(rect.left, rect.top, rect.width, 0.0), "none", RULE)
    for gid, line in lines:
        most = 2 if gid in ("counts", "boundaries") else 1
        top = paragraph(figure, line, rect.left * POINTS, top, rect.width * POINTS, SMALL, most=most, gid=gid)


def of_map(store: Store, wanted: Wanted, scene: Scene, listed: int) -> list[tuple[str, str]]:
    """The lines of a map: how many it shows and why not all, whose borders, which projection, until when and from where."""
    frame, paper = wanted.frame, wanted.paper
    size = f"{number(paper.width)} × {number(paper.height)} in"
    projection = _("Projection: {projection}; 1 : {scale} at {size}.").format(
        projection=frame.projection_words(), scale=number(frame.scale(paper.map)), size=size
    )
    here = [_("{n} on this map").format(n=number(scene.on_map))]
    if scene.outside:
        here.append(_n("{n} outside it", "{n} outside it", scene.outside))
    if scene.unlocated:
        here.append(_n("{n} without a place", "{n} without a place", scene.unlocated))
    shared = wanted.view.filter.share()
    told = shown_words(scene.counts, bool(shared), here, _("each drawn as one") if shared else "")
    return [
        ("counts", " ".join([told, *caveats(wanted, scene.sources, listed)])),
        ("boundaries", boundaries(store, wanted)),
        ("projection", projection),
        ("made", made(store, wanted)),
    ]


def of_chart(
    store: Store, wanted: Wanted, counts: Counts, cited: Numbered, listed: int, *more: str, link: str = ""
) -> list[tuple[str, str]]:
    """The lines of a figure that is no map; `more` are sentences about what it leaves out, `link` one that is not to the view."""
    said = [shown_words(counts, bool(wanted.view.filter.share())), *more, *caveats(wanted, cited, listed)]
    return [("counts", " ".join(said)), ("boundaries", boundaries(store, wanted)), ("made", made(store, wanted, link))]


def caveats(wanted: Wanted, cited: Numbered, listed: int) -> list[str]:
    """What a reader must know of a figure's sources and letters."""
    said = []
    if cited.without:
        said.append(_n("{n} names no source.", "{n} name no source.", cited.without))
    if listed < len(cited.notes):
        said.append(_("Not all sources have room here."))
    if lacks(f"{wanted.title} {wanted.subtitle}") or any(lacks(note) for note in cited.notes):
        said.append(_("□ stands for a sign that the font DejaVu Sans lacks."))
    return said


def boundaries(store: Store, wanted: Wanted) -> str:
    """Whose borders regions have, and the disclaimer."""
    own = store.boundary_set(wanted.view.filter.boundary_set)
    return _("Boundaries: {set}").format(set=boundary_words(own))


def made(store: Store, wanted: Wanted, link: str = "") -> str:
    """The data cutoffs, the day, and the link to the view, or another one."""
    cutoff = cutoff_words(store.cited_documents(wanted.view.filter)["data_cutoff"])
    made_on = _("made on {day}").format(day=day(wanted.made))
    return f"{cutoff} · {made_on} · {link or link_words(wanted.view, wanted.address)}"
