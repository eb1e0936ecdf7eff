"""What can be asked of a store: a cursor a use; values are always bound, never written into a statement."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from ..filters import INSIDE, SHARED, IncidentFilter
from ..regions import above
from ..schema import OUTSIDE, UNLOCATED
from ..timeline import periods
from .amounts import amount, plain
from .mapping import MAP_COLUMNS, Mapping
from .roles import Roles
from .tables import SHEET


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


class Reading(Roles, Mapping):
    """What can be asked of a store: always of the incidents with their place in the filter's boundary set."""

    # --- what there is ---------------------------------------------------------------------------------------------

    def actors(self) -> pd.DataFrame:
        """actor_id, name, side of every actor, those with most incidents first."""
        return self._frame(
            "select a.actor_id, a.name, a.side, count(distinct p.no) as incidents from actor a "
            "left join participation p on p.actor_id = a.actor_id group by a.actor_id, a.name, a.side order by 4 desc, 2"
        )

    def values(self, column: str) -> list[str]:
        """The values of `event_type`, `event_class`, `status` or `data_set` that incidents have, most frequent first."""
        assert column in ("event_type", "event_class", "status", "data_set")
        return [
            row[0]
            for row in self._rows(f"select {column} from incident group by {column} order by count(*) desc, {column}")
        ]

    def span(self) -> tuple[date, date] | None:
        """The first and the last day on which an incident may have happened; None when there are no incidents."""
        first, last = self._rows("select min(first_day), max(last_day) from incident")[0]
        return (first, last) if first else None

    def months(self) -> list[date]:
        """The first days of the calendar months from the first to the last incident, latest first."""
        span = self.span()
        return [begin for begin, _end in reversed(periods(*span, "month"))] if span else []

    def milestones(self) -> pd.DataFrame:
        """date ("YYYY-MM" or "YYYY-MM-DD"), date_precision, label; in order of time."""
        return self._frame("select * from milestone order by date")

    def documents(self) -> pd.DataFrame:
        """All documents and how many incidents cite each."""
        return self._frame(
            "select d.*, (select count(distinct c.no) from citation c where c.document_id = d.document_id) as incidents "
            "from document d order by published desc"
        )

    def has_incident(self, incident_id: str) -> bool:
        """Whether an incident has this id."""
        return bool(self._rows("select 1 from incident where incident_id = ?", (incident_id,)))

    # --- what a filter shows ---------------------------------------------------------------------------------------

    def counts(self, chosen: IncidentFilter) -> Counts:
        """The numbers of a filter, all from one state of the data."""
        shown, hidden = self._fates(chosen)
        regions = self._shown(chosen, "region_key, country")
        by_region = dict.fromkeys(self.boundary_set(chosen.boundary_set).names, 0)
        outside: dict[str, float] = {}
        unlocated: float = 0
        for key, country, count in regions:
            if key == OUTSIDE:
                outside[country] = plain(outside.get(country, 0) + count)
            elif key == UNLOCATED:
                unlocated = plain(unlocated + count)
            else:
                by_region[key] = plain(by_region[key] + count)
        return Counts(
            total=self.count(IncidentFilter()), shown=shown, by_region=by_region, outside=outside, unlocated=unlocated, hidden=hidden,
            by_actor=self.by_actor(chosen), by_status=dict(self._shown(chosen, "status")), by_type=dict(self._shown(chosen, "event_type")),
        )  # fmt: skip

    def _fates(self, chosen: IncidentFilter) -> tuple[float, dict[str, float]]:
        """How many incidents are shown, and how many each part of the filter hides; of those shared out the rest is hidden by dates."""
        made, counted = chosen.where(), amount(chosen)
        fate = " ".join(f"when not {predicate.sql} then '{part}'" for part, predicate in made.items())
        values = [value for predicate in made.values() for value in predicate.values]
        rows = self._rows(
            f"select {f'case {fate} else null end' if made else 'null'} as fate, count(*), {counted.sql} "
            f"from {self.source_of(chosen)} i group by 1",
            [*values, *counted.values],
        )
        total = sum(count for _part, count, _counted in rows)
        # Of what lies outside the period nothing is counted.
        found = {part: plain(parts) for part, _count, parts in rows if part != "dates"}
        shown = found.pop(None, 0)
        hidden = dict.fromkeys(made, 0) | found
        if "dates" in made:
            hidden["dates"] = plain(total - shown - sum(found.values()))
        return shown, hidden

    def _shown(self, chosen: IncidentFilter, columns: str) -> list[tuple]:
        where, values = chosen.condition()
        counted = amount(chosen)
        rows = self._rows(
            f"select {columns}, {counted.sql} as amount from {self.source_of(chosen)} i where {where} group by {columns} "
            f"order by amount desc, {columns}",
            (*counted.values, *values),
        )
        return [(*row[:-1], plain(row[-1])) for row in rows]

    def facets(self, chosen: IncidentFilter) -> dict[str, dict[str, float]]:
        """For each part of the filter, how many incidents each of its values would show, all other parts applied."""
        return {
            "actors": self.by_actor(replace(chosen, actors=())),
            "groups": self.by_group(replace(chosen, groups=())),
            "regions": self.by_unit(chosen.without("regions")),
            "types": dict(self._shown(chosen.without("types"), "event_type")),
            "statuses": dict(self._shown(chosen.without("statuses"), "status")),
            "data_sets": dict(self._shown(chosen.without("data_sets"), "data_set")),
        }

    def by_unit(self, chosen: IncidentFilter) -> dict[str, float]:
        """How many incidents of a filter lie in each unit of its boundary set, on every level, outside and without a place.

        What is known to lie in a region but in none of its deeper units counts in the region only.
        """
        found: dict[str, float] = {}
        for key, count in self._shown(chosen, "unit_key"):
            for each in above(key):
                found[each] = plain(found.get(each, 0) + count)
        return found

    def count(self, chosen: IncidentFilter) -> float:
        """How many incidents a filter shows; with imprecise dates shared out, their parts in the period together."""
        where, values = chosen.condition()
        counted = amount(chosen)
        rows = self._rows(
            f"select {counted.sql} from {self.source_of(chosen)} i where {where}", (*counted.values, *values)
        )
        return plain(rows[0][0])

    def period_counts(self, chosen: IncidentFilter, spans: tuple[tuple[date, date], ...]) -> list[float]:
        """For each period (first and last day) how many incidents the filter would show with those dates instead."""
        if not spans:
            return []
        where, values = chosen.without("dates").condition()
        lies = (
            "not i.open_start and not i.open_end and i.first_day >= s.first and i.last_day <= s.last"
            if chosen.dates == INSIDE
            else "i.last_day >= s.first and i.first_day <= s.last"
        )
        part = "(least(i.last_day, s.last) - greatest(i.first_day, s.first) + 1) * 1.0 / (i.last_day - i.first_day + 1)"
        amount = f"coalesce(sum({part}), 0)" if chosen.dates == SHARED else "count(i.no)"
        sql = f"""
            with span as (select unnest(?::integer[]) as nr, unnest(?::date[]) as first, unnest(?::date[]) as last)
            select s.nr, {amount} from span s left join (select no, first_day, last_day, open_start, open_end from {self.source_of(chosen)} i where {where}) i on {lies}
            group by s.nr order by s.nr
        """
        columns = [list(range(len(spans))), [first for first, _last in spans], [last for _first, last in spans]]
        return [plain(count) for _nr, count in self._rows(sql, [*columns, *values])]

    def incidents(self, chosen: IncidentFilter, limit: int | None = None) -> pd.DataFrame:
        """The incidents of a filter for map and table (`MAP_COLUMNS`, `summary`), in order of time, then of the file."""
        where, values = chosen.condition()
        most = f" limit {int(limit)}" if limit is not None else ""
        return self._frame(
            f"select {MAP_COLUMNS}, summary from {self.source_of(chosen)} i where {where} order by last_day, first_day, no{most}",
            values,
        )

    def sheet(self, chosen: IncidentFilter) -> pd.DataFrame:
        """The incidents of a filter as their sheet has them, in its order, with what was computed of them.

        The columns of the sheet, then no, first_day, last_day, event_class, region and unit (their keys), agreement, border_km,
        attached_km, status, map_latitude, map_longitude (points only), shape_no, uncertainty_km, data_set, file and file_row.
        """
        where, values = chosen.condition()
        columns = ", ".join(f"{expression} as {name}" for name, expression in SHEET.items())
        return self._frame(
            f"select {columns}, no, first_day, last_day, event_class, region_key as region, unit_key as unit, agreement, border_km, attached_km, status, latitude as map_latitude, "
            "longitude as map_longitude, shape_no, uncertainty_km, data_set, (select file from import m where m.import_no = i.import_no) as file, "
            f"source_row as file_row from {self.source_of(chosen)} i where {where} order by no",
            values,
        )

    def sources(self, chosen: IncidentFilter) -> pd.DataFrame:
        """What the incidents of a filter cite: no, document_id, footnote, url, citation, and the document, "" where unknown."""
        where, values = chosen.condition()
        return self._frame(
            "select c.no, c.document_id, c.footnote, c.url, c.citation, coalesce(d.title, '') as title, "
            "coalesce(d.author, '') as author, coalesce(d.publisher, '') as publisher, coalesce(d.published, '') as published, "
            "coalesce(d.data_cutoff, '') as data_cutoff, coalesce(d.url, '') as document_url "
            "from citation c left join document d on d.document_id = c.document_id "
            f"where c.no in (select no from {self.source_of(chosen)} i where {where}) order by c.no, c.document_id, c.footnote",
            values,
        )

    def participations(self, chosen: IncidentFilter) -> pd.DataFrame:
        """Who takes part in the incidents of a filter: no, role, actor_id, name, in the order of the roles and cells."""
        where, values = chosen.condition()
        return self._frame(
            "select p.no, p.role, p.actor_id, a.name, p.original from participation p join actor a on a.actor_id = p.actor_id "
            f"where p.no in (select no from {self.source_of(chosen)} i where {where}) order by p.no, p.role = 'involved', p.role = 'target', p.role = 'partner', p.seq",
            values,
        )

    def participations_of(self, numbers: list[int]) -> pd.DataFrame:
        """`participations` of the incidents with these numbers."""
        return self._frame(
            "select p.no, p.role, p.actor_id, a.name, p.original from participation p join actor a on a.actor_id = p.actor_id "
            "where p.no in (select unnest(?::integer[])) "
            "order by p.no, p.role = 'involved', p.role = 'target', p.role = 'partner', p.seq",
            (numbers,),
        )

    def bars(self, chosen: IncidentFilter, step: str, first: date, last: date) -> pd.DataFrame:
        """Incidents by period and first-named perpetrator between two days: period, actor_id, certain, shared.

        `certain` counts incidents that lie wholly in one period; an imprecise one is shared out over the periods that
        its interval overlaps, by days, in `shared`. "On or before" and "since" are never certain: their day is only the
        last, or the first, possible one. Over periods that hold all incidents of the filter, the sum of both is their number.
        """
        where, values = chosen.condition()
        steps = periods(first, last, step)
        sql = f"""
            with step as (select unnest(?::date[]) as starts, unnest(?::date[]) as ends),
            shown as (select no, coalesce(lead_actor, '') as actor_id, first_day, last_day, open_start or open_end as open_side from {self.source_of(chosen)} i where {where}),
            shares as (
                select p.starts as period, s.actor_id,
                    case when not s.open_side and s.first_day >= p.starts and s.last_day < p.ends then 1 else 0 end as certain,
                    (least(s.last_day + 1, p.ends) - greatest(s.first_day, p.starts)) * 1.0 / (s.last_day - s.first_day + 1) as share
                from shown s join step p on s.last_day >= p.starts and s.first_day < p.ends
            )
            select period, actor_id, sum(certain) as certain, sum(share * (1 - certain)) as shared from shares group by 1, 2 order by 1, 2
        """
        return self._frame(sql, [[begin for begin, _end in steps], [end for _begin, end in steps], *values])

    # --- one incident ----------------------------------------------------------------------------------------------

    def incident(self, incident_id: str) -> dict | None:
        """Everything about one incident: its row, and lists `participations`, `claims`, `citations`; None if unknown.

        `places` are its places by each boundary set (`places_of`); the row itself has that of the embedded one.
        """
        rows = self._frame(
            "select i.*, m.file, m.format, m.done_at from incident i join import m on m.import_no = i.import_no where i.incident_id = ?",
            (incident_id,),
        ).to_dict("records")
        if not rows:
            return None
        no = (rows[0]["no"],)
        return rows[0] | {
            "places": self.places_of(rows[0]["no"]),
            "participations": self._records(
                "select p.role, p.actor_id, p.original, a.name, a.side from participation p join actor a on a.actor_id = p.actor_id where no = ? order by seq",
                no,
            ),
            "claims": self._records("select * from claim where no = ? order by said_on nulls last, actor", no),
            "citations": self._records(
                "select c.document_id, c.footnote, c.url, c.citation, d.title, d.publisher, d.published, d.url as document_url from citation c left join document d on d.document_id = c.document_id where no = ?",
                no,
            ),
        }

    def incident_ids(self, numbers: list[int]) -> list[str]:
        """The incidents' own ids for their numbers, in the same order; numbers that don't exist are left out."""
        found = (
            dict(
                self._rows(
                    f"select no, incident_id from incident where no in ({', '.join('?' * len(numbers))})", numbers
                )
            )
            if numbers
            else {}
        )
        return [found[no] for no in numbers if no in found]
