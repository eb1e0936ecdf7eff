"""What is on a timeline figure: the marks of each actor's lane, the counts by period, and what they cite."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..lanes import MOST_LANES, axis_days, bar_rows, lane_order, lane_rows, milestones_between, strip_order
from ..store import Counts, Store
from ..timeline import fitting_step
from .scene import MOST_ONE_BY_ONE, Sides, each_as_one, sides_of
from .sources import Numbered, documents, numbered
from .wanted import Wanted


@dataclass(frozen=True)
class Timeline:
    """`marks`: `lanes.lane_rows` of the lanes shown, none where there are many incidents; then only `bars`, `lanes.bar_rows`,
    say when they were. `lanes` are the names of the actors, `left_out` how many more have none. `milestones` have `begins` and
    `label`. Without an incident, `first` and `last` are None and all is empty."""

    first: date | None
    last: date | None
    step: str
    lanes: tuple[str, ...]
    left_out: int
    marks: pd.DataFrame
    bars: pd.DataFrame
    milestones: pd.DataFrame
    counts: Counts
    cited: Numbered
    sides: Sides

    @property
    def one_by_one(self) -> bool:
        """Whether each incident has its mark."""
        return not self.marks.empty


def timeline(store: Store, wanted: Wanted, cited: Numbered | None = None) -> Timeline:
    """The timeline of a view; `cited` are the sources of a whole that the figure is a part of."""
    view = wanted.view
    covered, sides = store.days(view.filter), sides_of(store, wanted)
    counts, nothing = store.counts(view.filter), pd.DataFrame()
    if covered is None:
        return Timeline(None, None, "day", (), 0, nothing, nothing, nothing, counts, Numbered((), (), {}, 0), sides)
    first, last = axis_days(view.filter, *covered)
    step = view.step or fitting_step(first, last)
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    counted = bar_rows(store.bars(view.filter, step, first, last), names, step, sides)
    chosen = each_as_one(view.filter)
    marks, order = nothing, strip_order(counted)
    if store.how_many(chosen, None) <= MOST_ONE_BY_ONE:
        incidents = store.latest(chosen, MOST_ONE_BY_ONE)
        marks = lane_rows(incidents, store.participations_of(incidents["no"].tolist()), sides)
        cited, order = cited or numbered(store, chosen, incidents["no"].tolist()), lane_order(marks)
        marks = marks[marks["actor"].isin(order[:MOST_LANES])]
    return Timeline(
        first, last, step, tuple(order[:MOST_LANES]), max(len(order) - MOST_LANES, 0), marks, counted,
        milestones_between(store.milestones(), first, last), counts, cited or documents(store, chosen), sides,
    )  # fmt: skip
