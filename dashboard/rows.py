"""Frames row by row."""

from types import SimpleNamespace

import pandas as pd


def rows(frame: pd.DataFrame) -> list[SimpleNamespace]:
    """The rows as objects with the columns as attributes, in order.

    `DataFrame.itertuples` makes a class of its own at each call, which takes longer than a page of rows.
    """
    names = list(frame.columns)
    columns = [frame[name].tolist() for name in names]
    return [SimpleNamespace(**dict(zip(names, values, strict=True))) for values in zip(*columns, strict=True)]
