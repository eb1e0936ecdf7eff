"""Handover clock: how many days after a base changes hands the next attack comes near it, by actor."""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..actors import fold
from ..cells import Box
from ..errors import FilterError, nearest
from ..filter_words import status_name
from ..filters import OVERLAPPING, IncidentFilter
from ..place_names import place_name
from ..rows import rows
from ..schema import UNCERTAINTY_KM, UNLOCATED
from ..store import Store
from ..texts import _, _n, day, did_you_mean, labelled, message, number
from ..views import View
from ..words import as_day, date_words, place_words, type_name
from . import asked as base
from .answer import Answer, Column, Row
from .asked import amount, any_text, option, whole
from .bases import FILE, Handover, read_handovers
from .covered import covered
from .distances import Outline, between
from .typed import types_of

ATTACKS = ("Explosion", "Armed attack", "Base takeover", "Abduction or harm to civilians")
ACTS = ("perpetrator", "partner")
MOST_ACTORS = 12  # of whom a row says that there is none; of the others only attacks are listed
_BASE_KM = UNCERTAINTY_KM["settlement"]  # the base is somewhere in or at the town


@dataclass(frozen=True)
class Asked(base.Asked):
    """What is asked: attacks within `km` of a base and `within` days of its handover, by these actors (ids or names; () for all)."""

    km: float = option(
        20.0, "km", amount(message("distance in km"), 1, 500), message("How near an attack must be, in km.")
    )
    within: int = option(
        365,
        "within",
        whole(message("number of days"), 1, 3660),
        message("How many days after a handover are looked at."),
    )
    actors: tuple[str, ...] = option(
        (), "who", any_text, message("An actor whose attacks are looked for; else everybody's.")
    )


@dataclass(frozen=True)
class Near:
    """An attack that may be near a base after its handover: `row` as `store.points` has it, the days from the handover to it, and how
    far off it is, each between two bounds; `days_high` None for no bound. `certain`: it surely is both."""

    row: Any
    days_low: int
    days_high: int | None
    km_low: float
    km_high: float
    certain: bool


@dataclass(frozen=True)
class Clock:
    """What is known of an actor's next attack: the one that may come first, and the first that is certain, if any is.

    The days to the next attack lie between `low` and `high`, None for no bound.
    """

    soonest: Near
    surely: Near | None

    @property
    def low(self) -> int:
        """The fewest days to the next attack."""
        return self.soonest.days_low

    @property
    def high(self) -> int | None:
        """The most days to the next attack."""
        return self.surely.days_high if self.surely else None


@dataclass(frozen=True)
class Told:
    """A handover with the clocks of those who attacked near its base, by id; `nameless` attacks name nobody who did."""

    handover: Handover
    clocks: dict[str, Clock]
    nameless: int = 0


def answer(store: Store, chosen: IncidentFilter, asked: Asked) -> Answer:
    """A row for each handover and each actor who attacks: what is known of the next attack near it, or that there is none.

    Attacks are incidents of `ATTACKS` in which the actor is perpetrator or partner; the days looked at come before the
    filter's dates. Distances are geodesic, widened by the uncertainty of both places; of a line or an area they go from its
    nearest to its farthest point. A handover without a place has a row that says so. Raises DataFileError for a table that
    can't be read, FilterError for an actor that nobody knows.
    """
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False, name=None))
    wanted, data = tuple(_actor(each, names) for each in asked.actors), covered(store, chosen)
    handovers = read_handovers(store.reference.handovers, store.reference.gazetteer)
    made = [_told(store, chosen, asked, each, wanted) for each in handovers]
    acting = wanted or chosen.actors or _acting(store, chosen)
    return Answer(
        title=_("Handover clock"),
        chosen=chosen,
        findings=tuple(_findings(made, names, asked, data)),
        caveats=tuple(_caveats(store, chosen, asked, made)),
        columns=_columns(),
        rows=tuple(row for told in made for row in _rows(told, acting[:MOST_ACTORS], chosen, asked, names, data)),
        left_out=sum(len({*acting[MOST_ACTORS:]} - told.clocks.keys()) for told in made if told.handover.point),
        marked=_("Marked rows: the attack surely came after the handover, and within the distance."),
        findings_without=lambda shut: tuple(_findings(made, names, asked, data, shut)),
    )


