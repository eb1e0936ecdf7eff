"""From when to when the data reach: before and after it nothing is known, which is not the same as nothing happened."""

from datetime import date, datetime, timedelta

from ..filters import IncidentFilter
from ..moments import read_moment
from ..store import Store

_A_DAY = timedelta(days=1)


def covered(store: Store, chosen: IncidentFilter) -> tuple[date, date] | None:
    """From the first to the last day of which an incident is known to the day, and on to the data cutoff of what is cited, in the
    data sets and documents of a filter, whatever else it hides; None without incidents.

    An incident "some time in 2023" ends on 31 December: it doesn't say that the data go on until then.
    """
    data = whole_data(chosen)
    span = store.days(data)
    if span is None:
        return None
    bars = store.bars(data, "day", *span)
    known = bars.loc[bars["certain"] > 0, "period"]
    first, last = (known.min().date(), known.max().date()) if len(known) else span
    return first, max([last, *_cutoffs(store.cited_documents(data)["data_cutoff"])])


def whole_data(chosen: IncidentFilter) -> IncidentFilter:
    """The data sets and documents of a filter, and nothing else of it."""
    return IncidentFilter(data_sets=chosen.data_sets, documents=chosen.documents)


def _cutoffs(stated: list[str]) -> list[date]:
    """The last whole days before data cutoffs; what isn't a day or a moment is left out."""
    found = []
    for words in filter(None, stated):
        try:
            moment = read_moment(words)
        except ValueError:
            continue
        found.append(moment.date() - _A_DAY if isinstance(moment, datetime) else moment)
    return found
