"""Opening, making, copying and closing a store. One process owns the file: a second one is told so."""

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import shapely

from ..errors import StoreError
from ..reference import Reference
from ..texts import _
from . import counting, dating, mapping
from .asking import first
from .casts import number_casts
from .keeping import Kept
from .listing import Listing
from .reading import Reading
from .tables import FORMAT, REFERENCE, SCHEMA, UPGRADES, digest

# What DuckDB raises when the disk is full, gone or read-only, or there is no memory: nothing of the transaction is kept.
UNWRITTEN = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.OutOfMemoryException,
    duckdb.FatalException,
    OSError,
)
MEMORY = "500MB"  # of DuckDB's own: what a million incidents need; more goes to the disk beside the store


class Store(Reading, Listing):
    """An open store. `kept` says whether what is imported stays; `version` names its state and changes with each change.

    `shapes` are the lines and areas that `incident.shape_no` counts through.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, reference: Reference, path: Path | None):
        self._connection = connection
        self._writing = threading.Lock()
        self.path = path
        self.use(reference)
        self.shapes: list[shapely.Geometry] = []
        self.version = ""
        self._sums, self._dated = Kept(counting.MOST_KEPT), Kept(dating.MOST_KEPT)
        self._placed = Kept(mapping.MOST_KEPT)
        self.refresh()

    def use(self, reference: Reference) -> None:
        """Reads incidents against other places, regions and actors from here on."""
        self.reference, self.boundaries, self.towns = reference, reference.boundaries, reference.towns

    @property
    def kept(self) -> bool:
        """Whether what is imported is there after a restart, too."""
        return self.path is not None

    def refresh(self) -> None:
        """Takes note of what a transaction has changed."""
        with self.cursor() as cursor:
            new = cursor.execute("select wkb from shape where shape_no >= ? order by shape_no", [len(self.shapes)])
            self.shapes = [*self.shapes, *(shapely.from_wkb(bytes(wkb)) for (wkb,) in new.fetchall())]
            meta = dict(cursor.execute("select key, value from meta").fetchall())
            self._know_sets(cursor)
        self.version = f"{meta['store']}-{meta['change']}"

    @contextmanager
    def changing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all that is done with the cursor, or nothing of it. Raises StoreError when it can't be written."""
        with self._writing, self.cursor() as cursor:
            try:
                cursor.execute("begin")
                yield cursor
                cursor.execute("update meta set value = cast(cast(value as integer) + 1 as text) where key = 'change'")
                cursor.execute("commit")
            except BaseException as error:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")
                if isinstance(error, UNWRITTEN):
                    raise StoreError(
                        _("The store {file} can't be written ({fault}). It is as it was.").format(
                            file=self.path.name if self.path else _("in memory"), fault=_first_line(error)
                        )
                    ) from error
                raise
            self.refresh()

    def close(self) -> None:
        """Lets another process open the file."""
        self._connection.close()


def open_store(path: Path | None, reference: Reference) -> Store:
    """The store at `path`, made when there is none; None for one in memory. Raises StoreError when it can't be opened."""
    connection = _connect(path)
    try:
        _make(connection, path)
        _load_reference(connection, reference)
        # Nothing that a query says may read or write another file from here on.
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        return Store(connection, reference, path)
    except BaseException:
        connection.close()
        raise


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path) if path else ":memory:")
    except duckdb.Error as error:
        raise StoreError(_why_closed(path, str(error))) from error
    # A page of rows is 200: so the other columns of all that are sorted are not read.
    connection.execute("set late_materialization_max_rows = 1000")
    connection.execute(f"set memory_limit = '{MEMORY}'" if path else "set preserve_insertion_order = true")
    return connection


def _why_closed(path: Path, fault: str) -> str:
    if "lock" in fault.lower():
        return _(
            "Another process has the store {file} open. Close it there, or work there: on the Data page a running app "
            "imports files, too."
        ).format(file=path.name)
    if path.exists():
        return _("The file {file} can't be opened as a store ({fault}). Name another with INCIDENTS_STORE.").format(
            file=path.name, fault=fault.splitlines()[0][:200]
        )
    return _(
        "The store {file} can't be made in the folder {folder} ({fault}). Name a file in a folder that can be written with "
        "INCIDENTS_STORE."
    ).format(file=path.name, folder=path.resolve().parent.name, fault=fault.splitlines()[0][:200])


