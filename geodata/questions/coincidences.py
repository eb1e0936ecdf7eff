"""Coincidences: different armed groups that fight at the same place, close in time; how sure that is, and what chance gives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely.ops import nearest_points

from ..actors import fold
from ..errors import FilterError, nearest
from ..filters import IncidentFilter
from ..place_names import place_name
from ..rows import rows
from ..schema import EVENT_CLASSES
from ..store import Store
from ..texts import _, _n, days, did_you_mean, message, number
from ..views import View
from ..words import as_day, date_words
from . import asked as options
from .answer import Answer, Column, Row
from .chance import FEWEST, MORE_THAN_CHANCE, SHUFFLES, Chance, chance
from .distances import Outline
from .pairing import COUNTRY_KM, RELATIONS, Happened, Pairs, Tell, hours_between, km_between, pairs

NON_STATE, ARMED, EVERY = AMONG = ("non-state", "armed", "every")
STATE, UNARMED = ("Malian government", "United Nations"), ("Civilians",)  # sides of actors, see data/actors.csv
FIGHTING = tuple(each for each in EVENT_CLASSES if each not in ("Movement or statement", "Protest or riot"))
PARTS = ("perpetrator", "partner", "target")  # who is only named beside it takes no part in the fighting
MOST_ROWS = 500
MOST_SHUFFLED = 30_000  # incidents; of more, dealing out anew takes minutes
_NAMED = 6  # places that a sentence names
_EPOCH = pd.Timestamp("1970-01-01")


@dataclass(frozen=True)
class Asked(options.Asked):
    """`among`: every pair of non-state groups, of armed actors, or of all but civilians; `groups`: of these alone (names or ids)."""

    hours: float = options.option(
        24.0,
        "hours",
        options.amount(message("number of hours"), 0, 24 * 60),
        message("hours between the two at the most"),
        "within-hours",
    )
    km: float = options.option(
        20.0,
        "km",
        options.amount(message("number of kilometres"), 0, 500),
        message("kilometres between the two at the most"),
        "within-km",
    )
    among: str = options.option(
        NON_STATE,
        "among",
        options.one_of(AMONG),
        message("whose pairs: non-state groups, armed actors, or every actor but civilians"),
    )
    groups: tuple[str, ...] = options.option(
        (), "between", options.any_text, message("name or id of a group: pairs among these alone")
    )


@dataclass(frozen=True)
class Found:
    """The pairs and what they are of. `no`: the incidents' numbers; `sets`: the groups (ids) of each cast; `names` by id.

    `cluster`: for each pair the number of its group of incidents, which share some of them, -1 where it is only possible.
    `chance` is None where it was not asked for. `unplaced`, `wide`: incidents without a place, and of areas as large as a country,
    which are in no pair; `is_open`: those of which only one end of the interval is known; `unassigned`: incidents with an actor
    whom nobody has put into a group. `alone`: a single group was asked for.
    """

    asked: Asked
    no: np.ndarray
    happened: Happened
    pairs: Pairs
    cluster: np.ndarray
    sets: tuple[frozenset[str], ...]
    names: dict[str, str]
    chance: Chance | None
    unplaced: int
    wide: int
    is_open: int
    unassigned: int
    alone: bool

    def count(self, relation: str) -> int:
        """How many pairs are of this relation."""
        return self.pairs.counts[RELATIONS.index(relation)]


def find(
    store: Store, chosen: IncidentFilter, asked: Asked, tell: Tell = lambda _part: None, by_chance: bool | None = None
) -> Found:
    """The coincidences among the incidents of a filter. Raises FilterError for a group that nobody knows.

    `by_chance`: whether chance is worked out; None: where there are no more than `MOST_SHUFFLED` incidents.
    """
    actors = store.actors()
    groups = _groups(actors, asked)
    members = store.cast_members()
    members = members[members["role"].isin(PARTS)]
    sets, cast_of = _sets(members, groups)
    found = store.bounds(chosen, FIGHTING, list(cast_of))
    unassigned = _unassigned(store, chosen, members, actors) if asked.among != EVERY and not asked.groups else 0
    unplaced = found["latitude"].isna() & found["shape_no"].isna()
    outlines = {int(n): Outline(store.shapes[int(n)]) for n in found["shape_no"].dropna().unique()}
    wide = found["shape_no"].isin([n for n, each in outlines.items() if each.across >= COUNTRY_KM])
    placed = found[~unplaced & ~wide]
    happened = _happened(placed, cast_of, sets, {n: each for n, each in outlines.items() if each.across < COUNTRY_KM})
    worth = len(happened) <= MOST_SHUFFLED if by_chance is None else by_chance
    share = 0.5 if worth else 1.0  # of the work
    made = pairs(happened, asked.hours, asked.km, lambda part: tell(part * share))
    region = pd.factorize(placed["region_key"])[0]
    expected = (
        chance(happened, region, asked.hours, asked.km, tell=lambda part: tell(share + part * (1 - share)))
        if worth
        else None
    )
    return Found(
        asked, placed["no"].to_numpy(), happened, made, _clusters(made, len(happened)), sets, dict(actors[["actor_id", "name"]].itertuples(index=False)),
        expected, int(unplaced.sum()), int(wide.sum()), int(placed["is_open"].sum()), unassigned, bool(asked.groups) and len(groups) < 2,
    )  # fmt: skip


def _groups(actors: pd.DataFrame, asked: Asked) -> set[str]:
    """The ids of the actors whose pairs are looked for."""
    if asked.groups:
        return {_known(actors, name) for name in asked.groups}
    without = (
        (*STATE, *UNARMED, "") if asked.among == NON_STATE else (*UNARMED, "") if asked.among == ARMED else UNARMED
    )
    return set(actors.loc[~actors["side"].isin(without), "actor_id"])


def _known(actors: pd.DataFrame, name: str) -> str:
    known = {fold(row.name): row.actor_id for row in rows(actors)} | {fold(key): key for key in actors["actor_id"]}
    if fold(name) in known:
        return known[fold(name)]
    like = nearest(name, [*actors["actor_id"], *actors["name"]])
    raise FilterError(_('This data has no actor "{value}".').format(value=name[:80]) + did_you_mean(like))


def _sets(members: pd.DataFrame, groups: set[str]) -> tuple[tuple[frozenset[str], ...], dict[int, int]]:
    """The different sets of groups that take part, and for each cast with one the number of its set."""
    mine = members[members["actor_id"].isin(groups)]
    by_cast = mine.groupby("cast_no")["actor_id"].agg(frozenset)
    sets = tuple(sorted(set(by_cast), key=sorted))
    at = {each: number for number, each in enumerate(sets)}
    return sets, {int(cast): at[each] for cast, each in by_cast.items()}


def _unassigned(store: Store, chosen: IncidentFilter, members: pd.DataFrame, actors: pd.DataFrame) -> int:
    nobody = actors.loc[actors["side"] == "", "actor_id"]
    casts = members.loc[members["actor_id"].isin(nobody), "cast_no"].unique().tolist()
    return store.count_of(chosen, FIGHTING, casts)


def _may_meet(sets: tuple[frozenset[str], ...]) -> np.ndarray:
    """Whether a group of one set and a group of another can pair: each lacks the other's, so that they are neither on one side nor
    on two sides of either incident."""
    everybody = sorted(set().union(*sets))
    takes = np.array([[actor in each for actor in everybody] for each in sets], dtype="int32").reshape(len(sets), -1)
    alone = takes.sum(axis=1)[:, None] - takes @ takes.T > 0
    return alone & alone.T


def _happened(
    placed: pd.DataFrame, cast_of: dict[int, int], sets: tuple[frozenset[str], ...], outlines: dict[int, Outline]
) -> Happened:
    def as_days(column: str) -> np.ndarray:
        return ((placed[column] - _EPOCH) // pd.Timedelta(days=1)).to_numpy("int64")

    codes, names = pd.factorize(placed["place"])
    folded = pd.factorize(pd.Series(names, dtype=str).map(fold))[0] if len(names) else np.zeros(0, "int64")
    empty = np.array([not each for each in names], dtype=bool)
    return Happened(
        first=as_days("first_day"),
        last=as_days("last_day"),
        is_open=placed["is_open"].to_numpy(bool),
        latitude=placed["latitude"].to_numpy(float),
        longitude=placed["longitude"].to_numpy(float),
        reach=placed["uncertainty_km"].to_numpy(float),
        shape=placed["shape_no"].fillna(-1).to_numpy("int64"),
        name=np.where(empty, -1, folded)[codes] if len(names) else codes,
        cast=placed["cast_no"].map(cast_of).to_numpy("int64"),
        outlines=outlines,
        may_meet=_may_meet(sets) if sets else np.zeros((0, 0), bool),
    )


def _clusters(made: Pairs, incidents: int) -> np.ndarray:
    """The number of the group of incidents that each pair belongs to, from 1 in the order of time; -1 for what is only possible."""
    sure = made.relation < RELATIONS.index("possible")
    cluster = np.full(len(made), -1)
    if sure.any():
        i, j = made.one[sure], made.other[sure]
        _count, of = connected_components(
            coo_array((np.ones(len(i)), (i, j)), shape=(incidents, incidents)), directed=False
        )
        _values, first, at = np.unique(of[i], return_index=True, return_inverse=True)
        cluster[sure] = np.argsort(np.argsort(first))[at.reshape(-1)] + 1
    return cluster


def occasions(store: Store, chosen: IncidentFilter) -> tuple[int, int]:
    """How many pairs the filter's actors have at the same place within a day, and how many only possibly; in whatever part they take."""
    asked = Asked(groups=chosen.actors)
    found = find(store, replace(chosen, actors=(), role="any"), asked, by_chance=False)
    return found.count("same place"), found.count("near") + found.count("possible")


