"""Small incident sheets for the tests: one good row, changed where a test needs it."""

import csv
import io
from pathlib import Path

from geodata.ingest import Folder
from geodata.schema import INCIDENT_COLUMNS

HEADER = [column.name for column in INCIDENT_COLUMNS]
GOOD = {
    "incident_id": "A",
    "date_start": "2023-10-03",
    "date_end": "2023-10-03",
    "date_precision": "day",
    "place": "Gao",
    "place_precision": "settlement",
    "event_type": "Attack",
}


def row(**changes: str) -> dict[str, str]:
    """The good row with some cells changed."""
    return GOOD | changes


def text(*rows: dict[str, str], header: list[str] = HEADER, delimiter: str = ",") -> str:
    """A CSV with these rows; cells that a row doesn't name are empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([cells.get(name, "") for name in header] for cells in rows)
    return out.getvalue()


def write(folder: Path, *rows: dict[str, str], name: str = "incidents.csv") -> Folder:
    """Puts the rows into a file of the folder; what `ingest` takes."""
    (folder / name).write_bytes(text(*rows).encode())
    return Folder(folder, name)
