"""What the card of an incident says of its place: as reported, where the join put it, by each boundary set, and how surely."""

from types import SimpleNamespace

import pandas as pd

from geodata.filter_words import outside_name, region_name
from geodata.regions import BoundarySet, embedded_names, shares
from geodata.schema import OUTSIDE, UNLOCATED
from geodata.store import Store
from geodata.texts import _, number
from geodata.words import place_words


def lines(store: Store, boundaries: BoundarySet, row: SimpleNamespace) -> list[tuple[str, list[str]]]:
    """Terms with their texts. `row` is an incident with its place in `boundaries`, and all of them in `places`."""
    said = [(_("Where"), [place_words(row), *_how_sure(row), *_shares(store, boundaries, row), *_as_reported(row)])]
    if len(row.places) > 1 and row.region_key != UNLOCATED:
        said.append((_("Region"), [_by_set(store, key, place) for key, place in row.places.items()]))
    return said


def _how_sure(row: SimpleNamespace) -> list[str]:
    said = []
    if row.place_precision in ("settlement", "near settlement"):
        said.append(_("within about {n} km").format(n=number(row.uncertainty_km)))
    # With several boundary sets each line of `_by_set` says its own.
    return said if len(row.places) > 1 else said + _by_the_line(row.near_border, row.border_km, row.attached_km)


def _by_the_line(near_border: bool, border_km: float, attached_km: float) -> list[str]:
    """How far outside all regions a place lies, else how near to a border."""
    if pd.notna(attached_km):
        outside = _("{n} km outside these boundaries, counted in the nearest region")
        return [outside.format(n=number(round(attached_km, 1)))]
    return [_("{n} km from a region's border").format(n=number(round(border_km, 1)))] if near_border else []


def _shares(store: Store, boundaries: BoundarySet, row: SimpleNamespace) -> list[str]:
    """How much of a road or an area lies in each region, where it is more than one."""
    if pd.isna(row.shape_no):
        return []
    found = shares(store.shapes[int(row.shape_no)], boundaries)
    outside = 1 - sum(found.values())
    parts = [(name, share) for name, share in sorted(found.items(), key=lambda item: -item[1]) if share >= 0.005]
    parts += [(region_name(OUTSIDE), outside)] if outside >= 0.005 else []
    if len(parts) < 2:
        return []
    return [
        ", ".join(_("{n} % in {region}").format(n=number(round(share * 100)), region=name) for name, share in parts)
    ]


def _as_reported(row: SimpleNamespace) -> list[str]:
    said = {
        "differs": _("reported as {region}: another region than the one that the place lies in"),
        "part": _("reported as {region}, which in another division held it or was a part of it"),
        "unknown": _("reported as {region}, a region that nothing here knows"),
        "same": _("reported as {region}"),
    }.get(row.agreement)
    names = embedded_names()
    # "Segou" says no more than Ségou; "Segou region" neither.
    if not said or (row.agreement == "same" and (names.name(row.reported_region) or row.reported_region) == row.region):
        return []
    return [said.format(region=row.reported_region)]


def _by_set(store: Store, key: str, place: dict) -> str:
    """The region by one of the sets, with how near to a border or how far outside."""
    boundaries = store.boundary_set(key)
    where = outside_name(place["country"]) if place["region_key"] == OUTSIDE else region_name(place["unit_key"])
    more = _by_the_line(place["near_border"], place["border_km"], place["attached_km"])
    about = ", ".join(filter(None, (boundaries.title, boundaries.vintage)))
    return _("{region} ({set})").format(region=where, set="; ".join((about, *more)))
