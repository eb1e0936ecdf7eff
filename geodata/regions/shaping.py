"""The areas of a file made fit to be laid over each other: rings closed, crossings parted, metres put where they belong."""

import re

import numpy as np
import pandas as pd
import shapely

from ..texts import _, _n
from .findings import Finding, area_said, drawn, measured, said
from .land import ZONES, Land
from .measures import in_degrees, km2, polygons
from .reading import Rows, held_said

_CROSSES = re.compile(r"(?:Ring )?Self-intersection\[(\S+) (\S+)\]")


def shaped(rows: Rows, land: Land) -> pd.DataFrame:
    """A row each, in order: `raw` as the file has it, `shape` valid or None without an area, `km2`, `open_ring`, `held`, `zones`.

    `zones` are those of UTM in which a unit lies in the country whose coordinates can't be degrees, () for none; its shape is
    that in the likeliest zone. None for units in degrees.
    """
    shape = rows.shapes.copy()
    missing = shapely.is_missing(shape)
    beyond = ~missing & ~in_degrees(shape)
    shape[beyond] = None
    shape = _valid(shape)
    taken = shapely.union_all(shape) if beyond.any() else None
    zones = np.full(len(shape), None, dtype=object)
    for nr in np.flatnonzero(beyond):
        there = land.zones(rows.shapes[nr], taken)
        zones[nr] = tuple(zone for zone, _shape in there)
        shape[nr] = there[0][1] if there else None
    size = km2(shape)
    shape[size == 0] = None
    return pd.DataFrame(
        {
            "raw": rows.shapes,
            "shape": shape,
            "km2": size,
            "open_ring": rows.open_rings,
            "held": pd.Series(rows.held, dtype=object),
            "zones": zones,
        }
    )


def _valid(shapes: np.ndarray) -> np.ndarray:
    """The shapes with those that are not valid mended, which keeps all that their rings enclose."""
    mended = shapes.copy()
    wrong = ~shapely.is_missing(shapes) & ~shapely.is_valid(shapes)
    mended[wrong] = shapely.make_valid(shapes[wrong], method="structure", keep_collapsed=False)
    return mended


def faults(rows: pd.DataFrame) -> list[Finding]:
    """What is wrong with the shapes of `shaped`, with a column `key`: no polygon, coordinates in metres, not valid, no area."""
    raw, shape = rows["raw"].to_numpy(), rows["shape"].to_numpy()
    without = shapely.is_missing(raw)
    metres = rows["zones"].notna().to_numpy()
    degrees = ~without & ~metres
    found = [*_without_polygon(rows[without]), *_in_metres(rows[metres])]
    valid = shapely.is_valid(raw) & ~rows["open_ring"].to_numpy()
    found += [_invalid(row) for row in rows[degrees & ~valid & ~shapely.is_missing(shape)].itertuples()]
    return found + _without_area(rows[degrees & shapely.is_missing(shape)])


def _without_polygon(rows: pd.DataFrame) -> list[Finding]:
    if rows.empty:
        return []
    names = tuple(rows["key"])
    sentence = _n("{n} row has no polygon", "{n} rows have no polygon", len(rows))
    return [
        Finding(
            "no polygon",
            names,
            _("{how_many}, but {held}: {units}.").format(
                how_many=sentence, held=held_said(list(rows["held"])), units=said(names)
            ),
            _("Left out. If it is a unit, add its polygon to the file and check it again."),
        )
    ]


def _in_metres(rows: pd.DataFrame) -> list[Finding]:
    alike: dict[tuple[str, ...], list[int]] = {}
    for nr, zones in enumerate(rows["zones"]):
        alike.setdefault(zones, []).append(nr)
    return [_of_zones(zones, rows.iloc[some]) for zones, some in alike.items()]


def _of_zones(zones: tuple[str, ...], rows: pd.DataFrame) -> Finding:
    names = tuple(rows["key"])
    mend = _("Save the file with all units in one coordinate system, best EPSG:4326.")
    sentence = _("Not in degrees: {units}.").format(units=said(names))
    if zones:
        place = _("As metres in UTM zone {zone} ({crs}) it would lie in the country, where it is drawn.")
        sentence = f"{sentence} {place.format(zone=zones[0], crs=ZONES[zones[0]])}"
    if len(zones) > 1:
        others = _("So it would in {zones}.").format(zones=", ".join(zones[1:]))
        sentence = f"{sentence} {others}"
    shapes = rows["shape"].to_numpy()
    return Finding("projection", names, sentence, mend, True, measured(shapes) if zones else None, shape=drawn(shapes))


def _invalid(row: tuple) -> Finding:
    before, at = measured(np.array([row.raw])), _crossing(row.raw)
    if row.open_ring:
        why = _("A ring does not end where it begins.")
    elif at:
        why = _("Its line crosses itself at {longitude} {latitude}.").format(
            longitude=round(at.x, 5), latitude=round(at.y, 5)
        )
    else:
        why = _("Its rings lie in each other in a way that no area has.")
    return Finding(
        "invalid",
        (row.key,),
        _("{unit} is no valid area. {why} It had {before}, and has {after} now.").format(
            unit=said((row.key,)), why=why, before=area_said(before), after=area_said(row.km2)
        ),
        _("Mended: all that its lines enclose is kept. Look whether the drawing is right."),
        area_km2=before,
        area_after_km2=float(row.km2),
        shape=drawn([*polygons(np.array([row.shape])), *([at] if at else [])]),
    )


def _crossing(shape: shapely.Geometry) -> shapely.Point | None:
    found = _CROSSES.match(shapely.is_valid_reason(shape))
    return shapely.Point(float(found[1]), float(found[2])) if found else None


def _without_area(rows: pd.DataFrame) -> list[Finding]:
    if rows.empty:
        return []
    names = tuple(rows["key"])
    places = shapely.points(
        [coordinates[0] for coordinates in map(shapely.get_coordinates, rows["raw"]) if len(coordinates)]
    )
    return [
        Finding(
            "no area",
            names,
            _("Polygons without an area: {units}.").format(units=said(names)),
            _("Left out. If it is a unit, draw its polygon and check the file again."),
            area_km2=0.0,
            shape=drawn(places),
        )
    ]
