"""The incidents of both sides of a comparison step by step, for bars: what is certain, what may be, and which steps are incomplete."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..filters import INSIDE, OVERLAPPING, SHARED
from ..store import Store
from ..timeline import periods
from .sides import Compared, Days, Side, complete

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A step from `first` to `last`, both included and cut where the side's period begins or ends.

    `certain` incidents lie wholly in it; `may` are the parts of others, shared out by days over all that they may have happened
    on. Not `complete`: a part of the whole step lies outside the period or beyond the data, and no rate counts it.
    """

    first: date
    last: date
    certain: int
    may: float
    complete: bool


@dataclass(frozen=True)
class Bars:
    """Both sides by `step`, in order of time. What `certain` and `may` of a side add up to is what a filter of its period shows with
    imprecise dates shared out. `broken` is the day of the break, None where the sides don't meet in one."""

    step: str
    first: tuple[Bar, ...]
    second: tuple[Bar, ...]
    broken: date | None = None


def bars(store: Store, made: Compared) -> Bars:
    """The bars of a comparison; a side that the data don't reach has those of its incidents' steps, all incomplete."""
    first, second = (_bars(store, side, made) for side in made.sides)
    return Bars(made.step, first, second, made.broken)


def _bars(store: Store, side: Side, made: Compared) -> tuple[Bar, ...]:
    steps = _steps(store, side, made)
    if not steps:
        return ()
    # All at once, as there may be thousands; but what a period cuts is counted by the days that it leaves.
    found = store.bars(replace(side.chosen, dates=OVERLAPPING), made.step, steps[0][0], steps[-1][1])
    sums = found.groupby("period")[["certain", "shared"]].sum()
    counts = {begin.date(): (int(row.certain), float(row.shared)) for begin, row in sums.iterrows()}
    return tuple(_bar(store, side, made, begin, end - _A_DAY, counts.get(begin, (0, 0.0))) for begin, end in steps)


def _steps(store: Store, side: Side, made: Compared) -> list[Days]:
    """The steps [begin, end) of a side that the data reach, or in which it has incidents."""
    spans = [made.reach, store.days(replace(side.chosen, dates=OVERLAPPING))]
    first, last = (pick(each[nr] for each in spans if each) for nr, pick in ((0, min), (1, max)))
    first, last = max(first, side.days[0]), min(last, side.days[1])
    return periods(first, last, made.step) if first <= last else []


def _bar(store: Store, side: Side, made: Compared, begin: date, last: date, counted: tuple[int, float]) -> Bar:
    within = max(begin, side.days[0]), min(last, side.days[1])
    if within != (begin, last):
        certain, all_parts = (
            store.period_counts(replace(side.chosen, dates=dates), (within,))[0] for dates in (INSIDE, SHARED)
        )
        counted = int(certain), all_parts - certain
    whole = complete(within, made.reach, made.step) == (begin, last)
    return Bar(*within, *counted, complete=whole)
