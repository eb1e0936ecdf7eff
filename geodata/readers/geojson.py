"""GeoJSON: features read one by one, since a million of them at once would take more memory than there is."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyproj

from ..errors import DataFileError
from ..texts import _
from .delimited import encoding_of
from .features import Features, Row, names_of_own, table
from .options import Options
from .projection import DEGREES, named, said
from .shapes import Shape, from_geojson
from .table import Table

_BLANK = re.compile(r"[ \t\n\r]*")
_decode = json.JSONDecoder().raw_decode


def open_geojson(path: Path, options: Options) -> Table:
    """The features of a file. Raises DataFileError for other JSON, QuestionError for positions that can't be degrees."""
    encoding = encoding_of(path)

    def items(others: dict) -> Iterator[object]:
        return _read(path.name, lambda: _items(path.read_text(encoding, errors="replace"), others))

    others: dict = {}
    names: dict[str, None] = {}
    degrees = True
    for item in items(others):
        names.update(dict.fromkeys(_properties(item)))
        degrees = degrees and (names_of_own(names) or _in_degrees(_shape(item)))
    if others.get("type") not in ("FeatureCollection", "Feature"):
        raise DataFileError(
            _(
                'The data file {file} is JSON of the type "{type}", not GeoJSON. Save it as a GeoJSON FeatureCollection.'
            ).format(file=path.name, type=str(others.get("type", ""))[:60])
        )
    own = names_of_own(names)
    columns = [name for name in names if not (own and name == "id")]  # there it repeats the incident's

    def rows() -> Iterator[Row]:
        for item in items({}):
            properties = _properties(item)
            yield [properties.get(name) for name in columns], None if own else _shape(item)

    crs = DEGREES if own else _crs(path.name, others, options, degrees)
    return table(path.name, "GeoJSON", Features(columns, rows, crs), options)


def _crs(file: str, others: dict, options: Options, degrees: bool) -> pyproj.CRS:
    """What an older file's `crs` says, else what the user says, else degrees, as the standard has it, if they can be."""
    member = others.get("crs")
    if isinstance(member, dict):
        about = member.get("properties")
        found = named(str(about.get("name", ""))) if isinstance(about, dict) else None
        return found or said(file, options.crs)
    return DEGREES if degrees and not options.crs else said(file, options.crs)


def _properties(item: object) -> dict:
    """The attributes of a feature, with the id that it may have beside them."""
    if not isinstance(item, dict):
        return {}
    properties = item.get("properties")
    beside = {"id": item["id"]} if "id" in item else {}
    return beside | properties if isinstance(properties, dict) else beside


def _shape(item: object) -> Shape | None:
    return from_geojson(item.get("geometry")) if isinstance(item, dict) else None


def _in_degrees(shape: Shape | None) -> bool:
    return shape is None or not any(abs(x) > 180 or abs(y) > 90 for x, y in shape.places())


def _read(file: str, items: Callable[[], Iterator[object]]) -> Iterator[object]:
    """The items, with whatever is wrong with the text as one error."""
    try:
        yield from items()
    except (ValueError, RecursionError, IndexError) as error:
        plain = {RecursionError: _("nested too deeply"), IndexError: _("it ends too early")}
        fault = plain.get(type(error), str(error))
        raise DataFileError(
            _("The data file {file} is no whole JSON ({fault}). Save it again in the program that made it.").format(
                file=file, fault=fault
            )
        ) from error


def _items(text: str, others: dict) -> Iterator[object]:
    """The features in a text, or the one that it is; all other members of the whole go into `others`."""
    at = _past(text, 0, "{")
    while text[at] != "}":
        key, at = _decode(text, at)
        at = _past(text, at, ":")
        if key == "features" and text[at] == "[":
            at = yield from _elements(text, at)
        else:
            others[key], at = _decode(text, at)
        at = _blank(text, at)
        at = _past(text, at, ",") if text[at] == "," else at
    at = _blank(text, at + 1)
    if at < len(text):
        raise json.JSONDecodeError("Extra data", text, at)
    if others.get("type") == "Feature":
        yield others


def _elements(text: str, at: int) -> Iterator[object]:
    """The elements of the list at a place of a text; returns where it ends."""
    at = _past(text, at, "[")
    while text[at] != "]":
        item, at = _decode(text, at)
        yield item
        at = _blank(text, at)
        at = _past(text, at, ",") if text[at] == "," else at
    return at + 1


def _past(text: str, at: int, mark: str) -> int:
    at = _blank(text, at)
    if text[at] != mark:
        raise json.JSONDecodeError(f"Expecting {mark}", text, at)
    return _blank(text, at + 1)


def _blank(text: str, at: int) -> int:
    return _BLANK.match(text, at).end()
