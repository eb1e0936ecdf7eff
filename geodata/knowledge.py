"""Since when an incident was known: the moment of its first report, as far as anybody says."""

import pandas as pd


def document_times(documents: pd.DataFrame) -> pd.Series:
    """The moment of each document by its id: that of its data cutoff, else the day of its publication; NaT where neither is one."""
    text = documents["data_cutoff"].where(documents["data_cutoff"] != "", documents["published"])
    return pd.Series(_moments(text).array, index=documents["document_id"])


def known_at(incidents: pd.DataFrame, claims: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """For each incident the moment from which it was known, datetime64 without nulls, same index.

    The first of these that is given: `reported_on` of the row; the first dated stance on it; the day of the document that it
    is taken from; the day of `revised`, when the data set changed it last; the last day on which it may have happened. It is
    never before the first day on which it may have. Of a document's data cutoff and of `revised` the time counts, too, by the
    clock by which it is written, Unix seconds in UTC; what has no time is known from the begin of its day.
    """

    def at(moments: pd.Series, keys: pd.Series) -> pd.Series:
        return pd.Series(pd.to_datetime(moments.reindex(keys).array), index=incidents.index)

    revised = incidents["revised"]
    seconds = pd.to_numeric(revised.where(revised.str.isdecimal()), errors="coerce")
    found = _moments(incidents["reported_on"])
    for given in (
        at(claims.groupby("no")["said_on"].min(), incidents["no"]),
        at(document_times(documents), incidents["document_id"]),
        pd.to_datetime(seconds, unit="s", errors="coerce"),
        _moments(revised.where(~revised.str.isdecimal(), "")),
        incidents["last_day"],
    ):
        found = found.fillna(given)
    return found.where(found >= incidents["first_day"], incidents["first_day"])


def known_from(incidents: pd.DataFrame, claims: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """The days of `known_at`."""
    return known_at(incidents, claims, documents).dt.normalize()


def _moments(texts: pd.Series) -> pd.Series:
    """Days with or without a time, as datetime64 without a zone; NaT for other texts. A time that is none leaves its day."""
    days = pd.to_datetime(texts.str[:10], format="%Y-%m-%d", errors="coerce")
    timed = texts[texts.str.len() > len("2023-10-25")]
    if timed.empty:
        return days
    exact = pd.to_datetime(timed.str[:16].str.replace("T", " "), format="%Y-%m-%d %H:%M", errors="coerce")
    return exact.reindex(texts.index).fillna(days)
