"""The formats that there are. To add one is to add a file that writes an `Extract` to a path, and a row here."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExportError, nearest
from ..filters import IncidentFilter
from ..questions.answer import Answer
from ..store import Store
from ..texts import _, did_you_mean, message
from . import csv, geojson, geopackage, geoparquet, kml, xlsx
from .answers import extract_of
from .extract import Extract, extract
from .files import write_whole


@dataclass(frozen=True)
class Format:
    """A format: `line` says what it is good for (a message, translated by `says`); `write` puts an extract into a file."""

    name: str
    title: str
    extension: str
    media_type: str
    line: str
    write: Callable[..., None]

    def says(self) -> str:
        """The one line in the reader's language."""
        return _(self.line)


FORMATS = {
    made.name: made
    for made in (
        Format(
            "csv", "CSV", "csv", "text/csv", message("The table alone; can be read in again."), csv.write,
        ),
        Format(
            "csv-zip", "CSV in a zip", "zip", "application/zip",
            message("The table and a text about it."), csv.write_zip,
        ),
        Format(
            "xlsx", "Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            message("A workbook with a sheet about the data."), xlsx.write,
        ),
        Format(
            "geojson", "GeoJSON", "geojson", "application/geo+json",
            message("For maps on the web, QGIS and scripts."), geojson.write,
        ),
        Format(
            "gpkg", "GeoPackage", "gpkg", "application/geopackage+sqlite3",
            message("For QGIS and ArcGIS, with days as dates."), geopackage.write,
        ),
        Format(
            "geoparquet", "GeoParquet", "parquet", "application/vnd.apache.parquet",
            message("For scripts and large data: small and typed."), geoparquet.write,
        ),
        Format(
            "kml", "KML", "kml", "application/vnd.google-earth.kml+xml",
            message("For Google Earth, with its time slider."), kml.write,
        ),
    )
}  # fmt: skip
WITH_HXL = ("csv", "csv-zip")
# KML shows what has a day and a place of its own, which the row of an answer has not.
FOR_ANSWERS = tuple(name for name in FORMATS if name != "kml")


def format_of(path: Path, name: str | None = None) -> Format:
    """The format of this name, else the one that the file's ending says. Raises ExportError when neither says one."""
    if name:
        return FORMATS[name]
    ending = path.suffix.lower().lstrip(".")
    for made in FORMATS.values():
        if made.extension == ending:
            return made
    hint = did_you_mean(nearest(ending, [made.extension for made in FORMATS.values()]))
    raise ExportError(
        _('The ending of "{file}" is that of no format.{hint} Say one with --format: {words}.').format(
            file=path.name, hint=hint, words=", ".join(FORMATS)
        )
    )


def export(
    store: Store,
    chosen: IncidentFilter,
    path: Path,
    name: str | None = None,
    *,
    hxl: bool = False,
    may_pass_on: bool = False,
) -> Extract:
    """Writes the incidents of a filter to `path`, whole or not at all. Raises ExportError with the reason.

    Rows of data sets that must not be passed on stay out, unless somebody says that they may.
    """
    made = format_of(path, name)
    if hxl and made.name not in WITH_HXL:
        raise ExportError(_("HXL tags are for CSV only."))
    options = {"hxl": True} if hxl else {}
    found = extract(store, chosen, may_pass_on)
    write_whole(path, made.extension, lambda unfinished: made.write(found, unfinished, **options))
    return found


def export_answer(store: Store, answer: Answer, path: Path, name: str | None = None) -> None:
    """Writes the rows of an answer to `path`, whole or not at all, with its findings where the format has room for them.

    Raises ExportError with the reason.
    """
    made = format_of(path, name)
    if made.name not in FOR_ANSWERS:
        raise ExportError(
            _("{format} has no room for this table. Take one of: {words}.").format(
                format=made.title, words=", ".join(FOR_ANSWERS)
            )
        )
    found = extract_of(store, answer)
    write_whole(path, made.extension, lambda unfinished: made.write(found, unfinished))


def answer_content(store: Store, answer: Answer, name: str) -> bytes:
    """The file's bytes, for whoever sends them on; see `export_answer`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"answer.{FORMATS[name].extension}"
        export_answer(store, answer, path, name)
        return path.read_bytes()


def content(store: Store, chosen: IncidentFilter, name: str, may_pass_on: bool = False) -> bytes:
    """The file's bytes, for whoever sends them on; see `export`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(chosen, name)
        export(store, chosen, path, name, may_pass_on=may_pass_on)
        return path.read_bytes()


def file_name(chosen: IncidentFilter, name: str) -> str:
    """A name that tells the period: "mali-incidents_2023-10-01_2023-10-31.csv"."""
    first, last = chosen.date_from, chosen.date_to
    days = f"_{first or 'start'}_{last or 'end'}" if first or last else ""
    return f"mali-incidents{days}.{FORMATS[name].extension}"
