"""Change alerts: regions and actors whose last week or month stands out from the four before it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import shapely

from ..filter_words import region_name
from ..filters import INSIDE, OVERLAPPING, IncidentFilter
from ..regions import BoundarySet
from ..schema import BETWEEN, OUTSIDE, UNLOCATED
from ..store import Store
from ..texts import _, _n, day, days, message, number
from ..views import View
from . import asked as base
from .answer import Answer, Column, Row
from .asked import a_day, one_of, option, whole
from .covered import covered

STEPS = {"week": 7, "month": 30}  # days; of 30 each, so that months are as long as each other
BEFORE = 4  # windows that the last one is compared with
TIMES = 2  # times their mean: less is no alert
NAMED = 12  # rows that the findings name one by one
REGION, ACTOR = "region", "actor"


@dataclass(frozen=True)
class Asked(base.Asked):
    """What is asked: windows of a `step` that end on `until` (None: where the data do), and the minimum count of an alert."""

    step: str = option(
        "week", "step", one_of(tuple(STEPS)), message("How long a window is: week (7 days) or month (30 days).")
    )
    until: date | None = option(  # noqa: RUF009  it makes a field
        None, "until", a_day, message("The last day of the last window, such as 2023-10-23; else the last day of the data.")
    )  # fmt: skip
    least: int = option(
        5, "least", whole(message("minimum count"), 1, 1000), message("How many incidents the last window must hold.")
    )


@dataclass(frozen=True)
class Window:
    """Days, both included. `complete`: the data reach back to its first day."""

    first: date
    last: date
    complete: bool

    @property
    def words(self) -> str:
        """The days as they are said."""
        return days(self.first, self.last)


@dataclass(frozen=True)
class Change:
    """A region or an actor: incidents that certainly lie in the last window, and in each of those before (latest first).

    `more` may lie in the last window besides, `more_before` in those before. `mean` is that of the complete windows before, None
    without one.
    """

    kind: str
    key: str
    last: int
    more: int
    before: tuple[int, ...]
    more_before: int
    mean: float | None

    @property
    def doubled(self) -> bool:
        """Whether the last window holds at least twice the mean, and anything at all; the minimum count is another matter."""
        return self.mean is not None and self.last > 0 and self.last >= TIMES * self.mean

    @property
    def times(self) -> float | None:
        """How many times the mean the last window holds; None where there is no mean, or where it is 0."""
        return self.last / self.mean if self.mean else None


def answer(store: Store, chosen: IncidentFilter, asked: Asked) -> Answer:
    """Every region of the filter's boundary set and every actor with an incident in five windows; those that stand out first.

    An incident counts in a window where all days on which it may have happened lie in it (`filters.INSIDE`). The filter's
    period says only where the last window ends. Regions are the units of the top level, and what lies outside and what has no
    place as if each were one. Raises FilterError for a boundary set that isn't there.
    """
    whole_time = chosen.without("dates")
    data, span = covered(store, chosen), store.days(whole_time)
    if chosen.backwards or data is None or span is None:
        return _nothing(chosen)
    until = asked.until or _last_day(store, chosen, span)
    windows = _windows(until, STEPS[asked.step], data[0])
    found = sorted(_changes(store, whole_time, windows), key=lambda each: _order(each, asked.least))
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False, name=None))
    boundaries = store.boundary_set(chosen.boundary_set)
    return Answer(
        title=_("Change alerts"),
        chosen=chosen,
        findings=tuple(_findings(found, windows, data, asked, names)),
        caveats=tuple(_caveats(chosen, windows, span, data, asked)),
        columns=_columns(windows),
        rows=tuple(_row(each, whole_time, windows[0], asked.least, names, boundaries) for each in found),
        marked=_("Marked rows stand out."),
    )


def _nothing(chosen: IncidentFilter) -> Answer:
    said = _("The filter shows no incident, so that there is nothing to compare.")
    return Answer(_("Change alerts"), chosen, (said,), (), _columns([]), ())


# --- windows ------------------------------------------------------------------------------------------------------------


def _last_day(store: Store, chosen: IncidentFilter, span: tuple[date, date]) -> date:
    """The last day of the data under a filter, not after its period; by incidents that are known to the day, if there are such.

    An incident "some time in 2023" ends on 31 December: a week up to that day would be empty, and seem quiet.
    """
    last = min(span[1], chosen.date_to or span[1])
    known = store.bars(chosen.without("dates"), "day", max(span[0], last - timedelta(days=366)), last)
    known = known[known["certain"] > 0]
    if known.empty or (chosen.date_to and chosen.date_to <= span[1]):
        return last
    return known["period"].max().date()


def _windows(until: date, length: int, first: date) -> list[Window]:
    """The last window and those before it, latest first; `first` is the data's first day."""
    ends = [until - timedelta(days=length * nr) for nr in range(BEFORE + 1)]
    begins = [end - timedelta(days=length - 1) for end in ends]
    return [Window(begin, end, begin >= first) for begin, end in zip(begins, ends, strict=True)]


