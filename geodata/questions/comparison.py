"""Compare: two periods, two groups of regions or two actors side by side, with rates, their ratio and what it can't tell."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..filter_words import region_name
from ..filters import INSIDE, OVERLAPPING, IncidentFilter
from ..schema import BETWEEN, OUTSIDE, UNLOCATED
from ..store import Store
from ..texts import _, _n, days, labelled, number
from ..views import View
from ..words import type_name
from .answer import Answer, Column, Row
from .compared_bars import Bars, bars
from .rates import LEVEL, UNIT, RateRatio, rate, rate_ratio
from .sides import ACTORS, AUGUST_2023, PERIODS, REGIONS, Asked, Compared, Side, compared, length

__all__ = ["ACTORS", "AUGUST_2023", "MOST", "PERIODS", "REGIONS", "SMALL", "Asked", "Drawing", "Side", "answer"]

SMALL = 5  # incidents on a side: with fewer, one more or less changes the rate by a quarter and more
MOST = 20  # rows of regions, of actors and of types, those with most incidents
TOTAL, REGION, ACTOR, TYPE = "total", "region", "actor", "type"
_NOTHING = "–"


@dataclass(frozen=True)
class Drawing:
    """What the page and the figure draw: both sides (each a map), their bars, and for each row what it opens on each side."""

    sides: tuple[Side, Side]
    bars: Bars
    opens: tuple[tuple[View | None, View | None], ...]


@dataclass(frozen=True)
class Count:
    """Incidents of one side: those that certainly lie in its period, how many more may, and those in its complete steps."""

    sure: int = 0
    more: int = 0
    rated: int = 0


@dataclass(frozen=True)
class Line:
    """A row before it is said: what it counts, on both sides, and the ratio of the second rate to the first, None for none."""

    kind: str
    key: str
    first: Count
    second: Count
    ratio: RateRatio | None

    @property
    def has_ratio(self) -> bool:
        """Whether there is something to divide."""
        return self.ratio is not None and self.ratio.value is not None

    @property
    def small(self) -> bool:
        """Whether a side of the ratio has fewer than `SMALL` incidents."""
        return self.ratio is not None and min(self.first.rated, self.second.rated) < SMALL

    @property
    def most(self) -> int:
        """Incidents that lie or may lie on a side, both together."""
        return self.first.sure + self.first.more + self.second.sure + self.second.more


def answer(store: Store, chosen: IncidentFilter, asked: Asked) -> Answer:
    """All incidents, then regions, actors and types (at most `MOST` each) of two sides of a filter.

    An incident counts on a side if every day on which it may have happened lies in its period (`filters.INSIDE`), so that
    nobody counts in two periods that don't overlap; how many more may lie in it is a column of its own. "On or before" and "since"
    are never certain. Rates and their ratio, the second divided by the first, are worked out over complete steps only: see
    `sides.compared`. Raises FilterError for sides that can't be meant.
    """
    made = compared(store, chosen, asked)
    if made is None:
        said = _("The data have no incident, so that there is nothing to compare.")
        return Answer(_("Compare"), chosen, (said,), (), _columns("", "", ""), ())
    lines = _lines(store, made, asked.by)
    shown = [line for kind in (TOTAL, REGION, ACTOR, TYPE) for line in _of_kind(lines, kind)[:MOST]]
    names = {row.actor_id: row.name for row in store.actors().itertuples()}
    opens = tuple(tuple(_opens(line, count, side) for count, side in _halves(line, made)) for line in shown)
    return Answer(
        title=_("Compare: {first} and {second}").format(first=made.first.name, second=made.second.name),
        chosen=chosen,
        findings=tuple(_findings(lines[0], made)),
        caveats=tuple(_caveats(store, made, asked, lines)),
        columns=_columns(made.first.name, made.second.name, _steps_word(made.step)),
        rows=tuple(_row(line, made, names, views) for line, views in zip(shown, opens, strict=True)),
        left_out=len(lines) - len(shown),
        marked=_("Marked rows: the interval of the ratio leaves out 1."),
        drawing=Drawing(made.sides, bars(store, made), opens),
    )


# --- what is counted ----------------------------------------------------------------------------------------------------


def _lines(store: Store, made: Compared, by: str) -> list[Line]:
    """The line of all incidents, then one for each region, actor and type with an incident that lies or may lie on a side."""
    first, second = (_counted(store, side) for side in made.sides)
    total = (TOTAL, "")
    keys = [total, *(key for key in dict.fromkeys((*first, *second)) if key != total)]
    return [_line(*key, first.get(key, Count()), second.get(key, Count()), made, by) for key in keys]


def _line(kind: str, key: str, first: Count, second: Count, made: Compared, by: str) -> Line:
    # A region of one group has nothing in the other, and an actor has all incidents on his own side: there is no ratio of these.
    own = (by, kind) == (REGIONS, REGION) or (
        (by, kind) == (ACTORS, ACTOR) and any(key in side.chosen.actors for side in made.sides)
    )
    ratio = None
    if not (made.unfit or own):
        ratio = rate_ratio(second.rated, made.second.rated_days, first.rated, made.first.rated_days)
    return Line(kind, key, first, second, ratio)


def _counted(store: Store, side: Side) -> dict[tuple[str, str], Count]:
    """What a side has by kind and key, where something lies or may lie on it; the total is always there."""
    may, sure = (_sums(store, replace(side.chosen, dates=dates)) for dates in (OVERLAPPING, INSIDE))
    rated = {}
    if side.rated == side.days:
        rated = sure
    elif side.rated:
        rated = _sums(store, replace(side.chosen, date_from=side.rated[0], date_to=side.rated[1]))
    return {key: Count(sure.get(key, 0), count - sure.get(key, 0), rated.get(key, 0)) for key, count in may.items()}


def _sums(store: Store, chosen: IncidentFilter) -> dict[tuple[str, str], int]:
    actors = store.by_actor(chosen)  # first: it makes all sums of the filter in one scan
    by_region, outside, unlocated = store.located(chosen)
    regions = by_region | {OUTSIDE: sum(outside.values()), UNLOCATED: unlocated}
    kinds = {REGION: regions, ACTOR: actors, TYPE: store.by_type(chosen)}
    sums = {(kind, key): int(count) for kind, counts in kinds.items() for key, count in counts.items() if count}
    return {(TOTAL, ""): int(store.count(chosen))} | sums


def _of_kind(lines: list[Line], kind: str) -> list[Line]:
    return sorted((line for line in lines if line.kind == kind), key=lambda line: (-line.most, line.key))


def _halves(line: Line, made: Compared) -> tuple[tuple[Count, Side], tuple[Count, Side]]:
    return (line.first, made.first), (line.second, made.second)


# --- what is said -------------------------------------------------------------------------------------------------------


def _findings(total: Line, made: Compared) -> Iterator[str]:
    for count, side in _halves(total, made):
        yield labelled(side.name, _side_words(count, side, made))
    if made.unfit:
        yield made.unfit
    elif total.ratio:
        yield _ratio_words(total.ratio, made)
    if total.small and total.has_ratio:
        yield _("A side has fewer than {n} incidents: one more or less would change the ratio much.").format(n=SMALL)
    yield from _silent(made)


def _silent(made: Compared) -> Iterator[str]:
    """Where the data have nothing at all in half of the steps or more: that may be the data's doing. Single days often have none."""
    for side in made.sides:
        if made.step != "day" and side.silent and 2 * side.silent >= side.steps:
            yield labelled(
                side.name,
                _(
                    "in {n} of its {all} complete {steps} the data have no incident at all. Perhaps nobody has looked, and the "
                    "rate is too low."
                ).format(n=number(side.silent), all=number(side.steps), steps=_steps_word(made.step)),
            )


