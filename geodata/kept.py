"""The store that keeps what is imported: where it lies, what it begins with, and what is read anew when places change."""

import getpass
import hashlib
import os
from pathlib import Path

import pandas as pd

from .ingest import ingest
from .reference import folder, read_reference
from .store import Arriving, Store, keep, keep_places, open_store, rebuild

EMBEDDED_SET = "Two documents, 2022–2023"
DEFAULT = "incidents.duckdb"  # in the folder where the work is done
IN_MEMORY = ":memory:"


def store_path(named: str | None = None) -> Path | None:
    """Where the store lies: as named, else as INCIDENTS_STORE says, else in this folder; None for one in memory."""
    named = named or os.environ.get("INCIDENTS_STORE") or DEFAULT
    return None if named == IN_MEMORY else Path(named).expanduser()


def views_path() -> Path | None:
    """Where the page keeps views that have a name: as INCIDENTS_VIEWS says, else beside the store; None with one in memory."""
    named, store = os.environ.get("INCIDENTS_VIEWS"), store_path()
    if named:
        return Path(named).expanduser()
    return store.with_name("views.toml") if store else None


def user() -> str:
    """Who works with the store, for its records; "" where the system has no name for them, as in a container."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def open_kept(path: Path | None) -> Store:
    """The store at `path`, made when there is none, with the embedded incidents unless the user took them out.

    When places, roads, regions or actors have changed since an incident was stored, it is located, joined and named anew.
    Raises StoreError when it can't be opened, DataFileError for embedded data that can't be read.
    """
    store = open_store(path, read_reference(folder(None)))
    try:
        if len(store.places()):
            store.use(read_reference(folder(None), store.places()))
        rebuild(store)
        _bring_embedded(store)
    except BaseException:
        store.close()
        raise
    return store


def add_places(store: Store, places: pd.DataFrame | None) -> int:
    """Makes these towns (`geonames.read_geonames`) the user's gazetteer in place of the one before, None for none; locates incidents anew.

    Gives how many incidents were looked at again.
    """
    keep_places(store, places)
    store.use(read_reference(folder(None), None if places is None else store.places()))
    return rebuild(store)


def _bring_embedded(store: Store) -> None:
    imports = store.imports()
    own = imports[imports["data_set"] == EMBEDDED_SET]
    standing = own[own["undone_at"].isna()]
    if len(own) and standing.empty:
        return  # the user took them out
    source = folder(None)
    # Only read when they have changed: reading them takes longer than most commands.
    digest = hashlib.sha256(source.file("incidents.csv").read_bytes()).hexdigest()
    if standing.empty or standing["sha256"].iloc[0] != digest:
        keep(store, Arriving.of(ingest(source)), EMBEDDED_SET, "", remove_missing=True)
