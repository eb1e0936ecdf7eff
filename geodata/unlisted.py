"""Actors that no registry knows, as doubts: one for each name, however many incidents name it."""

import pandas as pd

from .doubts import DOUBT_COLUMNS
from .readers.table import ROW
from .schema import ROLES
from .texts import _, _n

ROLE_COLUMNS = dict(zip(ROLES, ("perpetrators", "partners", "targets", "involved"), strict=True))
UNLISTED_COLUMNS = ["row", "incident_id", "column", "value", "incidents"]


def unlisted(incidents: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """The names of actors that no registry knows, a row each of `UNLISTED_COLUMNS`: where it comes first, and in how many incidents."""
    strange = participations[participations["actor_id"].str.startswith("unlisted:")].drop_duplicates(["no", "original"])
    named = strange.drop_duplicates("original")
    # `no` counts the rows of `incidents`.
    rows = incidents[[ROW, "incident_id"]].iloc[named["no"].to_numpy()]
    counts = strange["original"].value_counts()
    return pd.DataFrame(
        {
            "row": rows[ROW].to_numpy(),
            "incident_id": rows["incident_id"].to_numpy(),
            "column": named["role"].map(ROLE_COLUMNS).to_numpy(),
            "value": named["original"].to_numpy(),
            "incidents": counts[named["original"]].to_numpy(),
        },
        columns=UNLISTED_COLUMNS,
    )


def of_unlisted(found: pd.DataFrame) -> pd.DataFrame:
    """The rows of `unlisted` of all parts of a file as doubts, one for each name."""
    first = found.sort_values("row", kind="stable").drop_duplicates("value")
    counts = found.groupby("value")["incidents"].sum()[first["value"]]
    mend = [
        _n("{n} incident names it.", "{n} incidents name it.", int(count))
        + " "
        + _("It counts as an actor of its own. Say on the Data page whom it stands for, or add it to actors.csv.")
        for count in counts
    ]
    return first.assign(rule=_("No actor that is known here has this name."), mend=mend)[DOUBT_COLUMNS]
