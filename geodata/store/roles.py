"""Who does what to whom, and who says what of it: what can be asked of a store's actors and claims."""

from dataclasses import dataclass

import pandas as pd

from ..filters import ROLE_COVERS, IncidentFilter
from .amounts import each, plain
from .divisions import Divisions


@dataclass(frozen=True)
class Against:
    """Who acts against whom. `cells`: acting, against (ids of actors), incidents; an incident is in a cell once.

    An incident with several who act or several targets is in several cells: `incidents` counts those that have both, `shown`
    all of the filter, and `participations` the rows of both roles. With imprecise dates shared out an incident counts with
    its part, also in the cells.
    """

    cells: pd.DataFrame
    incidents: float
    shown: float
    participations: int


class Roles(Divisions):
    """What can be asked of actors, their roles and their claims."""

    def against(self, chosen: IncidentFilter) -> Against:
        """The incidents of a filter by who acts (perpetrator or partner) and who is the target."""
        where, values = chosen.condition()
        acts, suffers = (", ".join(f"'{role}'" for role in ROLE_COVERS[side]) for side in ("perpetrator", "target"))
        one = each(chosen)
        # By casts: few of them stand for the participations of all incidents.
        both = (
            f"with shown as (select cast_no, count(*) as incidents, sum({one.sql}) as amount from {self.source_of(chosen)} i "
            f"where {where} group by cast_no), "
            "pair as (select distinct p.cast_no, p.actor_id as acting, t.actor_id as against from cast_member p "
            f"join cast_member t on t.cast_no = p.cast_no and t.role in ({suffers}) where p.role in ({acts}))"
        )
        cells = self._frame(
            f"{both} select p.acting, p.against, sum(s.amount) as incidents from pair p join shown s on s.cast_no = p.cast_no "
            "group by 1, 2 order by 3 desc, 1, 2",
            (*one.values, *values),
        )
        incidents, count, rows = self._rows(
            f"{both} select (select coalesce(sum(amount), 0) from shown where cast_no in (select cast_no from pair)), "
            "(select coalesce(sum(amount), 0) from shown), "
            "(select coalesce(sum(s.incidents * m.times), 0) from shown s join cast_member m on m.cast_no = s.cast_no "
            "where m.role <> 'involved')",
            (*one.values, *values),
        )[0]
        parts = pd.Series([plain(count) for count in cells["incidents"]], dtype="int64" if cells.empty else None)
        return Against(cells.assign(incidents=parts), plain(incidents), plain(count), int(rows))

    def stances_by(self, actor_id: str) -> pd.DataFrame:
        """What an actor says, by day: incident_id, summary, event_type, first_day, last_day, open_start, open_end, place, status, stance,
        said_on, document_id, footnote, note."""
        return self._stances("c.actor_id = ?", (actor_id,))

    def stances_of(self, actor_id: str) -> pd.DataFrame:
        """What others say of the incidents that an actor takes part in: `stances_by`, and actor (who says it)."""
        return self._stances(
            "c.actor_id <> ? and c.no in (select no from participation where actor_id = ?)", (actor_id, actor_id)
        )

    def _stances(self, condition: str, values: tuple) -> pd.DataFrame:
        return self._frame(
            "select i.incident_id, i.summary, i.event_type, i.first_day, i.last_day, i.open_start, i.open_end, i.place, i.status, "
            "c.actor, c.stance, c.said_on, c.document_id, c.footnote, c.note from claim c join incident i on i.no = c.no "
            f"where {condition} order by coalesce(c.said_on, i.last_day), i.incident_id, c.stance",
            values,
        )

    def part_taken(self, actor_id: str) -> dict[str, int]:
        """In how many incidents an actor takes each part."""
        rows = self._rows(
            "select role, count(distinct no) from participation where actor_id = ? group by role order by 2 desc",
            (actor_id,),
        )
        return dict(rows)

    def written(self, actor_id: str) -> pd.DataFrame:
        """Under which names an actor is written in the data: original, incidents, first_day, last_day."""
        return self._frame(
            "select p.original, count(distinct p.no) as incidents, min(i.first_day) as first_day, max(i.last_day) as last_day "
            "from participation p join incident i on i.no = p.no where p.actor_id = ? group by 1 order by 2 desc, 1",
            (actor_id,),
        )

    def unknown_actors(self) -> pd.DataFrame:
        """The actors that no registry knows and that are not taken for a known one: actor_id, name, side, incidents; most first."""
        return self._frame(
            "select a.actor_id, a.name, a.side, count(distinct p.no) as incidents from actor a join participation p "
            "on p.actor_id = a.actor_id where a.actor_id like 'unlisted:%' group by 1, 2, 3 order by 4 desc, 2"
        )

    def assigned(self) -> pd.DataFrame:
        """What the user has said of unknown actors: name (as written), actor_id ("" for a group only), side."""
        return self._frame("select name, actor_id, side from assigned order by name")
