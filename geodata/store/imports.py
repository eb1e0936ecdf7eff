"""What comes into a store and goes out again: an import is one transaction, and can be undone."""

from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pandas as pd
import pyarrow

from ..errors import StoreError
from ..facts import Facts
from ..flat import as_arrow, flat, originals
from ..ingest import Dataset
from ..prepare import Prepared
from ..texts import _, day
from .asking import first
from .opening import Store, open_store
from .tables import OF_INCIDENT, SHEET, columns_of, digest

MOST_DIFFERENCES = 1000  # lines of a comparison; all are counted
POINTING = [name for name in OF_INCIDENT if name != "incident"]
COLUMNS = columns_of("incident")
# What a row of the store has besides what a file says.
DIFFERENCES = ["incident_id", "column", "before", "after"]
FATES = ("added", "changed", "unchanged", "older")
OWN = {"no", "incident_id", "source_id", "data_set", "import_no", "digest", "shape_no"}


@dataclass(frozen=True)
class Arriving:
    """Rows on their way into a store, a table each of `flat`; `prepare.Prepared` is the same from the disk."""

    facts: Facts
    tables: dict[str, pyarrow.Table]

    @classmethod
    def of(cls, dataset: Dataset) -> "Arriving":
        """A whole dataset."""
        tables = flat(dataset) | {"set_aside": originals(dataset.faults, dataset.original_rows)}
        return cls(dataset.facts, {name: as_arrow(frame) for name, frame in tables.items()})

    def table(self, name: str) -> pyarrow.Table | None:
        """One of the tables; None when there is none of it."""
        return self.tables.get(name)


@dataclass(frozen=True)
class Comparison:
    """What an import would change in a data set. added + changed + unchanged + older = the incidents of the file.

    `rows` are the rows of the file by fate: of added, changed, unchanged and older incidents. `older` are versions that the
    store has a newer one of. `missing` are incidents of the data set from the days of the file
    that the file lacks. `differences` are columns that change: incident_id, column, before, after; `MOST_DIFFERENCES` of them.
    """

    added: int
    changed: int
    unchanged: int
    older: int
    missing: int
    rows: dict[str, int]
    differences: pd.DataFrame


@dataclass(frozen=True)
class Import:
    """An import as it was done. read = accepted + set aside + duplicates + unchanged; accepted = added + changed + folded.

    `import_no` is None when the file changed nothing and was not recorded.
    """

    import_no: int | None
    data_set: str
    read: int
    added: int
    changed: int
    removed: int
    unchanged: int
    set_aside: int
    duplicates: int
    folded: int
    comparison: Comparison

    @property
    def accepted(self) -> int:
        """How many rows of the file are in the store through this import."""
        return self.added + self.changed + self.folded


def data_set_of(store: Store, facts: Facts, named: str = "") -> str:
    """The data set that a file belongs to: as the user names it, else that of the same file, else of its format or its name."""
    if named.strip():
        return named.strip()
    with store.cursor() as cursor:
        same = first(
            cursor,
            "select data_set from import where sha256 = ? and undone_at is null order by import_no desc limit 1",
            [facts.sha256],
        )
    if same:
        return same[0]
    return facts.format if facts.terms or facts.format == "UCDP GED" else facts.file.rsplit(".", 1)[0] or facts.file


def compare(store: Store, arriving: Arriving | Prepared, data_set: str) -> Comparison:
    """What importing these rows into the data set would change; nothing is stored."""
    with store.cursor() as cursor:
        _register(cursor, arriving)
        _judge(cursor, data_set)
        found = _compared(cursor, data_set)
        _unregister(cursor)
    return found


