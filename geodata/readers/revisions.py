"""Rows that share an incident's id: newer versions of it, a row for each of its actors, or a fault."""

from dataclasses import dataclass

import pandas as pd

from ..texts import _
from .sheet import SUPERSEDED_COLUMNS, Check, faults_of
from .table import CELLS, ROW


@dataclass(frozen=True)
class Settled:
    """`rows`: one a incident, or several with the same id in `members` that differ in their actors only.

    `rows` holds the first row of each incident; `members` all of them with the column `of`, the index of that first row.
    """

    rows: pd.DataFrame
    members: pd.DataFrame
    superseded: pd.DataFrame
    faults: pd.DataFrame

    def rows_of(self, first: pd.Index) -> list[int]:
        """How many rows of the file the incidents with these first rows take."""
        return self.members["of"].value_counts().reindex(first).tolist()


def settle(rows: pd.DataFrame, key: str, changed: str, free: set[str]) -> Settled:
    """What rows with the same id in `key` stand for; an empty id is nobody's.

    The rows with the newest `changed` (Unix seconds) count, older ones are superseded; without a time in each of an id's
    rows there is no newest. Rows left with one id are one incident when they differ in the columns `free` only (actors and
    running numbers), else each of them has a fault.
    """
    ids = rows[key].where(rows[key] != "", [f"\0{number}" for number in rows[ROW]])
    old = _older(rows, ids, changed)
    left, left_ids = rows[~old], ids[~old]
    newest = left[ROW].groupby(left_ids).first()
    superseded = pd.DataFrame(
        {"row": rows[ROW][old], "incident_id": rows[key][old], "kept_row": ids[old].map(newest).astype("int64")},
        columns=SUPERSEDED_COLUMNS,
    )
    fixed = left.columns.difference([ROW, CELLS, *free])
    versions = left.assign(_id=left_ids).drop_duplicates(["_id", *fixed])["_id"]
    broken = left_ids.isin(versions[versions.duplicated()])
    faults = faults_of(
        left,
        key,
        [
            Check(
                key,
                broken,
                _("Rows with the same id differ in their actors only."),
                _("Keep the right row, or give each version its timestamp: then the newest counts."),
            )
        ],
    )
    good, good_ids = left[~broken], left_ids[~broken]
    first = ~good_ids.duplicated()
    index_of = dict(zip(good_ids[first], good.index[first], strict=True))
    return Settled(good[first], good.assign(of=good_ids.map(index_of)), superseded, faults)


def _older(rows: pd.DataFrame, ids: pd.Series, changed: str) -> pd.Series:
    if changed not in rows:
        return pd.Series(False, index=rows.index)
    times = pd.to_numeric(rows[changed].where(rows[changed].str.fullmatch(r"\d{1,15}")), errors="coerce")
    known = times.notna().groupby(ids).transform("all")
    return known & (times < times.groupby(ids).transform("max"))