def _actor(said: str, names: dict[str, str]) -> str:
    """The id of an actor by its id or name. Raises FilterError for one that isn't there."""
    known = {fold(name): actor for actor, name in names.items()} | {fold(actor): actor for actor in names}
    if fold(said) not in known:
        hint = did_you_mean(nearest(said, list(names.values())))
        raise FilterError(_('No actor of the data is called "{value}".').format(value=said[:80]) + hint)
    return known[fold(said)]


def _acting(store: Store, chosen: IncidentFilter) -> tuple[str, ...]:
    """Who attacks in the data, those with most attacks first; whatever actors and days the filter asks for."""
    attacks = replace(
        chosen.without("dates"), groups=(), acting="", against="", role="perpetrator", types=types_of(store, ATTACKS)
    )
    return tuple(store.by_actor(attacks))


# --- attacks near a base ------------------------------------------------------------------------------------------------


def _told(store: Store, chosen: IncidentFilter, asked: Asked, handover: Handover, wanted: tuple[str, ...]) -> Told:
    if handover.point is None:
        return Told(handover, {})
    box = _around(handover.point, asked.km + _BASE_KM + max(UNCERTAINTY_KM.values()))
    found = store.points(_looked_at(chosen, asked, handover), box, shapes=True)
    found = found[found["event_class"].isin(ATTACKS)].reset_index(drop=True)
    near = _measured(found, handover, asked.km, store.shapes)
    who = store.participations_of(near["no"].tolist())
    who = who[who["role"].isin(ACTS)]
    nameless = len({*near["no"]} - {*who["no"]})
    taking = who[["actor_id", "no"]].drop_duplicates().merge(near, on="no")
    if wanted:
        taking = taking[taking["actor_id"].isin(wanted)]
    return Told(handover, _clocks(taking), nameless)


def _measured(found: pd.DataFrame, handover: Handover, km: float, shapes: list[shapely.Geometry]) -> pd.DataFrame:
    """Those that may be near, with days_low, days_high (infinite for no bound), km_low, km_high and certain; see `Near`."""
    low, high = _distances(handover.point, found, shapes)
    open_start, open_end = found["open_start"].to_numpy(), found["open_end"].to_numpy()
    after = (found["first_day"] - pd.Timestamp(handover.last)).dt.days.to_numpy()
    most = (found["last_day"] - pd.Timestamp(handover.first)).dt.days.to_numpy()
    unbound = open_end | handover.open_start
    measured = found.assign(
        km_low=low,
        km_high=high,
        days_low=np.where(open_start, 0, np.maximum(after, 0)),
        days_high=np.where(unbound, np.inf, most),
        certain=~unbound & ~open_start & (after >= 0) & (high <= km),
    )
    return measured[low <= km]


def _clocks(taking: pd.DataFrame) -> dict[str, Clock]:
    """The clock of each actor, from a row for each attack in which one acts; those whose next attack may come first before others."""
    ordered = taking.assign(possible=~taking["certain"]).sort_values(
        ["days_low", "possible", "km_low", "no", "actor_id"]
    )
    sure = taking[taking["certain"]].sort_values(["days_high", "no"]).drop_duplicates("actor_id")
    surely = {row.actor_id: _near(row) for row in rows(sure)}
    soonest = rows(ordered.drop_duplicates("actor_id"))
    return {row.actor_id: Clock(_near(row), surely.get(row.actor_id)) for row in soonest}


def _near(row: Any) -> Near:
    most = None if math.isinf(row.days_high) else int(row.days_high)
    return Near(row, int(row.days_low), most, row.km_low, row.km_high, bool(row.certain))


