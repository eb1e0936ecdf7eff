"""What a map asks of a store: positions while they are few, counts by cell where they are many; all of one filter."""

from typing import NamedTuple

import pandas as pd

from ..cells import Box
from ..filters import IncidentFilter
from ..schema import BETWEEN
from .amounts import amount
from .divisions import Divisions
from .keeping import Kept

MAP_COLUMNS = (
    "no, incident_id, latitude, longitude, shape_no, uncertainty_km, place, place_precision, lead_actor, event_type, "
    "event_class, first_day, last_day, open_start, open_end, date_precision, status, region_key, unit_key, country"
)
CELL_COLUMNS = "row column lead_actor incidents weight latitude longitude south west north east".split()
OUTLINED_COLUMNS = "shape_no place_precision lead_actor incidents".split()
_IN_BOX = "latitude between ? and ? and longitude between ? and ?"
_ORDER = "last_day, first_day, no"
MOST_KEPT = 2_000  # filters of which it is known how many have a place, a row each


# Where incidents are that a list holds: in a box, on a line or in an area (its number), in a unit of the boundary set (its key).
Spot = Box | int | str


class Step(NamedTuple):
    """An incident's place among those of a filter in the order of time, from 1, and the ids of its neighbours there."""

    at: int
    before: str | None
    after: str | None


class Placed(NamedTuple):
    """How many incidents of a filter have a place on the map, as points and as lines and areas, and how many points lie in a box."""

    points: int
    outlined: int
    in_box: int


class Survey(NamedTuple):
    """What a map of many incidents needs to know of a filter.

    `cells` are `CELL_COLUMNS`, a row for each cell and first-named actor (null where none is named): incidents, weight (how many
    positions), their means (latitude, longitude) and their edges. `outlined` are `OUTLINED_COLUMNS`, a row for each line or
    area, precision and first-named actor.
    """

    placed: Placed
    cells: pd.DataFrame
    outlined: pd.DataFrame


