"""What the store keeps of an incident's place in a boundary set, from what the join found."""

import pandas as pd

from ..schema import BETWEEN, COUNTRY, OUTSIDE, UNLOCATED
from .joining import says_home

# Columns of an incident that another boundary set changes.
PLACEMENT = (
    "region", "region_key", "unit_key", "country", "border_km", "near_border", "attached_km", "reported_key", "agreement",
)  # fmt: skip


def placement(joined: pd.DataFrame, reported_country: pd.Series) -> pd.DataFrame:
    """The columns `PLACEMENT` for what `join` gives, with the same index; `reported_country` as the rows say it.

    `region_key` is the region, `OUTSIDE` or `UNLOCATED`; `unit_key` the same, but the deepest unit that the place lies in.
    `reported_key` is the unit to count by when the report decides: the one that it names, else the computed one; where the
    computed unit lies in the one reported, the computed one says more. `country` is where the join found the place.
    """
    outside = joined["outside_country"].notna()
    region_key = joined["region"].where(joined["region"].notna(), UNLOCATED).where(~outside, OUTSIDE)
    unit_key = joined["unit"].where(joined["unit"].notna(), region_key)
    # Outside every region and every neighbour: what the source says, but never the country itself, however it is spelled.
    said = reported_country.where(~(outside & says_home(reported_country)), "")
    abroad = outside & (joined["outside_country"] != "")
    return pd.DataFrame(
        {
            "region": joined["region"],
            "region_key": region_key,
            "unit_key": unit_key,
            "country": joined["outside_country"].where(abroad, said.where(joined["region"].isna(), COUNTRY)),
            "border_km": joined["border_km"],
            "near_border": joined["near_border"],
            "attached_km": joined["attached_km"],
            "reported_key": _reported(joined["reported_unit"], unit_key),
            "agreement": joined["agreement"],
        },
        index=joined.index,
    )


def _reported(reported: pd.Series, unit_key: pd.Series) -> pd.Series:
    """The unit to count by when the report decides, worked out once for each pair."""
    pairs = pd.DataFrame({"said": reported.fillna(""), "unit": unit_key})
    number = pairs.groupby(["said", "unit"], sort=False).ngroup()
    decided = [
        said if said and unit != said and not unit.startswith(said + BETWEEN) else unit
        for said, unit in pairs.drop_duplicates().itertuples(index=False)
    ]
    return pd.Series(decided, dtype=str).take(number).set_axis(unit_key.index)
