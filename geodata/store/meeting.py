"""What the search for coincidences asks of a store: where and when incidents of some actors may have happened."""

import pandas as pd

from ..filters import IncidentFilter
from .divisions import Divisions
from .mapping import MAP_COLUMNS


class Meeting(Divisions):
    """What can be asked of incidents in which some actors take part."""

    def cast_members(self) -> pd.DataFrame:
        """cast_no, role, actor_id: who takes part in each set of participants, see `casts`."""
        return self._frame("select cast_no, role, actor_id from cast_member order by cast_no")

    def bounds(self, chosen: IncidentFilter, classes: tuple[str, ...], casts: list[int]) -> pd.DataFrame:
        """Where and when the incidents of a filter may have happened that are of these classes and sets of participants.

        no, first_day, last_day, is_open ("on or before" or "since"), place, place_precision, latitude, longitude (degrees in
        EPSG:4326, null for lines and areas), shape_no (null for points), uncertainty_km, region_key, cast_no; in order of no.
        """
        where, values = chosen.condition()
        marks = ", ".join("?" * len(classes))
        return self._frame(
            "select no, first_day, last_day, (open_start or open_end) as is_open, place, place_precision, latitude, longitude, shape_no, "
            f"coalesce(uncertainty_km, 0) as uncertainty_km, region_key, cast_no from {self.source_of(chosen)} i where {where} "
            f"and event_class in ({marks}) and cast_no in (select unnest(?::integer[])) order by no",
            (*values, *classes, casts),
        )

    def count_of(self, chosen: IncidentFilter, classes: tuple[str, ...], casts: list[int]) -> int:
        """How many incidents of a filter are of these classes and sets of participants."""
        where, values = chosen.condition()
        marks = ", ".join("?" * len(classes))
        return self._rows(
            f"select count(*) from {self.source_of(chosen)} i where {where} and event_class in ({marks}) "
            "and cast_no in (select unnest(?::integer[]))",
            (*values, *classes, casts),
        )[0][0]

    def incidents_of(self, numbers: list[int]) -> pd.DataFrame:
        """The incidents with these numbers for map and table (`MAP_COLUMNS`, `summary`), in order of their numbers."""
        return self._frame(
            f"select {MAP_COLUMNS}, summary from incident where no in (select unnest(?::integer[])) order by no",
            (numbers,),
        )

    def withheld_among(self, numbers: list[int]) -> set[int]:
        """Those of the incidents with these numbers that are of a data set whose rows must not be passed on."""
        found = self._rows(
            "select i.no from incident i join data_set d on d.name = i.data_set where not d.may_pass_on "
            "and i.no in (select unnest(?::integer[]))",
            (numbers,),
        )
        return {no for (no,) in found}
