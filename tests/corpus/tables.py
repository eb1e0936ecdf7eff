"""Headers, columns and rows of a CSV: shifted, doubled, nameless, too many."""

from tests.geodata import sheets

from .texts import HEADER, TWO, own
from .verdicts import Case, Read, Refused

TITLES = "Incidents au Mali\r\nNovembre 2023\r\n\r\n"
TOWN = {"place": "Ségou", "latitude": "13.4317", "longitude": "-6.2157", "place_precision": "exact"}
THERE = {"latitude": 13.4317, "longitude": -6.2157, "region": "Ségou"}


def _line(nr: int, old: str, new: str) -> bytes:
    """The two rows with a change in one line, counted from 0."""
    lines = own(*TWO).split("\r\n")
    lines[nr] = lines[nr].replace(old, new)
    return "\r\n".join(lines).encode()


def _delimited(delimiter: str, **changes: str) -> bytes:
    return sheets.text(sheets.row(**changes), delimiter=delimiter).encode()


def _wide(columns: int) -> bytes:
    extra = [f"extra {nr}" for nr in range(columns)]
    return sheets.text(sheets.row(**dict.fromkeys(extra, "x")), header=[*HEADER, *extra]).encode()


CASES = (
    Case(
        "semicolons-and-decimal-commas.csv",
        lambda: _delimited(";", **TOWN | {"latitude": "13,4317", "longitude": "-6,2157"}), Read(1, cells={0: THERE}),
    ),
    Case("tabs.csv", lambda: _delimited("\t", **TOWN, summary="a, b; c"), Read(1, cells={0: THERE | {"summary": "a, b; c"}})),
    Case("title-rows.csv", (TITLES + own(*TWO)).encode, Read(2, cells={0: {"_row": 5}})),
    # The mark between cells is that of the header, not of the first line, which has none.
    Case("title-rows-and-semicolons.csv", lambda: TITLES.encode() + _delimited(";", **TOWN), Read(1, cells={0: THERE})),
    # A comma in a cell without quotes shifts all after it.
    Case("too-many-cells.csv", lambda: _line(1, "Gao,", "Gao, town,"), Read(1, 1, faults=("",))),
    # Even if the last one is empty: with a shift it would be just so.
    Case("too-many-cells-empty.csv", lambda: _line(2, "été", "été,"), Read(1, 1, faults=("",))),
    Case("too-few-cells.csv", lambda: _line(1, ",Ségou en crue", ""), Read(1, 1, faults=("",))),
    Case("doubled-header.csv", lambda: _line(0, "summary", "place"), Refused(('"place"', "twice"))),
    Case("nameless-column.csv", lambda: sheets.text(sheets.row() | {"": "mine"}, header=[*HEADER[:3], "", *HEADER[3:]]).encode(), Read(1)),
    Case("spaces-in-header.csv", lambda: _line(0, ",", " , "), Read(2)),
    Case("misspelled-column.csv", lambda: _line(0, "place_precision", "place_precison"), Refused(("place_precision", "place_precison"))),
    Case("2000-columns.csv", lambda: _wide(2000 - len(HEADER)), Read(1)),
    Case("2000-unknown-columns.csv", lambda: ",".join(f"c{nr}" for nr in range(2000)).encode(), Refused(("column",))),
    Case("one-column.csv", lambda: b"Notes\r\nGao\r\nKidal\r\n", Refused(("Notes",))),
    Case("copies.csv", lambda: own(*TWO, TWO[0]).encode(), Read(2, duplicates=1)),
    # Which of the two is right nobody can tell from the file.
    Case("one-id-two-contents.csv", lambda: own(TWO[0], TWO[1] | {"incident_id": "A"}).encode(), Read(0, 2, faults=("incident_id",))),
    Case("ids-that-differ-in-case.csv", lambda: own(sheets.row(), TWO[1] | {"incident_id": "a"}).encode(), Read(2)),
    Case("blank-rows-between.csv", lambda: own(*TWO).replace("\r\nB", "\r\n,,,\r\n\r\nB").encode(), Read(2, cells={1: {"_row": 5}})),
    # A hint to Excel above the header.
    Case("sep-line.csv", lambda: b"sep=;\r\n" + _delimited(";", **TOWN), Read(1, cells={0: THERE | {"_row": 3}})),
    # Rows that are none, but that only a reader can tell from one: kept in sight, not dropped.
    Case("sum-below.csv", lambda: own(*TWO).encode() + b"Total,2,,,,,,\r\n", Read(2, 1, faults=None)),
    Case("header-again.csv", lambda: own(*TWO).encode() + own(sheets.row(incident_id="C")).encode(), Read(3, 1, faults=None)),
    Case("tags-under-header.csv", lambda: _line(1, own(*TWO).split("\r\n")[1], "#event+id,#date+start,,,#loc,,,#description"), Read(1)),
)  # fmt: skip
