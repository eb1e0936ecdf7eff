"""Whole files or none: written beside the target, brought to the disk, and only then put in its place."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyogrio.errors

from ..errors import ExportError
from ..texts import _


def write_whole(path: Path, ending: str, write: Callable[[Path], None]) -> None:
    """Makes `path` out of what `write` puts into the file that it is given; on any fault `path` stays as it was.

    That file has the ending that some libraries insist on, whatever `path` has. Raises ExportError when the file
    can't be written.
    """
    path = path.resolve()
    try:
        # A folder of its own, so that what a library leaves beside a half-written file goes too.
        with tempfile.TemporaryDirectory(
            dir=path.parent, prefix=f".{path.name[:40]}.", ignore_cleanup_errors=True
        ) as own:
            unfinished = Path(own) / f"{path.stem}.{ending}"
            write(unfinished)
            _to_disk(unfinished)
            unfinished.replace(path)
        _to_disk(path.parent)
    except (OSError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise ExportError(
            _("The file {file} can't be written ({fault}). What was there before is as it was.").format(
                file=path.name, fault=getattr(error, "strerror", None) or str(error).strip()
            )
        ) from error


def _to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows opens no folders; it brings the name to the disk by itself
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
