"""What a filter shows in words, and what the period before has: sentences of computed numbers, each with the incidents behind it.

No word says more than a number does: "11 more", never "sharply".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..filter_words import part_name
from ..filters import INSIDE, OVERLAPPING, REPORTED, SHARED, IncidentFilter
from ..schema import OUTSIDE, STATUSES, UNLOCATED, YEARS
from ..store import BOUNDS, Store
from ..texts import _, _n, day, days, number
from ..timeline import period_before, whole_month
from ..views import View
from . import asked
from .answer import Answer, Column, Row
from .parts import Part, Sentence, around, filled, joined, plain
from .tallies import KINDS, Kind, Numbers, linked, numbers

MOST_NAMED = 3  # values of a kind in a sentence
MOST_ROWS = 12  # and in the table


@dataclass(frozen=True)
class Asked(asked.Asked):
    """What is asked with it: nothing but the filter."""


def before(chosen: IncidentFilter) -> IncidentFilter | None:
    """The same filter for the period before; None where it has no first and last day, or that period no year that data may have."""
    if not (chosen.date_from and chosen.date_to) or chosen.backwards:
        return None
    length = chosen.date_to.toordinal() - chosen.date_from.toordinal() + 1
    if chosen.date_from.toordinal() - length < date(YEARS.start, 1, 1).toordinal():
        return None
    first, last = period_before(chosen.date_from, chosen.date_to)
    return replace(chosen, date_from=first, date_to=last)


def paragraphs(store: Store, chosen: IncidentFilter) -> tuple[tuple[Part, ...], ...]:
    """The summary: how many and when, where, who and what, how it is known, and what isn't shown or can't be said."""
    said = _told(store, chosen)
    return tuple(joined(" ", sentences) for sentences in (*said, _caveats(store, chosen)) if sentences)


def answer(store: Store, chosen: IncidentFilter, asked: Asked) -> Answer:
    """The sentences, and the numbers of both periods as a table: what, this period, the one before, the difference."""
    rows, left_out = _rows(store, chosen)
    return Answer(
        _("Summary in words"),
        chosen,
        tuple(plain(sentence) for sentences in _told(store, chosen) for sentence in sentences),
        tuple(plain(sentence) for sentence in _caveats(store, chosen)),
        _columns(),
        rows,
        left_out,
    )


def _told(store: Store, chosen: IncidentFilter) -> list[list[Sentence]]:
    if chosen.backwards:
        said = _("The period ends before it starts, from {first} to {last}: nothing can lie in it.")
        return [[filled(said, first=day(chosen.date_from), last=day(chosen.date_to)), *_shown(numbers(store, chosen))]]
    now = numbers(store, chosen)
    made = [[*_how_many(store, now), *_compared(store, now), *_when(store, now)]]
    if now.counts.shown:
        made += [_where(now), [*_who(store, now), *_what(now)], [*_how_known(now), *_deaths(now)]]
    return [*made, _shown(now)]


# --- how many, and when -----------------------------------------------------------------------------------------------


def _how_many(store: Store, now: Numbers) -> list[Sentence]:
    chosen = now.chosen
    said = {
        OVERLAPPING: _("For {period} the filter shows {incidents}, of dates that lie in it or overlap it."),
        INSIDE: _("For {period} the filter shows {incidents}, of dates that lie wholly in it."),
        SHARED: _("For {period} the filter shows {incidents}, with imprecise dates shared out by days."),
    }[chosen.dates]
    if not (chosen.date_from or chosen.date_to):
        said = _("For {period} the filter shows {incidents}.")
    made = [filled(said, period=days(chosen.date_from, chosen.date_to), incidents=_incidents(chosen, now.counts.shown))]
    covered = None if chosen.date_from and chosen.date_to else store.days(chosen)
    if covered:
        made.append(filled(_("Their dates, as far as they are known, cover {period}."), period=days(*covered)))
    return made


def _compared(store: Store, now: Numbers) -> list[Sentence]:
    """How many more or fewer than in the period before, or why nobody can say."""
    chosen, earlier = now.chosen, before(now.chosen)
    if not (chosen.date_from and chosen.date_to):
        return [filled(_("No period before is compared: the filter has no first and last day."))]
    if earlier is None:
        return [filled(_("No period before is compared: it would begin before {year}."), year=str(YEARS.start))]
    then = store.count(earlier)
    difference = round(now.counts.shown - then, 6)
    said = _("That is as many as for {before}, {which}: {incidents}.")
    if difference > 0:
        said = _("That is {difference} more than for {before}, {which}, with {incidents}.")
    elif difference < 0:
        said = _("That is {difference} fewer than for {before}, {which}, with {incidents}.")
    return [
        filled(
            said,
            difference=number(abs(difference)),
            before=days(earlier.date_from, earlier.date_to),
            which=_which(chosen),
            incidents=_incidents(earlier, then),
        )
    ]


def _which(chosen: IncidentFilter) -> str:
    """How a period before is called."""
    if whole_month(chosen.date_from, chosen.date_to):
        return _("the month before")
    length = (chosen.date_to - chosen.date_from).days + 1
    return _("the day before") if length == 1 else _n("the {n} day before", "the {n} days before", length)


def _when(store: Store, now: Numbers) -> list[Sentence]:
    chosen, made = now.chosen, []
    if now.counts.shown and chosen.dates != INSIDE and (chosen.date_from or chosen.date_to):
        inside = replace(chosen, dates=INSIDE)
        n = store.count(inside)
        said = _n("{n} lies wholly in the period.", "{n} lie wholly in the period.", n)
        made.append(around(said, linked(inside, n)))
    return made + _detail(
        now,
        "imprecise-date",
        lambda n: _n("The date of {n} is not known to the day.", "The dates of {n} are not known to the day.", n),
    )


# --- where, who and what ----------------------------------------------------------------------------------------------


def _where(now: Numbers) -> list[Sentence]:
    kind = KINDS["region"]
    found = kind.counted(now)
    inside = [key for key in found if key not in (OUTSIDE, UNLOCATED)]
    named, rest = _parted(inside)
    said = [filled(_("{n} in {region}"), n=kind.linked(now, key), region=kind.say(now, key)) for key in named]
    if rest:
        said.append(filled(_("{n} in the other regions"), n=kind.linked(now, *rest)))
    if OUTSIDE in found:
        said.append(filled(_("{n} {where}"), n=kind.linked(now, OUTSIDE), where=kind.say(now, OUTSIDE)))
    if UNLOCATED in found:
        said.append(filled(_("{n} {where}"), n=kind.linked(now, UNLOCATED), where=kind.say(now, UNLOCATED)))
    by = _("By region as reported, else by place: {list}.")
    whole = filled(by if now.chosen.regions_by == REPORTED else _("By region: {list}."), list=joined(", ", said))
    vague = _detail(
        now,
        "imprecise-place",
        lambda n: _n(
            "{n} lies near a town, along a road or somewhere in an area.",
            "{n} lie near a town, along a road or somewhere in an area.",
            n,
        ),
    )
    return [whole, *vague]


def _who(store: Store, now: Numbers) -> list[Sentence]:
    """Who acts, and against whom; where nobody is said to act, who takes part."""
    acting, others = _named(now, "acting")
    if not acting:
        part, others = _named(now, "actor")
        said = _("These take part, among others: {list}.") if others else _("These take part: {list}.")
        nobody = filled(_("No incident shown says who acts."))
        return [nobody, filled(said, list=part)] if part else [nobody]
    said = _("These act, alone or as a partner: {list}.")
    if others or now.others_act:
        said = _("These act among others, alone or as a partner: {list}.")
    return [filled(said, list=acting), *_against(store, now)]


def _named(now: Numbers, key: str) -> tuple[Sentence, bool]:
    """The actors with most incidents, each with its number, and whether there are others."""
    kind = KINDS[key]
    named, rest = _parted(kind.counted(now))
    said = (filled(_("{name} in {n}"), name=kind.say(now, actor), n=kind.linked(now, actor)) for actor in named)
    return joined(", ", said), bool(rest)


def _against(store: Store, now: Numbers) -> list[Sentence]:
    """Who acts against whom; of a filter's own pair nothing but what it leaves free."""
    chosen, cells = now.chosen, store.against(now.chosen).cells
    free = {
        (each.acting, each.against): each.incidents
        for each in cells.itertuples()
        if chosen.acting in ("", each.acting) and chosen.against in ("", each.against)
    }
    pairs, rest = _parted(free)
    if not pairs:
        return []
    said = [
        filled(
            _("{actor} against {target} in {n}"),
            actor=now.names.get(acting, acting),
            target=now.names.get(against, against),
            n=linked(replace(chosen, acting=acting, against=against), free[acting, against]),
        )
        for acting, against in pairs
    ]
    others = rest or len(free) < len(cells)
    whole = _("Against whom, among others: {list}.") if others else _("Against whom: {list}.")
    return [filled(whole, list=joined(", ", said))]


