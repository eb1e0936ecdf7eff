"""The steps of an import, in SQL: each works on one part of the arriving rows, within the import's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb
import pandas as pd
import pyarrow

from .asking import first
from .casts import UNNUMBERED, number_casts
from .tables import OF_INCIDENT, SHEET, columns_of, digest

MOST_DIFFERENCES = 1000  # lines of a comparison; all are counted
DIFFERENCES = ["incident_id", "column", "before", "after"]
FATES = ("added", "changed", "unchanged", "older")
POINTING = [name for name in OF_INCIDENT if name != "incident"]
COLUMNS = columns_of("incident")
# What a row of the store has besides what a file says.
OWN = {"no", "incident_id", "source_id", "data_set", "import_no", "digest", "shape_no", "cast_no"}
# Incidents of the data set whose days lie within those of the file, and that the file doesn't have.
_MISSING = """
    select i.no from incident i where i.data_set = ? and i.source_id not in (select source_id from arrived)
    and i.first_day >= (select min(first_day) from arrived) and i.last_day <= (select max(last_day) from arrived)
"""


@dataclass
class Tally:
    """What becomes of the rows of all parts: incidents and rows of the file by fate, and the columns that change."""

    incidents: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FATES, 0))
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FATES, 0))
    differences: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=DIFFERENCES))

    def add(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Counts the part that was judged, and notes that its rows have arrived."""
        cursor.execute(
            "insert into arrived select f.source_id, a.first_day, a.last_day from fate f join arriving_incident a on a.no = f.no"
        )
        found = cursor.execute(
            'select f.fate, count(*), sum(a."_rows") from fate f join arriving_incident a on a.no = f.no group by f.fate'
        ).fetchall()
        for fate, count, rows in found:
            self.incidents[fate] += count
            self.rows[fate] += int(rows)
        if any(fate == "changed" for fate, _count, _rows in found) and len(self.differences) < MOST_DIFFERENCES:
            both = [each for each in (self.differences, _differences(cursor)) if len(each)]
            self.differences = pd.concat(both, ignore_index=True).head(MOST_DIFFERENCES) if both else self.differences


def begin(cursor: duckdb.DuckDBPyConnection) -> None:
    """Makes the table of what has arrived."""
    cursor.execute("create or replace temp table arrived (source_id text, first_day date, last_day date)")


@contextmanager
def registered(cursor: duckdb.DuckDBPyConnection, tables: dict[str, pyarrow.Table]) -> Iterator[None]:
    """Makes the tables of a part known to SQL as `arriving_...`."""
    names = [name for name in (*OF_INCIDENT, "shape") if name in tables]
    for name in names:
        cursor.register(f"arriving_{name}", tables[name])
    try:
        yield
    finally:
        for name in names:
            cursor.unregister(f"arriving_{name}")


def take_shapes(cursor: duckdb.DuckDBPyConnection, arriving: str) -> None:
    """Adds the lines and areas that the store doesn't have; the temporary table `known_shape` gives their numbers there."""
    cursor.execute(
        "insert into shape select (select count(*) from shape) + row_number() over () - 1, wkb from "
        f"(select distinct wkb from {arriving} where wkb not in (select wkb from shape))"
    )
    cursor.execute(
        "create or replace temp table known_shape as select a.local_shape, s.shape_no from "
        f"{arriving} a join shape s on s.wkb = a.wkb"
    )


def missing_numbers(data_set: str) -> tuple[str, list]:
    """A query, with its values, for the incidents of a data set that the file should have and lacks."""
    return _MISSING, [data_set]


def missing_count(cursor: duckdb.DuckDBPyConnection, data_set: str) -> int:
    """How many they are."""
    return first(cursor, f"select count(*) from ({_MISSING})", [data_set])[0]


def judge(cursor: duckdb.DuckDBPyConnection, data_set: str) -> None:
    """Makes the temporary table `fate`: what becomes of each arriving incident, and the numbers that it has and gets.

    A row whose `revised` is older than the store's is not taken: both as Unix seconds, or both as days.
    """
    cursor.execute(
        f"""
        create or replace temp table fate as
        with a as (select no, incident_id as source_id, source_row, revised, {digest()} as digest from arriving_incident),
        known as (select no, source_id, incident_id, digest, revised from incident where data_set = ?),
        judged as (
            select a.no, a.source_id, a.source_row, a.digest, k.no as old_no, k.incident_id as known_id,
                case when k.no is null then 'added' when k.digest = a.digest then 'unchanged'
                    when length(k.revised) = length(a.revised) and k.revised > a.revised then 'older' else 'changed' end as fate
            from a left join known k on k.source_id = a.source_id
        ),
        taken as (select distinct incident_id from incident where data_set <> ?)
        select j.no, j.source_id, j.digest, j.old_no, j.fate,
            coalesce(j.old_no, (select coalesce(max(no), -1) from (select no from incident union all select no from former_incident))
                + row_number() over (partition by j.fate order by j.source_row)) as new_no,
            coalesce(j.known_id, case when t.incident_id is null then j.source_id else j.source_id || ' (' || ? || ')' end) as incident_id
        from judged j left join taken t on t.incident_id = j.source_id
        """,
        [data_set, data_set, data_set],
    )