def _make(connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """Makes the tables of a new store; raises StoreError for a database that is none, or of another format."""
    tables = {name for (name,) in connection.execute("select table_name from information_schema.tables").fetchall()}
    if not tables:
        connection.execute("begin")
        connection.execute(SCHEMA)
        connection.executemany(
            "insert into meta values (?, ?)",
            [("format", str(FORMAT)), ("store", uuid.uuid4().hex[:12]), ("change", "0"), ("reference", "")],
        )
        connection.execute("commit")
        return
    found = first(connection, "select value from meta where key = 'format'") if "meta" in tables else None
    if found is None or found[0] not in {str(known) for known in (*UPGRADES, FORMAT)}:
        raise StoreError(
            _("{file} is no store of this version (format {found}, expected {expected}). Name another file.").format(
                file=path.name, found=found[0] if found else _("none"), expected=FORMAT
            )
        )
    _upgrade(connection, int(found[0]))


def _upgrade(connection: duckdb.DuckDBPyConnection, found: int) -> None:
    """Brings the tables of an older store up to date, all of them or none. What follows from the others is filled by `rebuild`."""
    if found == FORMAT:
        return
    connection.execute("begin")
    for step in range(found, FORMAT):
        connection.execute(UPGRADES[step])
    # A version is told from another by what the sheet says, which has more columns now.
    for prefix in ("", "former_"):
        connection.execute(f"update {prefix}incident set digest = {digest()}")
    number_casts(connection)
    connection.execute("update meta set value = ? where key = 'format'", [str(FORMAT)])
    connection.execute("commit")


def _load_reference(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """Brings documents, milestones and actors up to date."""
    connection.execute("begin")
    for table, attribute in REFERENCE.items():
        frame = getattr(reference, attribute)
        connection.execute(f"delete from {table}")
        columns = [row[0] for row in connection.execute(f"describe {table}").fetchall()]
        connection.register("loading", frame[columns])
        connection.execute(f"insert into {table} select {', '.join(columns)} from loading")
        connection.unregister("loading")
    connection.register("loading", reference.actors.table)
    connection.execute(
        "delete from actor where actor_id in (select actor_id from loading) or actor_id not like 'unlisted:%'"
    )
    connection.execute("insert into actor select actor_id, name, side from loading")
    connection.unregister("loading")
    connection.execute("commit")


def backup(path: Path, target: Path) -> None:
    """Copies the store at `path` into the new file `target`, whole or not at all. Raises StoreError."""
    if target.exists():
        raise StoreError(_("{file} is there already. Name a new file for the backup.").format(file=target.name))
    if not path.exists():
        raise StoreError(_("There is no store {file}.").format(file=path.name))
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        connection = _connect(path)
        try:
            _make(connection, path)
            connection.execute(f"attach '{_quoted(unfinished)}' as copy_of")
            name = first(connection, "select current_database()")[0]
            connection.execute(f'copy from database "{name}" to copy_of')
            connection.execute("detach copy_of")
        finally:
            connection.close()
        _to_disk(unfinished)
        unfinished.replace(target)
        _to_disk(target.parent)
    except (duckdb.Error, OSError) as error:
        raise StoreError(
            _("The backup {file} can't be written ({fault}).").format(file=target.name, fault=_first_line(error))
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def restore(source: Path, path: Path) -> Path | None:
    """Puts a backup in the place of the store at `path`; gives where the store that was there is kept, None for none.

    Raises StoreError when `source` is no store or either is open elsewhere; then nothing is changed.
    """
    if not source.exists():
        raise StoreError(_("There is no backup {file}.").format(file=source.name))
    aside = None
    if path.exists():
        _connect(path).close()  # refuses when somebody has it open; brings its log to the file
        aside = next(
            p
            for n in range(1, 1000)
            if not (p := path.with_name(f"{path.stem}.before-restore-{n}{path.suffix}")).exists()
        )
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    backup(source, fresh)
    if aside:
        path.replace(aside)
    fresh.replace(path)
    _to_disk(path.parent)
    return aside


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("'", "''")


def _to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows opens no folders; it brings the name to the disk by itself
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _first_line(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error)).splitlines()[0][:200]