def _what(now: Numbers) -> list[Sentence]:
    kind = KINDS["type"]
    named, rest = _parted(kind.counted(now))
    said = [filled(_("{name} ({n})"), name=kind.say(now, key), n=kind.linked(now, key)) for key in named]
    if rest:
        said.append(filled(_("other types ({n})"), n=kind.linked(now, *rest)))
    return [filled(_("By type of event: {list}."), list=joined(", ", said))]


# --- how it is known --------------------------------------------------------------------------------------------------


def _how_known(now: Numbers) -> list[Sentence]:
    """What is said of the incidents, by the rule of `ledger.status`."""
    kind = KINDS["status"]
    made = []
    for key in STATUSES:
        n = kind.counted(now).get(key)
        if n:
            made.append(around(_status(key, n), kind.linked(now, key)))
    return made


def _status(key: str, n: float) -> str:
    if key == "claimed":
        return _n(
            "{n} is claimed by somebody, and nobody on record confirms or denies it.",
            "{n} are claimed by somebody, and nobody on record confirms or denies them.",
            n,
        )
    if key == "contested":
        return _n(
            "{n} is denied by somebody, whatever others say.", "{n} are denied by somebody, whatever others say.", n
        )
    if key == "confirmed":
        return _n(
            "{n} is confirmed by somebody, and nobody on record denies it.",
            "{n} are confirmed by somebody, and nobody on record denies them.",
            n,
        )
    return _n(
        "{n} is reported without a claim, a confirmation or a denial on record.",
        "{n} are reported without a claim, a confirmation or a denial on record.",
        n,
    )