# --- as it is told ----------------------------------------------------------------------------------------------------


def answer(store: Store, chosen: IncidentFilter, asked: Asked) -> Answer:
    """The coincidences among the incidents of a filter, as they are told."""
    return told(store, chosen, find(store, chosen, asked))


def told(store: Store, chosen: IncidentFilter, found: Found) -> Answer:
    """What was found, in words and rows: those at the same place first, the possible ones last."""
    made = found.pairs
    first = np.argsort(made.relation, kind="stable")[:MOST_ROWS]
    numbers = found.no[np.unique(np.concatenate([made.one[first], made.other[first]]))].tolist()
    about = {row.no: row for row in rows(store.incidents_of(numbers))} if numbers else {}
    return Answer(
        title=_("Coincidences of different armed groups"),
        chosen=chosen,
        findings=tuple(_findings(found, about)),
        caveats=tuple(_caveats(found)),
        columns=_columns(),
        rows=tuple(_row(store, found, int(at), about, chosen) for at in first),
        left_out=sum(made.counts) - len(first),
        drawing=found,
    )


def relation_name(relation: str) -> str:
    """How a relation is said."""
    return {
        "same place": _("same place as reported"),
        "near": _("near for certain"),
        "possible": _("only possible"),
    }[relation]


def among_name(among: str) -> str:
    """How the choice of groups is said."""
    return {NON_STATE: _("non-state groups"), ARMED: _("armed actors"), EVERY: _("every actor but civilians")}[among]


