"""A boundary file checked: its rows as units of a set, and all that is found on the way. No row is left out unsaid."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..errors import DataFileError
from ..texts import _, _n
from .asked import Asked
from .covering import gaps, overlaps
from .findings import Finding, drawn, measured, ordered, said
from .land import Land, outside, refuse_foreign, uncovered
from .measures import union
from .naming import name_field, named, of_names
from .nesting import holders, leveled, parted
from .reading import Rows
from .sets import BETWEEN
from .shaping import faults, shaped


@dataclass(frozen=True)
class Found:
    """`units` of all levels as `nesting.leveled` gives them, the findings, the column of the names, and what levels are called."""

    units: pd.DataFrame
    findings: tuple[Finding, ...]
    name_field: str
    levels: tuple[str, ...]


def check(rows: Rows, asked: Asked, land: Land, above: Rows | None = None) -> Found:
    """The units of a file, with those of the level above out of a second one where there is such.

    Raises DataFileError for a file that can't be meant, QuestionError when the column of the names can't be told.
    """
    if above is not None and asked.parent_fields:
        raise DataFileError(
            _("The units above are in columns of {file} or in a file of their own. Say one of the two.").format(
                file=rows.file
            )
        )
    levels = asked.levels_of(1 + len(asked.parent_fields) + (above is not None))
    column = name_field(rows.file, rows.cells, asked.name_field)
    units = _shaped(rows, named(rows.file, rows.cells, column, asked.parent_fields, asked.code_field), land)
    found = []
    if above is not None:
        units, found = _under(units, above, asked, land)
    found += faults(units)
    kept = _with_area(units).sort_values("key", kind="stable", ignore_index=True)
    found += of_names(kept)
    kept, repeated = _one_each(kept, asked.same_name == "merge")
    whole = bool(shapely.coverage_is_valid(kept["shape"].to_numpy()))
    found += [*repeated, *_of_ground(kept, whole, land)]
    return Found(leveled(kept, len(levels), whole), ordered(found), column, levels)


def _shaped(rows: Rows, names: pd.DataFrame, land: Land) -> pd.DataFrame:
    """A row each with its names and its shape. Raises DataFileError for a file that is not of the country."""
    units = pd.concat([names, shaped(rows, land)], axis=1)
    kept = _with_area(units)
    if kept.empty:
        faulty = " ".join(each.sentence for each in faults(units))
        raise DataFileError(
            _("The data file {file} has no polygon that can be used. {faults}").format(file=rows.file, faults=faulty)
        )
    sure = kept.loc[kept["zones"].isna(), "shape"].to_numpy()
    if len(sure):
        refuse_foreign(rows.file, sure, land)
    return units


def _with_area(units: pd.DataFrame) -> pd.DataFrame:
    return units[~shapely.is_missing(units["shape"].to_numpy())]


def _under(units: pd.DataFrame, above: Rows, asked: Asked, land: Land) -> tuple[pd.DataFrame, list[Finding]]:
    """The units with the keys that they have under those of the level above, and what is found of that file."""
    column = name_field(above.file, above.cells, asked.above_name_field, about="above_name_field")
    upper = _shaped(above, named(above.file, above.cells, column), land)
    found = faults(upper)
    upper = _with_area(upper)
    found += of_names(upper)
    parents, share = holders(units, upper)
    pairs = zip(parents, units["key"], strict=True)
    keys = [key if parent is None else f"{parent}{BETWEEN}{key}" for parent, key in pairs]
    units = units.assign(key=keys, parent=parents, share=share)
    return units, [*found, *parted(units, upper)]


def _one_each(units: pd.DataFrame, merge: bool) -> tuple[pd.DataFrame, list[Finding]]:
    """The units, with those of one key as one where they are to be merged; a finding for each key that several have."""
    several = units[units["key"].duplicated(keep=False)]
    found = [_repeated(key, rows, merge) for key, rows in several.groupby("key")]
    if not merge or several.empty:
        return units, found
    once = units.drop_duplicates("key", ignore_index=True)
    together = units.groupby("key").agg({"shape": list, "aliases": list})
    shapes = [union(np.array(each, dtype=object)) if len(each) > 1 else each[0] for each in together["shape"]]
    aliases = ["; ".join(dict.fromkeys(filter(None, each))) for each in together["aliases"]]
    return once.assign(shape=np.array([*shapes, None], dtype=object)[:-1], aliases=aliases), found


def _repeated(key: str, rows: pd.DataFrame, merge: bool) -> Finding:
    shapes = rows["shape"].to_numpy()
    return Finding(
        "same name",
        (key,) * len(rows),
        _("{unit} is the name of {rows}.").format(unit=said((key,)), rows=_n("{n} row", "{n} rows", len(rows))),
        _("Taken as one unit in several parts.")
        if merge
        else _(
            "Give each its own name, say in which columns the units above are, or take them as one unit in several parts."
        ),
        not merge,
        measured(shapes),
        shape=drawn(shapes),
    )


def _of_ground(units: pd.DataFrame, whole: bool, land: Land) -> list[Finding]:
    """What is found where units lie on each other, beside each other and outside the country."""
    ground = union(units["shape"].to_numpy(), whole)
    return [
        *overlaps(units, whole),
        *gaps(units, ground, land.km2 / 2),
        *outside(units, land),
        *uncovered(ground, land),
    ]
