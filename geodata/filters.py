"""The filter: one immutable value that knows its SQL, its sentence in plain words and its URL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from .actors import fold
from .errors import FilterError
from .filter_words import detail_name, group_name, precise_name, region_name, role_name, status_name
from .link_values import LinkValues
from .moments import Moment, said, written
from .schema import BETWEEN, PLACE_PRECISIONS, STATUSES
from .texts import _, day, days
from .words import type_name

# What an imprecise date must do. Shared out, an incident counts with the part of its interval that lies in the period.
OVERLAPPING, INSIDE, SHARED = POLICIES = ("overlapping", "inside", "shared")
# By which region an incident counts: the one its place lies in, or the one reported where there is one.
COMPUTED, REPORTED = REGION_RULES = ("computed", "reported")
# What a role of the filter covers: who acts with the perpetrator acts too.
ROLE_COVERS = {"any": (), "perpetrator": ("perpetrator", "partner"), "target": ("target",)}
MOST_TEXT = 200
# What can be asked of the details of an incident, each true or false of it; unlike the values of the other parts all must hold.
DETAILS = {
    "imprecise-date": "(open_start or open_end or first_day < last_day)",
    "imprecise-place": "(place_precision in ('near settlement', 'road', 'area'))",
    "deaths-low": "(fatalities_low is not null)",
    "deaths-best": "(fatalities_best is not null)",
    "deaths-high": "(fatalities_high is not null)",
    "no-deaths": "(coalesce(fatalities_low, fatalities_best, fatalities_high) is null)",
}


@dataclass(frozen=True)
class Predicate:
    """A condition on a row of the table `incident`, true or false and never null, with its bound values."""

    sql: str
    values: tuple


@dataclass(frozen=True)
class IncidentFilter:
    """Which incidents to show; empty parts let everything through. Parts combine with "and", values of a part with "or".

    `date_from` and `date_to` are days, both included. `dates` says what an imprecise date must do: *overlapping* the
    period, lie *inside* it, or be *shared* out: then an incident that overlaps it counts with a part of 1. `precise` is the
    least precise of `PLACE_PRECISIONS` that is shown, "" for all. `groups` are sides of actors, "" those that have none;
    `role` is theirs and that of `actors`. `acting` and `against` are the actors of a pair, of whom one acts against the
    other. `details` are keys of `DETAILS`, which must all hold. "On or before" and "since" lie on their day for the first and are never inside. `regions` are keys of units
    of the boundary set `boundary_set` ("" for the embedded one), `OUTSIDE` and `UNLOCATED`; `regions_by` says by which region
    an incident counts. These two hide nothing: they say what the numbers by region mean. `known_on` is the day, or the minute of
    a day, whose picture is shown: the store to ask is then `store.as_known` of that moment.
    """

    date_from: date | None = None
    date_to: date | None = None
    dates: str = OVERLAPPING
    precise: str = ""
    actors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    role: str = "any"
    acting: str = ""
    against: str = ""
    regions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    data_sets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    text: str = ""
    details: tuple[str, ...] = ()
    boundary_set: str = ""
    regions_by: str = COMPUTED
    known_on: Moment | None = None

    def __post_init__(self):
        if self.dates not in POLICIES:
            raise FilterError(
                _('"{value}" is no way to count dates. Use one of: {words}.').format(
                    value=self.dates, words=", ".join(POLICIES)
                )
            )
        if self.precise not in ("", *PLACE_PRECISIONS):
            raise FilterError(
                _('"{value}" is no precision of a place. Use one of: {words}.').format(
                    value=self.precise, words=", ".join(PLACE_PRECISIONS)
                )
            )
        if self.role not in ROLE_COVERS:
            raise FilterError(
                _('"{value}" is no role. Use one of: {words}.').format(value=self.role, words=", ".join(ROLE_COVERS))
            )

        if unknown := set(self.details) - DETAILS.keys():
            raise FilterError(
                _('"{value}" is no detail of an incident. Use one of: {words}.').format(
                    value=min(unknown), words=", ".join(DETAILS)
                )
            )
        if self.regions_by not in REGION_RULES:
            raise FilterError(
                _('"{value}" is no way to count by region. Use one of: {words}.').format(
                    value=self.regions_by, words=", ".join(REGION_RULES)
                )
            )

    @property
    def backwards(self) -> bool:
        """Whether the period ends before it starts: nothing can lie in it."""
        return bool(self.date_from and self.date_to and self.date_to < self.date_from)

    def where(self) -> dict[str, Predicate]:
        """The conditions by part, in the order in which a hidden incident is put down to one of them; idle parts left out."""
        made = {
            "dates": self._dates(),
            "precise": self._precise(),
            "actors": self._actors(),
            "groups": self._groups(),
            "pair": self._pair(),
            "regions": self._regions(),
            "types": _any_of("event_type", self.types),
            "statuses": _any_of("status", self.statuses),
            "data_sets": _any_of("data_set", self.data_sets),
            "documents": self._documents(),
            "text": self._text(),
            "details": self._details(),
        }
        return {part: predicate for part, predicate in made.items() if predicate}

    def _dates(self) -> Predicate | None:
        if not (self.date_from or self.date_to):
            return None
        if self.backwards:
            return Predicate("false", ())
        first, last = self.date_from or date.min, self.date_to or date.max
        if self.dates == INSIDE:
            return Predicate("(not open_start and not open_end and first_day >= ? and last_day <= ?)", (first, last))
        return Predicate("(last_day >= ? and first_day <= ?)", (first, last))

    def share(self) -> Predicate | None:
        """What an incident that the period lets through counts with: a part from 0 to 1, None where it is always 1."""
        if self.dates != SHARED or self.backwards or not (self.date_from or self.date_to):
            return None
        first, last = self.date_from or date.min, self.date_to or date.max
        inside = "least(last_day, ?) - greatest(first_day, ?) + 1"
        return Predicate(f"(({inside}) * 1.0 / (last_day - first_day + 1))", (last, first))

    def _precise(self) -> Predicate | None:
        if self.precise in ("", PLACE_PRECISIONS[-1]):
            return None
        return _any_of("place_precision", PLACE_PRECISIONS[: PLACE_PRECISIONS.index(self.precise) + 1])

    def _actors(self) -> Predicate | None:
        if not self.actors:
            return None
        roles = ROLE_COVERS[self.role]
        in_role = f" and role in ({_marks(roles)})" if roles else ""
        sql = f"(cast_no in (select cast_no from cast_member where actor_id in ({_marks(self.actors)}){in_role}))"
        return Predicate(sql, (*self.actors, *roles))

    def _groups(self) -> Predicate | None:
        if not self.groups:
            return None
        roles = ROLE_COVERS[self.role]
        in_role = f" and m.role in ({_marks(roles)})" if roles else ""
        sql = (
            "(cast_no in (select m.cast_no from cast_member m join actor a on a.actor_id = m.actor_id "
            f"where a.side in ({_marks(self.groups)}){in_role}))"
        )
        return Predicate(sql, (*self.groups, *roles))

    def _pair(self) -> Predicate | None:
        """Incidents in which one acts and the other is the target; with one of the two, whoever the other is."""
        sides = [(self.acting, ROLE_COVERS["perpetrator"]), (self.against, ROLE_COVERS["target"])]
        parts = [(actor, roles) for actor, roles in sides if actor]
        if not parts:
            return None
        sql = " and ".join(
            f"cast_no in (select cast_no from cast_member where actor_id = ? and role in ({_marks(roles)}))"
            for _actor, roles in parts
        )
        return Predicate(f"({sql})", tuple(value for actor, roles in parts for value in (actor, *roles)))

    def _documents(self) -> Predicate | None:
        if not self.documents:
            return None
        sql = f"(no in (select no from citation where document_id in ({_marks(self.documents)})))"
        return Predicate(sql, self.documents)

    def _regions(self) -> Predicate | None:
        """A unit of a deeper level by its own key or the begin of those that it holds; the top level has a column of its own."""
        tops = tuple(key for key in self.regions if BETWEEN not in key)
        parts = [_any_of("region_key", tops)] if tops else []
        deeper = (key for key in self.regions if BETWEEN in key)
        parts += [Predicate("unit_key = ? or starts_with(unit_key, ?)", (key, key + BETWEEN)) for key in deeper]
        if not parts:
            return None
        return Predicate(
            f"({' or '.join(part.sql for part in parts)})", tuple(v for part in parts for v in part.values)
        )

    def _text(self) -> Predicate | None:
        words = fold(self.text).split()
        if not words:
            return None
        return Predicate("(" + " and ".join(["position(? in search_text) > 0"] * len(words)) + ")", tuple(words))

    def _details(self) -> Predicate | None:
        return Predicate(f"({' and '.join(DETAILS[each] for each in self.details)})", ()) if self.details else None

    def condition(self) -> tuple[str, tuple]:
        """All parts as one condition, "true" for the empty filter, with its bound values."""
        made = self.where().values()
        return " and ".join(each.sql for each in made) or "true", tuple(v for each in made for v in each.values)

    @property
    def cleared(self) -> "IncidentFilter":
        """The filter that lets everything through, with the same boundary set and the same way to count by region."""
        return IncidentFilter(boundary_set=self.boundary_set, regions_by=self.regions_by)

    def without(self, part: str) -> "IncidentFilter":
        """The same filter with one part, named as in `where()`, let go."""
        empty = IncidentFilter()
        fields = {"dates": ("date_from", "date_to"), "actors": ("actors",), "pair": ("acting", "against")}.get(
            part, (part,)
        )
        return replace(self, **{name: getattr(empty, name) for name in fields})

    def describe(self, names: Mapping[str, str], boundaries: str) -> str:
        """The filter as one sentence, for above the map and in every export.

        `names` gives actors' names by id, `boundaries` the boundary set's own: a count "in Mopti" means nothing without it.
        """
        parts = [self._say_dates(), self._say_actors(names)]
        if self.known_on:
            parts.insert(0, _("as known on {day}").format(day=said(self.known_on)))
        if self.precise:
            parts.append(precise_name(self.precise))
        if self.regions:
            parts.append(", ".join(region_name(key) for key in self.regions))
        if self.types:
            parts.append(", ".join(map(type_name, self.types)))
        if self.statuses:
            parts.append(", ".join(status_name(status) for status in self.statuses))
        if self.data_sets:
            parts.append(_("data set {names}").format(names=", ".join(self.data_sets)))
        if self.documents:
            parts.append(_("cited from {names}").format(names=", ".join(self.documents)))
        if self.text.strip():
            parts.append(_("text “{text}”").format(text=self.text.strip()))
        parts += map(detail_name, self.details)
        by = _("regions as reported, else by {set}") if self.regions_by == REPORTED else _("regions by {set}")
        parts.append(by.format(set=boundaries))
        return " · ".join(parts)

    def _say_dates(self) -> str:
        if self.backwards:
            return _("from {first} to {last}, which is backwards").format(
                first=day(self.date_from), last=day(self.date_to)
            )
        said = days(self.date_from, self.date_to)
        if not (self.date_from or self.date_to):
            return said
        ways = {INSIDE: _("{period}, dates wholly inside"), SHARED: _("{period}, imprecise dates shared out")}
        return ways.get(self.dates, "{period}").format(period=said)

    def _say_actors(self, names: Mapping[str, str]) -> str:
        named = [_name(actor, names) for actor in self.actors]
        parts = [", ".join(part) for part in (named, [group_name(group) for group in self.groups]) if part]
        if self.role != "any":
            parts = [_("{actors} as {role}").format(actors=said, role=role_name(self.role)) for said in parts]
        if self.acting or self.against:
            acting, against = _name(self.acting, names) or _("anybody"), _name(self.against, names) or _("anybody")
            parts.append(_("{actor} against {target}").format(actor=acting, target=against))
        return " · ".join(parts) or _("all actors")

    def to_query(self) -> dict[str, str | list[str]]:
        """The filter as URL query parameters; only what differs from the empty filter."""
        query = {
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            "dates": "" if self.dates == OVERLAPPING else self.dates,
            "precise": self.precise,
            "actor": list(self.actors),
            "group": list(self.groups),
            "role": "" if self.role == "any" else self.role,
            "acting": self.acting,
            "against": self.against,
            "region": list(self.regions),
            "type": list(self.types),
            "status": list(self.statuses),
            "data": list(self.data_sets),
            "source": list(self.documents),
            "q": self.text,
            "detail": list(self.details),
            "known": written(self.known_on) if self.known_on else "",
            "set": self.boundary_set,
            "by-region": "" if self.regions_by == COMPUTED else self.regions_by,
        }
        return {key: value for key, value in query.items() if value}

    @classmethod
    def from_query(
        cls, query: Mapping[str, list[str]], known: Mapping[str, tuple[str, ...]]
    ) -> tuple["IncidentFilter", list[str]]:
        """The filter of a link, and a sentence for each value in it that can't be used; such values are left out.

        `query` maps a key to its values; `known` gives the values that exist for actor, region (of the query's boundary set),
        group, type, data, source and set.
        """
        values = LinkValues(query, known)
        actors = known["actor"] if {"acting", "against"} & query.keys() else ()
        made = cls(
            date_from=values.day("from"),
            date_to=values.day("to"),
            known_on=values.moment("known"),
            dates=values.one("dates", OVERLAPPING, POLICIES),
            precise=values.one("precise", among=PLACE_PRECISIONS),
            actors=values.some("actor"),
            groups=values.some("group"),
            role=values.one("role", "any", tuple(ROLE_COVERS)),
            acting=values.one("acting", among=actors),
            against=values.one("against", among=actors),
            regions=values.some("region"),
            types=values.some("type"),
            statuses=values.some("status", STATUSES),
            data_sets=values.some("data"),
            documents=values.some("source"),
            text=values.last("q")[:MOST_TEXT],
            details=values.some("detail", tuple(DETAILS)),
            boundary_set=values.one("set"),
            regions_by=values.one("by-region", COMPUTED, REGION_RULES),
        )
        return made, values.problems


def _any_of(column: str, values: tuple[str, ...]) -> Predicate | None:
    return Predicate(f"({column} in ({_marks(values)}))", values) if values else None


def _marks(values: tuple) -> str:
    return ", ".join("?" * len(values))


def _name(actor: str, names: Mapping[str, str]) -> str:
    return names.get(actor, actor.removeprefix("unlisted:"))
