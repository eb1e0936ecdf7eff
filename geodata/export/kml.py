"""KML for Google Earth: a placemark an incident, with a time that its slider follows.

Not by GDAL's LIBKML driver: it writes text as CDATA without a look at "]]>", so that one cell can break the file.
"""

import datetime
import html
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from xml.sax.saxutils import escape, quoteattr

import pandas as pd
import shapely

from ..filter_words import status_name
from ..schema import ON_OR_BEFORE, SINCE
from ..texts import _
from ..words import type_name
from .control import for_xml
from .extract import Extract

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
# An area is outlined, not filled: what lies below it stays in sight.
STYLE = (
    '<Style id="incident"><LineStyle><color>ff005ed5</color><width>2</width></LineStyle>'
    "<PolyStyle><fill>0</fill></PolyStyle></Style>\n"
)


def write(extract: Extract, path: Path) -> None:
    """Writes the document; what has no place is a placemark without geometry."""
    names = extract.columns
    columns = [extract.rows[name].tolist() for name in names]
    with path.open("w", encoding="utf-8", newline="\n") as sink:
        sink.write(HEAD + f"<name>{_xml(extract.about.filter)}</name>\n")
        sink.write(f"<description>{_html(extract.about.text())}</description>\n{STYLE}")
        for shape, *values in zip(extract.rows.geometry, *columns, strict=True):
            sink.write(_placemark(shape, dict(zip(names, values, strict=True))))
        sink.write("</Document>\n</kml>\n")


def _placemark(shape: shapely.Geometry | None, cells: dict) -> str:
    row = SimpleNamespace(**cells)
    known = [row.summary, _("Status: {status}").format(status=status_name(row.status)), row.analyst_note, row.citations]
    data = "".join(
        f"<Data name={quoteattr(name)}><value>{_xml(_words(value))}</value></Data>" for name, value in cells.items()
    )
    return (
        f"<Placemark><name>{_xml(' · '.join(filter(None, (type_name(row.event_type), row.place))))}</name>"
        f"<description>{_html(chr(10).join(filter(None, known)))}</description>{_time(row)}"
        f"<styleUrl>#incident</styleUrl><ExtendedData>{data}</ExtendedData>{_geometry(shape)}</Placemark>\n"
    )


def _time(row: SimpleNamespace) -> str:
    """A known day is a stamp, a period a span; "on or before" is a span that has only an end, "since" one that has only a begin."""
    if row.date_precision == ON_OR_BEFORE:
        return f"<TimeSpan><end>{row.last_day}</end></TimeSpan>"
    if row.date_precision == SINCE:
        return f"<TimeSpan><begin>{row.first_day}</begin></TimeSpan>"
    if row.first_day == row.last_day:
        return f"<TimeStamp><when>{row.last_day}</when></TimeStamp>"
    return f"<TimeSpan><begin>{row.first_day}</begin><end>{row.last_day}</end></TimeSpan>"


@lru_cache(maxsize=256)  # many incidents lie in the same area, which may have thousands of corners
def _geometry(shape: shapely.Geometry | None) -> str:
    if shape is None:
        return ""
    match shape.geom_type:
        case "Point":
            return f"<Point>{_places(shape)}</Point>"
        case "LineString":
            return f"<LineString><tessellate>1</tessellate>{_places(shape)}</LineString>"
        case "Polygon":
            holes = "".join(f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in shape.interiors)
            return f"<Polygon><outerBoundaryIs>{_ring(shape.exterior)}</outerBoundaryIs>{holes}</Polygon>"
        case _:
            return f"<MultiGeometry>{''.join(map(_geometry, shape.geoms))}</MultiGeometry>"


def _ring(ring: shapely.LinearRing) -> str:
    return f"<LinearRing>{_places(ring)}</LinearRing>"


def _places(shape: shapely.Geometry) -> str:
    return f"<coordinates>{' '.join(f'{x!r},{y!r}' for x, y in shapely.get_coordinates(shape).tolist())}</coordinates>"


def _words(value: object) -> str:
    if isinstance(value, str | datetime.date):
        return str(value)
    return "" if value is None or pd.isna(value) else repr(value)


def _xml(text: str) -> str:
    # A reader of XML takes a bare carriage return for a line feed.
    return escape(for_xml(text), {"\r": "&#13;"})


def _html(text: str) -> str:
    """The text as XML whose content is HTML, which is what a description is."""
    return _xml(html.escape(text).replace("\n", "<br>"))
