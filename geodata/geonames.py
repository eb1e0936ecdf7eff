"""A country's dump of GeoNames as a gazetteer of towns. Its format: https://download.geonames.org/export/dump/readme.txt"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from .errors import DataFileError
from .texts import _

COLUMNS = ["name", "latitude", "longitude", "aliases", "feature_class", "feature_code", "admin1"]
_WIDTH = 19
_POPULATED = "P"  # the other classes are regions, waters, parks, roads, hills: no towns


def read_geonames(path: Path) -> pd.DataFrame:
    """The populated places of a dump: name, latitude, longitude (degrees), aliases (parted by ";"), feature_class, feature_code, admin1.

    Raises DataFileError for a file that can't be read or a line that is none of a dump.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            return pd.DataFrame(_places(path.name, file), columns=COLUMNS)
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(
            _("The gazetteer {file} can't be read as text in UTF-8. Download the country's file from GeoNames again.").format(
                file=path.name
            )
        ) from error  # fmt: skip


def _places(file: str, lines: Iterator[str]) -> Iterator[tuple]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        cells = line.rstrip("\r\n").split("\t")
        position = _position(cells)
        if position is None:
            raise DataFileError(
                _(
                    "Line {line} of the gazetteer {file} is none of a GeoNames dump: it has {n} columns parted by tabs instead of "
                    "19, or no latitude and longitude in columns 5 and 6. Download the country's file from GeoNames again."
                ).format(line=number, file=file, n=len(cells))
            )
        if cells[6] == _POPULATED:
            # A ";" would part an alias in two.
            others = [other.strip().replace(";", ",") for other in (cells[2], *cells[3].split(","))]
            aliases = ";".join(other for other in dict.fromkeys(others) if other not in ("", cells[1]))
            yield cells[1], *position, aliases, cells[6], cells[7], cells[10]


def _position(cells: list[str]) -> tuple[float, float] | None:
    if len(cells) != _WIDTH:
        return None
    try:
        latitude, longitude = float(cells[4]), float(cells[5])
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
