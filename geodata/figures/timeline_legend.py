"""The legend of the timelines: only what is on them."""

from collections.abc import Callable

import matplotlib.patches as shapes
from matplotlib.axes import Axes

from ..lanes import milestone_words
from ..store import Store
from ..symbols import OTHER_COLOUR
from ..texts import _
from . import legend
from .sheet import INK, POINTS
from .text import font, wrapped
from .timeline_marks import FADE, LETTERS
from .timeline_scene import Timeline
from .wanted import Wanted

_SAMPLE = 22  # points that a sample has in the legend


def entries(store: Store, wanted: Wanted, shown: Timeline) -> list[legend.Entry]:
    """What marks, colours and letters stand for: only those that are on the figure."""
    if shown.first is None:
        return []
    made: list[legend.Entry] = []
    if shown.one_by_one:
        made = [(None, _("In the lanes"), True), *_marks(shown)]
    else:
        made = [(None, _("In the lanes"), True), (_box(1.0), _("many incidents"), False), (_box(0.2), _("few"), False)]
    made += [(None, _("In the bars"), True), (_box(1.0), _("date known for this period"), False)]
    if (shown.bars["kind"] == "shared").any():
        made.append((_box(0.45), _("shared out from imprecise dates"), False))
    made += legend.colours(store, set(shown.bars["actor_id"]), shown.sides)
    return [*made, *_milestones(wanted, shown)]


def _marks(shown: Timeline) -> list[legend.Entry]:
    marks, said = shown.marks, []
    points, open_ = marks[marks["point"]], marks["open_start"] | marks["open_end"]
    if points["acts"].any():
        said.append((legend.dot(OTHER_COLOUR), _("acts or is involved"), False))
    if not points["acts"].all():
        said.append((legend.dot(OTHER_COLOUR, True), _("is the target"), False))
    if (~marks["point"] & ~open_).any():
        said.append((_box(0.75), _("some time in this period"), False))
    if open_.any():
        said.append((_fading, _("on or before, since"), False))
    return said


def _milestones(wanted: Wanted, shown: Timeline) -> list[legend.Entry]:
    if shown.milestones.empty:
        return []
    made: list[legend.Entry] = [(None, _("Milestones"), True)]
    for letter, each in zip(LETTERS, shown.milestones.itertuples(), strict=False):
        across = wanted.paper.key.width * POINTS - _SAMPLE
        first, *others = wrapped(milestone_words(each), across, legend.TEXT)
        made.append((_letter(letter), first, False))
        made += [(_letter(""), line, False) for line in others]
    return made


def _letter(letter: str) -> Callable:
    return lambda on, x, y, size: on.text(x, y - 2.5, letter, fontproperties=font(6.5, True), ha="center", color=INK)


def _box(depth: float) -> Callable:
    return lambda on, x, y, size: on.add_artist(
        shapes.Rectangle((x - 7, y - 3 * size), 14, 6 * size, facecolor=OTHER_COLOUR, linewidth=0, alpha=depth)
    )


def _fading(on: Axes, x: float, y: float, size: float) -> None:
    for step in range(FADE):
        on.add_artist(
            shapes.Rectangle(
                (x + 7 - 1.4 * (step + 1), y - 3 * size), 1.4, 6 * size, facecolor=OTHER_COLOUR, linewidth=0, alpha=1 - step / FADE
            )
        )  # fmt: skip
    on.plot([x + 7, x + 7], [y - 4 * size, y + 4 * size], color="#141414", linewidth=1.2)
