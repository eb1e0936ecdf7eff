"""The levels of a set: in which unit of the level above each one lies, and the upper ones as the union of theirs."""

import numpy as np
import pandas as pd
import shapely

from ..texts import _, number
from .findings import Finding, drawn, measured, said
from .measures import closed, km2, union
from .screen import simplified
from .sets import BETWEEN

_WHOLE = 0.95  # of a unit that lies in the one that it belongs to; less is told


def holders(units: pd.DataFrame, above: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For each of `units` (column shape) the key of the one `above` (columns key, shape) that holds most of it, and which share.

    None and 0 for those that lie in none or have no shape.
    """
    shapes, held = units["shape"].to_numpy(), above["shape"].to_numpy()
    unit, holder = shapely.STRtree(held).query(shapes, predicate="intersects")
    inside = shapely.contains(held[holder], shapes[unit])
    shared = shapes[unit]
    shared[~inside] = shapely.intersection(shapes[unit[~inside]], held[holder[~inside]])
    pairs = pd.DataFrame({"unit": unit, "key": above["key"].to_numpy()[holder], "km2": km2(shared)})
    # One above may come in several rows, as one name does that is merged.
    parts = pairs[pairs["km2"] > 0].groupby(["unit", "key"], as_index=False)["km2"].sum()
    most = parts.loc[parts.groupby("unit")["km2"].idxmax()]
    key, share = np.full(len(units), None, dtype=object), np.zeros(len(units))
    key[most["unit"]], share[most["unit"]] = most["key"], most["km2"]
    return key, share / np.where(share > 0, km2(shapes), 1)


def parted(units: pd.DataFrame, above: pd.DataFrame) -> list[Finding]:
    """Findings of units (columns key, parent, share, shape) that lie in none of those above, or less than whole in theirs."""
    shapes = units["shape"].to_numpy()
    lost = units[units["parent"].isna() & ~shapely.is_missing(shapes)]
    loose = units[units["parent"].notna() & (units["share"] < _WHOLE)]
    unused = above[~above["key"].isin(units["parent"].dropna())]
    return [*_lost(lost), *(_loose(row) for row in loose.itertuples()), *_unused(unused)]


def _lost(units: pd.DataFrame) -> list[Finding]:
    if units.empty:
        return []
    shapes, names = units["shape"].to_numpy(), tuple(units["key"])
    return [
        Finding(
            "no parent",
            names,
            _("In no unit of the level above: {units}.").format(units=said(names)),
            _("Give a file of the level above that covers all units, or leave these out of this one."),
            True,
            measured(shapes),
            shape=drawn(shapes),
        )
    ]


def _loose(unit: tuple) -> Finding:
    sentence = _("Only {share} % of {unit} lies in {parent}, which holds most of it.")
    return Finding(
        "parted",
        (unit.key,),
        sentence.format(
            share=number(round(unit.share * 100)), unit=said((unit.key,)), parent=said((unit.parent,))
        ),
        _("It belongs to {parent} as a whole. Look whether the two files are of one division.").format(
            parent=said((unit.parent,))
        ),
        area_km2=measured(np.array([unit.shape])),
        shape=drawn([unit.shape]),
    )  # fmt: skip


def _unused(above: pd.DataFrame) -> list[Finding]:
    if above.empty:
        return []
    shapes, names = above["shape"].to_numpy(), tuple(above["key"])
    return [
        Finding(
            "empty",
            names,
            _("Units of the level above in which none lies: {units}.").format(units=said(names)),
            _("Left out: an upper unit is made of those that it holds."),
            area_km2=measured(shapes),
            shape=drawn(shapes),
        )
    ]


def leveled(units: pd.DataFrame, depth: int, whole: bool) -> pd.DataFrame:
    """All levels of a set out of its deepest `units` (columns key, name, aliases, shape): level, key, name, aliases, wkb, screen.

    Sorted by level, 0 for the top, and key. Upper units are unions of theirs, so that borders are shared over all levels, on
    the screen too. `whole` says that the shapes are a valid coverage.
    """
    shapes = units["shape"].to_numpy()
    frames = [units[["key", "name", "aliases"]].assign(shape=shapes, screen=simplified(shapes))]
    for level in reversed(range(1, depth)):
        frames.insert(0, _above(frames[0], level, whole))
    made = pd.concat([frame.assign(level=nr) for nr, frame in enumerate(frames)], ignore_index=True)
    made["wkb"], made["screen"] = (shapely.to_wkb(made[name].to_numpy()) for name in ("shape", "screen"))
    made = made[["level", "key", "name", "aliases", "wkb", "screen"]]
    return made.sort_values(["level", "key"], ignore_index=True)


def _above(units: pd.DataFrame, level: int, whole: bool) -> pd.DataFrame:
    """The units of the next level up, whose keys have `level` parts."""
    parent = units["key"].map(lambda key: BETWEEN.join(key.split(BETWEEN)[:level]))
    rows = [
        (key, key.split(BETWEEN)[-1], "", _one(some["shape"].to_numpy(), whole), _one(some["screen"].to_numpy()))
        for key, some in units.groupby(parent, sort=True)
    ]
    return pd.DataFrame(rows, columns=["key", "name", "aliases", "shape", "screen"])


def _one(shapes: np.ndarray, whole: bool | None = None) -> shapely.Geometry:
    """The units as one, without slivers in it: the rim of each would count as a border of the region."""
    return closed(union(shapes, whole))
