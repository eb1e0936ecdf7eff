"""The map of a view as a figure."""

from matplotlib.figure import Figure

from ..store import Store
from ..texts import _
from . import legend, mapped, notes, panels
from .scene import Scene, scene
from .sheet import blank
from .wanted import Wanted


def words(store: Store, wanted: Wanted) -> tuple[str, str]:
    """Title and subtitle."""
    where = wanted.frame.title or _("part of the map")
    return panels.words(store, wanted, _("Security incidents: {where}").format(where=where))


def draw(store: Store, wanted: Wanted) -> Figure:
    """The map with all that must go with it."""
    shown = scene(store, wanted)
    figure, end = bare(store, wanted, shown)
    panels.heading(figure, wanted, *words(store, wanted))
    listed = notes.sources(figure, wanted, shown.sources, end)
    notes.foot(figure, wanted, notes.of_map(store, wanted, shown, listed))
    panels.marking(figure, wanted)
    return figure


def bare(store: Store, wanted: Wanted, shown: Scene) -> tuple[Figure, float]:
    """Map, inset and legend without words around them; and where the legend ends, in points."""
    figure = blank(wanted.paper)
    kept_free = panels.landmarks(figure, wanted, shown.extent)
    mapped.draw(figure, store, wanted, shown, [kept_free])
    panels.inset(figure, store, wanted, shown)
    return figure, legend.draw(figure, wanted.paper.legend, legend.of_map(store, shown), wanted.paper.stacked)
