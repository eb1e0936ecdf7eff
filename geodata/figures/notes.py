"""What defends a figure: its sources, how much of the whole it shows, whose borders, until when, and the way back to the view."""

from urllib.parse import urlencode

from matplotlib.figure import Figure

from ..export.extract import boundary_words
from ..filter_words import part_name
from ..store import Store
from ..texts import _, _n, day, link_part, number
from .papers import Rect
from .scene import Scene
from .sheet import POINTS, QUIET, RULE, framed, paragraph
from .sources import cutoffs
from .text import LINE, lacks, wrapped
from .wanted import Wanted

HEADING, SMALL = 6.6, 6.8  # points
_MOST_LINES, _MOST_LISTED = 3, 120  # lines of a source; sources that are tried to be listed whole


def sources(figure: Figure, wanted: Wanted, scene: Scene, end_of_legend: float) -> int:
    """The numbered sources, as many as there is room for; returns how many are listed.

    With their addresses where those have room, else by name and site; the table file has all of them whole.
    """
    rect, stacked = wanted.paper.sources, wanted.paper.stacked
    left, across, bottom = rect.left * POINTS, rect.width * POINTS, rect.bottom * POINTS
    top = end_of_legend - 8 if stacked else rect.top * POINTS
    top = paragraph(figure, _("Sources").upper(), left, top, across, HEADING, bold=True, colour=QUIET)
    listed = scene.sources.notes
    if not listed:
        paragraph(figure, _("No source is named."), left, top, across, SMALL, colour=QUIET)
    whole, short = _said(scene, whole=True), _said(scene, whole=False)
    ways = ((whole, SMALL), (whole, 6.2), (short, SMALL), (short, 6.2), (short, 5.6))
    said, size = next((way for way in ways if _height(*way, across) <= top - bottom), (short, 5.6))
    for place, words in enumerate(said, start=1):
        lines = len(wrapped(words, across, size, most=_MOST_LINES))
        keep = size * LINE if place < len(said) else 0  # for saying how many more there are
        if top - lines * size * LINE < bottom + keep:
            more = _n("and {n} more, in the table file", "and {n} more, in the table file", len(said) - place + 1)
            paragraph(figure, more, left, top, across, size, colour=QUIET)
            return place - 1
        top = paragraph(figure, words, left, top, across, size, most=_MOST_LINES, gid=f"source-{place}")
    return len(said)


def _said(scene: Scene, whole: bool) -> tuple[str, ...]:
    listed = scene.sources.notes if whole else scene.sources.short
    return tuple(f"{place} {words}" for place, words in enumerate(listed, start=1)) if scene.one_by_one else listed


def _height(said: tuple[str, ...], size: float, across: float) -> float:
    if len(said) > _MOST_LISTED:
        return float("inf")
    return sum(len(wrapped(each, across, size, most=_MOST_LINES)) for each in said) * size * LINE


# --- the lines under the map ----------------------------------------------------------------------------------------


def foot(figure: Figure, store: Store, wanted: Wanted, scene: Scene, listed: int) -> None:
    """How many are shown and why not all, whose borders, which projection, until when and from where."""
    rect = wanted.paper.foot
    top = rect.top * POINTS
    framed(figure, Rect(rect.left, rect.top, rect.width, 0.0), "none", RULE)
    for gid, line in notes(store, wanted, scene, listed):
        lines = 2 if gid in ("counts", "boundaries") else 1
        top = paragraph(figure, line, rect.left * POINTS, top, rect.width * POINTS, SMALL, most=lines, gid=gid)


def notes(store: Store, wanted: Wanted, scene: Scene, listed: int) -> list[tuple[str, str]]:
    """The lines under the map, each with what it is about."""
    boundaries = store.boundary_set(wanted.view.filter.boundary_set)
    frame, paper = wanted.frame, wanted.paper
    size = f"{number(paper.width)} × {number(paper.height)} in"
    projection = _("Projection: {projection}; 1 : {scale} at {size}.").format(
        projection=frame.projection_words(), scale=number(frame.scale(paper.map)), size=size
    )
    stated = cutoffs(store, wanted.view.filter)
    cutoff = _("Data cutoff: {cutoff}").format(cutoff="; ".join(stated[:3]) if stated else _("not stated"))
    made = _("made on {day}").format(day=day(wanted.made))
    return [
        ("counts", " ".join([*_counts(wanted, scene), *_caveats(wanted, scene, listed)])),
        ("boundaries", _("Boundaries: {set}").format(set=boundary_words(boundaries))),
        ("projection", projection),
        ("made", f"{cutoff} · {made} · {permalink(wanted)}"),
    ]


def _counts(wanted: Wanted, scene: Scene) -> list[str]:
    counts = scene.counts
    shared = _("Shown {shown} of {total} incidents, imprecise dates shared out; each drawn as one: {here} on this map")
    whole = _("Shown {shown} of {total} incidents: {here} on this map")
    said = [
        (shared if wanted.view.filter.share() else whole).format(
            shown=number(counts.shown), total=number(counts.total), here=number(scene.on_map)
        )
    ]
    if scene.outside:
        said.append(_n("{n} outside it", "{n} outside it", scene.outside))
    if scene.unlocated:
        said.append(_n("{n} without a place", "{n} without a place", scene.unlocated))
    hidden = [f"{part_name(part)} {number(n)}" for part, n in counts.hidden.items() if n]
    whole = ", ".join(said) + "."
    if hidden:
        whole += " " + _("Not shown, by {parts}.").format(parts=", ".join(hidden))
    return [whole]


def _caveats(wanted: Wanted, scene: Scene, listed: int) -> list[str]:
    said = []
    if scene.one_by_one and scene.sources.without:
        said.append(_n("{n} names no source.", "{n} name no source.", scene.sources.without))
    if listed < len(scene.sources.notes):
        said.append(_("Not all sources have room here."))
    if lacks(f"{wanted.title} {wanted.subtitle}") or any(lacks(note) for note in scene.sources.notes):
        said.append(_("□ stands for a sign that the font DejaVu Sans lacks."))
    return said


def permalink(wanted: Wanted) -> str:
    """The link to the view; its query alone where nobody says where the page is."""
    query = urlencode(wanted.view.to_query() | link_part(), doseq=True)
    return f"{wanted.address.rstrip('/')}/{'?' + query if query else ''}"
