"""Coincidences as they are told: findings, rows and caveats, and the same as JSON for programs."""

from collections.abc import Collection, Iterable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.ops import nearest_points

from ..filters import IncidentFilter
from ..place_names import place_name
from ..rows import rows
from ..store import Store
from ..texts import _, _n, days, number
from ..views import View
from ..words import as_day, date_words
from .answer import Answer, Column, Row
from .chance import FEWEST, MORE_THAN_CHANCE, SHUFFLES, Chance
from .coincidences import ARMED, EVERY, MOST_SHUFFLED, NON_STATE, Asked, Found, find
from .happened import hours_between, km_between
from .pairing import COUNTRY_KM, RELATIONS, Tell

MOST_ROWS = 500
_NAMED = 6  # places that a sentence names


def answer(store: Store, chosen: IncidentFilter, asked: Asked, tell: Tell = lambda _part: None) -> Answer:
    """The coincidences among the incidents of a filter, as they are told."""
    return told(store, chosen, find(store, chosen, asked, tell))


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
        marked=_("Marked rows: at the same place as reported, or near for certain."),
        drawing=found,
        findings_without=lambda shut: tuple(_findings(found, about, shut)),
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
        Column("incidents", _("Ids"), _("of the two incidents"), 1.6, whole=True),
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


def _findings(found: Found, about: dict[int, SimpleNamespace], shut: Collection[int] = ()) -> list[str]:
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
                pairs=_pairs(same), places=_places(found, about, shut)
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


def _places(found: Found, about: dict[int, SimpleNamespace], shut: Collection[int]) -> str:
    """Where and when the first few are; those of incidents in `shut` are only counted, as far as there are rows of them."""
    listed = np.flatnonzero(found.pairs.relation == 0)[:MOST_ROWS]
    pairs = [tuple(int(found.no[side[at]]) for side in (found.pairs.one, found.pairs.other)) for at in listed]
    kept = [pair for pair in pairs if not {*shut} & {*pair}]
    said = []
    for one, other in ((about[no] for no in pair) for pair in kept[:_NAMED]):
        said.append(f"{place_name(one.place)}, {days(as_day(one.first_day), as_day(other.last_day))}")
    hidden = len(pairs) - len(kept)
    more = found.count("same place") - hidden - len(said)
    if hidden:
        said.append(_n("{n} that must not be named here", "{n} that must not be named here", hidden))
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