def _changes(store: Store, chosen: IncidentFilter, windows: list[Window]) -> list[Change]:
    """What has an incident that lies, or may lie, in one of the windows."""
    earlier = Window(windows[-1].first, windows[1].last, True)
    sure = [_counted(store, chosen, window, INSIDE) for window in windows]
    may = [_counted(store, chosen, window, OVERLAPPING) for window in (windows[0], earlier)]
    made = []
    for kind, key in dict.fromkeys(key for counts in (*sure, *may) for key in counts):
        last, *before = (counts.get((kind, key), 0) for counts in sure)
        compared = [count for count, window in zip(before, windows[1:], strict=True) if window.complete]
        mean = sum(compared) / len(compared) if compared else None
        more, more_before = (counts.get((kind, key), 0) for counts in may)
        made.append(Change(kind, key, last, more - last, tuple(before), more_before - sum(before), mean))
    return made


def _counted(store: Store, chosen: IncidentFilter, window: Window, dates: str) -> dict[tuple[str, str], int]:
    """How many incidents a window holds by kind and key, without those of none."""
    within = replace(chosen, date_from=window.first, date_to=window.last, dates=dates)
    actors = store.by_actor(within)  # first: it makes all sums of the filter in one scan, regions too
    by_region, outside, unlocated = store.located(within)
    regions = by_region | {OUTSIDE: sum(outside.values()), UNLOCATED: unlocated}
    found = {(REGION, key): int(count) for key, count in regions.items()}
    found |= {(ACTOR, key): int(count) for key, count in actors.items()}
    return {key: count for key, count in found.items() if count}


def _order(each: Change, least: int) -> tuple:
    times = math.inf if each.doubled and not each.mean else each.times or 0
    return (
        not _stands_out(each, least),
        each.kind != REGION,
        not each.doubled,
        -times,
        -each.last,
        -sum(each.before),
        each.key,
    )


def _stands_out(each: Change, least: int) -> bool:
    return each.doubled and each.last >= least


# --- what is said -------------------------------------------------------------------------------------------------------


def _findings(
    found: list[Change], windows: list[Window], data: tuple[date, date], asked: Asked, names: dict[str, str]
) -> Iterator[str]:
    last = windows[0]
    yield _("{last} is compared with the {n} windows of {length} days before it, which begin on {day}.").format(
        last=last.words, n=BEFORE, length=STEPS[asked.step], day=day(windows[-1].first)
    )
    if last.last < data[0] or last.first > data[1]:
        yield _("The data reach from {first} to {end}: of this window they hold nothing.").format(
            first=day(data[0]), end=day(data[1])
        )
        return
    complete = sum(window.complete for window in windows[1:])
    if not complete:
        yield _(
            "The data begin on {day}: no window before is complete, so that there is no past to compare with."
        ).format(day=day(data[0]))
        return
    if complete < BEFORE:
        yield _n(
            "The data don't reach back so far: the mean is that of {n} window, which is complete.",
            "The data don't reach back so far: the mean is that of the {n} windows that are complete.",
            complete,
        )
    out = [each for each in found if _stands_out(each, asked.least)]
    yield from (_said(each, last, names) for each in out[:NAMED])
    if len(out) > NAMED:
        yield _n(
            "{n} more stands out; the table names it.", "{n} more stand out; the table names them.", len(out) - NAMED
        )
    if not out:
        yield _("No region and no actor stands out.")
    yield from _but_for(found, asked.least, names)


def _said(each: Change, last: Window, names: dict[str, str]) -> str:
    name = _name(each, names)
    if each.kind == REGION:  # "without a place" begins the sentence
        name = name[:1].upper() + name[1:]
    counted = _n("{n} incident", "{n} incidents", each.last)
    if not each.mean:
        return _("{name} stands out: {incidents} in {period}, after none in the windows before.").format(
            name=name, incidents=counted, period=last.words
        )
    return _(
        "{name} stands out: {incidents} in {period}, {times} times the mean of {mean} in the windows before."
    ).format(
        name=name,
        incidents=counted,
        period=last.words,
        times=number(each.times),
        mean=number(each.mean, 2),
    )


def _but_for(found: list[Change], least: int, names: dict[str, str]) -> Iterator[str]:
    """Those that doubled with fewer incidents than the minimum: named, so that the guard hides nothing."""
    small = [each for each in found if each.doubled and each.last < least]
    if small:
        named = [
            _("{name} ({n} after a mean of {mean})").format(
                name=_name(each, names), n=number(each.last), mean=number(each.mean, 2)
            )
            for each in small[:NAMED]
        ]
        more = len(small) - len(named)
        named += [_n("{n} more", "{n} more", more)] if more else []
        yield _("But for the minimum count of {least} these would stand out: {names}.").format(
            least=number(least), names=", ".join(named)
        )