def _looked_at(chosen: IncidentFilter, asked: Asked, handover: Handover) -> IncidentFilter:
    last = handover.last + timedelta(days=asked.within)
    return replace(chosen, date_from=handover.first, date_to=last, dates=OVERLAPPING)


def _around(point: shapely.Point, km: float) -> Box:
    """A box that holds everything so near to a point, and more."""
    high = km / 110.5  # a degree of latitude is 110.6 km long or longer
    widest = math.cos(math.radians(min(abs(point.y) + high, 89.9)))
    wide = high / widest
    west, east = point.x - wide, point.x + wide
    if west < -180 or east > 180:
        west, east = -180.0, 180.0
    return Box.clamped(point.y - high, west, point.y + high, east)


def _distances(
    point: shapely.Point, found: pd.DataFrame, shapes: list[shapely.Geometry]
) -> tuple[np.ndarray, np.ndarray]:
    """How near and how far each incident may be from a base in a town, in km."""
    low, high = np.zeros(len(found)), np.zeros(len(found))
    dots = found["latitude"].notna().to_numpy()
    there = found[dots]
    base = np.full(len(there), point.y), np.full(len(there), point.x)
    apart = between(*base, there["latitude"].to_numpy(), there["longitude"].to_numpy())
    off = _BASE_KM + there["uncertainty_km"].to_numpy()
    low[dots], high[dots] = np.maximum(apart - off, 0), apart + off
    numbers = found.loc[~dots, "shape_no"].astype(int)
    bounds = {no: _bounds(point, Outline(shapes[no])) for no in numbers.unique()}
    low[~dots] = [max(bounds[no][0] - _BASE_KM, 0) for no in numbers]
    high[~dots] = [bounds[no][1] + _BASE_KM for no in numbers]
    return low, high


def _bounds(point: shapely.Point, outline: Outline) -> tuple[float, float]:
    """The distance from a point to the nearest and to the farthest point of a line or an area, in km."""
    at = np.array([point.y]), np.array([point.x])
    return float(outline.least(*at)[0]), float(outline.most(*at)[0])


# --- what is said -------------------------------------------------------------------------------------------------------


def _findings(
    made: list[Told], names: dict[str, str], asked: Asked, data: tuple[date, date] | None, shut: Collection[int] = ()
) -> Iterator[str]:
    if not made:
        yield _("No handover is known: the table {file} has no row.").format(file=FILE)
    for told in made:
        yield _("{handover} ({source}). {sentence}").format(
            handover=told.handover.words,
            source=told.handover.source,
            sentence=_until_next(told, names, asked, data, shut),
        )


def _until_next(
    told: Told, names: dict[str, str], asked: Asked, data: tuple[date, date] | None, shut: Collection[int]
) -> str:
    """The clocks of a handover; those that rest on incidents in `shut` are only counted."""
    if told.handover.point is None:
        return told.handover.no_place
    if not told.clocks:
        none = _none(told.handover, asked, data)
        return _("Attacks within {km} km: {none}.").format(km=number(asked.km), none=none)
    kept = {actor: clock for actor, clock in told.clocks.items() if not {*shut} & {*_numbers(clock)}}
    clocks = [labelled(names.get(actor, actor), _days_words(clock)) for actor, clock in kept.items()]
    if hidden := len(told.clocks) - len(kept):
        clocks.append(_n("{n} attacker who must not be named here", "{n} attackers who must not be named here", hidden))
    return _("Until the next attack within {km} km: {clocks}.").format(km=number(asked.km), clocks="; ".join(clocks))


def _days_words(clock: Clock) -> str:
    """The days to the next attack: "3 days", "3 to 12 days", "3 days or more"; and whether one is certain."""
    if clock.high is None:
        return _("{days} or more, none of them certain").format(days=_n("{n} day", "{n} days", clock.low))
    if clock.low == clock.high:
        return _n("{n} day", "{n} days", clock.low)
    return _("{low} to {high} days").format(low=number(clock.low), high=number(clock.high))