def _columns() -> tuple[Column, ...]:
    return (
        Column("relation", _("How near"), _("same place as reported, near for certain, or only possible"), 1.1),
        Column("group", _("Group"), _("incidents that share a number are linked by such pairs; empty for the possible ones"), 0.5, True),
        Column("first_date", _("One"), _("day of the earlier incident, as precisely as it is known"), 1.0),
        Column("first_place", _("Where"), _("its place as reported"), 0.9),
        Column("first_actors", _("Who"), _("groups that take a fighting part in it and not in the other"), 1.1),
        Column("second_date", _("The other"), _("day of the later incident"), 1.0),
        Column("second_place", _("Where"), _("its place as reported"), 0.9),
        Column("second_actors", _("Who"), _("groups that take a fighting part in it and not in the first"), 1.1),
        Column("hours", _("Hours apart"), _("at the least and at the most, from what is known of the days"), 0.8, True),
        Column("km", _("km apart"), _("at the least and at the most, from what is known of the places"), 0.8, True),
        Column("incidents", _("Ids"), _("of the two incidents"), 1.6),
    )  # fmt: skip


def _row(store: Store, found: Found, at: int, about: dict[int, SimpleNamespace], chosen: IncidentFilter) -> Row:
    made = found.pairs
    one, other = (about[int(found.no[side[at]])] for side in (made.one, made.other))
    relation, who = RELATIONS[made.relation[at]], actors_of(found, at)
    hours, km = (range_words(*bounds) for bounds in bounds_of(found, at))
    group = int(found.cluster[at])
    ids = (one.incident_id, other.incident_id)
    places = (place_name(one.place), place_name(other.place))
    cells = (
        relation_name(relation), number(group) if group > 0 else "", date_words(one), places[0], "; ".join(who[0]),
        date_words(other), places[1], "; ".join(who[1]), hours, km, ", ".join(ids),
    )  # fmt: skip
    values = (relation, group if group > 0 else None, *cells[2:])
    opens = View(chosen, incident=one.incident_id)
    return Row(values, cells, (one.no, other.no), opens, link(store, one, other), relation != "possible")


