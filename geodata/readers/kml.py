"""KML: a placemark a row, with its own data, its time and its geometry. Links to other files are never followed."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ..schema import ON_OR_BEFORE, SINCE
from ..texts import _
from .features import Features, Row, names_of_own, table
from .markup import broken, root_of
from .options import Options
from .projection import DEGREES
from .shapes import Shape, shape
from .table import Table

_SHAPES = {
    "Point": "POINT", "LineString": "LINESTRING", "Polygon": "POLYGON", "MultiGeometry": "GEOMETRYCOLLECTION",
    "Track": "GEOMETRY", "MultiTrack": "GEOMETRY", "Model": "GEOMETRY", "LinearRing": "LINESTRING",
}  # fmt: skip
_TIMES = {"when": "timestamp", "begin": "begin", "end": "end"}


def open_kml(path: Path, options: Options) -> Table:
    """The placemarks of a document. Raises DataFileError for XML that isn't whole."""
    with path.open("rb") as stream:
        root_of(path.name, stream)
    names: dict[str, None] = {}
    linked = False
    for element in _elements(path):
        linked = linked or _local(element) == "NetworkLink"
        if _local(element) == "Placemark":
            names.update(dict.fromkeys(_cells(element)))
    data = [name for name in names if not name.startswith("\0")]
    # A project's own export repeats its columns in the name, the text, the time and the shape, for Google Earth to show.
    own = names_of_own(data)
    keys = data if own else [name for name in names if name.removeprefix("\0") not in data or name in data]

    def rows() -> Iterator[Row]:
        for element in _elements(path):
            if _local(element) == "Placemark":
                cells = _cells(element)
                yield [cells.get(key, "") for key in keys], None if own else _shape(element)

    notes = (_("It links to other files. They are not read."),) if linked else ()
    columns = [key.removeprefix("\0") for key in keys]
    return table(path.name, "KML", Features(columns, rows, DEGREES), options, notes=notes)


def _elements(path: Path) -> Iterator[Element]:
    """Each placemark and link, emptied after use: the whole tree would not fit into memory."""
    try:
        for _event, element in ElementTree.iterparse(path):
            if element.tag.endswith(("Placemark", "NetworkLink")):
                yield element
                element.clear()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise broken(path.name, str(error)) from error


def _cells(placemark: Element) -> dict[str, str]:
    """Its own data by name; what KML itself has a place for, by its name after a NUL, which no data can have."""
    cells: dict[str, str] = {}
    for child in placemark:
        match _local(child):
            case "name" | "description" as name:
                cells[f"\0{name}"] = "".join(child.itertext())
            case "TimeStamp" | "TimeSpan":
                times = {_TIMES[name]: (part.text or "").strip() for part in child if (name := _local(part)) in _TIMES}
                cells.update({f"\0{name}": text for name, text in times.items()})
                begins, ends = times.get("begin", ""), times.get("end", "")
                if bool(begins) != bool(ends):  # in other tables one day alone is a day: half a span is open
                    cells["\0date_precision"] = SINCE if begins else ON_OR_BEFORE
            case "ExtendedData":
                cells.update(_data(child))
    return cells


def _data(extended: Element) -> Iterator[tuple[str, str]]:
    for child in extended:
        match _local(child):
            case "Data":
                value = next((part for part in child if _local(part) == "value"), None)
                yield child.get("name", ""), "".join(value.itertext()) if value is not None else ""
            case "SchemaData":
                yield from ((part.get("name", ""), part.text or "") for part in child)
            case name:
                yield name, "".join(child.itertext())


def _shape(placemark: Element) -> Shape | None:
    found = [_geometry(child) for child in placemark if _local(child) in _SHAPES]
    return found[0] if found else None


def _geometry(element: Element) -> Shape | None:
    name = _local(element)
    if name == "MultiGeometry":
        return _multiple([child for child in element if _local(child) in _SHAPES])
    return shape(_SHAPES[name], _parts(element))


def _multiple(children: list[Element]) -> Shape | None:
    """Several of one kind as its multiple, one as itself."""
    kinds = {_SHAPES[_local(child)] for child in children}
    if len(kinds) > 1 or kinds & {"GEOMETRYCOLLECTION", "GEOMETRY"}:
        return Shape("GEOMETRYCOLLECTION", None)
    if len(children) == 1:
        return _geometry(children[0])
    return shape(f"MULTI{kinds.pop()}", [_parts(child) for child in children]) if children else None


def _parts(element: Element) -> list | None:
    match _local(element):
        case "Point":
            places = _places(element)
            return places[0] if places else []
        case "Polygon":
            # The outer boundary is the first ring, wherever it stands.
            sides = sorted(element, key=lambda side: _local(side) != "outerBoundaryIs")
            return [_places(ring) for side in sides for ring in side if _local(ring) == "LinearRing"]
        case "LineString" | "LinearRing":
            return _places(element)
    return None


def _places(element: Element) -> list[list[str]] | list[list[float]]:
    text = next((part.text or "" for part in element if _local(part) == "coordinates"), "")
    found = [place.split(",") for place in re.sub(r"\s*,\s*", ",", text).split()]
    try:
        return [[float(number) for number in place] for place in found]
    except ValueError:
        return found  # no numbers: then the shape keeps only its kind


def _local(element: Element) -> str:
    # Comments have a function for a tag.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