def _side_words(count: Count, side: Side, made: Compared) -> str:
    found = rate(count.rated, side.rated_days)
    counted = _n("{n} incident", "{n} incidents", count.sure)
    if count.more:
        counted = _("{incidents}, and {n} more that may be").format(incidents=counted, n=number(count.more))
    counted = _("{incidents} in {days}").format(incidents=counted, days=_days_of(length(side.days)))
    if found is None:
        return _("{incidents}; the data hold nothing of these days, so that there is no rate.").format(
            incidents=counted
        )
    words = _("{rate} per {n} days (95 % interval {low} to {high})").format(
        rate=_said(found.value), n=UNIT, low=_said(found.low), high=_said(found.high)
    )
    if side.rated == side.days:
        return _("{incidents}, {rate}.").format(incidents=counted, rate=words)
    return _("{incidents}; {certain} in its complete {steps}, {period} ({days}): {rate}.").format(
        incidents=counted,
        certain=number(count.rated),
        steps=_steps_word(made.step),
        period=days(*side.rated),
        days=_days_of(side.rated_days),
        rate=words,
    )


def _ratio_words(ratio: RateRatio, made: Compared) -> str:
    first, second = made.first.name, made.second.name
    if ratio.value is None:
        return _("Neither side has an incident that counts in its rate, so that there is no ratio.")
    said = _("Ratio of {second} to {first}: {ratio} (95 % interval {low} to {high}; p {p}).").format(
        first=first, second=second, ratio=_said(ratio.value), low=_said(ratio.low), high=_said(ratio.high), p=_p(ratio.p)
    )  # fmt: skip
    if not ratio.tells:
        return said + " " + _("The interval holds 1: the data can't tell which is higher.")
    higher = second if ratio.low > 1 else first
    return said + " " + _("The rate is higher for {name} than chance alone would explain.").format(name=higher)