def _compared(cursor: duckdb.DuckDBPyConnection, data_set: str) -> Comparison:
    found = cursor.execute(
        'select f.fate, count(*), sum(a."_rows") from fate f join arriving_incident a on a.no = f.no group by f.fate'
    ).fetchall()
    incidents = dict.fromkeys(FATES, 0) | {fate: count for fate, count, _rows in found}
    rows = dict.fromkeys(FATES, 0) | {fate: int(rows) for fate, _count, rows in found}
    differences = _differences(cursor) if incidents["changed"] else pd.DataFrame(columns=DIFFERENCES)
    missing = first(cursor, f"select count(*) from ({_MISSING})", [data_set])[0]
    return Comparison(**incidents, missing=missing, rows=rows, differences=differences)


def keep(
    store: Store, arriving: Arriving | Prepared, data_set: str, done_by: str, *, remove_missing: bool = False
) -> Import:
    """Takes the rows into the data set in one transaction: added, or changed by the id of the source. Raises StoreError.

    With `remove_missing`, incidents of the days of the file that it lacks are taken out: what its publisher has withdrawn.
    A file that the data set has taken in last, with the same options, changes nothing and is not recorded.
    """
    facts = arriving.facts
    with store.changing() as cursor:
        _register(cursor, arriving)
        _judge(cursor, data_set)
        found = _compared(cursor, data_set)
        removed = found.missing if remove_missing else 0
        nothing = not (found.added or found.changed or removed) and _taken_last(cursor, data_set, facts)
        done = _done(None if nothing else _next_import(cursor), data_set, facts, found, removed)
        if done.import_no is not None:
            _record(cursor, done, facts, done_by)
            if remove_missing:
                _retire(cursor, done.import_no, f"select no from ({_MISSING})", [data_set])
            _retire(cursor, done.import_no, "select old_no from fate where fate = 'changed'", [])
            _insert(cursor, done)
            _set_beside(cursor, arriving, done.import_no)
        _unregister(cursor)
    return done


def store_of(dataset: Dataset) -> Store:
    """A dataset in a store in memory, for as long as the process runs; its version is that of the dataset."""
    store = open_store(None, dataset.reference)
    keep(store, Arriving.of(dataset), dataset.facts.file, "")
    store.version = dataset.version
    return store


def undo(store: Store, import_no: int) -> None:
    """Takes an import back: what it added goes, what it changed or removed is as before. Raises StoreError.

    A later import into the same data set must be undone before it.
    """
    with store.changing() as cursor:
        found = first(cursor, "select data_set, undone_at, file from import where import_no = ?", [import_no])
        if found is None:
            raise StoreError(_("There is no import {no}. `python -m geodata imports` lists them.").format(no=import_no))
        data_set, undone_at, file = found
        if undone_at is not None:
            raise StoreError(
                _("Import {no} ({file}) was undone on {day}.").format(no=import_no, file=file, day=day(undone_at))
            )
        later = cursor.execute(
            "select max(import_no) from import where data_set = ? and import_no > ? and undone_at is null",
            [data_set, import_no],
        ).fetchall()[0][0]
        if later:
            raise StoreError(
                _("Import {later} changed the data set {name} after import {no}. Undo import {later} first.").format(
                    later=later, no=import_no, name=data_set
                )
            )
        _delete(cursor, "select no from incident where import_no = ?", [import_no])
        for table in OF_INCIDENT:
            columns = ", ".join(columns_of(table))
            cursor.execute(f"insert into {table} select {columns} from former_{table} where ended_by = ?", [import_no])
            cursor.execute(f"delete from former_{table} where ended_by = ?", [import_no])
        cursor.execute("update import set undone_at = ? where import_no = ?", [_now(), import_no])
        _forget_actors(cursor)


def mark(store: Store, data_set: str, may_pass_on: bool) -> None:
    """Sets whether the rows of a data set may go into exports."""
    with store.changing() as cursor:
        cursor.execute("update data_set set may_pass_on = ? where name = ?", [may_pass_on, data_set])


def keep_places(store: Store, places: pd.DataFrame | None) -> None:
    """Makes these the user's gazetteer, in place of the one before: name, latitude, longitude, aliases, admin1; None lets it go."""
    columns = ["name", "latitude", "longitude", "aliases", "admin1"]
    with store.changing() as cursor:
        cursor.execute("delete from place")
        if places is None:
            return
        cursor.register("arriving_place", places[columns])
        cursor.execute(f"insert into place select {', '.join(columns)} from arriving_place")
        cursor.unregister("arriving_place")


