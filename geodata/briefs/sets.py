"""Sets of views out of one: a page for each region, or for each week of its period."""

from dataclasses import replace
from datetime import timedelta

from ..errors import FigureError
from ..figures.frames import frame_named
from ..figures.wanted import Wanted
from ..filter_words import region_name
from ..store import Store
from ..texts import _, days, message, number
from ..timeline import periods

MOST_PAGES = 60
NAMES = {"regions": message("one slide a region"), "weeks": message("one slide a week")}


def views(store: Store, wanted: Wanted, name: str) -> list[Wanted]:
    """The views of a set of `NAMES`. Raises FigureError where there are none or more than `MOST_PAGES`."""
    made = {"regions": _by_region, "weeks": _by_week}[name](store, wanted)
    if not made:
        raise FigureError(_("No incident is shown, and no period chosen: there is no week to make a slide of."))
    if len(made) > MOST_PAGES:
        said = _("That would be {n} slides; {most} are the most. Choose a shorter period.")
        raise FigureError(said.format(n=number(len(made)), most=number(MOST_PAGES)))
    return made


def _by_region(store: Store, wanted: Wanted) -> list[Wanted]:
    """Each region that the filter lets through, in its own frame, those without an incident, too."""
    chosen = wanted.view.filter
    boundaries = store.boundary_set(chosen.boundary_set)
    kept = [key for key in boundaries.names if not chosen.regions or key in chosen.regions]
    return [
        replace(
            wanted,
            view=replace(wanted.view, filter=replace(chosen, regions=(key,))),
            frame=frame_named(key, boundaries),
            title=_titled(wanted, region_name(key)),
        )
        for key in kept
    ]


def _by_week(store: Store, wanted: Wanted) -> list[Wanted]:
    """Each week, Monday to Sunday, of the filter's period, or of what it shows; cut where the period begins or ends."""
    chosen, covered = wanted.view.filter, store.days(wanted.view.filter)
    first = chosen.date_from or (covered[0] if covered else None)
    last = chosen.date_to or (covered[1] if covered else None)
    if first is None or last is None or last < first:
        return []
    weeks = [(max(begin, first), min(end - timedelta(days=1), last)) for begin, end in periods(first, last, "week")]
    return [
        replace(
            wanted,
            view=replace(wanted.view, filter=replace(chosen, date_from=begin, date_to=end)),
            title=_titled(wanted, days(begin, end)),
        )
        for begin, end in weeks
    ]


def _titled(wanted: Wanted, part: str) -> str:
    return f"{wanted.title}: {part}" if wanted.title else _("Security incidents: {where}").format(where=part)
