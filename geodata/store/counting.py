"""The numbers of a filter: few scans of the incidents, from which all counts on a page are added up, so that they agree."""

from dataclasses import dataclass, replace

import pandas as pd

from ..filters import COMPUTED, DETAILS, ROLE_COVERS, IncidentFilter
from ..regions import above
from ..schema import BETWEEN, OUTSIDE, UNLOCATED
from .amounts import amount, each, plain
from .dating import Dating
from .keeping import Kept

# By what incidents are counted, each by itself: all together would have as many rows as there are combinations.
_MARGINS = (
    ("region_key", "country"), ("unit_key",), ("status",), ("event_type",), ("data_set",), ("agreement",),
    ("place_precision",), ("cast_no",),
)  # fmt: skip
_SIDES = [name for margin in _MARGINS for name in margin]
BOUNDS = ("low", "best", "high")  # of a number of deaths
# Rows of sums, some 80 MB; a filter has some hundred, or as many as there are sets of participants.
MOST_KEPT = 400_000


@dataclass(frozen=True)
class Counts:
    """How many incidents there are, are shown, and why the rest is hidden.

    total = shown + sum of `hidden`; shown = sum of `by_region` + `outside` + `unlocated`. `hidden` puts an incident down
    to the first part of the filter that it fails. `by_actor` counts an incident once for each actor who takes part in it
    (in the filter's role), so its sum may be more than `shown`. All are whole numbers, but with imprecise dates shared out:
    then an incident counts with the part of its interval that lies in the period, and the rest of it is hidden by dates.
    """

    total: int
    shown: float
    by_region: dict[str, float]
    outside: dict[str, float]
    unlocated: float
    hidden: dict[str, float]
    by_actor: dict[str, float]
    by_status: dict[str, float]
    by_type: dict[str, float]


@dataclass(frozen=True)
class Details:
    """What the incidents of a filter say of themselves: how many each of `filters.DETAILS` holds for, and the sums of deaths by
    `BOUNDS`, each over the incidents that give that number. Deaths are whole, also where imprecise dates are shared out."""

    incidents: dict[str, float]
    deaths: dict[str, int]


