"""What can be asked of a store: a cursor a use; values are always bound, never written into a statement."""

from datetime import date

import pandas as pd

from ..filters import IncidentFilter
from ..timeline import periods
from .counting import Counting
from .mapping import MAP_COLUMNS
from .meeting import Meeting
from .roles import Roles
from .tables import SHEET


class Reading(Roles, Counting, Meeting):
    """What can be asked of a store: always of the incidents with their place in the filter's boundary set."""

    # --- what there is ---------------------------------------------------------------------------------------------

    def actors(self) -> pd.DataFrame:
        """actor_id, name, side and incidents of every actor, those with most incidents first."""
        # By sets of participants, of which there are few: over the participations of a million incidents it takes 0.3 s.
        return self._frame(
            "select a.actor_id, a.name, a.side, cast(coalesce(sum(c.incidents), 0) as bigint) as incidents from actor a "
            "left join (select distinct cast_no, actor_id from cast_member) m on m.actor_id = a.actor_id "
            "left join (select cast_no, count(*) as incidents from incident group by cast_no) c on c.cast_no = m.cast_no "
            "group by a.actor_id, a.name, a.side order by 4 desc, 2"
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

    def cited_documents(self, chosen: IncidentFilter) -> pd.DataFrame:
        """The documents that the incidents of a filter cite, and how many of these cite each, most cited first: document_id, title,
        author, publisher, published, data_cutoff, url ("" where unknown), incidents."""
        where, values = chosen.condition()
        return self._frame(
            "select n.document_id, coalesce(d.title, '') as title, coalesce(d.author, '') as author, coalesce(d.publisher, '') as publisher, "
            "coalesce(d.published, '') as published, coalesce(d.data_cutoff, '') as data_cutoff, coalesce(d.url, '') as url, n.incidents "
            "from (select c.document_id, count(distinct c.no) as incidents from citation c "
            f"where c.no in (select no from {self.source_of(chosen)} i where {where}) group by c.document_id) n "
            "left join document d on d.document_id = n.document_id order by n.incidents desc, n.document_id",
            values,
        )

    def named_sources(self, numbers: list[int]) -> pd.DataFrame:
        """What the sheet's own column `source` says of the incidents with these numbers: no, source; without the empty ones."""
        return self._frame(
            "select no, source from incident where source <> '' and no in (select unnest(?::integer[])) order by no",
            (numbers,),
        )

    def naming_sources(self, chosen: IncidentFilter) -> dict[str, int]:
        """How many incidents of a filter name sources in the sheet's own column `source`, by data set, most first."""
        where, values = chosen.condition()
        return dict(
            self._rows(
                f"select data_set, count(*) from {self.source_of(chosen)} i where {where} and source <> '' "
                "group by data_set order by 2 desc, 1",
                values,
            )
        )

    def naming_none(self, chosen: IncidentFilter) -> int:
        """How many incidents of a filter neither cite a document nor name a source."""
        where, values = chosen.condition()
        return self._rows(
            f"select count(*) from {self.source_of(chosen)} i where {where} and source = '' and no not in (select no from citation)",
            values,
        )[0][0]

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
