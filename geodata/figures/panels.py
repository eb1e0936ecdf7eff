"""What stands around the map of a figure: title, inset, legend, scale, sources, and the lines that defend it."""

from urllib.parse import urlencode

import matplotlib.patches as shapes
import shapely
from matplotlib.figure import Figure

from ..export.extract import boundary_words
from ..filter_words import part_name, status_name
from ..schema import EVENT_CLASSES, PLACE_PRECISIONS, STATUSES
from ..store import Store
from ..symbols import COLOURS, OTHER_COLOUR, colour, shape
from ..texts import _, _n, day, number
from ..words import class_name, precision_words
from . import mapped
from .labels import Patch
from .papers import Rect
from .scene import Scene, metres_an_inch
from .sheet import INK, POINTS, QUIET, RULE, axes, framed, paragraph, points, write
from .sources import cutoffs
from .text import LINE, lacks, shortened, width, wrapped
from .wanted import MARKINGS, Wanted

TITLE, SUBTITLE, SMALL, HEADING, LEGEND = 18.0, 10.5, 6.8, 6.6, 7.8  # points
_LEAST_TITLE = 11.0
_STEP, _ROOMY = 12.0, 13.5  # points of a line of the legend, and of one that holds a symbol in its whole size
_SHARE = 0.58  # of the column that legend and sources share: what the legend may fill
_MOST_LINES, _MOST_LISTED = 3, 120  # lines of a source; sources that are tried to be listed whole
_BAR_SHARE, _NICE = (
    0.22,
    (1, 2, 5),
)  # of the map's width that the scale bar has at most; its kilometres begin with one of these
_CORNER, _LONGEST_BAR = 6, 108  # points


def heading(figure: Figure, wanted: Wanted, title: str, subtitle: str) -> None:
    """Title and subtitle; a long title is set smaller, in two lines, and then cut."""
    rect = wanted.paper.title
    across, top = rect.width * POINTS, rect.top * POINTS - 2
    size = TITLE
    while size > _LEAST_TITLE and len(wrapped(title, across, size, True)) > 1:
        size -= 1
    top = paragraph(figure, title, rect.left * POINTS, top, across, size, bold=True, most=2, gid="title")
    paragraph(figure, subtitle, rect.left * POINTS, top, across, SUBTITLE, colour=QUIET, most=1, gid="subtitle")


def marking(figure: Figure, wanted: Wanted) -> None:
    """The handling mark at the top and the bottom, right, in its own colour on black."""
    if not wanted.marking:
        return
    size, right = 12.0, (wanted.paper.width - wanted.paper.title.left) * POINTS
    wide = width(wanted.marking, size, True) + 10
    for foot in (5, wanted.paper.height * POINTS - 22):
        back = shapes.Rectangle(
            (right - wide, foot), wide, 17, transform=points(figure), facecolor="#000000", linewidth=0, zorder=9
        )
        figure.add_artist(back)
        write(
            figure, wanted.marking, right - 5, foot + 4.6, size, bold=True, colour=MARKINGS[wanted.marking],
            align="right", gid="marking", zorder=10,
        )  # fmt: skip


# --- on the map ------------------------------------------------------------------------------------------------------


def landmarks(figure: Figure, wanted: Wanted, scene: Scene) -> Patch:
    """Scale bar and north arrow in the lower left corner of the map; returns the room that they take."""
    rect = wanted.paper.map
    kilometres, long = _bar_length(wanted, scene)
    room = Patch(_CORNER, _CORNER, _CORNER + 32 + long + 24, _CORNER + 40)
    left, bottom = rect.left * POINTS + room.left, rect.bottom * POINTS + room.bottom
    back = shapes.Rectangle(
        (left, bottom), room.right - room.left, room.top - room.bottom, transform=points(figure),
        facecolor="#ffffff", alpha=0.85, linewidth=0, zorder=2,
    )  # fmt: skip
    figure.add_artist(back)
    _arrow(figure, left + 13, bottom + 6)
    _bar(figure, left + 32, bottom + 12, kilometres, long)
    return room


