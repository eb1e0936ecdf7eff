"""From when to when the data reach: before and after it nothing is known, which is not the same as nothing happened."""

from datetime import date

from ..filters import IncidentFilter
from ..store import Store
from ..words import as_day


def covered(store: Store, chosen: IncidentFilter) -> tuple[date, date] | None:
    """The first and the last day of the data sets that a filter lets through, whatever else it hides; None without incidents."""
    held = store.data_sets()
    held = held[held["incidents"] > 0]
    if chosen.data_sets:
        held = held[held["name"].isin(chosen.data_sets)]
    return None if held.empty else (as_day(held["first_day"].min()), as_day(held["last_day"].max()))