class Mapping(Divisions):
    """What can be asked of the places of incidents. `version` names the state of the data."""

    version: str
    _placed: Kept

    def placed(self, chosen: IncidentFilter, box: Box) -> Placed:
        """How many incidents there are to draw; each counts as one, whatever its share of the period is."""
        where, values = chosen.condition()
        sql = (
            f"select count(latitude), count(shape_no), count(case when {_IN_BOX} then 1 end) "
            f"from {self.source_of(chosen)} i where {where}"
        )
        return Placed(*self._rows(sql, (*_edges(box), *values))[0])

    def points(self, chosen: IncidentFilter, box: Box | None = None, shapes: bool = False) -> pd.DataFrame:
        """The incidents of a filter whose place is a point in the box (everywhere for None): `MAP_COLUMNS`, in the order of time.

        With `shapes` those whose place is a line or an area, too, wherever it lies.
        """
        where, values = chosen.condition()
        inside = f"latitude is not null and {_IN_BOX}" if box else "latitude is not null"
        either = f"({inside} or shape_no is not null)" if shapes else inside
        return self._frame(
            f"select {MAP_COLUMNS} from {self.source_of(chosen)} i where {where} and {either} order by {_ORDER}",
            (*values, *(_edges(box) if box else ())),
        )

    def survey(self, chosen: IncidentFilter, box: Box, step: float) -> Survey:
        """What there is of a filter on the map, from one scan: how many, and counts by cell of `step` degrees in a box and by line
        or area, wherever it lies.

        A point on the edge of two cells is in the northern or eastern one. Rows are counted from the south pole, columns from the date line.
        """
        where, values = chosen.condition()
        counted, key = amount(chosen), (self.version, chosen)
        known = self._placed.get(key)
        # How many there are in all does not change with the box: from the second look on only what lies in it is read.
        seen = f" and (shape_no is not null or {_IN_BOX})" if known is not None else ""
        made = self._frame(
            f'select case when {_IN_BOX} then cast(floor((latitude + 90) / ?) as integer) end as "row", '
            f'case when {_IN_BOX} then cast(floor((longitude + 180) / ?) as integer) end as "column", '
            "shape_no, case when shape_no is not null then place_precision end as place_precision, "
            f"lead_actor, {counted.sql} as incidents, count(*) as number, count(latitude) as weight, "
            "avg(latitude) as latitude, avg(longitude) as longitude, "
            "min(latitude) as south, min(longitude) as west, max(latitude) as north, max(longitude) as east "
            f"from {self.source_of(chosen)} i where {where}{seen} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 6 desc, 5",
            (*_edges(box), step, *_edges(box), step, *counted.values, *values, *(_edges(box) if seen else ())),
        )
        in_box, shaped = made["row"].notna(), made["shape_no"].notna()
        if known is None:
            numbers = {"points": [made["weight"].sum()], "outlined": [made.loc[shaped, "number"].sum()]}
            known = self._placed.put(key, pd.DataFrame(numbers))
        points, outlined = known.iloc[0].tolist()
        placed = Placed(int(points), int(outlined), int(made.loc[in_box, "weight"].sum()))
        return Survey(placed, made.loc[in_box, CELL_COLUMNS], made.loc[shaped, OUTLINED_COLUMNS])

    def dots(self, chosen: IncidentFilter, box: Box, step: float) -> pd.DataFrame:
        """Points of a filter in a box by cell of `step` degrees: latitude and longitude (means), incidents."""
        where, values = chosen.condition()
        counted = amount(chosen)
        return self._frame(
            f"select avg(latitude) as latitude, avg(longitude) as longitude, {counted.sql} as incidents "
            f"from {self.source_of(chosen)} i where {where} and latitude is not null and {_IN_BOX} "
            "group by floor((latitude + 90) / ?), floor((longitude + 180) / ?) order by 1, 2",
            (*counted.values, *values, *_edges(box), step, step),
        )

    def positions(self, chosen: IncidentFilter, box: Box) -> pd.DataFrame:
        """The points of a filter in a box, a row for each incident: latitude, longitude, lead_actor."""
        where, values = chosen.condition()
        return self._frame(
            f"select latitude, longitude, lead_actor from {self.source_of(chosen)} i where {where} and latitude is not null and {_IN_BOX}",
            (*values, *_edges(box)),
        )

    def number_of(self, incident_id: str) -> int | None:
        """The number of the incident with this id; None where there is none."""
        found = self._rows("select no from incident where incident_id = ?", (incident_id,))
        return found[0][0] if found else None

    def selected_point(self, chosen: IncidentFilter, incident_id: str) -> pd.DataFrame:
        """`points` of this incident only: no row where it has none or the filter hides it."""
        where, values = chosen.condition()
        return self._frame(
            f"select {MAP_COLUMNS} from {self.source_of(chosen)} i where incident_id = ? and latitude is not null and {where}",
            (incident_id, *values),
        )

    # --- lists ----------------------------------------------------------------------------------------------------

    def listed(
        self, chosen: IncidentFilter, spot: Spot | None, limit: int, offset: int = 0, but: int | None = None
    ) -> pd.DataFrame:
        """A page of the incidents of a filter at a spot (everywhere for None), without number `but`: `MAP_COLUMNS` and summary,
        in the order of time, then of the file."""
        where, values = _at(chosen, spot, but)
        return self._frame(
            f"select {MAP_COLUMNS}, summary from {self.source_of(chosen)} i where {where} "
            f"order by {_ORDER} limit {int(limit)} offset {int(offset)}",
            values,
        )

    def latest(self, chosen: IncidentFilter, limit: int) -> pd.DataFrame:
        """The latest incidents of a filter, in the order of time: `MAP_COLUMNS` and summary."""
        where, values = chosen.condition()
        return self._frame(
            f"select * from (select {MAP_COLUMNS}, summary from {self.source_of(chosen)} i where {where} "
            f"order by last_day desc, first_day desc, no desc limit {int(limit)}) t order by {_ORDER}",
            values,
        )

    def how_many(self, chosen: IncidentFilter, spot: Spot | None, but: int | None = None) -> int:
        """How many incidents `listed` has; each counts as one, whatever its share of the period is."""
        where, values = _at(chosen, spot, but)
        return self._rows(f"select count(*) from {self.source_of(chosen)} i where {where}", values)[0][0]

    def step(self, chosen: IncidentFilter, incident_id: str) -> Step | None:
        """Where an incident stands among those of a filter; None where the filter hides it."""
        where, values = chosen.condition()
        source = self.source_of(chosen)
        own = self._rows(f"select {_ORDER} from {source} i where incident_id = ? and {where}", (incident_id, *values))
        if not own:
            return None
        earlier = "(last_day < ? or (last_day = ? and (first_day < ? or (first_day = ? and no < ?))))"
        last_day, first_day, no = own[0]
        at = (last_day, last_day, first_day, first_day, no)
        before = self._rows(
            f"select count(*) over (), incident_id from {source} i where {where} and {earlier} "
            "order by last_day desc, first_day desc, no desc limit 1",
            (*values, *at),
        )
        after = self._rows(
            f"select incident_id from {source} i where {where} and not {earlier} and no <> ? order by {_ORDER} limit 1",
            (*values, *at, no),
        )
        count, previous = before[0] if before else (0, None)
        return Step(count + 1, previous, after[0][0] if after else None)

    # --- time -----------------------------------------------------------------------------------------------------

    def moments(self, chosen: IncidentFilter) -> pd.DataFrame:
        """What is played: latitude, longitude, shape_no, place_precision, lead_actor, first_day, last_day, open_start, open_end; in the order of time."""
        where, values = chosen.condition()
        return self._frame(
            "select latitude, longitude, shape_no, place_precision, lead_actor, first_day, last_day, open_start, open_end "
            f"from {self.source_of(chosen)} i where {where} and (latitude is not null or shape_no is not null) order by first_day, last_day, no",
            values,
        )

    def monthly(self, chosen: IncidentFilter, box: Box, step: float) -> pd.DataFrame:
        """How many of a filter by place and months: the columns of `moments` without the open sides, and incidents.

        Points in the box by cell of `step` degrees, at the mean of their positions; lines and areas by their number, wherever
        they lie. `first_day` is the first of the month of the first day on which they may have happened, `last_day` the last of
        that of the last one.
        """
        where, values = chosen.condition()
        place = "floor((latitude + 90) / ?), floor((longitude + 180) / ?), shape_no, case when shape_no is null then '' else place_precision end"
        return self._frame(
            "select avg(latitude) as latitude, avg(longitude) as longitude, shape_no, max(place_precision) as place_precision, lead_actor, "
            "date_trunc('month', first_day) as first_day, date_trunc('month', last_day) + interval '1 month' - interval '1 day' as last_day, "
            f"count(*) as incidents from {self.source_of(chosen)} i where {where} and (shape_no is not null or {_IN_BOX}) "
            f"group by {place}, lead_actor, date_trunc('month', first_day), date_trunc('month', last_day) order by 6, 7, 1, 2, 3, 5",
            (*values, *_edges(box), step, step),
        )


def _at(chosen: IncidentFilter, spot: Spot | None, but: int | None) -> tuple[str, tuple]:
    """The condition of a filter at a spot, with its values."""
    where, values = chosen.condition()
    if isinstance(spot, Box):
        where, values = f"{where} and latitude is not null and {_IN_BOX}", (*values, *_edges(spot))
    elif isinstance(spot, str):
        where, values = f"{where} and (unit_key = ? or starts_with(unit_key, ?))", (*values, spot, spot + BETWEEN)
    elif spot is not None:
        where, values = f"{where} and shape_no = ?", (*values, spot)
    return (where, values) if but is None else (f"{where} and no <> ?", (*values, but))


def _edges(box: Box) -> tuple[float, float, float, float]:
    return (box.south, box.north, box.west, box.east)