def _arrow(figure: Figure, x: float, y: float) -> None:
    for side, fill in ((-1, INK), (1, "#ffffff")):
        half = shapes.Polygon(
            [(x, y + 20), (x + 5 * side, y), (x, y + 5)], transform=points(figure), facecolor=fill, edgecolor=INK, linewidth=0.7, zorder=3
        )  # fmt: skip
        figure.add_artist(half)
    write(figure, _("N"), x, y + 22.5, 7.5, bold=True, align="center", zorder=3)


def _bar_length(wanted: Wanted, scene: Scene) -> tuple[float, float]:
    """The kilometres that the scale bar stands for, and its length in points."""
    metres = metres_an_inch(scene.extent, wanted.paper.map) / POINTS  # a point
    longest = min(_BAR_SHARE * wanted.paper.map.width * POINTS, _LONGEST_BAR)
    fitting = [n * 10**power for power in range(5) for n in _NICE if n * 10**power * 1000 / metres <= longest]
    kilometres = max(fitting, default=1)
    return kilometres, kilometres * 1000 / metres


def _bar(figure: Figure, left: float, bottom: float, kilometres: float, long: float) -> None:
    for part, fill in enumerate((INK, "#ffffff")):
        piece = shapes.Rectangle(
            (left + part * long / 2, bottom), long / 2, 3.4, transform=points(figure), facecolor=fill, edgecolor=INK, linewidth=0.7, zorder=3
        )  # fmt: skip
        figure.add_artist(piece)
    write(figure, "0", left, bottom + 6, 7, align="center", zorder=3)
    write(
        figure,
        _("{n} km").format(n=number(kilometres)),
        left + long,
        bottom + 6,
        7,
        align="center",
        gid="scale",
        zorder=3,
    )


# --- beside the map --------------------------------------------------------------------------------------------------


def inset(figure: Figure, store: Store, wanted: Wanted, scene: Scene) -> None:
    """Where in the country the map lies."""
    rect, boundaries = wanted.paper.inset, store.boundary_set(wanted.view.filter.boundary_set)
    country = wanted.frame.shape(boundaries.screen[0].geometry.union_all())
    shown = shapely.box(*scene.extent)
    west, south, east, north = shapely.union_all([country, shown]).bounds
    scale = max((east - west) / rect.width, (north - south) / rect.height) * 1.06
    x, y = (west + east) / 2, (south + north) / 2
    across, up = scale * rect.width / 2, scale * rect.height / 2
    small = axes(figure, rect, (x - across, y - up, x + across, y + up))
    small.set_gid("inset")
    mapped.area(small, country, facecolor="#e4e2dc", edgecolor=mapped.COUNTRY, linewidth=0.7)
    mapped.area(small, shown, facecolor="#0072b222", edgecolor="#b1001c", linewidth=1.2)


def legend(figure: Figure, store: Store, wanted: Wanted, scene: Scene) -> float:
    """What colours, shapes and marks stand for: only those that are on the map. Returns where it ends, in points."""
    rect = wanted.paper.legend
    drawn = axes(figure, rect, (0, 0, rect.width * POINTS, rect.height * POINTS))
    drawn.set_gid("legend")
    entries, across, high = [*_colours(store, scene), *_signs(scene)], rect.width * POINTS, rect.height * POINTS
    # Smaller where there is much to say: every sign on the map is explained.
    step = min(_STEP, high * (_SHARE if wanted.paper.stacked else 1) / max(len(entries), 1))
    size = min(LEGEND, step * 0.68)
    top = high
    for sample, said, is_heading in entries:
        foot = rect.bottom * POINTS + top - step * 0.78
        if is_heading:
            words = shortened(said.upper(), across, HEADING, True)
            write(figure, words, rect.left * POINTS, foot, min(HEADING, size), bold=True, colour=QUIET)
        else:
            sample(drawn, 8, top - step * 0.55, min(1, step / _ROOMY))
            write(figure, shortened(said, across - 22, size), rect.left * POINTS + 20, foot, size)
        top -= step
    return rect.bottom * POINTS + top