def actors_of(found: Found, at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the groups that pair: those of the one incident that the other lacks, and the other way round."""
    one, other = (found.sets[found.happened.cast[side[at]]] for side in (found.pairs.one, found.pairs.other))
    return _named(found, one - other), _named(found, other - one)


def bounds_of(found: Found, at: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The hours and the kilometres between the two of a pair, each at the least and at the most."""
    one, other = found.pairs.one[[at]], found.pairs.other[[at]]
    hours, km = hours_between(found.happened, one, other), km_between(found.happened, one, other)
    return tuple(tuple(float(each[0]) for each in bounds) for bounds in (hours, km))


def _named(found: Found, actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found.names.get(actor, actor) for actor in actors))


def range_words(low: float, high: float) -> str:
    """A range: "0–48", "12", "0 or more" where there is no end."""
    if not np.isfinite(high):
        return _("{n} or more").format(n=number(round(float(low), 1)))
    least, most = number(round(float(low), 1)), number(round(float(high), 1))
    return least if least == most else f"{least}–{most}"


def link(store: Store, one: SimpleNamespace, other: SimpleNamespace) -> shapely.Geometry:
    """The line between the two on a map, a point where they have the same one: from a line or an area the point nearest the other."""
    shapes = [_shape(store, each) for each in (one, other)]
    if shapes[0].geom_type != "Point" and shapes[0].equals(shapes[1]):
        return _middle(shapes[0])
    ends = nearest_points(*shapes)
    return ends[0] if ends[0].equals(ends[1]) else shapely.LineString(ends)


def _shape(store: Store, row: SimpleNamespace) -> shapely.Geometry:
    return shapely.Point(row.longitude, row.latitude) if pd.isna(row.shape_no) else store.shapes[int(row.shape_no)]


def _middle(shape: shapely.Geometry) -> shapely.Point:
    return shape.interpolate(0.5, normalized=True) if "Line" in shape.geom_type else shape.representative_point()