def _deaths(now: Numbers) -> list[Sentence]:
    """The sums of deaths, each over the incidents that give that number."""
    held, given = now.details.incidents, []
    names = {"low": _("lowest number {deaths} ({incidents})"), "best": _("best estimate {deaths} ({incidents})"), "high": _("highest number {deaths} ({incidents})")}  # fmt: skip
    for bound in BOUNDS:
        n, key = held[f"deaths-{bound}"], f"deaths-{bound}"
        if n:
            shown_by = KINDS["detail"].narrowed(now.chosen, (key,))
            deaths = Part(number(now.details.deaths[bound]), View(shown_by))
            given.append(filled(names[bound], deaths=deaths, incidents=_incidents(shown_by, n)))
    if not given:
        return [filled(_("No incident shown gives a number of deaths."))]
    said = filled(_("Deaths as reported: {list}."), list=joined(", ", given))
    none = _detail(now, "no-deaths", lambda n: _n("{n} gives no number of deaths.", "{n} give no number of deaths.", n))
    return [said, *none]


# --- what isn't shown, and what can't be said --------------------------------------------------------------------------


def _shown(now: Numbers) -> list[Sentence]:
    """How many of how many, and by which parts of the filter the others are hidden; these no filter shows."""
    counts, everything = now.counts, replace(now.chosen.cleared, known_on=now.chosen.known_on)
    shown, total = linked(now.chosen, counts.shown), linked(everything, counts.total)
    made = [(*filled(_("Shown {shown} of {total} incidents"), shown=shown, total=total), Part("."))]
    hidden = [f"{part_name(part)} {number(n)}" for part, n in counts.hidden.items() if n]
    return [*made, filled(_("Not shown, by {parts}."), parts=", ".join(hidden))] if hidden else made


