"""What is compared: two sides of a filter, each with its period and the part of it for which a rate can be worked out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..errors import FilterError, nearest
from ..filter_words import region_name
from ..filters import INSIDE, OVERLAPPING, IncidentFilter
from ..schema import BETWEEN
from ..store import Store
from ..texts import _, _n, day, days, did_you_mean, message
from ..timeline import STEPS, periods
from . import asked as base
from .asked import a_day, any_text, one_of, option
from .covered import covered, whole_data
from .region_groups import region_groups, regions_of, title_of, unknown_regions

PERIODS, REGIONS, ACTORS = WAYS = ("periods", "regions", "actors")
AUGUST_2023 = date(2023, 8, 1)  # when the UN began to leave its bases: a break date that the page offers
Days = tuple[date, date]  # first and last, both included
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked(base.Asked):
    """What is asked: two periods (four days, or a break date), two groups of regions, or two actors.

    Of the four days those left out follow: a first period begins and a second one ends where the filter's or the data do, and
    both meet. Without any the break is August 2023 where that lies in the period, else its middle. `here` and `there` are
    groups, or keys or names of regions; `one` and `other` ids or names of actors, "" for those with most incidents.
    """

    by: str = option(PERIODS, "compare", one_of(WAYS), message("What is compared: periods, regions or actors."))
    break_date: date | None = option(  # noqa: RUF009  it makes a field
        None, "break", a_day, message("Compares what was before this day with what was from it on, such as 2023-08-01.")
    )  # fmt: skip
    first_from: date | None = option(None, "first-from", a_day, message("The first day of the first period."))  # noqa: RUF009
    first_to: date | None = option(None, "first-to", a_day, message("The last day of the first period."))  # noqa: RUF009
    second_from: date | None = option(None, "second-from", a_day, message("The first day of the second period."))  # noqa: RUF009
    second_to: date | None = option(None, "second-to", a_day, message("The last day of the second period."))  # noqa: RUF009
    here: tuple[str, ...] = option(
        ("north",), "here", any_text, message("A group (north, centre, south) or a region of the first side.")
    )
    there: tuple[str, ...] = option(
        ("centre",), "there", any_text, message("A group (north, centre, south) or a region of the second side.")
    )
    one: str = option("", "one", any_text, message("The actor of the first side; else the one with most incidents."))
    other: str = option("", "other", any_text, message("The actor of the second side; else the next one."))

    def __post_init__(self):
        if self.break_date and any(self.given_days):
            raise FilterError(_("A break date and days of two periods can't go together. Give one or the other."))
        for first, last in (self.given_days[:2], self.given_days[2:]):
            _check_order(first, last)

    @property
    def given_days(self) -> tuple[date | None, ...]:
        """The four days, None for those left out."""
        return self.first_from, self.first_to, self.second_from, self.second_to


@dataclass(frozen=True)
class Side:
    """One side of a comparison. `chosen` shows the incidents that certainly lie in `days`, on this side.

    `rated` are the days of its complete steps, over which its rate is worked out, None where it has none. Of these `steps` so
    many are `silent`: the data have no incident in them at all, of whatever region or actor.
    """

    name: str
    chosen: IncidentFilter
    days: Days
    rated: Days | None = None
    steps: int = 0
    silent: int = 0

    @property
    def rated_days(self) -> int:
        """How many days the rate is worked out over."""
        return length(self.rated) if self.rated else 0


@dataclass(frozen=True)
class Compared:
    """Two sides, and the step of their rates. `reach`: from when to when the data know of incidents to the day.

    `unfit` says why there is no ratio, "" where there is one; `notes` what was left aside. `broken` is the day of the break.
    """

    first: Side
    second: Side
    step: str
    reach: Days
    broken: date | None = None
    unfit: str = ""
    notes: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.first, self.second


def compared(store: Store, chosen: IncidentFilter, asked: Asked) -> Compared | None:
    """The two sides that are asked for; None for data without incidents. Raises FilterError for what can't be compared.

    **One rule for incomplete periods.** A step (calendar month, week from Monday, day) is complete on a side if all its days lie
    in the side's period and in `reach`. A rate is worked out over the complete steps: the incidents that certainly lie in
    them, by their days. The step is the longest of which each side has a complete one; a side that the data don't reach at
    all has no rate.
    """
    data = whole_data(chosen)
    span, reach = store.days(data), covered(store, chosen)
    if span is None or reach is None:
        return None
    first, last = min(span[0], chosen.date_to or span[0]), max(span[1], reach[1], chosen.date_from or span[1])
    whole = chosen.date_from or first, chosen.date_to or last
    made = {PERIODS: _periods, REGIONS: _regions, ACTORS: _actors}[asked.by](store, chosen, asked, whole)
    return _with_rates(store, data, replace(made, reach=reach))


# --- steps --------------------------------------------------------------------------------------------------------------


def complete(within: Days, reach: Days, step: str) -> Days | None:
    """The first and the last day of the complete steps of a period: those of which every day lies in it and in the reach of the
    data. They follow each other without a gap. None where there is none."""
    first, last = max(within[0], reach[0]), min(within[1], reach[1])
    whole = [(begin, end) for begin, end in periods(first, last, step) if begin >= first and end - _A_DAY <= last]
    return (whole[0][0], whole[-1][1] - _A_DAY) if whole else None


def _with_rates(store: Store, data: IncidentFilter, made: Compared) -> Compared:
    covered = [side for side in made.sides if complete(side.days, made.reach, "day")]
    # The longest first; complete days has every side that the data reach.
    fitting = (step for step in reversed(STEPS) if all(complete(side.days, made.reach, step) for side in covered))
    step = next(fitting)
    first, second = (_with_rate(store, data, side, complete(side.days, made.reach, step), step) for side in made.sides)
    return replace(made, first=first, second=second, step=step)


def _with_rate(store: Store, data: IncidentFilter, side: Side, rated: Days | None, step: str) -> Side:
    if rated is None:
        return side
    steps = len(periods(*rated, step))
    return replace(side, rated=rated, steps=steps, silent=steps - store.bars(data, step, *rated)["period"].nunique())


def length(within: Days) -> int:
    """How many days a period has."""
    return (within[1] - within[0]).days + 1


# --- periods ------------------------------------------------------------------------------------------------------------


def _periods(store: Store, chosen: IncidentFilter, asked: Asked, whole: Days) -> Compared:
    broken = None
    if any(asked.given_days):
        first, second = _given(asked, whole)
    else:
        _check_order(*whole)
        broken = _break(asked, whole)
        first, second = (whole[0], broken - _A_DAY), (broken, whole[1])
    sides = [_side(days(*each), chosen, each) for each in (first, second)]
    return Compared(*sides, "day", whole, broken, _common(first, second), tuple(_outside(chosen, first, second)))


def _given(asked: Asked, whole: Days) -> tuple[Days, Days]:
    first_from, first_to, second_from, second_to = asked.given_days
    if not (first_to or second_from):
        raise FilterError(_("Of two periods say where the first one ends or where the second one begins."))
    first = first_from or whole[0], first_to or second_from - _A_DAY
    second = second_from or first[1] + _A_DAY, second_to or whole[1]
    for each in (first, second):
        _check_order(*each)
    return first, second


def _break(asked: Asked, whole: Days) -> date:
    first, last = whole
    if asked.break_date is None:
        if first == last:
            raise FilterError(
                _("The period has one day only, {day}, and no two parts to compare.").format(day=day(first))
            )
        return AUGUST_2023 if first < AUGUST_2023 <= last else first + (last - first + _A_DAY) // 2
    if not first < asked.break_date <= last:
        raise FilterError(
            _("The break date {day} must lie in the period {period}, after its first day.").format(
                day=day(asked.break_date), period=days(first, last)
            )
        )
    return asked.break_date


def _check_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise FilterError(
            _("The period from {first} to {last} ends before it begins.").format(first=day(first), last=day(last))
        )


def _common(first: Days, second: Days) -> str:
    shared = max(first[0], second[0]), min(first[1], second[1])
    if first == second:
        return _("The two periods are the same, so that there is nothing to compare: choose other days for one.")
    if shared[0] > shared[1]:
        return ""
    return _(
        "The two periods have {days} in common, {period}: what happened then counts on both sides, and there is no ratio."
    ).format(days=_n("{n} day", "{n} days", length(shared)), period=days(*shared))


def _outside(chosen: IncidentFilter, *within: Days) -> Iterator[str]:
    first, last = chosen.date_from or date.min, chosen.date_to or date.max
    if any(each[0] < first or each[1] > last for each in within):
        yield _(
            "The days asked for go beyond the period of the filter, {period}: they count, not the filter's."
        ).format(period=days(chosen.date_from, chosen.date_to))


# --- regions and actors -------------------------------------------------------------------------------------------------


def _regions(store: Store, chosen: IncidentFilter, asked: Asked, whole: Days) -> Compared:
    _check_order(*whole)
    boundaries, table = store.boundary_set(chosen.boundary_set), store.reference.region_groups
    groups = region_groups(table, boundaries)
    here, there = (regions_of(said, groups, boundaries) for said in (asked.here, asked.there))
    sides = [
        _side(title_of(said, groups, boundaries), replace(chosen, regions=keys), whole)
        for said, keys in ((asked.here, here), (asked.there, there))
    ]
    both = [key for key in here if any(_holds(key, each) or _holds(each, key) for each in there)]
    unfit = _("These are on both sides, so that there is no ratio: {names}.").format(
        names=", ".join(map(region_name, both))
    )
    notes = [_("The filter's own regions are left aside: the two sides say which count.")] if chosen.regions else []
    if unknown := unknown_regions(table, boundaries):
        notes.append(
            _("The table of groups names regions that nothing here knows: {names}.").format(names=", ".join(unknown))
        )
    return Compared(*sides, "day", whole, None, unfit if both else "", tuple(notes))


def _holds(key: str, other: str) -> bool:
    return (other + BETWEEN).startswith(key + BETWEEN)


def _actors(store: Store, chosen: IncidentFilter, asked: Asked, whole: Days) -> Compared:
    _check_order(*whole)
    known = {row.actor_id: row.name for row in store.actors().itertuples()}
    within = replace(chosen, actors=(), date_from=whole[0], date_to=whole[1], dates=OVERLAPPING)
    one, other = (_actor(said, known) for said in (asked.one, asked.other))
    most = [each for each in store.by_actor(within) if each not in (one, other)] if not (one and other) else []
    if len(most) < (not one) + (not other):
        raise FilterError(
            _(
                "The filter shows fewer than two actors, so that there are none to compare. Name two actors, or widen it."
            )
        )
    one, other = one or most.pop(0), other or most.pop(0)
    sides = [_side(known[actor], replace(chosen, actors=(actor,)), whole) for actor in (one, other)]
    unfit = _("Both sides are the same actor, so that there is nothing to compare.") if one == other else ""
    notes = [_("The filter's own actors are left aside: the two sides say which count.")] if chosen.actors else []
    return Compared(*sides, "day", whole, None, unfit, tuple(notes))


def _actor(said: str, known: dict[str, str]) -> str:
    """The id of the actor of this id or name, whatever its case; "" for "". Raises FilterError."""
    if not said:
        return ""
    ids = {name.casefold(): actor for actor, name in known.items()} | {actor.casefold(): actor for actor in known}
    if said.casefold() in ids:
        return ids[said.casefold()]
    raise FilterError(
        _('These data have no actor "{value}".{hint}').format(
            value=said[:80], hint=did_you_mean(nearest(said, tuple(known.values())))
        )
    )


def _side(name: str, chosen: IncidentFilter, within: Days) -> Side:
    return Side(name, replace(chosen, date_from=within[0], date_to=within[1], dates=INSIDE), within)
