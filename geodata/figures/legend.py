"""The legend of a figure: only what is on it."""

from collections.abc import Callable, Collection

import matplotlib.patches as shapes
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..filter_words import group_name, status_name
from ..schema import EVENT_CLASSES, PLACE_PRECISIONS, STATUSES
from ..store import Store
from ..symbols import COLOURS, GROUP_LEADS, OTHER_COLOUR, colour, shape
from ..texts import _
from ..words import class_name, precision_words
from .glyphs import ring, symbol
from .papers import Rect
from .scene import Scene, Sides
from .sheet import POINTS, QUIET, RULE, axes, write
from .text import shortened

HEADING, TEXT = 6.6, 7.8  # points
_STEP, _ROOMY = 12.0, 13.5  # points of a line, and of one that holds a symbol in its whole size
_SHARE = 0.58  # of the column that legend and sources share: what the legend may fill


Entry = tuple[
    Callable | None, str, bool
]  # what draws a sample on axes at x and y; what is said of it; whether it is a heading


def draw(figure: Figure, rect: Rect, entries: list[Entry], stacked: bool) -> float:
    """Lists what signs stand for. Returns where the list ends, in points; `stacked`: something else comes below it."""
    drawn = axes(figure, rect, (0, 0, rect.width * POINTS, rect.height * POINTS))
    drawn.set_gid("legend")
    across, high = rect.width * POINTS, rect.height * POINTS
    # Smaller where there is much to say: every sign on the figure is explained.
    step = min(_STEP, high * (_SHARE if stacked else 1) / max(len(entries), 1))
    size = min(TEXT, step * 0.68)
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


def of_map(store: Store, scene: Scene) -> list[Entry]:
    """What colours, shapes and marks stand for: only those that are on the map."""
    return [*_colours(store, scene), *_signs(scene)]


def _colours(store: Store, scene: Scene) -> list[Entry]:
    return colours(store, scene.leads, scene.sides)


def colours(store: Store, leads: Collection[str], sides: Sides) -> list[Entry]:
    """What the colours of these first-named actors stand for: them, or with `sides` their groups."""
    if not leads:
        return []
    if sides is None:
        names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
        title, shown = _("First-named actor"), [(names.get(lead, lead), lead) for lead in COLOURS if lead in leads]
    else:
        there = {sides.get(lead, "") for lead in leads}
        title = _("Group of the first-named actor")
        shown = [(group_name(group), lead) for group, lead in GROUP_LEADS.items() if group in there]
    made = [(None, title, True), *((dot(colour(lead)), said, False) for said, lead in shown)]
    others = any(colour(lead, sides) == OTHER_COLOUR for lead in leads)
    return [*made, (dot(OTHER_COLOUR), _("Others"), False)] if others else made


def dot(fill: str, hollow: bool = False) -> Callable:
    """A sample of a dot of a colour."""
    return lambda on, x, y, size: symbol(on, x, y, "circle", fill, hollow, "reported", size)


def _signs(scene: Scene) -> list[Entry]:
    made = []
    if scene.numbered:
        made = [(None, _("Number of incidents"), True), (_sample_ring, _("incidents close by"), False)]
    found = set(scene.symbols["event_class"])
    if classes := [name for name in EVENT_CLASSES if name in found]:
        made.append((None, _("Type of event"), True))
        made += [(_sample(shape(name), False, "reported"), class_name(name), False) for name in classes]
    said = set(scene.symbols["status"])
    if statuses := [status for status in STATUSES if status in said]:
        made.append((None, _("Status"), True))
        made += [(_sample("circle", False, status), status_name(status), False) for status in statuses]
    return [*made, *_ways(scene)]


def _ways(scene: Scene) -> list[Entry]:
    """How precisely places are known."""
    words, there = precision_words(), {*scene.symbols["place_precision"], *(each.precision for each in scene.outlines)}
    made = []
    for precision in (each for each in PLACE_PRECISIONS if each in there):
        sample = {"road": _road, "area": _area}.get(precision) or _sample(
            "circle", precision == "near settlement", "reported"
        )
        made.append((sample, words[precision], False))
    return [(None, _("Place"), True), *made] if made else []


def _sample_ring(on: Axes, x: float, y: float, size: float) -> None:
    ring(on, (x, y), 5.5 * size, ((OTHER_COLOUR, 1.0),), 2 * size)


def _sample(shape_name: str, hollow: bool, status: str):
    fill = QUIET if hollow else RULE
    return lambda on, x, y, size: symbol(on, x, y, shape_name, fill, hollow, status, size)


def _road(on: Axes, x: float, y: float, _size: float) -> None:
    on.plot([x - 8, x + 8], [y, y], color=QUIET, linewidth=4.5, alpha=0.28)
    on.plot([x - 8, x + 8], [y, y], color=QUIET, linewidth=1.4, linestyle=(0, (4, 2.5)))


def _area(on: Axes, x: float, y: float, _size: float) -> None:
    on.add_artist(
        shapes.Rectangle(
            (x - 7.5, y - 4), 15, 8, facecolor="none", edgecolor=QUIET, linewidth=1, linestyle=(0, (3, 2)), hatch="////"
        )
    )