def remember(store: Store, header: tuple[str, ...], options: str) -> None:
    """Keeps the options, as JSON, for the next file with the same header."""
    with store.changing() as cursor:
        cursor.execute("delete from remembered where header = ?", ["\x1f".join(header)])
        cursor.execute("insert into remembered values (?, ?)", ["\x1f".join(header), options])


# --- the steps of an import --------------------------------------------------------------------------------------------

# Incidents of the data set whose days lie within those of the file, and that the file doesn't have.
_MISSING = """
    select i.no from incident i
    where i.data_set = ? and i.source_id not in (select source_id from fate)
    and i.first_day >= (select min(first_day) from arriving_incident) and i.last_day <= (select max(last_day) from arriving_incident)
"""


def _register(cursor: duckdb.DuckDBPyConnection, arriving: Arriving | Prepared) -> None:
    for name in OF_INCIDENT:
        cursor.register(f"arriving_{name}", arriving.table(name)) if arriving.table(name) is not None else None


def _unregister(cursor: duckdb.DuckDBPyConnection) -> None:
    for name in OF_INCIDENT:
        cursor.unregister(f"arriving_{name}")


def _judge(cursor: duckdb.DuckDBPyConnection, data_set: str) -> None:
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


def _next_import(cursor: duckdb.DuckDBPyConnection) -> int:
    return first(cursor, "select coalesce(max(import_no), 0) + 1 from import")[0]


def _done(import_no: int | None, data_set: str, facts: Facts, found: Comparison, removed: int) -> Import:
    return Import(
        import_no, data_set, facts.rows, found.added, found.changed, removed, found.rows["unchanged"], facts.set_aside,
        duplicates=facts.duplicates + found.rows["older"],
        folded=found.rows["added"] + found.rows["changed"] - found.added - found.changed,
        comparison=found,
    )  # fmt: skip


