"""The incidents of both sides of a comparison step by step, for bars: what is certain, what may be, and which steps are incomplete."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..filters import INSIDE, OVERLAPPING, SHARED
from ..store import Store
from ..timeline import MOST_BARS, STEPS, periods
from .sides import Compared, Days, Side, complete

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A step from `first` to `last`, both included and cut where the side's period begins or ends.

    `certain` incidents lie wholly in it; `may` are the parts of others, shared out by days over all that they may have happened
    on. Not `complete`: a part of the whole step lies outside the period or beyond the data.
    """

    first: date
    last: date
    certain: int
    may: float
    complete: bool


@dataclass(frozen=True)
class Bars:
    """Both sides by `step`, in order of time. What `certain` and `may` of a side add up to is what a filter of its period shows with
    imprecise dates shared out. `broken` is the day of the break, None where the sides don't meet in one.

    `step` is that of the rates, or a longer one where so many bars would be too thin to be read; only in the former case (`rated`)
    are the complete ones those that the rates count.
    """

    step: str
    first: tuple[Bar, ...]
    second: tuple[Bar, ...]
    broken: date | None = None
    rated: bool = True


def bars(store: Store, made: Compared) -> Bars:
    """The bars of a comparison; a side that the data don't reach has those of its incidents' steps, all incomplete."""
    spans = [_span(store, side, made) for side in made.sides]
    step = _step(made.step, [span for span in spans if span])
    first, second = (_bars(store, side, made, span, step) for side, span in zip(made.sides, spans, strict=True))
    return Bars(step, first, second, made.broken, step == made.step)


def _step(rated: str, spans: list[Days]) -> str:
    """The step of the bars: both sides stand on one axis, so that what counts is how long they are together."""
    if not spans:
        return rated
    first, last = min(first for first, _last in spans), max(last for _first, last in spans)
    longer = STEPS[STEPS.index(rated) :]
    return next((step for step in longer if len(periods(first, last, step)) <= MOST_BARS), longer[-1])


def _span(store: Store, side: Side, made: Compared) -> Days | None:
    """The days of a side that the data reach, or in which it has incidents; None for none."""
    spans = [made.reach, store.days(replace(side.chosen, dates=OVERLAPPING))]
    first, last = (pick(each[nr] for each in spans if each) for nr, pick in ((0, min), (1, max)))
    first, last = max(first, side.days[0]), min(last, side.days[1])
    return (first, last) if first <= last else None


def _bars(store: Store, side: Side, made: Compared, span: Days | None, step: str) -> tuple[Bar, ...]:
    if span is None:
        return ()
    steps = periods(*span, step)
    # All at once, as there may be thousands; but what a period cuts is counted by the days that it leaves.
    found = store.bars(replace(side.chosen, dates=OVERLAPPING), step, steps[0][0], steps[-1][1])
    sums = found.groupby("period")[["certain", "shared"]].sum()
    counts = {begin.date(): (int(row.certain), float(row.shared)) for begin, row in sums.iterrows()}
    return tuple(
        _bar(store, side, made, (begin, end - _A_DAY), step, counts.get(begin, (0, 0.0))) for begin, end in steps
    )


def _bar(store: Store, side: Side, made: Compared, whole: Days, step: str, counted: tuple[int, float]) -> Bar:
    within = max(whole[0], side.days[0]), min(whole[1], side.days[1])
    if within != whole:
        certain, all_parts = (
            store.period_counts(replace(side.chosen, dates=dates), (within,))[0] for dates in (INSIDE, SHARED)
        )
        counted = int(certain), all_parts - certain
    return Bar(*within, *counted, complete=complete(within, made.reach, step) == whole)
