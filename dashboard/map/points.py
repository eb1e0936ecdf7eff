"""Incidents drawn one by one: a row of numbers each, as `browser/incidents.js` reads them."""

from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace

import numpy as np
import pandas as pd

from geodata.filter_words import status_name
from geodata.place_names import place_name
from geodata.schema import PLACE_PRECISIONS, STATUSES
from geodata.symbols import SHAPES, shape
from geodata.texts import language
from geodata.words import class_name, date_words, precision_words, type_name

from .names import Colouring, Names

POINT, LINE, AREA = range(3)
_EPOCH = date(1970, 1, 1)


def columns(drawn: pd.DataFrame, names: Names, colouring: Colouring) -> list[list]:
    """The rows of `drawn` (columns `MAP_COLUMNS`, all with a place) column by column: alike values lie together and pack well."""
    at_point = drawn["latitude"].notna()
    kind = np.where(at_point, POINT, np.where(drawn["place_precision"] == "road", LINE, AREA))
    first = drawn["latitude"].where(at_point, drawn["shape_no"]).astype(float)
    return [
        drawn["no"].tolist(),
        kind.tolist(),
        _rounded(first, 5),
        _rounded(drawn["longitude"].fillna(0), 5),
        colouring.numbers(drawn["lead_actor"]).tolist(),
        _coded(drawn["event_class"], lambda name: SHAPES.index(shape(name))),
        _coded(drawn["place_precision"], PLACE_PRECISIONS.index),
        _rounded(drawn["uncertainty_km"], 3),
        names.column(_dates(drawn)),
        names.column(_coded_texts(drawn["event_type"], type_name)),
        names.column(_coded_texts(drawn["lead_actor"], colouring.name)),
        names.column(_coded_texts(drawn["place"], place_name)),
        _coded(drawn["status"], STATUSES.index),
    ]


def _rounded(values: pd.Series, digits: int) -> list[float]:
    return np.round(values.to_numpy(float), digits).tolist()


def _coded(values: pd.Series, number) -> list[int]:
    codes, found = pd.factorize(values)
    return np.array([number(value) for value in found], dtype=int)[codes].tolist() if len(found) else []


def _coded_texts(values: pd.Series, say) -> pd.Series:
    codes, found = pd.factorize(values, use_na_sentinel=False)
    return pd.Series(np.array([say(value) for value in found], dtype=object)[codes] if len(found) else [], dtype=object)


def _dates(drawn: pd.DataFrame) -> pd.Series:
    # As plain days: making a timestamp of each takes longer than all the rest.
    days = (drawn[name].to_numpy("datetime64[D]").astype(int).tolist() for name in ("first_day", "last_day"))
    each = zip(*days, drawn["open_start"].tolist(), drawn["open_end"].tolist(), strict=True)
    return pd.Series([_date(*row, language.get()) for row in each], dtype=object)


@lru_cache(maxsize=20_000)  # the same days come again with each filter, and putting one into words takes a while
def _date(first: int, last: int, open_start: bool, open_end: bool, _language: str) -> str:
    first_day, last_day = (_EPOCH + timedelta(days=number) for number in (first, last))
    return date_words(SimpleNamespace(first_day=first_day, last_day=last_day, open_start=open_start, open_end=open_end))


def signs(drawn: pd.DataFrame, names: Names) -> dict:
    """What shapes, marks and outlines on the map stand for: the legend's parts besides the colours."""
    points = drawn[drawn["latitude"].notna()]
    classes = points["event_class"].value_counts().index
    precisions = [p for p in PLACE_PRECISIONS if p in set(drawn["place_precision"])]
    said = precision_words()
    return {
        "shapes": [[SHAPES.index(shape(name)), names[class_name(name)]] for name in classes],
        "statuses": [[STATUSES.index(s), names[status_name(s)]] for s in STATUSES if s in set(points["status"])],
        "precisions": [[PLACE_PRECISIONS.index(p), names[said[p]]] for p in precisions],
    }
