"""The incident store: DuckDB, one process, a cursor a use. The only package with SQL besides the conditions of a filter."""

from .arriving import Arriving
from .assigning import assign
from .counting import BOUNDS, Counts, Details
from .divisions import Move
from .imports import (
    Comparison,
    Import,
    compare,
    data_set_of,
    keep,
    keep_places,
    mark,
    remember,
    store_of,
    undo,
)
from .knowing import as_known
from .listing import Account
from .mapping import Placed, Spot, Step, Survey
from .opening import Store, backup, open_store, restore
from .placing import keep_boundaries, remove_boundaries
from .rebuilding import rebuild
from .roles import Against

__all__ = [
    "BOUNDS",
    "Account",
    "Against",
    "Arriving",
    "Comparison",
    "Counts",
    "Details",
    "Import",
    "Move",
    "Placed",
    "Spot",
    "Step",
    "Store",
    "Survey",
    "as_known",
    "assign",
    "backup",
    "compare",
    "data_set_of",
    "keep",
    "keep_boundaries",
    "keep_places",
    "mark",
    "open_store",
    "rebuild",
    "remember",
    "remove_boundaries",
    "restore",
    "store_of",
    "undo",
]
