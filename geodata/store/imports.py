"""What comes into a store and goes out again: an import is one transaction, and can be undone."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from ..errors import StoreError
from ..facts import Facts
from ..ingest import Dataset
from ..prepare import Prepared
from ..texts import _, day
from .arriving import Arriving
from .asking import first
from .assigning import apply_assigned
from .casts import number_casts
from .moment import now
from .opening import Store, open_store
from .placing import place
from .steps import (
    Tally,
    begin,
    delete,
    insert,
    judge,
    missing_count,
    missing_numbers,
    name_actors,
    registered,
    retire,
    set_beside,
)
from .tables import OF_INCIDENT, columns_of


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
        tally = Tally()
        begin(cursor)
        for tables in arriving.parts():
            with registered(cursor, tables):
                judge(cursor, data_set)
                tally.add(cursor)
        missing = missing_count(cursor, data_set)
    return _compared(tally, missing)


def _compared(tally: Tally, missing: int) -> Comparison:
    return Comparison(**tally.incidents, missing=missing, rows=tally.rows, differences=tally.differences)


def keep(
    store: Store, arriving: Arriving | Prepared, data_set: str, done_by: str, *, remove_missing: bool = False
) -> Import:
    """Takes the rows into the data set in one transaction: added, or changed by the id of the source. Raises StoreError.

    With `remove_missing`, incidents of the days of the file that it lacks are taken out: what its publisher has withdrawn.
    A file that the data set has taken in last, with the same options, changes nothing and is not recorded.
    """
    facts = arriving.facts
    with store.changing() as cursor:
        import_no = first(cursor, "select coalesce(max(import_no), 0) + 1 from import")[0]
        same = _taken_last(cursor, data_set, facts)
        tally = Tally()
        begin(cursor)
        # Part by part: a million rows at once would take more memory than there may be.
        for tables in arriving.parts():
            with registered(cursor, tables):
                judge(cursor, data_set)
                tally.add(cursor)
                retire(cursor, import_no, "select old_no from fate where fate = 'changed'", [])
                insert(cursor, tables, data_set, import_no)
                if not same:
                    set_beside(cursor, tables, import_no)
        found = _compared(tally, missing_count(cursor, data_set))
        removed = found.missing if remove_missing else 0
        if removed:
            retire(cursor, import_no, *missing_numbers(data_set))
        place(store, cursor)
        apply_assigned(cursor)
        number_casts(cursor)
        nothing = same and not (found.added or found.changed or removed)
        done = _done(None if nothing else import_no, data_set, facts, found, removed)
        if not nothing:
            _record(cursor, done, facts, done_by)
            if same:
                for tables in arriving.parts():
                    set_beside(cursor, tables, import_no)
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
        delete(cursor, "select no from incident where import_no = ?", [import_no])
        for table in OF_INCIDENT:
            columns = ", ".join(columns_of(table))
            cursor.execute(
                f"insert into {table} ({columns}) select {columns} from former_{table} where ended_by = ?", [import_no]
            )
            cursor.execute(f"delete from former_{table} where ended_by = ?", [import_no])
        # Another undo may have forgotten who takes part only in what comes back now.
        name_actors(cursor)
        place(store, cursor)
        apply_assigned(cursor)
        number_casts(cursor)
        cursor.execute("update import set undone_at = ? where import_no = ?", [now(), import_no])
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


def _done(import_no: int | None, data_set: str, facts: Facts, found: Comparison, removed: int) -> Import:
    return Import(
        import_no, data_set, facts.rows, found.added, found.changed, removed, found.rows["unchanged"], facts.set_aside,
        duplicates=facts.duplicates + found.rows["older"],
        folded=found.rows["added"] + found.rows["changed"] - found.added - found.changed,
        comparison=found,
    )  # fmt: skip


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
        facts.encoding, facts.delimiter, facts.options, "\x1f".join(facts.header), done_by, now(), None, done.read,
        done.added, done.changed, done.removed, done.unchanged, done.set_aside, done.duplicates, done.folded,
    ]  # fmt: skip
    cursor.execute(f"insert into import values ({', '.join('?' * len(values))})", values)


def _forget_actors(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        "delete from actor where actor_id like 'unlisted:%' and actor_id not in (select actor_id from participation)"
    )