def _caveats(store: Store, chosen: IncidentFilter) -> list[Sentence]:
    """What the data can't carry of the comparison and the sums."""
    made, earlier, span = [], before(chosen), store.span()
    if span and earlier and earlier.date_from < span[0]:
        made.append(filled(_("The data hold nothing before {day}."), day=day(span[0])))
    if span and chosen.date_to and not chosen.backwards and chosen.date_to > span[1]:
        made.append(filled(_("The data hold nothing after {day}."), day=day(span[1])))
    if earlier and chosen.dates == OVERLAPPING and _in_both(store, chosen, earlier):
        made.append(filled(_("An incident of which the dates overlap both periods counts in both.")))
    if chosen.share():
        made.append(filled(_("Deaths are not shared out.")))
    return made


def _in_both(store: Store, chosen: IncidentFilter, earlier: IncidentFilter) -> bool:
    spans = [
        (chosen.date_from, chosen.date_to),
        (earlier.date_from, earlier.date_to),
        (earlier.date_from, chosen.date_to),
    ]
    now, then, together = store.period_counts(chosen, tuple(spans))
    return now + then > together


# --- the table --------------------------------------------------------------------------------------------------------


def _columns() -> tuple[Column, ...]:
    return (
        Column("about", _("About"), _("by what incidents are counted"), 1.2),
        Column("what", _("What"), _("the value that is counted"), 2.4),
        Column("incidents", _("This period"), _("incidents of the filter; deaths where it is about those"), right=True),
        Column(
            "before", _("Period before"), _("the same for the period before, empty where there is none"), right=True
        ),
        Column("difference", _("Difference"), _("this period less the one before"), right=True),
    )


def _rows(store: Store, chosen: IncidentFilter) -> tuple[tuple[Row, ...], int]:
    """The rows, and how many more values there are."""
    now, earlier = numbers(store, chosen), before(chosen)
    then = numbers(store, earlier) if earlier else None
    rows = [_row("incidents", _("Incidents"), "", _("all"), now.counts.shown, then and then.counts.shown, chosen)]
    left_out = 0
    for key, kind in KINDS.items():
        values = _in_either(kind, now, then)
        left_out += max(len(values) - MOST_ROWS, 0)
        rows += [
            _row(
                key, _(kind.title), value, kind.say(now, value), kind.of(now).get(value, 0),
                then and kind.of(then).get(value, 0), kind.narrowed(chosen, (value,)),
            )
            for value in values[:MOST_ROWS]
        ]  # fmt: skip
    deaths = {"low": _("lowest number"), "best": _("best estimate"), "high": _("highest number")}
    for bound in BOUNDS:
        if now.details.incidents[f"deaths-{bound}"] or (then and then.details.incidents[f"deaths-{bound}"]):
            shown_by = KINDS["detail"].narrowed(chosen, (f"deaths-{bound}",))
            counted = now.details.deaths[bound], then and then.details.deaths[bound]
            rows.append(_row("deaths", _("Deaths"), bound, deaths[bound], *counted, shown_by))
    return tuple(rows), left_out


def _in_either(kind: Kind, now: Numbers, then: Numbers | None) -> list[str]:
    """The values that incidents of either period have, those with most in this period first."""
    here, there = kind.counted(now), kind.counted(then) if then else {}
    return sorted({**here, **there}, key=lambda value: (-here.get(value, 0), -there.get(value, 0), value))


def _row(
    about: str, title: str, value: str, said: str, now: float, then: float | None, shown_by: IncidentFilter
) -> Row:
    less = None if then is None else round(now - then, 6)
    sign = "+" if less and less > 0 else ""
    cells = (
        title,
        said,
        number(now),
        "" if then is None else number(then),
        "" if less is None else sign + number(less),
    )
    return Row((about, value, now, then, less), cells, opens=View(shown_by))


# --- words ------------------------------------------------------------------------------------------------------------


def _incidents(shown_by: IncidentFilter, n: float) -> Sentence:
    """So many incidents, of which the number leads to them."""
    return around(_n("{n} incident", "{n} incidents", n), linked(shown_by, n))


def _detail(now: Numbers, key: str, say: Callable[[float], str]) -> list[Sentence]:
    """A sentence about the incidents of which a detail holds; nothing where there are none."""
    n = now.details.incidents[key]
    return [around(say(n), KINDS["detail"].linked(now, key))] if n else []


def _parted(values: Iterable) -> tuple[list, list]:
    """The first values and the rest; a rest of one is named, too."""
    found = list(values)
    most = len(found) if len(found) == MOST_NAMED + 1 else MOST_NAMED
    return found[:most], found[most:]