def _findings(found: Found, about: dict[int, SimpleNamespace]) -> list[str]:
    asked, made = found.asked, found.pairs
    hours, km = number(asked.hours), number(asked.km)
    if found.alone:
        return [_("One group alone makes no pair: ask for another one as well.")]
    if not len(found.happened):
        return [_("No incident with a place has one of the groups in a fighting part.")]
    same, near, possible = (found.count(relation) for relation in RELATIONS)
    said = []
    if same:
        said.append(
            _("{pairs} at the same place as reported: {places}.").format(
                pairs=_pairs(same), places=_places(found, about)
            )
        )
        sure = made.in_time
        if sure < same:
            said.append(
                _(
                    "Of these {sure} within {hours} hours for certain, and {rest} only possibly: of two days that touch, the times are 0 to "
                    "48 hours apart."
                ).format(sure=number(sure), rest=number(same - sure), hours=hours)
            )
    else:
        said.append(_("No pair of incidents at the same place as reported within {hours} hours.").format(hours=hours))
    text = _("{pairs} of other places within {km} km and {hours} hours for certain, {possible} only possibly.").format(
        pairs=_pairs(near), possible=number(possible), hours=hours, km=km
    )
    return [*said, text, _chance_words(found)]


def _pairs(count: int) -> str:
    return _n("{n} pair of incidents", "{n} pairs of incidents", count)


def _places(found: Found, about: dict[int, SimpleNamespace]) -> str:
    """Where and when the first few are."""
    same = np.flatnonzero(found.pairs.relation == 0)
    said = []
    for at in same[:_NAMED]:
        one, other = (about[int(found.no[side[at]])] for side in (found.pairs.one, found.pairs.other))
        said.append(f"{place_name(one.place)}, {days(as_day(one.first_day), as_day(other.last_day))}")
    more = len(same) - len(said)
    return "; ".join(said) + (_("; and {n} more").format(n=number(more)) if more else "")


def _chance_words(found: Found) -> str:
    expected = found.chance
    if expected is None:
        return _("By chance: not worked out for more than {n} incidents at once.").format(n=number(MOST_SHUFFLED))
    if expected.too_few:
        return _(
            "Too few to tell chance from pattern: only {n} incidents have days that could be dealt out anew; at least {least} are needed."
        ).format(n=number(expected.dealt), least=number(FEWEST))
    counted = _(
        "Observed {observed} pairs at the same place or near for certain, expected by chance {expected} (95 of 100 shuffles: {low} to "
        "{high}), p = {p}."
    ).format(
        observed=number(expected.observed), expected=number(expected.expected, 1), low=number(expected.low), high=number(expected.high),
        p=number(expected.p, 3),
    )  # fmt: skip
    if expected.more:
        return counted + " " + _("That is more than chance gives; it does not say why.")
    return counted + " " + _("That can be chance.")


def _left_aside(found: Found) -> list[str]:
    """Which incidents are in no pair, or in none that is sure, and why."""
    said = []
    if found.unplaced:
        said.append(
            _n(
                "{n} incident without a place is in no pair.",
                "{n} incidents without a place are in no pair.",
                found.unplaced,
            )
        )
    if found.wide:
        text = _(
            "{incidents} known only to lie in an area or on a line of {km} km or more, such as a country: in no pair."
        )
        said.append(text.format(incidents=_n("{n} incident", "{n} incidents", found.wide), km=number(COUNTRY_KM)))
    if found.is_open:
        said.append(
            _n(
                "{n} incident is dated “on or before” or “since” a day: looked for at that day, and only possible.",
                "{n} incidents are dated “on or before” or “since” a day: looked for at that day, and only possible.",
                found.is_open,
            )
        )
    if found.unassigned:
        said.append(
            _n(
                "{n} incident has an actor whom nobody has put into a group: the Actors page does that.",
                "{n} incidents have an actor whom nobody has put into a group: the Actors page does that.",
                found.unassigned,
            )
        )
    return said


def _caveats(found: Found) -> list[str]:
    said = _left_aside(found)
    said.append(
        _(
            "Same place: the same position, a town of the same name, or the same road; an area only where it is no wider than {km} km. "
            "Both days must be known. Groups that are on one side of an incident, or on both, make no pair over it."
        ).format(km=number(found.asked.km))
    )
    if found.chance and not found.chance.too_few:
        said.append(
            _(
                "By chance: the days are dealt out anew {times} times among the incidents of the same groups in the same region. p up to {p} "
                "is called more than chance."
            ).format(times=number(SHUFFLES), p=number(MORE_THAN_CHANCE, 2))
        )
    return said


