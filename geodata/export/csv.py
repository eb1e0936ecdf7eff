"""CSV: the table alone, in the sheet's own columns, so that it can be read in again; or zipped with what is known of it."""

import csv
import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from ..formulas import mark
from .control import without_nul
from .extract import Extract

HXL = {
    "incident_id": "#event+id", "date_start": "#date+start", "date_end": "#date+end", "date_precision": "#date+precision",
    "place": "#loc+name", "place_precision": "#loc+precision", "reported_region": "#adm1+name+reported",
    "country": "#country+name", "event_type": "#event+type", "general_type": "#event+type+general", "perpetrators": "#actor+perpetrator",
    "partners": "#actor+partner", "targets": "#actor+target", "involved": "#actor+involved",
    "reported_by": "#meta+reportedby", "stance": "#meta+stance", "fatalities_low": "#affected+killed+min",
    "fatalities_best": "#affected+killed", "fatalities_high": "#affected+killed+max", "summary": "#description",
    "document_id": "#meta+document+id", "footnotes": "#meta+footnotes", "source": "#meta+source",
    "analyst_note": "#meta+note", "latitude": "#geo+lat+reported", "longitude": "#geo+lon+reported",
    "outline": "#geo+wkt", "reported_on": "#date+reported", "revised": "#date+revised",
    "first_day": "#date+occurred+first", "last_day": "#date+occurred+last", "event_class": "#event+class", "region": "#adm1+name",
    "status": "#status", "data_set": "#meta+dataset", "file": "#meta+file", "file_row": "#meta+row", "map_latitude": "#geo+lat", "map_longitude": "#geo+lon",
    "unit": "#adm+key", "agreement": "#adm1+agreement", "border_km": "#geo+border+km", "attached_km": "#geo+attached+km",
    "uncertainty_km": "#geo+uncertainty+km", "citations": "#meta+citations",
}  # fmt: skip


def write(extract: Extract, path: Path, hxl: bool = False) -> None:
    """The table as UTF-8 with the mark by which Excel knows it; with `hxl`, HXL tags in the second row."""
    with path.open("w", encoding="utf-8-sig", newline="") as sink:
        sheet = csv.writer(sink)
        sheet.writerow(extract.columns)
        if hxl:
            sheet.writerow([HXL.get(name, "#meta") for name in extract.columns])
        sheet.writerows(_rows(extract))


def write_zip(extract: Extract, path: Path, hxl: bool = False) -> None:
    """NAME.csv and NAME.about.txt in a zip."""
    table = path.with_suffix(".csv")
    write(extract, table, hxl)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.write(table, table.name)
        bundle.writestr(f"{path.stem}.about.txt", without_nul(extract.about.text()))
    table.unlink()


def _rows(extract: Extract) -> Iterator[tuple]:
    columns = [[_cell(value) for value in extract.rows[name].tolist()] for name in extract.columns]
    return zip(*columns, strict=True)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return mark(without_nul(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None or pd.isna(value) else repr(value)
