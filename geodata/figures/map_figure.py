"""The map of a view as a figure."""

from matplotlib.figure import Figure

from ..store import Store
from ..texts import _
from . import legend, mapped, notes, panels
from .scene import scene
from .sheet import blank
from .wanted import Wanted


def draw(store: Store, wanted: Wanted) -> Figure:
    """The map with all that must go with it."""
    figure, shown = blank(wanted.paper), scene(store, wanted)
    title, subtitle = words(store, wanted)
    panels.heading(figure, wanted, title, subtitle)
    kept_free = panels.landmarks(figure, wanted, shown)
    mapped.draw(figure, store, wanted, shown, [kept_free])
    panels.inset(figure, store, wanted, shown)
    end = legend.draw(figure, store, wanted, shown)
    listed = notes.sources(figure, wanted, shown, end)
    notes.foot(figure, store, wanted, shown, listed)
    panels.marking(figure, wanted)
    return figure


def words(store: Store, wanted: Wanted) -> tuple[str, str]:
    """Title and subtitle: what its maker says, else what follows from the view: what and where; when and with which filter."""
    chosen = wanted.view.filter
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    where = wanted.frame.title or _("part of the map")
    title = wanted.title or _("Security incidents: {where}").format(where=where)
    return title, wanted.subtitle or chosen.describe(names, store.boundary_set(chosen.boundary_set).title)
