"""Incidents as a table that people read: what the page lists, and what figures, slides and documents have of it."""

from collections import defaultdict

import pandas as pd

from .filter_words import region_name, status_name
from .rows import rows
from .texts import _
from .words import date_words, place_words, type_name


def table(incidents: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """The table's columns as a reader sees them; the first day as a date, so that sorting follows time."""
    shown, who = rows(incidents), defaultdict(list)
    for each in rows(participations):
        who[each.role, each.no].append(each.name)

    def those(role: str) -> list[str]:
        return ["; ".join(who.get((role, row.no), ())) for row in shown]

    # Only data sets that don't say who does what to whom have the column.
    involved = {_("Involved"): those("involved")} if any(role == "involved" for role, _no in who) else {}
    columns = {
        _("Date"): [date_words(row) for row in shown],
        _("Type"): [type_name(row.event_type) for row in shown],
        _("Place"): [place_words(row) for row in shown],
        _("Region"): [region_name(row.region_key) for row in shown],
        _("Perpetrator"): those("perpetrator"),
        _("With"): those("partner"),
        _("Target"): those("target"),
        **involved,
        _("Status"): [status_name(row.status) for row in shown],
        _("Summary"): [row.summary for row in shown],
        _("Id"): [row.incident_id for row in shown],
    }
    return pd.DataFrame(columns)
