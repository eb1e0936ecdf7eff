"""Exports of ACLED and UCDP GED in the shapes that they come in."""

import csv
import io

from geodata.readers import ucdp
from tests.geodata.readers.exports import ACLED_HEADER, MONADIC_HEADER, OLD_HEADER, acled, event

from .verdicts import Asked, Case, Read, Refused

ARMY, JNIM = "Military Forces of Mali (2021-)", "JNIM: Group for Support of Islam and Muslims"
TAGS = {"event_id_cnty": "#event+code", "event_date": "#date+occurred", "latitude": "#geo+lat", "longitude": "#geo+lon"}


def _file(header: list[str], *rows: dict[str, str], spelled: list[str] | None = None) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if spelled != []:
        writer.writerow(spelled or header)
    writer.writerows([cells.get(name, "") for name in header] for cells in rows)
    return out.getvalue().encode()


def _without(header: list[str], name: str) -> list[str]:
    return [each for each in header if each != name]


NEWEST = {"summary": "New.", "fatalities_best": 5}
CASES = (
    Case(
        "acled-versions.csv",
        lambda: _file(ACLED_HEADER, acled(notes="New.", fatalities="5", timestamp="1700000000"), acled(timestamp="1600000000"), acled(event_id_cnty="MLI2", timestamp="")),
        Read(2, duplicates=1, cells={0: NEWEST}, doubts=("location/admin1",)),
    ),
    # Without a time in each nothing says which one counts.
    Case(
        "acled-versions-without-time.csv",
        lambda: _file(ACLED_HEADER, acled(notes="New."), acled(timestamp="")), Read(0, 2, faults=("event_id_cnty",)),
    ),
    Case(
        "acled-row-an-actor.csv", lambda: _file(MONADIC_HEADER, acled(), acled(actor1=ARMY, inter1="State forces")),
        Read(1, folded=1, cells={0: {"involved": f"{JNIM}; {ARMY}"}}),
    ),
    Case(
        "acled-upper-case-with-tags.csv",
        lambda: _file(OLD_HEADER, TAGS, acled(), spelled=[name.upper() for name in OLD_HEADER]),
        Read(1, cells={0: {"incident_id": "MLI00001", "_row": 3}}),
    ),
    Case("acled-lacks-a-column.csv", lambda: _file(_without(ACLED_HEADER, "geo_precision"), acled()), Refused(('"geo_precision"',))),
    Case(
        "acled-days.csv",
        lambda: _file(ACLED_HEADER, *(acled(event_id_cnty=day, event_date=day) for day in ("31 December 2020", "7-Feb-25", "31 February 2021"))),
        Read(2, 1, cells={0: {"date_start": "2020-12-31"}, 1: {"date_start": "2025-02-07"}}, faults=("event_date",)),
    ),
    # What a spreadsheet makes of the column when the file is opened in it and saved.
    Case("acled-out-of-a-spreadsheet.csv", lambda: _file(ACLED_HEADER, acled(event_date="03/04/2024")), Asked("date_order")),
    Case("acled-copies.csv", lambda: _file(ACLED_HEADER, acled(), acled()), Read(1, duplicates=1)),
    Case(
        "ucdp-without-header.csv", lambda: _file(ucdp.HEADER, event(), event(id="512346", side_b="Other"), spelled=[]),
        Read(2, cells={0: {"incident_id": "512345", "_row": 1}}),
    ),
    Case(
        "ucdp-codes.csv", lambda: _file(ucdp.HEADER, event(), event(id="2", where_prec="8"), event(id="3", date_prec="0")),
        Read(1, 2, faults=("where_prec", "date_prec")),
    ),
    Case(
        "ucdp-only-the-country.csv", lambda: _file(ucdp.HEADER, event(where_prec="6", adm_1="")),
        Read(1, cells={0: {"region_key": "unlocated", "place_precision": "unlocated"}}),
    ),
    Case("ucdp-lacks-a-column.csv", lambda: _file(_without(ucdp.HEADER, "date_end"), event()), Refused(('"date_end"',))),
)  # fmt: skip
