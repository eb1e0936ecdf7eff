"""Synthetic incidents of any number, for trying out and for measuring: made up by a program, and every row says so.

Incidents lie in and around the towns of `places.csv` and along roads between them, more in the centre and the north; they
grow over the years, have seasons and bursts, and each actor has its territory and its years. None of them happened.
The same number of rows and seed give the same bytes.
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from ..errors import GeodataError
from ..texts import _
from .lots import draw
from .sheets import SHAPES

__all__ = ["SHAPES", "write"]
_CHUNK = 25_000


def write(path: Path, rows: int, seed: int, shape: str = "own", done: Callable[[int], None] = lambda n: None) -> None:
    """Writes `rows` synthetic incidents as CSV in one of `SHAPES`; calls `done` with the number written so far.

    The file appears when it is whole. Raises GeodataError when it can't be written.
    """
    columns, cells = SHAPES[shape]
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            for begin, chunk in _chunks(draw(rows, seed)):
                made = cells(chunk)
                writer.writerows(zip(*(made[name] for name in columns), strict=True))
                done(begin + len(chunk))
        unfinished.replace(path)
    except OSError as error:
        raise GeodataError(
            _("The file {file} can't be written ({fault}). Name one in a folder that you may write to.").format(
                file=path, fault=error.strerror
            )
        ) from error


def _chunks(drawn: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    for begin in range(0, len(drawn), _CHUNK):
        yield begin, drawn.iloc[begin : begin + _CHUNK]
