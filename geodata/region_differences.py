"""What is asked of boundary sets on the command line: two of them side by side, and where reports and the join disagree."""

import argparse
import json

import pandas as pd

from .comparing import moved
from .filter_words import agreement_name, outside_name, region_name
from .filters import IncidentFilter
from .kept import open_kept, store_path
from .texts import _, _n, number

_LISTED = (
    "incident_id", "data_set", "place", "reported_region", "region", "country", "border_km", "near_border",
)  # fmt: skip


def add_differences(regions: argparse._SubParsersAction) -> None:
    """Adds the commands to those of `regions`."""
    both = regions.add_parser("compare", help=_("what lies where by two boundary sets: area and incidents"))
    both.add_argument("before", metavar="SET")
    both.add_argument("after", metavar="SET")
    both.set_defaults(run=_compare)
    odd = regions.add_parser(
        "disagreements", help=_("incidents whose place lies in another region than the one reported")
    )
    odd.add_argument("--boundaries", default="", metavar="SET", help=_("the boundary set; else the embedded one"))
    odd.set_defaults(run=_disagreements)
    for parser in (both, odd):
        parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _compare(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        before, after = store.set_named(options.before), store.set_named(options.after)
        found = moved(store, IncidentFilter(), before, after)
    finally:
        store.close()
    print(_as_json(found) if options.json else "\n".join(map(_move, found.itertuples())))
    return 0


def _move(row: tuple) -> str:
    share = "" if pd.isna(row.share) else _(" ({share} %)").format(share=number(round(row.share * 100, 1)))
    return _("{km2} km²{share}, {incidents}: {before} → {after}").format(
        km2=number(round(row.km2)), share=share, incidents=_n("{n} incident", "{n} incidents", row.incidents),
        before=region_name(row.before), after=region_name(row.after),
    )  # fmt: skip


def _disagreements(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        chosen = IncidentFilter(boundary_set=store.set_named(options.boundaries))
        found, ways = store.disagreements(chosen), store.agreement_by_data_set(chosen)
    finally:
        store.close()
    if options.json:
        listed = json.loads(_as_json(found[list(_LISTED)]))
        made = {"by_data_set": ways.to_dict("records"), "incidents": listed}
        print(json.dumps(made, ensure_ascii=False, indent=2))
    else:
        print("\n".join([*map(_way, ways.itertuples()), *map(_disagreement, found.itertuples())]))
    return 0


def _way(row: tuple) -> str:
    return _("{n} of {data_set}: {way}").format(
        n=number(row.incidents), data_set=row.data_set, way=agreement_name(row.agreement)
    )


def _disagreement(row: tuple) -> str:
    within = isinstance(row.region, str)
    km = "" if pd.isna(row.border_km) else _(", {n} km from a border").format(n=number(round(row.border_km, 1)))
    return _("{id}: {place}, reported in {reported}, lies {where}{km}").format(
        id=row.incident_id, place=row.place, reported=row.reported_region, km=km,
        where=_("in {region}").format(region=row.region) if within else outside_name(row.country),
    )  # fmt: skip


def _as_json(frame: pd.DataFrame) -> str:
    return frame.to_json(orient="records", force_ascii=False, indent=2)