def _colours(store: Store, scene: Scene) -> list[tuple]:
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    own = [actor for actor in COLOURS if actor in scene.leads]
    others = any(colour(lead) == OTHER_COLOUR for lead in scene.leads)
    if not own and not others:
        return []

    def dot(fill: str):
        return lambda on, x, y, size: mapped.symbol(on, x, y, "circle", fill, False, "reported", size)

    made = [
        (None, _("First-named actor"), True),
        *((dot(colour(actor)), names.get(actor, actor), False) for actor in own),
    ]
    return [*made, (dot(OTHER_COLOUR), _("Others"), False)] if others else made


def _signs(scene: Scene) -> list[tuple]:
    if scene.cells:
        two = ((OTHER_COLOUR, 1.0),)
        sample = lambda on, x, y, size: mapped.ring(on, (x, y), 5.5 * size, two, 2 * size)  # noqa: E731
        return [(None, _("Number of incidents"), True), (sample, _("incidents close by"), False), *_ways(scene)]
    made = []
    found = set(scene.symbols["event_class"])
    if classes := [name for name in EVENT_CLASSES if name in found]:
        made.append((None, _("Type of event"), True))
        made += [(_sample(shape(name), False, "reported"), class_name(name), False) for name in classes]
    said = set(scene.symbols["status"])
    if statuses := [status for status in STATUSES if status in said]:
        made.append((None, _("Status"), True))
        made += [(_sample("circle", False, status), status_name(status), False) for status in statuses]
    return [*made, *_ways(scene)]


def _ways(scene: Scene) -> list[tuple]:
    """How precisely places are known."""
    words, there = precision_words(), {*scene.symbols["place_precision"], *(each.precision for each in scene.outlines)}
    made = []
    for precision in (each for each in PLACE_PRECISIONS if each in there):
        sample = {"road": _road, "area": _area}.get(precision) or _sample(
            "circle", precision == "near settlement", "reported"
        )
        made.append((sample, words[precision], False))
    return [(None, _("Place"), True), *made] if made else []


def _sample(shape_name: str, hollow: bool, status: str):
    fill = QUIET if hollow else RULE
    return lambda on, x, y, size: mapped.symbol(on, x, y, shape_name, fill, hollow, status, size)


def _road(on, x: float, y: float, _size: float) -> None:
    on.plot([x - 8, x + 8], [y, y], color=QUIET, linewidth=4.5, alpha=0.28)
    on.plot([x - 8, x + 8], [y, y], color=QUIET, linewidth=1.4, linestyle=(0, (4, 2.5)))


def _area(on, x: float, y: float, _size: float) -> None:
    on.add_patch(
        shapes.Rectangle(
            (x - 7.5, y - 4), 15, 8, facecolor="none", edgecolor=QUIET, linewidth=1, linestyle=(0, (3, 2)), hatch="////"
        )
    )


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


# --- the lines that defend it ----------------------------------------------------------------------------------------


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
        ("counts", " ".join([*_counts(scene), *_caveats(wanted, scene, listed)])),
        ("boundaries", _("Boundaries: {set}").format(set=boundary_words(boundaries))),
        ("projection", projection),
        ("made", f"{cutoff} · {made} · {permalink(wanted)}"),
    ]


def _counts(scene: Scene) -> list[str]:
    counts = scene.counts
    said = [
        _("Shown {shown} of {total} incidents: {here} on this map").format(
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
    query = urlencode(wanted.view.to_query(), doseq=True)
    return f"{wanted.address.rstrip('/')}/{'?' + query if query else ''}"
