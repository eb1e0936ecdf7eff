"""The timelines as rows, for the page and for figures: lanes by actor, and counts by period stacked by actor."""

from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pandas as pd

from .filter_words import role_name
from .filters import IncidentFilter
from .place_names import place_name
from .rows import rows
from .symbols import COLOURS, colour
from .texts import _, day, month
from .words import date_words, type_name

MOST_LANES = 12


def axis_days(chosen: IncidentFilter, first: date, last: date) -> tuple[date, date]:
    """The days on the axis: the filter's own, else all that the shown incidents cover, `first` to `last`, with some air around."""
    air = max(timedelta(days=1), (last - first) / 40)
    begin = chosen.date_from or first - air
    return begin, max(chosen.date_to or last + air, begin)


def lane_rows(
    incidents: pd.DataFrame, participations: pd.DataFrame, groups: dict[str, str] | None = None
) -> pd.DataFrame:
    """One row for each actor in each incident: what a lane draws; lanes in the order of their size.

    With `groups` (sides by actor) the colours are those of groups. Columns: actor, actor_id, acts (perpetrator, partner or involved, not target), incident_id, begins, ends (both as the edges of
    days), point (a single sure day), open_start, open_end, slot (0 up: side by side where bars of a lane would overlap), and texts.
    """
    made = participations.merge(incidents, on="no")
    made = made.assign(
        actor=made["name"],
        acts=made["role"] != "target",
        role=[role_name(role) for role in made["role"]],
        begins=made["first_day"],
        ends=made["last_day"] + timedelta(days=1),
        point=(made["first_day"] == made["last_day"]) & ~made["open_start"] & ~made["open_end"],
        when=[date_words(row) for row in rows(made)],
        event_type=made["event_type"].map(type_name),
        place=made["place"].map(place_name),
        colour=[colour(actor, groups) for actor in made["actor_id"]],
        size=-made.groupby("name")["no"].transform("nunique"),
    )
    made = made.sort_values(["size", "actor", "begins", "ends", "no"], kind="stable", ignore_index=True)
    return made.assign(slot=_slots(made))


def _slots(made: pd.DataFrame) -> pd.Series:
    """The lowest free slot for each bar in turn, so that bars of an actor which overlap in time lie side by side."""
    taken: dict[str, list[pd.Timestamp]] = {}
    slots = []
    for actor, begins, until in zip(made["actor"], made["begins"], made["ends"], strict=True):
        ends = taken.setdefault(actor, [])
        slot = next((number for number, end in enumerate(ends) if end <= begins), len(ends))
        ends[slot : slot + 1] = [until]
        slots.append(slot)
    return pd.Series(slots, index=made.index, dtype="int64")


def lane_order(rows: pd.DataFrame) -> list[str]:
    """The actors with a lane, those with most incidents first."""
    return list(dict.fromkeys(rows["actor"]))


def bar_rows(
    counted: pd.DataFrame, names: dict[str, str], step: str, groups: dict[str, str] | None = None
) -> pd.DataFrame:
    """What the stacked bars draw: begins, ends, actor, colour, said, incidents, and from `low` to `high` of the stack.

    Certain counts lie below, in the fixed order of the actors' colours; what is shared out lies on top of them.
    """
    long = counted.melt(["period", "actor_id"], ["certain", "shared"], "kind", "incidents")
    order = {actor: number for number, actor in enumerate(COLOURS)}
    said = {"certain": _("date known for this period"), "shared": _("shared out from imprecise dates")}
    length = {"day": pd.DateOffset(days=1), "week": pd.DateOffset(days=7), "month": pd.DateOffset(months=1)}[step]
    begins = pd.to_datetime(long["period"])
    long = long.assign(
        begins=begins,
        ends=begins + length,
        actor=[names.get(actor, _("actor not named")) for actor in long["actor_id"]],
        colour=[colour(actor, groups) for actor in long["actor_id"]],
        rank=long["actor_id"].map(order).fillna(len(order)),
        said=long["kind"].map(said),
    )
    long = long[long["incidents"] > 0].sort_values(["begins", "kind", "rank", "actor"], kind="stable")
    high = long.groupby("begins")["incidents"].cumsum()
    return long.assign(low=high - long["incidents"], high=high)


def strip_order(counted: pd.DataFrame) -> list[str]:
    """The first-named actors, those with most incidents first."""
    return list(counted.groupby("actor")["incidents"].sum().sort_values(ascending=False, kind="stable").index)


def shades(incidents: pd.Series) -> pd.Series:
    """How dark a period is for its number of incidents, from 0.12 to 1: by the square root, so that few and many are both seen."""
    return 0.12 + 0.88 * np.sqrt(incidents / max(incidents.max(), 1)) if len(incidents) else incidents


def milestones_between(milestones: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """The milestones from one day to another, each with the day on which it `begins`: for a month its first."""
    begins = pd.to_datetime(milestones["date"].where(milestones["date"].str.len() == 10, milestones["date"] + "-01"))
    return milestones.assign(begins=begins)[(begins >= pd.Timestamp(first)) & (begins <= pd.Timestamp(last))]


def milestone_words(row: SimpleNamespace) -> str:
    """A milestone (a row of `Store.milestones`) as precisely as its day is known: "August 2023: ...", "by 3 Oct 2023: ..."."""
    if row.date_precision == "month":
        return f"{month(date.fromisoformat(row.date + '-01'))}: {row.label}"
    said = day(date.fromisoformat(row.date))
    return f"{_('by {day}').format(day=said) if row.date_precision == 'on or before' else said}: {row.label}"
