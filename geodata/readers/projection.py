"""Coordinate systems of files: which one it is, and the way from it to degrees."""

import re
from collections.abc import Callable
from functools import partial

import pyproj
from pyproj.exceptions import CRSError, ProjError

from ..errors import DataFileError, QuestionError
from ..schema import CRS
from ..texts import _
from .shapes import Move

DEGREES = pyproj.CRS(CRS)
_NAME = re.compile(r"(?:urn:ogc:def:crs:)?([A-Za-z]{2,8}):(?:[\d.]*:)?(\w{1,12})")


def named(name: str) -> pyproj.CRS | None:
    """The system of a name such as "EPSG:32630" or "urn:ogc:def:crs:OGC:1.3:CRS84"; None when it isn't known.

    Only names of registers: PROJ takes more, among it files that a text names.
    """
    found = _NAME.fullmatch(name.strip())
    return _known(partial(pyproj.CRS.from_authority, *found.groups())) if found else None


def described(text: str) -> pyproj.CRS | None:
    """The system of a description in WKT, such as a .prj file has; None when it isn't known."""
    return _known(partial(pyproj.CRS.from_wkt, text)) if text.strip() else None


def from_json(made: dict) -> pyproj.CRS | None:
    """The system of a PROJJSON, such as GeoParquet has; None when it isn't known."""
    return _known(partial(pyproj.CRS.from_json_dict, made))


def said(file: str, name: str) -> pyproj.CRS:
    """The system that the user says. Raises QuestionError for "", DataFileError for a name that isn't known."""
    if not name.strip():
        raise QuestionError(
            _("The data file {file} doesn't say in which coordinate system it is. Say it, such as EPSG:32630.").format(
                file=file
            ),
            about="crs",
        )
    found = named(f"EPSG:{name}" if name.strip().isdigit() else name)
    if found is None:
        raise DataFileError(
            _(
                'The data file {file}: "{crs}" is no coordinate system known here. Write its code, such as EPSG:32630.'
            ).format(file=file, crs=name)
        )
    return found


def to_degrees(file: str, crs: pyproj.CRS) -> tuple[Move | None, str]:
    """What turns coordinates into longitudes and latitudes, and a sentence about it; None and "" where they are that.

    Raises DataFileError for a system that has no way to them.
    """
    if crs.equals(DEGREES, ignore_axis_order=True):
        return None, ""
    try:
        way = pyproj.Transformer.from_crs(crs, DEGREES, always_xy=True)
    except (CRSError, ProjError) as error:
        raise DataFileError(
            _("The data file {file} is in {crs}, which can't be turned into degrees. Save it in EPSG:4326.").format(
                file=file, crs=crs.name
            )
        ) from error
    code = ":".join(crs.to_authority() or ())
    name = f"{crs.name} ({code})" if code else crs.name
    return way.transform, _("Positions were turned into degrees (EPSG:4326) from {crs}.").format(crs=name)


def _known(make: Callable[[], pyproj.CRS]) -> pyproj.CRS | None:
    try:
        found = make()
    except (CRSError, ProjError, ValueError, TypeError, KeyError):
        return None
    # One of heights, or of a building site's own axes, says nothing of places on the earth.
    return found if found.is_geographic or found.is_projected else None
