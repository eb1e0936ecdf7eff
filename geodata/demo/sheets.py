"""What was drawn as the cells of a file: in the columns of this project's sheet, or of an ACLED export."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from ..schema import COUNTRY, INCIDENT_COLUMNS
from .lots import DATE_SHARES, DAYS, EARLIEST, FIRST, PLACE_SHARES, SCENARIOS, STANCE_SHARES, year_of


def _own(drawn: pd.DataFrame) -> dict[str, list | np.ndarray]:
    """The cells of the incident sheet by column."""
    begins, ends = _period(drawn)
    precision = _words(PLACE_SHARES, drawn["place_precision"])
    stance = _words(STANCE_SHARES, drawn["stance"])
    place = _place(drawn, precision)
    perpetrators, kind = _said(drawn, "perpetrators"), _kind(drawn)
    latitude, longitude = _position(drawn, precision)
    low, best, high = _fatalities(drawn)
    empty = [""] * len(drawn)
    made = dict.fromkeys((column.name for column in INCIDENT_COLUMNS), empty)
    return made | {
        "incident_id": _ids(drawn),
        "date_start": begins,
        "date_end": ends,
        "date_precision": _words(DATE_SHARES, drawn["date_precision"]),
        "place": place,
        "place_precision": precision,
        "reported_region": np.where((precision == "unlocated") | (drawn["chance"] < 0.2), "", drawn["region"]),
        "country": [COUNTRY] * len(drawn),
        "event_type": kind,
        "perpetrators": perpetrators,
        "partners": _said(drawn, "partners"),
        "targets": _said(drawn, "targets"),
        "reported_by": _reporters(stance, perpetrators),
        "stance": stance,
        "fatalities_low": low,
        "fatalities_best": best,
        "fatalities_high": high,
        "summary": _summaries(drawn, kind, place),
        "analyst_note": ["Synthetic: made up by a program, never happened."] * len(drawn),
        "latitude": latitude,
        "longitude": longitude,
    }


def _ids(drawn: pd.DataFrame) -> list[str]:
    return [f"SYN-{no:07d}" for no in drawn["no"].tolist()]


def _summaries(drawn: pd.DataFrame, kind: np.ndarray, place: np.ndarray) -> list[str]:
    numbers = zip(drawn["no"].tolist(), kind.tolist(), place.tolist(), strict=True)
    return [f"Synthetic incident {no}: {what}, {where or 'place not known'}." for no, what, where in numbers]


def _words(shares: dict[str, float], numbers: pd.Series) -> np.ndarray:
    return np.array(list(shares), dtype=object)[numbers.to_numpy()]


def _said(drawn: pd.DataFrame, role: str) -> np.ndarray:
    return np.array([getattr(each, role) for each in SCENARIOS], dtype=object)[drawn["scenario"].to_numpy()]


def _kind(drawn: pd.DataFrame) -> np.ndarray:
    most = max(len(each.types) for each in SCENARIOS)
    table = np.array([[*each.types, *[""] * (most - len(each.types))] for each in SCENARIOS], dtype=object)
    return table[drawn["scenario"].to_numpy(), drawn["type"].to_numpy()]


def _period(drawn: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """First and last possible day as text; the first is empty for "on or before"."""
    precision = _words(DATE_SHARES, drawn["date_precision"])
    day = FIRST + drawn["day"].to_numpy()
    monday = day - (day - np.datetime64("1969-12-29")).astype(int) % 7
    month = day.astype("datetime64[M]")
    ways = [precision == word for word in ("week", "month", "range", "on or before")]
    first = np.select(ways, [monday, month.astype("datetime64[D]"), day - drawn["before"].to_numpy(), day], day)
    last = np.select(
        ways,
        [monday + 6, (month + 1).astype("datetime64[D]") - 1, *[day + drawn["after"].to_numpy()] * 2],
        day,
    )
    begins, ends = (DAYS[(edge - EARLIEST).astype(int)] for edge in (first, last))
    return np.where(ways[3], "", begins), ends


def _place(drawn: pd.DataFrame, precision: np.ndarray) -> np.ndarray:
    region = drawn["region"].to_numpy() + " region"
    return np.select(
        [precision == "unlocated", precision == "area", precision == "road"],
        ["", region, "RN18"],
        drawn["place"].to_numpy(),
    )


def _position(drawn: pd.DataFrame, precision: np.ndarray) -> tuple[list[str], list[str]]:
    """Degrees as text, where the gazetteer has no such place or the place is exact; else empty."""
    exact = precision == "exact"
    given = exact | (np.isin(precision, ("settlement", "near settlement")) & ~drawn["named"].to_numpy())
    latitude = drawn["latitude"] + drawn["north"] * exact
    longitude = drawn["longitude"] + drawn["east"] * exact
    return _degrees(latitude, given), _degrees(longitude, given)


def _degrees(values: pd.Series, given: np.ndarray) -> list[str]:
    return [f"{value:.4f}" if there else "" for value, there in zip(values.tolist(), given.tolist(), strict=True)]


def _fatalities(drawn: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Low, best and high as text; a tenth of the reports give none."""
    silent = drawn["chance"].to_numpy() > 0.9
    best, spread = drawn["dead"].to_numpy(), drawn["spread"].to_numpy() * (drawn["dead"].to_numpy() > 3)
    numbers = (np.maximum(best - spread, 0), best, best + 2 * spread)
    return tuple(np.where(silent, "", number.astype(str)) for number in numbers)


