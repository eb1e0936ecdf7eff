"""Dates in every spelling, and tables as analysts make them, with French headers."""

import csv
import io

from tests.geodata import sheets

from .verdicts import Asked, Case, Read

FRENCH = ["Date", "Lieu", "Région", "Auteur", "Cible", "Type", "Bilan", "Source", "Commentaire"]
ROW = {"Date": "2023-10-03", "Lieu": "Gao", "Région": "Gao", "Auteur": "JNIM", "Cible": "FAMa", "Type": "IED"}
OWN = {"perpetrators": "JNIM", "targets": "FAMa", "event_type": "IED", "region": "Gao", "place": "Gao"}


def _days(*days: str, precision: str = "day"):
    """The content of a sheet with a row for each of the days, as first and last day."""
    rows = [
        sheets.row(incident_id=f"N{nr}", date_start=day, date_end=day, date_precision=precision)
        for nr, day in enumerate(days)
    ]
    return lambda: sheets.text(*rows).encode()


def _french(*rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8", title: str = ""):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FRENCH, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROW | cells for cells in rows)
    return lambda: (title + out.getvalue()).encode(encoding)


def _on(*days: str) -> dict[int, dict[str, object]]:
    return {nr: {"date_start": day, "date_end": day} for nr, day in enumerate(days)}


OCTOBER = {"date_start": "2023-10-01", "date_end": "2023-10-31", "date_precision": "month"}
ALL_2023 = {"date_start": "2023-01-01", "date_end": "2023-12-31", "date_precision": "year"}
CASES = (
    Case("either-order.csv", _days("03/04/2024", "05/06/2024"), Asked("date_order")),
    # One row tells for the whole column.
    Case("day-first.csv", _days("03/04/2024", "13/04/2024"), Read(2, cells=_on("2024-04-03", "2024-04-13"))),
    Case("month-first.csv", _days("03/04/2024", "04/13/2024"), Read(2, cells=_on("2024-03-04", "2024-04-13"))),
    # Two people's rows in one column: no order fits all, and 03/04 could be of either.
    Case("both-orders.csv", _days("13/04/2024", "04/13/2024", "03/04/2024"), Asked("date_order")),
    # The same day in either order asks nothing.
    Case("order-does-not-matter.csv", _days("04/04/2024"), Read(1, cells=_on("2024-04-04"))),
    Case("points-between.csv", _days("13.04.2024"), Read(1, cells=_on("2024-04-13"))),
    Case("two-digit-years.csv", _days("13/04/24", "14/04/24"), Read(2, cells=_on("2024-04-13", "2024-04-14"))),
    Case("named-months.csv", _days("03-Oct-23", "3 October 2023"), Read(2, cells=_on("2023-10-03", "2023-10-03"))),
    # 45202 days after 30 December 1899.
    Case("day-numbers.csv", _days("45202", "45203"), Read(2, cells=_on("2023-10-03", "2023-10-04"))),
    Case("years.csv", _days("2023", precision="year"), Read(1, cells={0: ALL_2023})),
    Case("months.csv", _days("2023-10", precision="month"), Read(1, cells={0: OCTOBER})),
    Case(
        "times.csv", _days("2023-10-03T14:05:00+02:00", "2023-10-03T14:05:00Z", "2023-10-03 14:05"),
        Read(3, cells=_on("2023-10-03", "2023-10-03", "2023-10-03")),
    ),
    Case("no-such-day.csv", _days("2024-02-31", "2023-02-29", "2023-13-01"), Read(0, 3, faults=("date_start", "date_end"))),
    Case("slips-in-the-year.csv", _days("0203-10-03", "20233-10-03"), Read(0, 2, faults=("date_start", "date_end"))),
    Case("still-to-come.csv", _days("2098-10-03"), Read(1, doubts=("date_start",))),
    Case("french.csv", _french({}), Read(1, cells={0: OWN | _on("2023-10-03")[0]})),
    Case(
        "french-out-of-excel.csv", _french({"Lieu": "Ségou", "Région": "Ségou", "Date": "13/10/2023"}, delimiter=";", encoding="cp1252"),
        Read(1, cells={0: {"place": "Ségou", "region": "Ségou", "date_start": "2023-10-13"}}),
    ),
    Case("french-with-a-title.csv", _french({}, title="Suivi sécuritaire,,,,,,,,\r\n,,,,,,,,\r\n"), Read(1, cells={0: OWN | {"_row": 4}})),
    Case(
        "french-months.csv", _french(*({"Date": day, "Type": day} for day in ("3 octobre 2023", "1er août 2023", "12 févr. 2023"))),
        Read(3, cells=_on("2023-10-03", "2023-08-01", "2023-02-12")),
    ),
    Case("french-month-only.csv", _french({"Date": "octobre 2023"}), Read(1, cells={0: OCTOBER})),
    Case("french-either-order.csv", _french({"Date": "03/04/2024"}), Asked("date_order")),
    # The place isn't known and nothing else says where it was.
    Case("french-unknown-place.csv", _french({"Lieu": "Tarkin"}), Read(0, 1, faults=("Lieu",), says=('"Tarkint"',))),
)  # fmt: skip
