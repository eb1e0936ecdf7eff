"""A boundary file on its way in: read, checked and simplified in a limited child process, which hands back a table and findings."""

import hashlib
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd
import pyarrow
import pyarrow.feather
import shapely

from .. import confined
from ..errors import DataFileError, QuestionError
from ..readers.options import Options
from ..texts import _
from .asked import Asked
from .checked import Checked
from .checks import check
from .findings import Finding
from .land import embedded_land
from .reading import Rows, read, refuse_large

LIMITS = {"memory": 2_000_000_000, "seconds": 120, "patience": 150}
_UNITS, _FINDINGS = "units.arrow", "findings.arrow"


def check_file(path: Path, asked: Asked, *, above: Path | None = None, **limits: int) -> Checked:
    """The file read and checked; nothing is stored. `limits` are those of `confined.run`.

    `above` is a file with the units of the level above: each unit belongs to the one that holds most of it. Raises
    DataFileError for a file that can't be used, QuestionError when the user must say how it is meant: then a field of `asked`
    is to be set.
    """
    for each in filter(None, (path, above)):
        refuse_large(each)
    with tempfile.TemporaryDirectory() as into:
        told = {"asked": asdict(asked), "into": into, "above": str(above.absolute()) if above else ""}
        said = confined.run("boundaries", {"path": str(path), **told}, **(LIMITS | limits))
        units = pd.read_feather(Path(into) / _UNITS)
        found = pyarrow.feather.read_table(Path(into) / _FINDINGS).to_pylist()
    findings = tuple(Finding(**each | {"units": tuple(each["units"])}) for each in found)
    made = {name: tuple(said[name]) for name in ("columns", "notes", "levels")}
    return Checked(**said | made | {"asked": Asked.from_dict(said["asked"])}, units=units, findings=findings)


# --- what the child does ------------------------------------------------------------------------------------------------


def do_check(path: str, asked: dict, into: str, above: str) -> dict:
    """In the child: the file checked, its units and the findings put as tables into the folder `into`."""
    wanted = Asked.from_dict(asked)
    rows = read(Path(path), Options(crs=wanted.crs, sheet=wanted.sheet))
    upper = _read_above(Path(above), wanted) if above else None
    try:
        found = check(rows, wanted, embedded_land(), upper)
    except shapely.errors.GEOSException as error:
        raise DataFileError(
            _(
                "The data file {file} holds shapes that can't be laid over each other ({fault}). Check their geometry in a GIS "
                "and save the file again."
            ).format(file=rows.file, fault=str(error)[:200])
        ) from error
    found.units.to_feather(Path(into) / _UNITS)
    pyarrow.feather.write_feather(_table(found.findings), Path(into) / _FINDINGS)
    return {
        "asked": asdict(replace(wanted, name_field=found.name_field)),
        "file": rows.file,
        "kind": rows.kind,
        "sheet": rows.sheet,
        "sha256": _digest(path),
        "bytes": Path(path).stat().st_size,
        "rows": len(rows),
        "columns": list(rows.cells),
        "notes": rows.notes,
        "levels": found.levels,
        "above": upper.file if upper else "",
        "above_sha256": _digest(above) if above else "",
    }


def _read_above(path: Path, asked: Asked) -> Rows:
    """The rows of the file of the level above. What the user says of coordinates holds only if it says nothing of them itself."""
    try:
        return read(path, Options(sheet=asked.above_sheet))
    except QuestionError as question:
        if question.about == "sheet":
            raise QuestionError(str(question), "above_sheet", question.choices) from None
        if not asked.crs:
            raise
        return read(path, Options(sheet=asked.above_sheet, crs=asked.crs))


def _table(findings: tuple[Finding, ...]) -> pyarrow.Table:
    schema = pyarrow.schema(
        [
            ("kind", pyarrow.string()),
            ("units", pyarrow.list_(pyarrow.string())),
            ("sentence", pyarrow.string()),
            ("mend", pyarrow.string()),
            ("stops", pyarrow.bool_()),
            ("area_km2", pyarrow.float64()),
            ("area_after_km2", pyarrow.float64()),
            ("shape", pyarrow.binary()),
        ]
    )
    return pyarrow.Table.from_pylist([asdict(each) for each in findings], schema=schema)


def _digest(path: str) -> str:
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
