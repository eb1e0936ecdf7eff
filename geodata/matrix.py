"""Who acts against whom as a table, for the page and for figures."""

import pandas as pd

from .store import Against
from .texts import _, _n, number

MOST = 20  # actors on each side; those with most incidents


def table(cells: pd.DataFrame, acting: list[str], against: list[str], names: dict[str, str]) -> pd.DataFrame:
    """The incidents of each pair, actors who act as rows and targets as columns, 0 where there is none; by their names."""
    wide = cells.pivot(index="acting", columns="against", values="incidents").reindex(index=acting, columns=against)
    wide = wide.fillna(0)
    whole = (wide % 1 == 0).all(axis=None)  # shared out, an incident counts with its part
    called = {actor: names.get(actor, actor) for actor in (*acting, *against)}
    return (
        wide.astype("int64" if whole else "float64")
        .round(1)
        .rename(index=called, columns=called)
        .rename_axis(None, axis=1)
        .rename_axis(_("acts against"))
    )


def most(cells: pd.DataFrame, side: str, many: int = MOST) -> list[str]:
    """The actors of a side (`acting` or `against`) with most incidents, at most so many."""
    return list(
        cells.groupby(side, sort=False)["incidents"].sum().sort_values(ascending=False, kind="stable").index[:many]
    )


def said_of(found: Against) -> str:
    """What is counted, and what is not in the table."""
    counted = _n("{n} of the incidents shown has both", "{n} of the incidents shown have both", found.incidents)
    parts = _(
        "an incident with several who act or several targets is in several cells, but is one incident. Participations: {n}."
    ).format(n=number(found.participations))
    return f"{counted}; {parts}"