def _none(handover: Handover, asked: Asked, data: tuple[date, date] | None) -> str:
    """That there is no attack, and until when the data would have one."""
    if data is None:
        return _("the data have no incident")
    if data[1] < handover.first:
        return _("the data end on {day}, before the handover").format(day=day(data[1]))
    if data[1] < handover.last + timedelta(days=asked.within):
        return _("none in the data until {day}").format(day=day(data[1]))
    return _n("none within {n} day", "none within {n} days", asked.within)


def _caveats(store: Store, chosen: IncidentFilter, asked: Asked, made: list[Told]) -> Iterator[str]:
    yield _(
        "Days are counted from the bounds of both dates: the fewest from the last possible day of the handover to the first of the "
        "attack, the most from the first to the last. Of a handover on or before a day only possible attacks are known."
    )
    yield _(
        "The place of a handover is that of its town, to {km} km. A distance is that of both places with their uncertainty; an attack "
        "along a road or somewhere in an area may be as near as its nearest point. An area as large as a country is near everything."
    ).format(km=number(_BASE_KM))
    yield _(
        "An attack soon after a handover need not have to do with it; an attack that nobody reported is not in the data."
    )
    if chosen.date_from or chosen.date_to:
        yield _("The days after each handover are looked at, whatever the period of the filter.")
    unlocated = sum(_unlocated(store, chosen, asked, told.handover) for told in made if told.handover.point is not None)
    if unlocated:
        yield _n(
            "{n} attack in the days looked at has no place: it may have been near.",
            "{n} attacks in the days looked at have no place: they may have been near.",
            unlocated,
        )
    nameless = sum(told.nameless for told in made)
    if nameless:
        yield _n(
            "{n} attack near names nobody who carried it out, and is in no row.",
            "{n} attacks near name nobody who carried them out, and are in no row.",
            nameless,
        )


def _unlocated(store: Store, chosen: IncidentFilter, asked: Asked, handover: Handover) -> int:
    """Attacks without a place in the days looked at; none where the filter asks for regions and hides them."""
    if chosen.regions and UNLOCATED not in chosen.regions:
        return 0
    types = tuple(name for name in types_of(store, ATTACKS) if not chosen.types or name in chosen.types)
    looked_at = replace(_looked_at(chosen, asked, handover), regions=(UNLOCATED,), types=types)
    return int(store.count(looked_at)) if types else 0


def _notes(clock: Clock, actor: str, handover: Handover, asked: Asked) -> Iterator[str]:
    """Why the days are not known better."""
    attack = clock.soonest
    first, last = as_day(attack.row.first_day), as_day(attack.row.last_day)
    if handover.open_start:
        yield _("The base changed hands on or before {day}: it may have been earlier.").format(day=day(handover.last))
    elif handover.first != handover.last:
        yield _("Only the month of the handover is known.")
    if first == last == handover.last and not (attack.row.open_start or attack.row.open_end):
        yield _("It is of the last possible day of the handover, which counts as day 0: which came first is not known.")
        if attack.row.event_class == "Base takeover" and fold(actor) == fold(handover.after):
            yield _("It may be the taking of this base itself.")
    elif first != last or attack.row.open_start or attack.row.open_end:
        yield _("The day of the attack is not known.")
    if attack.km_high > asked.km:
        yield _("It may be farther away, up to {km} km.").format(km=number(attack.km_high))
    if clock.surely and clock.surely.row.no != attack.row.no:
        yield _("The first that is certain: {attack}.").format(attack=_attack_words(clock.surely))


# --- the table ----------------------------------------------------------------------------------------------------------