def _differences(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    expressions = {name: expression for name, expression in SHEET.items() if name != "incident_id"}
    cells = ", ".join(f"cast({expression} as text) as cell_{at}" for at, expression in enumerate(expressions.values()))
    pairs = ", ".join(
        f"{{'column': '{name}', 'before': i.cell_{at}, 'after': a.cell_{at}}}" for at, name in enumerate(expressions)
    )
    changed = "(select {} from fate where fate = 'changed')"
    # The few rows that change are picked first: the cells of a million would take a while to write.
    return cursor.execute(
        "select incident_id, d.\"column\", coalesce(d.before, '') as before, coalesce(d.after, '') as after from ("
        f"select i.incident_id, i.source_row, unnest([{pairs}]) as d from fate f "
        f"join (select no, incident_id, source_row, {cells} from incident where no in {changed.format('old_no')}) i on i.no = f.old_no "
        f"join (select no, {cells} from arriving_incident where no in {changed.format('no')}) a on a.no = f.no) "
        f'where d.before is distinct from d.after order by source_row, d."column" limit {MOST_DIFFERENCES}'
    ).df()


def retire(cursor: duckdb.DuckDBPyConnection, import_no: int, numbers: str, values: list) -> None:
    """Puts incidents aside, as they are, for an undo of this import."""
    cursor.execute(f"create or replace temp table retiring as {numbers}", values)
    for table in OF_INCIDENT:
        names = columns_of(table)
        kept = ", ".join(str(UNNUMBERED) if name == "cast_no" else name for name in names)
        cursor.execute(
            f"insert into former_{table} ({', '.join(names)}, ended_by) select {kept}, ? from {table} where no in (select * from retiring)",
            [import_no],
        )
    delete(cursor, "select * from retiring", [])


def delete(cursor: duckdb.DuckDBPyConnection, numbers: str, values: list) -> None:
    """Takes incidents out, with all that points to them; `numbers` is a query for theirs."""
    cursor.execute(f"create or replace temp table leaving as {numbers}", values)
    for table in OF_INCIDENT:
        cursor.execute(f"delete from {table} where no in (select * from leaving)")


def insert(cursor: duckdb.DuckDBPyConnection, tables: dict[str, pyarrow.Table], data_set: str, import_no: int) -> None:
    """Puts the added and changed incidents in, with all that points to them."""
    take_shapes(cursor, "arriving_shape")
    as_they_are = ", ".join(f"a.{name}" for name in COLUMNS if name not in OWN)
    names = ", ".join(name for name in COLUMNS if name not in OWN)
    cursor.execute(
        f"insert into incident ({names}, no, incident_id, source_id, data_set, import_no, digest, shape_no, cast_no) "
        f"select {as_they_are}, f.new_no, f.incident_id, f.source_id, ?, ?, f.digest, s.shape_no, {UNNUMBERED} "
        "from arriving_incident a join fate f on f.no = a.no left join known_shape s on s.local_shape = a.local_shape "
        "where f.fate in ('added', 'changed')",
        [data_set, import_no],
    )
    for table in POINTING:
        if table not in tables:
            continue
        names = [name for name in columns_of(table) if name != "no"]
        cursor.execute(
            f"insert into {table} (no, {', '.join(names)}) select f.new_no, {', '.join(f'a.{name}' for name in names)} "
            f"from arriving_{table} a join fate f on f.no = a.no where f.fate in ('added', 'changed')"
        )
    if "participation" in tables:
        name_actors(cursor, "arriving_participation")
    number_casts(cursor)


def name_actors(cursor: duckdb.DuckDBPyConnection, taking_part: str = "participation") -> None:
    """Gives each actor of a table of participations that no registry knows its row: it stands for itself."""
    cursor.execute(
        f"insert into actor select distinct actor_id, substr(actor_id, 10), '' from {taking_part} "
        "where actor_id like 'unlisted:%' and actor_id not in (select actor_id from actor)"
    )


def set_beside(cursor: duckdb.DuckDBPyConnection, tables: dict[str, pyarrow.Table], import_no: int) -> None:
    """Keeps what is not in the incidents: faults, the rows that have them, and older versions."""
    columns = {
        "fault": ("file", "row", "incident_id", "column", "value", "rule", "mend"),
        "set_aside": ("row", "incident_id", "cells"),
        "superseded": ("row", "incident_id", "kept_row"),
    }
    for table, names in columns.items():
        if table in tables:
            cursor.register("beside", tables[table])
            quoted = ", ".join(f'"{name}"' for name in names)
            cursor.execute(f"insert into {table} (import_no, {quoted}) select ?, {quoted} from beside", [import_no])
            cursor.unregister("beside")
