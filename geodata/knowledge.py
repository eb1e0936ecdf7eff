"""Since when an incident was known: the day of its first report, as far as anybody says."""

import pandas as pd


def document_days(documents: pd.DataFrame) -> pd.Series:
    """The day of each document by its id: that of its data cutoff, else of its publication; NaT where neither is a day."""
    text = documents["data_cutoff"].where(documents["data_cutoff"] != "", documents["published"])
    return pd.Series(
        pd.to_datetime(text.str[:10], format="%Y-%m-%d", errors="coerce").array, index=documents["document_id"]
    )


def known_from(incidents: pd.DataFrame, claims: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """For each incident the day from which it was known, datetime64 without nulls, same index.

    The first of these that is given: `reported_on` of the row; the first dated stance on it; the day of the document that it
    is taken from; the day of `revised`, when the data set changed it last; the last day on which it may have happened. It is
    never before the first day on which it may have.
    """

    def at(days: pd.Series, keys: pd.Series) -> pd.Series:
        return pd.Series(pd.to_datetime(days.reindex(keys).array), index=incidents.index)

    revised = incidents["revised"]
    seconds = pd.to_numeric(revised.where(revised.str.isdecimal()), errors="coerce")
    found = _days(incidents["reported_on"])
    for given in (
        at(claims.groupby("no")["said_on"].min(), incidents["no"]),
        at(document_days(documents), incidents["document_id"]),
        pd.to_datetime(seconds, unit="s", errors="coerce").dt.normalize(),
        _days(revised.where(~revised.str.isdecimal(), "").str[:10]),
        incidents["last_day"],
    ):
        found = found.fillna(given)
    return found.where(found >= incidents["first_day"], incidents["first_day"])


def _days(texts: pd.Series) -> pd.Series:
    return pd.to_datetime(texts.where(texts != ""), format="%Y-%m-%d", errors="coerce")
