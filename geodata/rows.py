"""Frames row by row."""

from types import SimpleNamespace

import pandas as pd


def rows(frame: pd.DataFrame) -> list[SimpleNamespace]:
    """The rows as objects with the columns as attributes, in order.

    `DataFrame.itertuples` makes a class of its own at each call, which takes longer than a page of rows.
    """
    names = list(frame.columns)
    columns = [values(frame[name]) for name in names]
    return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]


def values(column: pd.Series) -> list:
    """What is in a column. Of texts `Series.tolist` makes one after the other, ten times as slowly."""
    return (column.to_numpy(object) if isinstance(column.dtype, pd.StringDtype) else column).tolist()