def _differences(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    each = " union all ".join(
        f"select i.no, '{name}' as \"column\", cast(i.{expression} as text) as before, cast(a.{expression} as text) as after "
        "from fate f join incident i on i.no = f.old_no join arriving_incident a on a.no = f.no where f.fate = 'changed'"
        if expression in COLUMNS
        else f"select i.no, '{name}' as \"column\", i.said as before, a.said as after from fate f "
        f"join (select no, cast({expression} as text) as said from incident) i on i.no = f.old_no "
        f"join (select no, cast({expression} as text) as said from arriving_incident) a on a.no = f.no where f.fate = 'changed'"
        for name, expression in SHEET.items()
        if name != "incident_id"
    )
    return cursor.execute(
        "select i.incident_id, d.\"column\", coalesce(d.before, '') as before, coalesce(d.after, '') as after "
        f"from ({each}) d join incident i on i.no = d.no where d.before is distinct from d.after "
        f'order by i.source_row, d."column" limit {MOST_DIFFERENCES}'
    ).df()


def _taken_last(cursor: duckdb.DuckDBPyConnection, data_set: str, facts: Facts) -> bool:
    """Whether the last import into the data set was of the same bytes with the same options."""
    last = first(
        cursor,
        "select sha256, options from import where data_set = ? and undone_at is null order by import_no desc limit 1",
        [data_set],
    )
    return last == (facts.sha256, facts.options)


def _record(cursor: duckdb.DuckDBPyConnection, done: Import, facts: Facts, done_by: str) -> None:
    cursor.execute(
        "insert into data_set select ?, ?, ?, ? where not exists (select 1 from data_set where name = ?)",
        [done.data_set, facts.format, facts.terms, not facts.terms, done.data_set],
    )
    values = [
        done.import_no, done.data_set, facts.file, facts.sha256, facts.bytes, facts.kind, facts.format, facts.sheet,
        facts.encoding, facts.delimiter, facts.options, "\x1f".join(facts.header), done_by, _now(), None, done.read,
        done.added, done.changed, done.removed, done.unchanged, done.set_aside, done.duplicates, done.folded,
    ]  # fmt: skip
    cursor.execute(f"insert into import values ({', '.join('?' * len(values))})", values)


def _retire(cursor: duckdb.DuckDBPyConnection, import_no: int, numbers: str, values: list) -> None:
    """Puts incidents aside, as they are, for an undo of this import."""
    cursor.execute(f"create or replace temp table retiring as {numbers}", values)
    for table in OF_INCIDENT:
        columns = ", ".join(columns_of(table))
        cursor.execute(
            f"insert into former_{table} select {columns}, ? from {table} where no in (select * from retiring)",
            [import_no],
        )
    _delete(cursor, "select * from retiring", [])


def _delete(cursor: duckdb.DuckDBPyConnection, numbers: str, values: list) -> None:
    cursor.execute(f"create or replace temp table leaving as {numbers}", values)
    for table in OF_INCIDENT:
        cursor.execute(f"delete from {table} where no in (select * from leaving)")


def _insert(cursor: duckdb.DuckDBPyConnection, done: Import) -> None:
    """Puts the added and changed incidents in, with all that points to them."""
    cursor.execute(
        "insert into shape select (select count(*) from shape) + row_number() over () - 1, wkb from "
        "(select distinct a.wkb from arriving_incident a join fate f on f.no = a.no "
        "where a.wkb is not null and f.fate in ('added', 'changed') and a.wkb not in (select wkb from shape))"
    )
    as_they_are = ", ".join(f"a.{name}" for name in COLUMNS if name not in OWN)
    names = ", ".join(name for name in COLUMNS if name not in OWN)
    cursor.execute(
        f"insert into incident ({names}, no, incident_id, source_id, data_set, import_no, digest, shape_no) "
        f"select {as_they_are}, f.new_no, f.incident_id, f.source_id, ?, ?, f.digest, s.shape_no "
        "from arriving_incident a join fate f on f.no = a.no left join shape s on s.wkb = a.wkb where f.fate in ('added', 'changed')",
        [done.data_set, done.import_no],
    )
    for table in POINTING:
        if not _has(cursor, f"arriving_{table}"):
            continue
        names = [name for name in columns_of(table) if name != "no"]
        cursor.execute(
            f"insert into {table} (no, {', '.join(names)}) select f.new_no, {', '.join(f'a.{name}' for name in names)} "
            f"from arriving_{table} a join fate f on f.no = a.no where f.fate in ('added', 'changed')"
        )
    # An actor that no registry knows stands for itself.
    cursor.execute(
        "insert into actor select distinct actor_id, substr(actor_id, 10), '' from participation "
        "where actor_id like 'unlisted:%' and actor_id not in (select actor_id from actor)"
    )


def _has(cursor: duckdb.DuckDBPyConnection, view: str) -> bool:
    return first(cursor, "select 1 from information_schema.tables where table_name = ?", [view]) is not None


def _set_beside(cursor: duckdb.DuckDBPyConnection, arriving: Arriving | Prepared, import_no: int) -> None:
    """Keeps what is not in the incidents: faults, the rows that have them, and older versions."""
    columns = {
        "fault": ("file", "row", "incident_id", "column", "value", "rule", "mend"),
        "set_aside": ("row", "incident_id", "cells"),
        "superseded": ("row", "incident_id", "kept_row"),
    }
    for table, names in columns.items():
        if (frame := arriving.table(table)) is not None:
            cursor.register("beside", frame)
            quoted = ", ".join(f'"{name}"' for name in names)
            cursor.execute(f"insert into {table} (import_no, {quoted}) select ?, {quoted} from beside", [import_no])
            cursor.unregister("beside")


def _forget_actors(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        "delete from actor where actor_id like 'unlisted:%' and actor_id not in (select actor_id from participation)"
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
