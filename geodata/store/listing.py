"""What a store has taken in: data sets, imports, and the rows that were set aside."""

import json
from dataclasses import dataclass

import pandas as pd

from ..said_later import frame_now
from .asking import Asking

# Faults that still stand: not those of an import that was undone, nor of a row that came in well later, nor said again later.
_OPEN = """
    select f.*, m.data_set, m.file as source_file from fault f join import m on m.import_no = f.import_no
    where m.undone_at is null and (f.incident_id = '' or not exists (
        select 1 from incident i where i.data_set = m.data_set and i.source_id = f.incident_id and i.import_no > f.import_no
        union all
        select 1 from fault g join import n on n.import_no = g.import_no
        where n.data_set = m.data_set and n.undone_at is null and g.incident_id = f.incident_id and g.import_no > f.import_no
    ))
"""


@dataclass(frozen=True)
class Account:
    """The rows of all imports that stand. read = accepted + set aside + duplicates + unchanged, always.

    Accepted are those that added or changed an incident, and `folded` ones that each add an actor to an incident that has a
    row already. `superseded` of the duplicates are older versions; the others are exact copies. `waiting` rows are set
    aside now: those that came in well later are not among them.
    """

    read: int
    accepted: int
    set_aside: int
    duplicates: int
    unchanged: int
    folded: int
    superseded: int
    waiting: int


class Listing(Asking):
    """What can be asked of a store's imports."""

    def account(self) -> Account:
        """The sums over all imports that stand."""
        read, accepted, set_aside, duplicates, unchanged, folded, superseded = self._rows(
            "select coalesce(sum(row_count), 0), coalesce(sum(added + changed + folded), 0), coalesce(sum(set_aside), 0), "
            "coalesce(sum(duplicates), 0), coalesce(sum(unchanged), 0), coalesce(sum(folded), 0), "
            "(select count(*) from superseded s join import n on n.import_no = s.import_no where n.undone_at is null) "
            "from import where undone_at is null"
        )[0]
        waiting = self._rows(
            f"select count(*) from (select distinct import_no, \"row\" from ({_OPEN}) o where o.file = 'incidents')"
        )[0][0]
        return Account(*map(int, (read, accepted, set_aside, duplicates, unchanged, folded, superseded, waiting)))

    def quarantine(self) -> pd.DataFrame:
        """The faults that still stand: import_no, file ("incidents" or "claims"), row, incident_id, column, value, rule, mend,
        data_set, source_file (its name)."""
        return frame_now(self._frame(f'select * from ({_OPEN}) o order by import_no, o.file desc, "row"'))

    def set_aside_rows(self, import_no: int) -> tuple[list[str], pd.DataFrame]:
        """The rows of an import that are set aside, as they stand in their file: its header, and row, cells, rule, mend."""
        header = self._rows("select header from import where import_no = ?", (import_no,))[0][0].split("\x1f")
        rows = self._frame(
            "select s.\"row\", s.cells, string_agg(f.rule, ' ') as rule, string_agg(f.mend, ' ') as mend from set_aside s "
            f'join ({_OPEN}) f on f.import_no = s.import_no and f."row" = s."row" and f.file = \'incidents\' '
            'where s.import_no = ? group by s."row", s.cells order by s."row"',
            (import_no,),
        )
        return header, frame_now(rows.assign(cells=rows["cells"].map(json.loads)))

    def superseded(self) -> pd.DataFrame:
        """Older versions in files that hold the newer one: import_no, row, incident_id, kept_row."""
        return self._frame(
            "select s.* from superseded s join import m on m.import_no = s.import_no where m.undone_at is null "
            'order by s.import_no, s."row"'
        )

    def imports(self) -> pd.DataFrame:
        """All imports, the undone ones too, latest first: the columns of the table `import`, and `can_undo`."""
        return self._frame(
            "select *, undone_at is null and import_no = (select max(import_no) from import n "
            "where n.data_set = m.data_set and n.undone_at is null) as can_undo from import m order by import_no desc"
        )

    def data_sets(self) -> pd.DataFrame:
        """The data sets that have an import that stands: name, format, terms, may_pass_on, incidents, first_day, last_day,
        last_import (when); those with most incidents first."""
        return self._frame(
            "select d.*, (select count(*) from incident i where i.data_set = d.name) as incidents, "
            "(select min(first_day) from incident i where i.data_set = d.name) as first_day, "
            "(select max(last_day) from incident i where i.data_set = d.name) as last_day, "
            "(select max(done_at) from import m where m.data_set = d.name and m.undone_at is null) as last_import "
            "from data_set d where exists (select 1 from import m where m.data_set = d.name and m.undone_at is null) "
            "order by incidents desc, d.name"
        )

    def withheld(self) -> dict[str, str]:
        """The data sets whose rows must not be passed on, with the terms that say so: messages, to be said."""
        rows = self._rows(
            "select name, terms from data_set d where not may_pass_on "
            "and exists (select 1 from incident i where i.data_set = d.name) order by name"
        )
        return dict(rows)

    def places(self) -> pd.DataFrame:
        """The user's gazetteer: name, latitude, longitude, aliases, admin1."""
        return self._frame("select * from place order by name, latitude, longitude")

    def remembered(self, header: tuple[str, ...]) -> str | None:
        """The options, as JSON, that were used for the last file with this header; None when there was none."""
        found = self._rows("select options from remembered where header = ?", ("\x1f".join(header),))
        return found[0][0] if found else None