class Counting(Dating):
    """What can be counted of a filter. `version` names the state of the data: sums of an earlier one are never used."""

    version: str
    _sums: Kept

    def _sum(self, chosen: IncidentFilter) -> pd.DataFrame:
        """The incidents of a filter by each of `_MARGINS`, in one scan: margin (its bits), the columns of all, null in those of
        the others, incidents (each counts as one) and amount (with its share of the period)."""
        where, values = chosen.condition()
        counted = amount(chosen)
        sets = ", ".join(f"({', '.join(margin)})" for margin in _MARGINS)
        return self._sums.made(
            (self.version, chosen),
            lambda: self._frame(
                f"select grouping({', '.join(_SIDES)}) as margin, {', '.join(_SIDES)}, count(*) as incidents, {counted.sql} as amount "
                f"from {self.source_of(chosen)} i where {where} group by grouping sets ({sets})",
                (*counted.values, *values),
            ),
        )

    def _margin(self, chosen: IncidentFilter, *columns: str) -> pd.DataFrame:
        """The rows of `_sum` for one of `_MARGINS`."""
        summed = self._sum(chosen)
        return summed[summed["margin"] == _bits(columns)]

    def _by(self, chosen: IncidentFilter, *columns: str, what: str = "amount") -> list[tuple]:
        """Values of one of `_MARGINS` and how many incidents have them, most first; each a tuple that ends with the number."""
        found = self._margin(chosen, *columns)
        rows = zip(*(found[name].tolist() for name in columns), map(plain, found[what]), strict=True)
        return sorted(rows, key=lambda row: (-row[-1], row[:-1]))

    # --- all numbers ----------------------------------------------------------------------------------------------

    def counts(self, chosen: IncidentFilter) -> Counts:
        """The numbers of a filter, all from one state of the data."""
        shown, hidden = self._fates(chosen)
        by_region, outside, unlocated = self.located(chosen)
        return Counts(
            total=self.total(), shown=shown, by_region=by_region, outside=outside, unlocated=unlocated, hidden=hidden,
            by_actor=self.by_actor(chosen), by_status=dict(self._by(chosen, "status")), by_type=self.by_type(chosen),
        )  # fmt: skip

    def located(self, chosen: IncidentFilter) -> tuple[dict[str, float], dict[str, float], float]:
        """How many incidents of a filter lie in each region, outside by country, and without a place."""
        by_region: dict[str, float] = dict.fromkeys(self.boundary_set(chosen.boundary_set).names, 0)
        outside: dict[str, float] = {}
        unlocated: float = 0
        for key, country, count in self._regions(chosen):
            if key == OUTSIDE:
                outside[country] = plain(outside.get(country, 0) + count)
            elif key == UNLOCATED:
                unlocated = plain(unlocated + count)
            else:
                by_region[key] = plain(by_region[key] + count)
        return by_region, outside, unlocated

    def _regions(self, chosen: IncidentFilter) -> list[tuple]:
        """Region, country and number; by themselves where nothing else is asked of the filter."""
        if self._sums.get((self.version, chosen)) is not None:
            return self._by(chosen, "region_key", "country")
        if chosen == chosen.without("regions"):
            both = self._by_both(chosen)
            key = "region_key" if chosen.regions_by == COMPUTED else "reported"
            return [(*row, plain(count)) for row, count in both.groupby([key, "country"])["amount"].sum().items()]
        where, values = chosen.condition()
        counted = amount(chosen)
        return self._rows(
            f"select region_key, country, {counted.sql} from {self.source_of(chosen)} i where {where} group by 1, 2",
            (*counted.values, *values),
        )

    def _by_both(self, chosen: IncidentFilter) -> pd.DataFrame:
        """The incidents of a filter, its regions left aside, by the region computed and by that reported: region_key, reported,
        country, incidents, amount."""
        computed = replace(chosen.without("regions"), regions_by=COMPUTED)
        where, values = computed.condition()
        counted = amount(computed)

        def make() -> pd.DataFrame:
            found = self._frame(
                f"select region_key, reported_key, country, count(*) as incidents, {counted.sql} as amount "
                f"from {self.source_of(computed)} i where {where} group by 1, 2, 3",
                (*counted.values, *values),
            )
            return found.assign(reported=found["reported_key"].str.split(BETWEEN).str[0])

        return self._sums.made((self.version, computed, "both"), make)

    def moved_by_report(self, chosen: IncidentFilter) -> int:
        """How many incidents of a filter, its regions left aside, count in another region when the report decides."""
        both = self._by_both(chosen)
        return int(both.loc[both["region_key"] != both["reported"], "incidents"].sum())

    def _fates(self, chosen: IncidentFilter) -> tuple[float, dict[str, float]]:
        """How many incidents are shown, and how many each part of the filter hides; of those shared out the rest is hidden by dates."""
        made, counted = chosen.where(), amount(chosen)
        shown = plain(self._margin(chosen, "status")["amount"].sum())
        if len(made) < 2:  # then it hides all the rest
            return shown, dict.fromkeys(made, plain(self.total() - shown))
        fate = " ".join(f"when not {predicate.sql} then '{part}'" for part, predicate in made.items())
        values = [value for predicate in made.values() for value in predicate.values]
        rows = self._rows(
            f"select case {fate} else null end as fate, count(*), {counted.sql} from {self.source_of(chosen)} i group by 1",
            [*values, *counted.values],
        )
        total = sum(count for _part, count, _counted in rows)
        # Of what lies outside the period nothing is counted.
        found = {part: plain(parts) for part, _count, parts in rows if part not in ("dates", None)}
        hidden = dict.fromkeys(made, 0) | found
        if "dates" in made:
            hidden["dates"] = plain(total - shown - sum(found.values()))
        return shown, hidden

    def total(self) -> int:
        """How many incidents there are."""
        return self._rows("select count(*) from incident")[0][0]

    def count(self, chosen: IncidentFilter) -> float:
        """How many incidents a filter shows; with imprecise dates shared out, their parts in the period together."""
        if self._sums.get((self.version, chosen)) is not None:
            return plain(self._margin(chosen, "status")["amount"].sum())
        where, values = chosen.condition()
        counted = amount(chosen)
        rows = self._rows(
            f"select {counted.sql} from {self.source_of(chosen)} i where {where}", (*counted.values, *values)
        )
        return plain(rows[0][0])

    # --- by value -------------------------------------------------------------------------------------------------

    def facets(self, chosen: IncidentFilter) -> dict[str, dict[str, float]]:
        """For each part of the filter, how many incidents each of its values would show, all other parts applied."""
        return {
            "actors": self.by_actor(replace(chosen, actors=())),
            "groups": self.by_group(replace(chosen, groups=())),
            "regions": self.by_unit(chosen.without("regions")),
            "types": dict(self._by(chosen.without("types"), "event_type")),
            "statuses": dict(self._by(chosen.without("statuses"), "status")),
            "data_sets": dict(self._by(chosen.without("data_sets"), "data_set")),
            "precise": dict(self._by(chosen.without("precise"), "place_precision")),
        }

    def by_unit(self, chosen: IncidentFilter) -> dict[str, float]:
        """How many incidents of a filter lie in each unit of its boundary set, on every level, outside and without a place.

        What is known to lie in a region but in none of its deeper units counts in the region only.
        """
        found: dict[str, float] = {}
        for key, count in self._by(chosen, "unit_key"):
            for unit in above(key):
                found[unit] = plain(found.get(unit, 0) + count)
        return found

    def differing(self, chosen: IncidentFilter) -> dict[str, int]:
        """How many of the incidents that a filter shows agree with their report in each way: `schema.AGREEMENTS` to number.

        Each counts as one, whatever its share of the period is: these are incidents to look at.
        """
        return dict(self._by(chosen, "agreement", what="incidents"))

    def by_type(self, chosen: IncidentFilter) -> dict[str, float]:
        """How many incidents of a filter there are of each type, most first."""
        return dict(self._by(chosen, "event_type"))

    def by_actor(self, chosen: IncidentFilter) -> dict[str, float]:
        """How many incidents of a filter each actor takes part in, in the filter's role; an incident counts once an actor."""
        return self._by_member(chosen, "actor_id", ROLE_COVERS[chosen.role])

    def by_acting(self, chosen: IncidentFilter) -> dict[str, float]:
        """In how many incidents of a filter each actor acts, as perpetrator or partner, whatever role the filter asks for."""
        return self._by_member(chosen, "actor_id", ROLE_COVERS["perpetrator"])

    def by_group(self, chosen: IncidentFilter) -> dict[str, float]:
        """How many incidents of a filter each group takes part in, in the filter's role; an incident counts once a group."""
        return self._by_member(chosen, "side", ROLE_COVERS[chosen.role])

    def groups(self) -> list[str]:
        """The sides of actors that take part in incidents, those with most incidents first; "" for actors without one."""
        return list(self.by_group(IncidentFilter()))

    def detailed(self, chosen: IncidentFilter) -> Details:
        """What is known and what isn't of the incidents of a filter."""
        where, values = chosen.condition()
        one = each(chosen)
        held = ", ".join(f"coalesce(sum({one.sql}) filter (where {condition}), 0)" for condition in DETAILS.values())
        sums = ", ".join(f"coalesce(sum(fatalities_{bound}), 0)" for bound in BOUNDS)
        row = self._rows(
            f"select {held}, {sums} from {self.source_of(chosen)} i where {where}",
            (*one.values * len(DETAILS), *values),
        )[0]
        return Details(
            dict(zip(DETAILS, map(plain, row), strict=False)),
            dict(zip(BOUNDS, map(int, row[len(DETAILS) :]), strict=True)),
        )

    def _by_member(self, chosen: IncidentFilter, key: str, roles: tuple[str, ...]) -> dict[str, float]:
        """In how many incidents of a filter each value of `key` takes part in some roles, () for any."""
        members = self._members()
        taking = members[members["role"].isin(roles)] if roles else members
        casts = self._margin(chosen, "cast_no").set_index("cast_no")["amount"]
        found = taking[["cast_no", key]].drop_duplicates()
        found = found[found["cast_no"].isin(casts.index)]
        summed = casts.loc[found["cast_no"]].groupby(found[key].to_numpy()).sum()
        pairs = [(name, plain(count)) for name, count in summed.items()]
        return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

    def _members(self) -> pd.DataFrame:
        """Who is in which cast: cast_no, role, actor_id, side."""
        return self._sums.made(
            (self.version, "members"),
            lambda: self._frame(
                "select m.cast_no, m.role, m.actor_id, a.side from cast_member m join actor a on a.actor_id = m.actor_id"
            ),
        )


def _bits(columns: tuple[str, ...]) -> int:
    """What SQL's `grouping` says of rows by these columns: a bit for each of `_SIDES` that they are not by."""
    return int("".join("0" if name in columns else "1" for name in _SIDES), 2)
