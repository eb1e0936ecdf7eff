"""What stands around the map of a figure: title, handling mark, scale bar and north arrow, inset."""

import matplotlib.patches as shapes
import shapely
from matplotlib.figure import Figure

from ..store import Store
from ..texts import _, number
from .canvas import area
from .ground import COUNTRY
from .labels import Patch
from .scene import Extent, Scene, metres_an_inch
from .sheet import INK, POINTS, QUIET, axes, paragraph, points, write
from .text import width, wrapped
from .wanted import MARKINGS, Wanted

TITLE, SUBTITLE = 18.0, 10.5  # points
_LEAST_TITLE = 11.0
_BAR_SHARE, _NICE = (
    0.22,
    (1, 2, 5),
)  # of the map's width that the scale bar has at most; its kilometres begin with one of these
_CORNER, _LONGEST_BAR = 6, 108  # points


def words(store: Store, wanted: Wanted, title: str) -> tuple[str, str]:
    """Title and subtitle: what its maker says, else `title`, and when and with which filter."""
    chosen = wanted.view.filter
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    return (
        wanted.title or title,
        wanted.subtitle or chosen.describe(names, store.boundary_set(chosen.boundary_set).title),
    )


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


def landmarks_room(wanted: Wanted, extent: Extent) -> Patch:
    """The room that scale bar and north arrow take."""
    _kilometres, long = _bar_length(wanted, extent)
    return Patch(_CORNER, _CORNER, _CORNER + 32 + long + 24, _CORNER + 40)


def landmarks(figure: Figure, wanted: Wanted, extent: Extent) -> Patch:
    """Scale bar and north arrow in the lower left corner of the map; returns the room that they take."""
    rect = wanted.paper.map
    kilometres, long = _bar_length(wanted, extent)
    room = landmarks_room(wanted, extent)
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


def _bar_length(wanted: Wanted, extent: Extent) -> tuple[float, float]:
    """The kilometres that the scale bar stands for, and its length in points."""
    metres = metres_an_inch(extent, wanted.paper.map) / POINTS  # a point
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


# --- beside the map ------------------------------------------------------------------------------------------------


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
    area(small, country, facecolor="#e4e2dc", edgecolor=COUNTRY, linewidth=0.7)
    area(small, shown, facecolor="#0072b222", edgecolor="#b1001c", linewidth=1.2)