def _caveats(store: Store, made: Compared, asked: Asked, lines: list[Line]) -> Iterator[str]:
    total = lines[0]
    yield from made.notes
    yield from _of_dates(total, made)
    yield from _of_steps(total, made)
    if asked.by == REGIONS:
        yield from _on_neither_side(store, total, made)
    if asked.by == ACTORS and not made.unfit:
        yield from _on_both_sides(store, made)
    small = sum(line.small for line in lines)
    if small:
        yield _("Rows with fewer than {n} incidents on a side have a note: one more or less changes such a rate much.").format(
            n=SMALL
        )  # fmt: skip
    yield _(
        "An incident with several actors counts once for each. One outside the country or without a place has its own row."
    )
    told = sum(line.has_ratio for line in lines)
    if told > 1:
        yield _("There are {n} ratios. Where rates are the same, one interval in 20 leaves out 1 by chance.").format(
            n=number(told)
        )
    if any(line.has_ratio and line.ratio.tells != (line.ratio.p < 1 - LEVEL) for line in lines):
        yield _(
            "With few incidents p and interval may disagree: p adds up whatever is no likelier than what was seen, the interval leaves "
            "out 2.5 % on either side."
        )
    yield _(
        "Intervals take incidents to be independent of each other; attacks that come in series make them too narrow."
    )
    yield _("Counts follow what is reported, too: more reports, or other sources, look like more incidents.")


def _of_dates(total: Line, made: Compared) -> Iterator[str]:
    yield _("An incident counts on a side if all days on which it may have happened lie in its period.")
    for count, side in _halves(total, made):
        if count.more:
            yield labelled(
                side.name,
                _n(
                    "{n} more may have happened in the period. It is in no rate.",
                    "{n} more may have happened in the period. They are in no rate.",
                    count.more,
                ),
            )


def _of_steps(total: Line, made: Compared) -> Iterator[str]:
    steps = _steps_word(made.step)
    yield _("Rates are worked out over complete {steps}: those that lie wholly in the period and in the days that the data reach, {period}.").format(
        steps=steps, period=days(*made.reach)
    )  # fmt: skip
    for count, side in _halves(total, made):
        left = count.sure - count.rated
        if left and side.rated:
            incidents = _n("{n} incident", "{n} incidents", left)
            yield labelled(
                side.name,
                _("{incidents} in no complete {steps}, and in no rate.").format(incidents=incidents, steps=steps),
            )
        if side.days[0] < made.reach[0] or side.days[1] > made.reach[1]:
            yield labelled(side.name, _("the period goes beyond the days that the data reach."))


def _on_neither_side(store: Store, total: Line, made: Compared) -> Iterator[str]:
    """Incidents of the period that have no region, or one that neither side has."""
    every = replace(made.first.chosen, regions=(), dates=OVERLAPPING)
    _by_region, outside, unlocated = store.located(every)
    abroad = sum(outside.values())
    # Where a region is on both sides nobody can say how many are on one.
    elsewhere = 0 if made.unfit else store.count(every) - total.most - unlocated - abroad
    parts = {_("without a place"): unlocated, _("outside the country"): abroad, _("in other regions"): elsewhere}
    said = [f"{number(count)} {where}" for where, count in parts.items() if count]
    if said:
        yield _("On neither side, though they lie or may lie in the period: {incidents}.").format(
            incidents=", ".join(said)
        )


def _on_both_sides(store: Store, made: Compared) -> Iterator[str]:
    first, second = made.sides
    both = int(store.by_actor(first.chosen).get(second.chosen.actors[0], 0))
    if both:
        yield _n(
            "{n} incident has both actors and counts on both sides.",
            "{n} incidents have both actors and count on both sides.",
            both,
        ) + " " + _("The interval takes the sides as independent, and is wider than it need be.")  # fmt: skip


# --- the table ----------------------------------------------------------------------------------------------------------


