"""GeoParquet 1.1: typed columns and WKB; what is known of the rows is in the file's metadata under `about`, as JSON."""

import io
import json
from dataclasses import asdict
from pathlib import Path

import pyarrow.parquet

from .extract import Extract


def write(extract: Extract, path: Path) -> None:
    """Writes the file; geopandas makes the table, and the metadata are put beside its own."""
    made = io.BytesIO()
    extract.rows.to_parquet(made, schema_version="1.1.0", index=False)
    table = pyarrow.parquet.read_table(made)
    about = json.dumps(asdict(extract.about), ensure_ascii=False).encode()
    table = table.replace_schema_metadata((table.schema.metadata or {}) | {b"about": about})
    pyarrow.parquet.write_table(table, path, compression="zstd")