def _caveats(
    chosen: IncidentFilter, windows: list[Window], span: tuple[date, date], data: tuple[date, date], asked: Asked
) -> Iterator[str]:
    last, least = windows[0], asked.least
    yield _(
        "A row stands out if its last window holds at least {times} times the mean of those before, and at least {incidents}."
    ).format(times=TIMES, incidents=_n("{n} incident", "{n} incidents", least))
    yield _(
        "Small counts double by chance. If incidents fell at random, one in each window on average, {of_one} of 100 windows "
        "would hold 2 or more. With {half} on average {of_least} of 100 would reach the minimum count of {least}. The more rows "
        "are compared, the more of them stand out by chance."
    ).format(
        of_one=number(100 * chance(1, 2), 0),
        half=number(least / TIMES),
        of_least=number(100 * chance(least / TIMES, least), 0),
        least=number(least),
    )
    yield _(
        "An incident counts in a window if all days on which it may have happened lie in it. How many more may have "
        "happened in it is a column of its own; they are in no mean."
    )
    yield _(
        "An incident with several actors counts once for each. One outside the country or without a place has its own row."
    )
    if span[1] > last.last and not asked.until:
        yield _(
            "The last window ends on {day}, the last day of which an incident is known for sure; others may have happened later, "
            "up to {last}."
        ).format(day=day(last.last), last=day(span[1]))
    elif span[1] < last.last:
        yield _("The last window reaches beyond the last incident, of {day}: it may not be complete.").format(
            day=day(span[1])
        )
    if span[1] < data[1] and not asked.until and not chosen.date_to:
        yield _(
            "The data go on to {day}, without an incident that the filter shows: name a last day to compare up to it."
        ).format(day=day(data[1]))
    if chosen.date_from:
        yield _("The windows before are counted even where they lie before the period of the filter.")


def chance(mean: float, least: int) -> float:
    """How likely a window is to hold at least `least` incidents that fall at random, `mean` in one on average (Poisson); 0 to 1."""
    below, term = 0.0, math.exp(-mean)
    for count in range(least):
        below += term
        term *= mean / (count + 1)
    return max(0.0, 1 - below)


# --- the table ----------------------------------------------------------------------------------------------------------


def _columns(windows: list[Window]) -> tuple[Column, ...]:
    before = [
        Column(f"before_{nr}", window.words, _counts_in(window), 0.9, right=True)
        for nr, window in enumerate(windows[1:], start=1)
    ]
    last = windows[0].words if windows else _("Last window")
    return (
        Column("kind", _("Kind"), _("Whether the row is a region or an actor."), 0.7),
        Column("name", _("Name"), _("The region or the actor."), 1.8),
        Column("stands_out", _("Stands out"), _("Whether the last window stands out; why not, if it doubled."), 1.2),
        Column("last", last, _("Incidents that certainly happened in the last window."), 0.9, right=True),
        Column("times", _("Times the mean"), _("The last window by the mean of those before."), 0.8, right=True),
        Column("mean", _("Mean before"), _("Mean of the complete windows before."), 0.8, right=True),
        *before,
        Column("more", _("May be more"), _("Incidents that may have happened in the last window besides."), 0.8, right=True),
        Column(
            "more_before", _("May be more before"), _("Incidents that may have happened in the windows before besides."), 0.8,
            right=True,
        ),
    )  # fmt: skip


def _counts_in(window: Window) -> str:
    if window.complete:
        return _("Incidents that certainly happened in these days.")
    return _("Incidents that certainly happened in these days. The data begin later, so that the mean leaves them out.")


def _row(
    each: Change, chosen: IncidentFilter, last: Window, least: int, names: dict[str, str], boundaries: BoundarySet
) -> Row:
    out = _stands_out(each, least)
    name = _name(each, names)
    kinds = {REGION: _("region"), ACTOR: _("actor")}
    marks = {"yes": _("yes"), "too few": _("too few to tell"), "no": _("no")}
    mark = "yes" if out else "too few" if each.doubled else "no"
    counts = (*each.before, each.more, each.more_before)
    return Row(
        values=(each.kind, each.key if each.kind == REGION else name, mark, each.last, each.times, each.mean, *counts),
        cells=(
            kinds[each.kind], name, marks[mark], number(each.last), _maybe(each.times), _maybe(each.mean), *map(number, counts),
        ),
        opens=_opens(each, replace(chosen, date_from=last.first, date_to=last.last, dates=INSIDE)),
        shape=_point(each, boundaries),
        flagged=out,
    )  # fmt: skip


def _maybe(value: float | None) -> str:
    return "–" if value is None else number(value, 2)


def _name(each: Change, names: dict[str, str]) -> str:
    return region_name(each.key) if each.kind == REGION else names.get(each.key, each.key.removeprefix("unlisted:"))


def _opens(each: Change, within: IncidentFilter) -> View | None:
    """The view of what a row counts; None for an actor beside those that the filter asks for: no filter says "one of these, and him"."""
    if each.kind == REGION:
        below = tuple(key for key in within.regions if key.split(BETWEEN)[0] == each.key)
        return View(replace(within, regions=below or (each.key,)))
    if within.actors and each.key not in within.actors:
        return None
    return View(replace(within, actors=(each.key,)))


def _point(each: Change, boundaries: BoundarySet) -> shapely.Point | None:
    if each.kind != REGION or each.key in (OUTSIDE, UNLOCATED):
        return None
    return shapely.point_on_surface(boundaries.shape(each.key))
