"""UCDP GED exports: 49 columns with a header, candidate files also without. Rules: UCDP GED Codebook."""

import re

import pandas as pd

from ..schema import YEARS
from ..texts import _
from .days import decide_if_odd, read_days
from .options import Options
from .sheet import Check, Reader, Sheet, faults_of, joined, out_of_codes, records, shaped, shifted, without_copies
from .table import stripped

HEADER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
NEEDS = (
    "id", "type_of_violence", "side_a", "side_b", "where_prec", "where_description", "adm_1", "latitude", "longitude",
    "country", "date_prec", "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
MARKS = {"type_of_violence", "side_a", "side_b", "where_prec", "date_prec"}
OPTIONAL = (
    "source_article", "source_office", "source_headline", "where_coordinates", "adm_2", "event_clarity", "conflict_name",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown",
)  # fmt: skip
NOTED = (
    "where_prec", "where_description", "where_coordinates", "adm_1", "adm_2", "conflict_name", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "event_clarity",
)  # fmt: skip
# What the columns of a file without a header hold in every row.
TYPICAL = {
    "id": r"\d+", "year": r"(19|20)\d\d", "type_of_violence": "[123]", "where_prec": "[1-7]", "date_prec": "[1-5]",
    "date_start": r"\d{4}-\d\d-\d\d.*",
}  # fmt: skip

VIOLENCE = {"1": "State-based conflict", "2": "Non-state conflict", "3": "One-sided violence"}
ONE_SIDED = "3"
DATE_PRECISION = {"1": "day", "2": "range", "3": "week", "4": "month", "5": "year"}
POINTS = {"1": "exact", "2": "near settlement"}
WHERE = tuple("1234567")
CIVILIANS = "Civilians"
DATES = ("date_start", "date_end")
NAMES = {
    "incident_id": "id", "date_precision": "date_prec", "place": "where_description/adm_1", "place_precision": "where_prec",
    "reported_region": "adm_1", "event_type": "type_of_violence", "perpetrators": "side_a", "targets": "type_of_violence",
    "involved": "side_a/side_b", "summary": "source_headline", "source": "source_article/source_office",
    "fatalities_low": "low", "fatalities_best": "best", "fatalities_high": "high",
}  # fmt: skip


def _recognises(header: list[str], first_rows: list[list[str]]) -> bool:
    return {name.strip().lower() for name in header} >= MARKS or _without_header(header)


def _without_header(cells: list[str]) -> bool:
    if len(cells) != len(HEADER):
        return False
    row = dict(zip(HEADER, cells, strict=True))
    return all(re.fullmatch(pattern, row[name].strip()) for name, pattern in TYPICAL.items())


def _names(header: list[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def _read(rows: pd.DataFrame, options: Options) -> Sheet:
    """The export as the project's own sheet; each of its rows is there or accounted for."""
    rows = stripped(rows)
    once = without_copies(rows)
    cells = shifted(once, "id")
    events = once.drop(index=cells.index)
    events = events.assign(**{name: "" for name in OPTIONAL if name not in events})
    first, last = (read_days(events[name], options) for name in DATES)
    codes = faults_of(events, "id", _checks(events, first, last))
    good = events.drop(index=codes.index.unique())
    return Sheet(
        _sheet(good, first[good.index], last[good.index]),
        read=len(rows),
        copies=len(rows) - len(once),
        faults=pd.concat([cells, codes]).sort_values("row", kind="stable"),
        names=NAMES,
    )


READER = Reader(
    "UCDP GED",
    NEEDS,
    "id",
    _recognises,
    _read,
    _names,
    lambda cells: HEADER if _without_header(cells) else None,
    decide=lambda names, cells_of, options: decide_if_odd(DATES, cells_of, options),
)


def _checks(events: pd.DataFrame, first: pd.Series, last: pd.Series) -> list[Check]:
    rule = _("A date is a real day from 1900 to 2099, written YYYY-MM-DD.")
    dates = [
        Check(column, ~_real(found), rule, _("Write it like 2023-10-03."))
        for column, found in (("date_start", first), ("date_end", last))
    ]
    return [
        *dates,
        out_of_codes(events, "type_of_violence", VIOLENCE),
        out_of_codes(events, "date_prec", DATE_PRECISION),
        out_of_codes(events, "where_prec", WHERE),
        out_of_codes(events, "event_clarity", ("1", "2"), empty=True),
    ]


def _real(days: pd.Series) -> pd.Series:
    return days.map(lambda found: found is not None and found.year in YEARS).astype(bool)


def _sheet(events: pd.DataFrame, first: pd.Series, last: pd.Series) -> pd.DataFrame:
    one_sided = events["type_of_violence"] == ONE_SIDED
    where = _where(events)
    named = events["where_description"].where(events["where_description"] != "", events["where_coordinates"])
    place = named.where(where.isin(tuple(POINTS.values())), events["adm_1"].where(where == "area", ""))
    both = events["side_a"] + "; " + events["side_b"]
    # A side may hold a ";" only as the mark between two: none does in GED 1.0 to 25.1.
    return shaped(
        events,
        incident_id=events["id"],
        date_start=[found.isoformat() for found in first],
        date_end=[found.isoformat() for found in last],
        date_precision=events["date_prec"].map(DATE_PRECISION),
        place=place,
        place_precision=where,
        reported_region=events["adm_1"],
        country=events["country"],
        event_type=events["type_of_violence"].map(VIOLENCE),
        perpetrators=events["side_a"].where(one_sided, ""),
        targets=one_sided.map({True: CIVILIANS, False: ""}),
        involved=both.where(~one_sided, ""),
        fatalities_low=events["low"],
        fatalities_best=events["best"],
        fatalities_high=events["high"],
        summary=events["source_headline"],
        source=events["source_article"].where(events["source_article"] != "", events["source_office"]),
        analyst_note=[_note(row, at) for row, at in zip(records(events, NOTED), place, strict=True)],
        latitude=events["latitude"],
        longitude=events["longitude"],
    )


def _where(events: pd.DataFrame) -> pd.Series:
    """The precision of the place: 3 to 7 is the region when one is named (only first-level units have an outline here)."""
    coarse = events["adm_1"].map(lambda region: "area" if region else "unlocated").astype(object)
    return events["where_prec"].map(POINTS).where(events["where_prec"].isin(tuple(POINTS)), coarse)


def _note(row: tuple, place: str) -> str:
    deaths = {
        _("side A"): row.deaths_a, _("side B"): row.deaths_b, _("civilians"): row.deaths_civilians, _("unknown"): row.deaths_unknown
    }  # fmt: skip
    said = ", ".join(f"{who} {count}" for who, count in deaths.items() if count not in ("", "0"))
    return joined(
        [
            _where_note(row),
            _("Place as described: {place}.").format(place=row.where_description)
            if row.where_description not in ("", place)
            else "",
            _("Position of: {place}.").format(place=row.where_coordinates)
            if row.where_coordinates not in ("", place, row.where_description)
            else "",
            _("Conflict: {name}.").format(name=row.conflict_name) if row.conflict_name else "",
            _("Killed: {deaths}.").format(deaths=said) if said else "",
            _("Several events that the source reports together.") if row.event_clarity == "2" else "",
        ]
    )


def _where_note(row: tuple) -> str:
    """Why an event with a position is no dot."""
    if row.where_prec not in ("3", "5", "6", "7"):
        return ""
    said = {
        "3": _("The source gives only a second-level unit ({unit}).").format(unit=row.adm_2 or _("not named")),
        "5": _("The source gives only a line or an area that is no unit."),
        "6": _("The source gives only the country."),
        "7": _("The source gives only a sea or the air."),
    }[row.where_prec]
    return said + " " + (_("It is shown as its region.") if row.adm_1 else _("It is shown without a place."))