def _columns() -> tuple[Column, ...]:
    return (
        Column("place", _("Base"), _("The town of the base, as reported."), 1.0),
        Column("handover", _("Changed hands"), _("When it did, as precisely as it is known."), 1.3),
        Column("parties", _("From and to"), _("Who held the base before, and who after."), 1.9),
        Column("actor", _("Attacker"), _("Who acts in the attack, alone or with others."), 1.2),
        Column("days_low", _("Days"), _("Days to the next attack: at least."), 1.4),
        Column(
            "days_high",
            _("At most"),
            _("Days to the next attack: at most; nothing where no attack is certain."),
            0.7,
            right=True,
        ),
        Column("attack", _("Attack"), _("The first that may be the next."), 2.2),
        Column("km_low", _("Km, at least"), _("How near it may be."), 0.7, right=True),
        Column("km_high", _("Km, at most"), _("How far off it may be."), 0.7, right=True),
        Column("certain", _("How sure"), _("Whether it surely came after the handover, and within the distance."), 0.8),
        Column("notes", _("Why"), _("Why the days are not known better."), 2.6, explains=True),
        Column("source", _("Source"), _("The document and the footnote on the handover."), 1.3),
        Column("note", _("Note"), _("What the table of handovers notes."), 2.6, explains=True),
    )


def _rows(
    told: Told,
    acting: tuple[str, ...],
    chosen: IncidentFilter,
    asked: Asked,
    names: dict[str, str],
    data: tuple[date, date] | None,
) -> Iterator[Row]:
    handover = told.handover
    if handover.point is None:
        yield _line(handover, "", None, None, (), ("–", "–"), handover.no_place)
        return
    for actor, clock in told.clocks.items():
        yield _of_clock(told.handover, actor, clock, chosen, asked, names)
    none = _none(handover, asked, data)
    for actor in acting:
        if actor not in told.clocks:
            yield _line(handover, names.get(actor, actor), None, None, (), (none, "–"), "")


def _of_clock(
    handover: Handover, actor: str, clock: Clock, chosen: IncidentFilter, asked: Asked, names: dict[str, str]
) -> Row:
    name, attack = names.get(actor, actor), clock.soonest
    notes = " ".join(_notes(clock, name, handover, asked))
    made = _line(
        handover,
        name,
        clock,
        attack,
        _numbers(clock),
        (_days_words(clock), "–" if clock.high is None else number(clock.high)),
        notes,
    )
    shown = replace(_looked_at(chosen, asked, handover), actors=(actor,), role="perpetrator")
    return replace(made, opens=View(shown, incident=attack.row.incident_id), flagged=attack.certain)


def _line(
    handover: Handover,
    actor: str,
    clock: Clock | None,
    attack: Near | None,
    numbers: tuple[int, ...],
    said: tuple[str, str],
    notes: str,
) -> Row:
    parties = f"{handover.before} → {handover.after}"
    dated = f"<= {handover.last}" if handover.open_start else f"{handover.first}/{handover.last}"
    sure = "" if attack is None else "certain" if attack.certain else "possible"
    sures = {"": "–", "certain": _("certain"), "possible": _("only possible")}
    kms = (None, None) if attack is None else (round(attack.km_low, 1), round(attack.km_high, 1))
    place = handover.place or _("place not given")
    return Row(
        values=(
            handover.place, dated, parties, actor, clock and clock.low, clock and clock.high, attack and attack.row.incident_id, *kms, sure,
            notes, f"{handover.document} {handover.footnote}".strip(), handover.note,
        ),
        cells=(
            place_name(place), handover.when, parties, actor or "–", *said, _attack_words(attack) if attack else "–", *map(_km, kms),
            sures[sure], notes, handover.source, handover.note,
        ),
        incidents=numbers,
        shape=handover.point,
    )  # fmt: skip


def _numbers(clock: Clock) -> tuple[int, ...]:
    both = (clock.soonest, clock.surely) if clock.surely else (clock.soonest,)
    return tuple(dict.fromkeys(int(each.row.no) for each in both))


def _attack_words(attack: Near) -> str:
    row = attack.row
    return f"{date_words(row)} · {type_name(row.event_type)} · {place_words(row)} · {status_name(row.status)}"


def _km(value: float | None) -> str:
    return "–" if value is None else number(value)
