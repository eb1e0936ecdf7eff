"""GeoPackage: a layer `incidents` with every kind of geometry, and a table `about` without any."""

from pathlib import Path

import pandas as pd
import pyogrio

from .control import without_nul
from .extract import Extract

# `files` brings the finished file to the disk; that SQLite does it at every step takes seconds.
pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF"})


def write(extract: Extract, path: Path) -> None:
    """Writes both tables. The days are dates, for the time controls of a GIS."""
    text = extract.rows.select_dtypes(["str", "object"]).columns.difference(["geometry"])
    rows = extract.rows.assign(**{name: extract.rows[name].map(_plain) for name in text})
    # Through Arrow, which knows days; the type is named because a layer holds points, lines and areas.
    pyogrio.write_dataframe(
        rows, path, layer="incidents", driver="GPKG", geometry_type="Unknown", use_arrow=True, promote_to_multi=False
    )
    about = pd.DataFrame(extract.about.lines(), columns=["heading", "words"]).map(without_nul)
    pyogrio.write_dataframe(about, path, layer="about", driver="GPKG", append=True)


def _plain(value: object) -> object:
    return without_nul(value) if isinstance(value, str) else value
