"""ACLED exports: today's 31 columns, older ones, one row an actor, with or without HXL tags. Rules: ACLED Codebook."""

import re
from datetime import UTC, date, datetime

import pandas as pd

from ..actors import split
from ..schema import YEARS
from ..texts import _, day, message
from .days import around, decide_if_odd, read_days
from .options import Options
from .revisions import Settled, settle
from .sheet import Check, Reader, Sheet, faults_of, joined, out_of_codes, records, shaped, shifted, without_copies
from .table import ROWS, stripped

NEEDS = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "country", "admin1", "location",
    "latitude", "longitude", "geo_precision", "fatalities",
)  # fmt: skip
MARKS = {"event_id_cnty", "event_date", "actor1"}  # what no other format has
OPTIONAL = (
    "sub_event_type", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "civilian_targeting", "admin2",
    "admin3", "source", "notes", "tags", "timestamp",
)  # fmt: skip
OLD_NAMES = {"ally_actor_1": "assoc_actor_1", "ally_actor_2": "assoc_actor_2"}
# What rows of one event may differ in: its actors, and the numbers that older exports give to rows.
OF_ACTORS = {"actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "data_id"}
OF_ACTORS |= {"event_id_no_cnty", "actor_type"}

DATE_PRECISION = {"1": "day", "2": "week", "3": "month"}
PLACE_PRECISION = {"1": "settlement", "2": "near settlement", "3": "area"}
# ACLED's actor1 and actor2 imply no direction, but for these: there the civilians are who it is done to.
ONE_SIDED = "violence against civilians"
REMOTE = ("explosions/remote violence", "remote violence")
CIVILIANS = "Civilians"
NAMES = {
    "incident_id": "event_id_cnty", "date_start": "event_date", "date_end": "event_date", "date_precision": "time_precision",
    "place": "location/admin1", "place_precision": "geo_precision", "reported_region": "admin1",
    "event_type": "sub_event_type/event_type", "general_type": "event_type", "perpetrators": "actor1/actor2",
    "targets": "actor1/actor2", "involved": "actor1/actor2/assoc_actor_1/assoc_actor_2", "fatalities_best": "fatalities",
    "summary": "notes", "revised": "timestamp",
}  # fmt: skip


def _recognises(header: list[str], first_rows: list[list[str]]) -> bool:
    return {name.strip().lower() for name in header} >= MARKS


def _names(header: list[str]) -> list[str]:
    lower = [name.strip().lower() for name in header]
    return [OLD_NAMES.get(name, name) for name in lower]


def _read(rows: pd.DataFrame, options: Options) -> Sheet:
    """The export as the project's own sheet; each of its rows is there or accounted for."""
    rows = stripped(rows)
    once = without_copies(rows)
    cells = shifted(once, "event_id_cnty")
    settled = settle(once.drop(index=cells.index), "event_id_cnty", "timestamp", OF_ACTORS)
    events = settled.rows.assign(**{name: "" for name in OPTIONAL if name not in settled.rows})
    days = read_days(events["event_date"], options)
    codes = faults_of(events, "event_id_cnty", _checks(events, days))
    good = events.drop(index=codes.index.unique())
    return Sheet(
        _sheet(good, days[good.index], settled),
        read=len(rows),
        copies=len(rows) - len(once),
        faults=pd.concat([cells, settled.faults, codes]).sort_values("row", kind="stable"),
        superseded=settled.superseded,
        names=NAMES,
    )


READER = Reader(
    "ACLED",
    NEEDS,
    "event_id_cnty",
    _recognises,
    _read,
    _names,
    decide=lambda names, cells_of, options: decide_if_odd(["event_date"], cells_of, options),
    terms=message("ACLED's terms forbid passing its rows on. Figures and maps of them are free with attribution."),
)


def _checks(events: pd.DataFrame, days: pd.Series) -> list[Check]:
    return [
        Check(
            "event_date",
            ~days.map(lambda found: found is not None and found.year in YEARS).astype(bool),
            _("A date is a real day, written 2023-10-03, 3 October 2023 or 03-Oct-23."),
            _("Write it like 2023-10-03."),
        ),
        out_of_codes(events, "time_precision", DATE_PRECISION),
        out_of_codes(events, "geo_precision", PLACE_PRECISION),
        Check(
            "event_type",
            events["event_type"] == "",
            _("Every incident has a type."),
            _("Name the type of event."),
        ),
    ]


def _sheet(events: pd.DataFrame, days: pd.Series, settled: Settled) -> pd.DataFrame:
    precision = events["time_precision"].map(DATE_PRECISION)
    first, last = _spans(days.tolist(), precision.tolist())
    where = events["geo_precision"].map(PLACE_PRECISION)
    roles = _roles(events, settled.members)
    return shaped(
        events,
        incident_id=events["event_id_cnty"],
        date_start=first,
        date_end=last,
        date_precision=precision,
        place=events["location"].where(where != "area", events["admin1"]),
        place_precision=where,
        reported_region=events["admin1"],
        country=events["country"],
        event_type=events["sub_event_type"].where(events["sub_event_type"] != "", events["event_type"]),
        perpetrators=["; ".join(acting) for acting, _done_to, _with in roles],
        targets=["; ".join(done_to) for _acting, done_to, _with in roles],
        involved=["; ".join(others) for _acting, _done_to, others in roles],
        fatalities_best=events["fatalities"],
        summary=events["notes"],
        source=events["source"],
        analyst_note=_notes(events),
        latitude=events["latitude"],
        longitude=events["longitude"],
        general_type=events["event_type"],
        revised=_revised(events["timestamp"]),
    ).assign(**{ROWS: settled.rows_of(events.index)})


def _spans(days: list[date], precisions: list[str]) -> tuple[list[str], list[str]]:
    """The first and the last day of each event, written; the same few days come again and again."""
    keys = list(zip(days, precisions, strict=True))
    known = {key: tuple(day.isoformat() for day in around(*key)) for key in set(keys)}
    return [known[key][0] for key in keys], [known[key][1] for key in keys]


def _revised(timestamps: pd.Series) -> pd.Series:
    # Eleven digits are a day beyond the year 2286: no time of a change.
    return timestamps.where(timestamps.str.fullmatch(r"\d{1,10}"), "")


def _roles(events: pd.DataFrame, members: pd.DataFrame) -> list[tuple[list[str], list[str], list[str]]]:
    """For each event who acts, whom it is done to, and who is involved in a part that the data set doesn't give."""
    columns = ["actor1", "inter1", "actor2", "inter2", "assoc_actor_1", "assoc_actor_2"]
    rows: dict[object, list[tuple[str, ...]]] = {}
    cells = records(members.reindex(columns=columns, fill_value=""), columns)
    for of, row in zip(members["of"].tolist(), cells, strict=True):
        rows.setdefault(of, []).append(row)
    typed = records(events, ("event_type", "sub_event_type", "civilian_targeting"))
    known: dict[tuple, tuple[list[str], list[str], list[str]]] = {}  # the same actors do the same again and again
    found = []
    for index, event in zip(events.index, typed, strict=True):
        key = (event, *rows[index])
        if key not in known:
            known[key] = _roles_of(event, rows[index])
        found.append(known[key])
    return found


def _roles_of(event: tuple, rows: list[tuple[str, ...]]) -> tuple[list[str], list[str], list[str]]:
    sides = [side for a1, i1, a2, i2, _as1, _as2 in rows for side in ((a1, i1), (a2, i2)) if side[0]]
    with_them = [name for *_sides, as1, as2 in rows for name in split(f"{as1};{as2}")]
    civilian = {name: _is_civilian(name, inter) for name, inter in sides}
    names = list(civilian)
    acting: list[str] = []
    done_to: list[str] = []
    if _one_sided(event, civilian):
        if len(rows) == 1 and names and not civilian[names[0]]:
            acting, done_to = names[:1], names[1:] or [CIVILIANS]
        elif len(rows) > 1 and list(civilian.values()).count(False) == 1:
            # A row for each actor: the one that isn't the civilians acts. With two of them nothing says which.
            acting = [name for name in names if not civilian[name]]
            done_to = [name for name in names if civilian[name]] or [CIVILIANS]
    others = [name for name in dict.fromkeys([*names, *with_them]) if name not in {*acting, *done_to}]
    return acting, done_to, others


def _one_sided(event: tuple, civilian: dict[str, bool]) -> bool:
    """Whether the type of event says who acts: against civilians, or remote violence that hits civilians."""
    kind = event.event_type.lower()
    if kind == ONE_SIDED or "abduction" in event.sub_event_type.lower():
        return True
    return kind in REMOTE and (event.civilian_targeting != "" or any(list(civilian.values())[1:]))


def _is_civilian(name: str, inter: str) -> bool:
    """ACLED's code for civilians is 7, in newer exports the word; the name says it where there is no code."""
    return inter.lower() in ("7", "civilians") or re.match(r"civilians( \(|$)", name.lower()) is not None


def _notes(events: pd.DataFrame) -> list[str]:
    """What has no column of its own in the sheet and yet helps to judge the row."""
    changed = {timestamp: _changed(timestamp) for timestamp in events["timestamp"].unique()}
    columns = ("admin1", "admin2", "admin3", "location", "geo_precision", "tags", "timestamp")
    known: dict[tuple, str] = {}  # most events have nothing but a district to note, and there are few
    found = []
    for row in records(events, columns):
        key = row[:4] if row.geo_precision == "3" else row[1:3]
        key = (*key, row.tags)
        if key not in known:
            known[key] = _note(row)
        found.append(joined([known[key], changed[row.timestamp]]))
    return found


def _note(row: tuple) -> str:
    within = joined(dict.fromkeys((row.admin3, row.admin2)), ", ")
    named = row.location if row.geo_precision == "3" and row.location != row.admin1 else ""
    return joined(
        [
            _("Named place: {place}.").format(place=named) if named else "",
            _("Within {places}.").format(places=within) if within else "",
            _("Tags: {tags}.").format(tags=row.tags) if row.tags else "",
        ]
    )


def _changed(timestamp: str) -> str:
    if not timestamp:
        return ""
    known = re.fullmatch(r"\d{1,10}", timestamp)
    when = day(datetime.fromtimestamp(int(timestamp), UTC).date()) if known else _("not known")
    return _("Last change in the data set: {day} (timestamp {value}).").format(day=when, value=timestamp)