# --- for programs -----------------------------------------------------------------------------------------------------


def to_json(store: Store, found: Found) -> dict[str, Any]:
    """All pairs and groups of incidents, as JSON can hold them; `hours` and `km` are [low, high], null for no end."""
    made = found.pairs
    numbers = found.no[np.unique(np.concatenate([made.one, made.other]))].tolist()
    about = {row.no: row for row in rows(store.incidents_of(numbers))} if numbers else {}
    hours, km = (
        np.column_stack(between(found.happened, made.one, made.other)) for between in (hours_between, km_between)
    )
    listed = [_pair(found, at, about, hours[at], km[at]) for at in range(len(made))]
    groups: dict[int, list[str]] = {}
    for each in listed:
        if each["group"]:
            groups.setdefault(each["group"], []).extend(each["ids"])
    return {
        "within_hours": found.asked.hours,
        "within_km": found.asked.km,
        "counts": dict(zip(RELATIONS, made.counts, strict=True)),
        "pairs": listed,
        "pairs_left_out": sum(made.counts) - len(made),
        "groups": [{"group": group, "ids": list(dict.fromkeys(ids))} for group, ids in sorted(groups.items())],
        "chance": _chance_json(found.chance),
        "left_out": {"unlocated": found.unplaced, "as_large_as_a_country": found.wide},
    }


def _pair(
    found: Found, at: int, about: dict[int, SimpleNamespace], hours: np.ndarray, km: np.ndarray
) -> dict[str, Any]:
    made = found.pairs
    one, other = (about[int(found.no[side[at]])] for side in (made.one, made.other))
    who = actors_of(found, at)
    places = list(dict.fromkeys(place_name(each.place) for each in (one, other)))
    return {
        "relation": RELATIONS[made.relation[at]],
        "ids": [one.incident_id, other.incident_id],
        "actors": [*who[0], *who[1]],
        "place": " / ".join(places),
        "places": [place_name(one.place), place_name(other.place)],
        "first_day": day_text(one.first_day),
        "last_day": day_text(other.last_day),
        "hours": [*map(_plain, hours)],
        "km": [*map(_plain, km)],
        "certain_in_time": bool(hours[1] <= found.asked.hours),
        "group": int(found.cluster[at]) if found.cluster[at] > 0 else None,
    }


def _chance_json(found: Chance | None) -> dict[str, Any] | None:
    if found is None:
        return None
    told = {
        "observed": found.observed,
        "too_few": found.too_few,
        "incidents_dealt_out": found.dealt,
        "shuffles": SHUFFLES,
    }
    if found.too_few:
        return told
    return told | {
        "expected": found.expected,
        "low": found.low,
        "high": found.high,
        "p": found.p,
        "more_than_chance": found.more,
    }


def day_text(value: Any) -> str:
    """A day as 2023-10-03."""
    return as_day(value).isoformat()


def _plain(value: float) -> float | None:
    return round(float(value), 2) if np.isfinite(value) else None


# --- how it depends on what is asked ----------------------------------------------------------------------------------

HOURS, KM = (24, 48, 72, 168), (5, 10, 20, 50, 100)
MOST_DEPENDENT = 5_000  # incidents; of more it would take seconds


def dependence(found: Found) -> pd.DataFrame | None:
    """How many pairs there are at the same place or near for certain (`sure`) and only possibly (`possible`) for each of `HOURS` and
    `KM`: hours, km, sure, possible; None for more than `MOST_DEPENDENT` incidents."""
    if len(found.happened) > MOST_DEPENDENT:
        return None
    made = []
    for hours in HOURS:
        for km in KM:
            same, near, possible = pairs(found.happened, float(hours), float(km)).counts
            made.append((hours, km, same + near, possible))
    return pd.DataFrame(made, columns=["hours", "km", "sure", "possible"])