def _columns(first: str, second: str, steps: str) -> tuple[Column, ...]:
    sides = [column for key, name in (("first", first), ("second", second)) for column in _columns_of(key, name, steps)]
    ratio = _("The second rate divided by the first; ∞ where the first has no incident.")
    low, high = (_("Lower bound of the exact 95 % interval."), _("Upper bound of the exact 95 % interval; ∞ for none."))
    return (
        Column("kind", _("Kind"), _("All incidents, a region, an actor or a type of event."), 0.8),
        Column("what", _("What"), _("The region, the actor or the type of event."), 1.8),
        *sides,
        Column("ratio", _("Ratio"), ratio, 0.8, right=True),
        Column("ratio_low", _("from"), low, 0.7, right=True),
        Column("ratio_high", _("to"), high, 0.7, right=True),
        Column("p", _("p"), _("Of the exact two-sided test that both rates are the same."), 0.8, right=True),
        Column("flag", _("Note"), _("Whether a side has fewer than {n} incidents.").format(n=SMALL), 1.0),
    )


def _columns_of(key: str, name: str, steps: str) -> tuple[Column, ...]:
    certain = _("Incidents that certainly lie in the period.")
    more = _("Incidents that may lie in the period besides.")
    rated = _("Of the certain ones those in complete {steps}.").format(steps=steps)
    per = _("Incidents in complete {steps} per {n} days.").format(steps=steps, n=UNIT)
    return (
        Column(key, name, certain, 0.9, right=True),
        Column(f"{key}_more", _("May be more"), more, 0.7, right=True),
        Column(f"{key}_rated", _("In the rate"), rated, 0.7, right=True),
        Column(f"{key}_rate", _("Per {n} days").format(n=UNIT), per, 0.8, right=True),
    )


def _row(line: Line, made: Compared, names: dict[str, str], views: tuple[View | None, View | None]) -> Row:
    values: list = [line.kind, _name(line, names, _("all incidents"))]
    cells = [_kind_word(line.kind), values[1]]
    for count, side in _halves(line, made):
        found = rate(count.rated, side.rated_days)
        per = None if found is None else found.value
        values += [count.sure, count.more, count.rated if found else None, per]
        cells += [number(count.sure), number(count.more), number(count.rated) if found else _NOTHING, _maybe(per)]
    ratio = line.ratio
    said = (ratio.value, ratio.low, ratio.high) if line.has_ratio else (None, None, None)
    flag = _("small number") if line.small else ""
    return Row(
        values=(*values, *map(_finite, said), ratio.p if line.has_ratio else None, flag),
        cells=(*cells, *map(_maybe, said), _p(ratio.p) if line.has_ratio else _NOTHING, flag),
        opens=views[1] if views[1] and (line.second.sure or not line.first.sure) else views[0],
        flagged=line.has_ratio and ratio.tells,
    )


def _opens(line: Line, count: Count, side: Side) -> View | None:
    """The view of what a line counts on a side for sure; None for an actor beside those that the filter asks for: no filter
    says "one of these, and him"."""
    chosen = side.chosen
    if line.kind == REGION:
        below = tuple(key for key in chosen.regions if key.split(BETWEEN)[0] == line.key)
        if chosen.regions and not below:
            return None
        chosen = replace(chosen, regions=below or (line.key,))
    elif line.kind == ACTOR:
        if chosen.actors and line.key not in chosen.actors:
            return None
        chosen = replace(chosen, actors=(line.key,))
    elif line.kind == TYPE:
        chosen = replace(chosen, types=(line.key,))
    return View(chosen)


# --- words --------------------------------------------------------------------------------------------------------------


def _name(line: Line, names: dict[str, str], whole: str) -> str:
    return {
        TOTAL: whole,
        REGION: region_name(line.key),
        ACTOR: names.get(line.key, line.key.removeprefix("unlisted:")),
        TYPE: type_name(line.key),
    }[line.kind]


def _kind_word(kind: str) -> str:
    return {TOTAL: _("all"), REGION: _("region"), ACTOR: _("actor"), TYPE: _("type of event")}[kind]


def _steps_word(step: str) -> str:
    return {"day": _("days"), "week": _("weeks"), "month": _("months"), "": ""}[step]


def _days_of(count: int) -> str:
    return _n("{n} day", "{n} days", count)


def _said(value: float) -> str:
    """A rate or a ratio with three digits that count, and one decimal at least where it has one: 55.3, 6.02, 0.171, 0.0034."""
    if math.isinf(value):
        return "∞"
    if not value:
        return number(0)
    return number(value, min(6, max(1, 2 - math.floor(math.log10(value)))))


def _maybe(value: float | None) -> str:
    return _NOTHING if value is None else _said(value)


def _finite(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else value


def _p(value: float) -> str:
    return f"< {number(0.0001, 4)}" if value < 0.0001 else number(value, 4)