def _reporters(stance: np.ndarray, perpetrators: np.ndarray) -> np.ndarray:
    claims = np.where(perpetrators == "", "Unidentified armed group", perpetrators)
    ways = [stance == "claimed", stance == "confirmed", stance == "denied"]
    return np.select(ways, [claims, "Synthetic officials", "Malian government"], "Synthetic press")


# --- the columns of an ACLED export ---------------------------------------------------------------------------------

_ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude "
    "longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
# Our type of event -> disorder, event and sub-event type as ACLED has them.
_ACLED_TYPES = {
    "IED": ("Political violence", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "Suicide vehicle bomb": ("Political violence", "Explosions/Remote violence", "Suicide bomb"),
    "Violence against civilians": ("Political violence", "Violence against civilians", "Attack"),
    "Abduction": ("Political violence", "Violence against civilians", "Abduction/forced disappearance"),
    "Base takeover": ("Political violence", "Battles", "Non-state actor overtakes territory"),
    "Movement": ("Strategic developments", "Strategic developments", "Change to group/activity"),
    "Presence": ("Strategic developments", "Strategic developments", "Other"),
}
_BATTLE = ("Political violence", "Battles", "Armed clash")
# Our name -> name and kind of actor as ACLED has them.
_ACLED_ACTORS = {
    "": ("", ""),
    "Ansar Dine": ("Ansar Dine", "Rebel group"),
    "JNIM": ("JNIM: Group for Support of Islam and Muslims", "Rebel group"),
    "ISGS": ("Islamic State (Greater Sahara)", "Rebel group"),
    "ISSP": ("ISSP", "Rebel group"),
    "CMA": ("CMA", "Rebel group"),
    "FLA": ("FLA", "Rebel group"),
    "Dan Na Ambassagou": ("Dan Na Ambassagou", "Identity militia"),
    "Malian army": ("Military Forces of Mali", "State forces"),
    "Wagner": ("PMC Wagner Group", "External/Other forces"),
    "MINUSMA": ("MINUSMA", "External/Other forces"),
    "Civilians": ("Civilians", "Civilians"),
    "Unidentified armed group": ("Unidentified armed group", "Political militia"),
}


def _acled(drawn: pd.DataFrame) -> dict[str, list | np.ndarray]:
    """The cells of an ACLED export by column. ACLED has a position for every event, and no "on or before"."""
    kind, precision = _kind(drawn), _words(PLACE_SHARES, drawn["place_precision"])
    disorder, event, sub_event = np.array([_ACLED_TYPES.get(each, _BATTLE) for each in kind.tolist()], dtype=object).T
    first, partner, target = (_said(drawn, role) for role in ("perpetrators", "partners", "targets"))
    second = np.array([each.partition("; ")[0] for each in target.tolist()], dtype=object)
    also = np.array([each.partition("; ")[2] for each in target.tolist()], dtype=object)
    years = year_of(drawn["day"].to_numpy())
    actor1, inter1 = _acled_actors(np.where(first == "", "Unidentified armed group", first))
    actor2, inter2 = _acled_actors(second)
    vague = np.isin(precision, ("area", "unlocated"))
    everywhere = np.ones(len(drawn), dtype=bool)
    day = FIRST + drawn["day"].to_numpy()
    empty = [""] * len(drawn)
    place = drawn["place"].to_numpy()
    return dict.fromkeys(_ACLED_COLUMNS, empty) | {
        "event_id_cnty": _ids(drawn),
        "event_date": DAYS[(day - EARLIEST).astype(int)],
        "year": years,
        "time_precision": np.array([1, 2, 3, 2, 2])[drawn["date_precision"].to_numpy()],
        "disorder_type": disorder,
        "event_type": event,
        "sub_event_type": sub_event,
        "actor1": actor1,
        "assoc_actor_1": _acled_actors(partner)[0],
        "inter1": inter1,
        "actor2": actor2,
        "assoc_actor_2": _acled_actors(also)[0],
        "inter2": inter2,
        "interaction": [f"{a}-{b}" if b else f"{a} only" for a, b in zip(inter1, inter2, strict=True)],
        "civilian_targeting": np.where(second == "Civilians", "Civilian targeting", ""),
        "iso": ["466"] * len(drawn),
        "region": ["Western Africa"] * len(drawn),
        "country": [COUNTRY] * len(drawn),
        "admin1": drawn["region"].to_numpy(),
        "admin2": drawn["town"].to_numpy(),
        "location": place,
        "latitude": _degrees(drawn["latitude"], everywhere),
        "longitude": _degrees(drawn["longitude"], everywhere),
        "geo_precision": np.select([vague, np.isin(precision, ("near settlement", "road"))], [3, 2], 1),
        "source": ["Synthetic press"] * len(drawn),
        "source_scale": ["Other"] * len(drawn),
        "notes": _summaries(drawn, kind, place),
        "fatalities": drawn["dead"].to_numpy(),
        "timestamp": (day + 14).astype("datetime64[s]").astype(np.int64),
    }


def _acled_actors(names: np.ndarray) -> tuple[list[str], list[str]]:
    """Names and kinds as ACLED has them."""
    found = [_ACLED_ACTORS[name] for name in names.tolist()]
    return [name for name, _kind_of in found], [kind for _name, kind in found]


SHAPES: dict[str, tuple[tuple[str, ...], Callable[[pd.DataFrame], dict]]] = {
    "own": (tuple(column.name for column in INCIDENT_COLUMNS), _own),
    "acled": (tuple(_ACLED_COLUMNS), _acled),
}
