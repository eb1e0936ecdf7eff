"""The timelines by actor of a view as a figure: a lane for each actor, and under them the counts by period."""

from matplotlib.figure import Figure

from ..store import Store
from ..texts import _, _n
from . import legend, notes, panels, timeline_legend, timeline_marks
from .sheet import blank
from .sources import Numbered
from .timeline_scene import Timeline, timeline
from .wanted import Wanted


def draw(store: Store, wanted: Wanted, cited: Numbered | None = None) -> Figure:
    """The timelines with all that must go with them; `cited` are the sources of a whole that the figure is a part of."""
    shown = timeline(store, wanted, cited)
    figure, end = bare(store, wanted, shown)
    panels.heading(figure, wanted, *words(store, wanted))
    listed = notes.sources(figure, wanted, shown.cited, end)
    notes.foot(figure, wanted, notes.of_chart(store, wanted, shown.counts, shown.cited, listed, *left_out(shown)))
    panels.marking(figure, wanted)
    return figure


def bare(store: Store, wanted: Wanted, shown: Timeline) -> tuple[Figure, float]:
    """Timelines and legend without words around them; and where the legend ends, in points."""
    figure = blank(wanted.paper)
    timeline_marks.draw(figure, wanted, shown)
    return figure, legend.draw(
        figure, wanted.paper.key, timeline_legend.entries(store, wanted, shown), wanted.paper.stacked
    )


def words(store: Store, wanted: Wanted) -> tuple[str, str]:
    """Title and subtitle."""
    return panels.words(store, wanted, _("Security incidents by actor and time"))


def left_out(shown: Timeline) -> list[str]:
    """What has no lane, in a sentence."""
    return (
        [_n("{n} more actor has no lane.", "{n} more actors have no lane.", shown.left_out)] if shown.left_out else []
    )
