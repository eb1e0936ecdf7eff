"""Synthetic incidents of any number, for trying out and for measuring: made up by a program, and every row says so.

Incidents lie in and around the towns of `places.csv` and along roads between them, more in the centre and the north; they
grow over the years, have seasons and bursts, and each actor has its territory and its years. None of them happened.
The same number of rows and seed give the same bytes.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from .errors import GeodataError
from .readers import sigact
from .schema import COUNTRY, INCIDENT_COLUMNS
from .texts import _

_DATA = Path(__file__).parent / "data"
_CHUNK = 25_000
_FIRST, _LAST = np.datetime64("2012-01-01"), np.datetime64("2025-12-31")
# Days as text by their number since 1 January 2012, with room for periods that reach over both ends.
_EARLIEST = np.datetime64("2011-11-01")
_DAYS = np.arange(_EARLIEST, np.datetime64("2026-04-01")).astype(str)
_KM = 1 / 111.2  # degrees of latitude
_BURSTS, _BURST_SHARE = 160, 0.15

# How much happens around a town; the others have 0.3.
_TOWNS = {
    "Mopti": 1.6, "Sévaré": 1.2, "Niono": 1.5, "Gao": 1.5, "Ménaka": 1.4, "Ségou": 0.9, "Kidal": 0.9, "Léré": 0.7,
    "Bourem": 0.6, "Tessalit": 0.5, "Tarkint": 0.4, "Ber": 0.5,
}  # fmt: skip
# Lines between towns along which incidents lie, beside the roads of `roads.csv`.
_LINES = (
    ("Ségou", "Niono"), ("Niono", "Léré"), ("Ségou", "Sévaré"), ("Sévaré", "Mopti"), ("Bourem", "Ber"),
    ("Gao", "Ménaka"), ("Kidal", "Aguelhok"), ("Aguelhok", "Tessalit"),
)  # fmt: skip
_DATE_SHARES = {"day": 0.85, "week": 0.05, "month": 0.03, "range": 0.02, "on or before": 0.05}
_PLACE_SHARES = {
    "exact": 0.12, "settlement": 0.54, "near settlement": 0.16, "area": 0.09, "road": 0.05, "unlocated": 0.04,
}  # fmt: skip
_STANCE_SHARES = {"reported": 0.7, "claimed": 0.16, "confirmed": 0.11, "denied": 0.03}

NORTH = {"Gao": 1.0, "Kidal": 1.0, "Tombouctou": 1.0}
CENTRE = {"Mopti": 1.0, "Ségou": 1.0}


@dataclass(frozen=True)
class Scenario:
    """Who does what to whom, in which regions (weights) and in which years, the last one included."""

    perpetrators: str
    partners: str
    targets: str
    types: tuple[str, ...]
    regions: dict[str, float]
    years: tuple[int, int]
    weight: float


_ATTACKS = ("Ambush", "IED", "Attack", "Raid", "Attack on convoy")
SCENARIOS = (
    Scenario("Ansar Dine", "", "Malian army", _ATTACKS, {"Kidal": 1, "Tombouctou": 1, "Gao": 0.5}, (2012, 2016), 2),
    Scenario("JNIM", "", "Malian army", _ATTACKS, CENTRE | {"Tombouctou": 0.8, "Gao": 0.5, "Kidal": 0.5}, (2017, 2025), 5),
    Scenario("JNIM", "", "Civilians", ("Violence against civilians", "Abduction"), CENTRE | {"Gao": 0.3}, (2017, 2025), 3),
    Scenario("JNIM", "", "MINUSMA", ("IED", "Suicide vehicle bomb", "Attack on convoy"), NORTH | CENTRE, (2017, 2023), 1.2),
    Scenario("ISGS", "", "Civilians; Malian army", _ATTACKS, {"Gao": 1.0}, (2015, 2021), 3),
    Scenario("ISSP", "", "Civilians", ("Violence against civilians", "Attack"), {"Gao": 1.0}, (2022, 2025), 5),
    Scenario("JNIM", "", "ISSP", ("Attack", "Raid"), {"Gao": 1.0, "Tombouctou": 0.2}, (2022, 2025), 1.5),
    Scenario("CMA", "", "Malian army", ("Attack", "Base takeover", "Ambush"), {"Kidal": 1.0, "Tombouctou": 0.3}, (2012, 2023), 2),
    Scenario("FLA", "", "Malian army; Wagner", ("Ambush", "Attack on convoy"), {"Kidal": 1.0, "Gao": 0.2}, (2025, 2025), 3),
    Scenario("Dan Na Ambassagou", "", "Civilians", ("Violence against civilians", "Raid"), {"Mopti": 1.0}, (2018, 2025), 2),
    Scenario("Malian army", "", "JNIM", ("Raid", "Attack", "Movement"), CENTRE | {"Tombouctou": 0.5}, (2017, 2025), 2),
    Scenario("Malian army", "Wagner", "Civilians; JNIM", ("Violence against civilians", "Raid"), CENTRE | NORTH, (2022, 2025), 2),
    Scenario("MINUSMA", "", "", ("Movement", "Presence"), NORTH | CENTRE, (2013, 2023), 0.5),
    Scenario("Unidentified armed group", "", "Civilians", ("Abduction", "Attack"), NORTH | CENTRE, (2012, 2025), 1.5),
    Scenario("", "", "Civilians", ("IED",), NORTH | CENTRE, (2012, 2025), 0.4),
)  # fmt: skip
_REGIONS = ("Gao", "Kidal", "Mopti", "Ségou", "Tombouctou")


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
            for begin, chunk in _chunks(_draw(rows, seed)):
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


# --- what is drawn by lot -------------------------------------------------------------------------------------------


def _draw(rows: int, seed: int) -> pd.DataFrame:
    """All incidents in the order of their days, as numbers: into the table of localities, `SCENARIOS` and the shares.

    Columns of the locality (place, region, town, latitude, longitude, named) stand beside them.
    """
    random = np.random.default_rng(seed)
    localities = _localities(random)
    where = _pick(random, localities["weight"].to_numpy(), rows)
    day = _pick(random, _by_day(), rows)
    _burst(random, where, day, localities)
    order = np.argsort(day, kind="stable")
    where, day = where[order], day[order]
    drawn = localities.iloc[where].reset_index(drop=True).assign(no=np.arange(1, rows + 1), day=day)
    scenario = _scenarios(random, drawn["region"].to_numpy(), day)
    kinds = np.array([len(each.types) for each in SCENARIOS])[scenario]
    return drawn.assign(
        scenario=scenario,
        type=(random.random(rows) ** 1.5 * kinds).astype(int),  # the first named most often
        date_precision=_pick(random, list(_DATE_SHARES.values()), rows),
        place_precision=_pick(random, list(_PLACE_SHARES.values()), rows),
        stance=_pick(random, list(_STANCE_SHARES.values()), rows),
        before=random.integers(0, 6, rows),
        after=random.integers(1, 6, rows),
        east=random.normal(0, 1.2 * _KM, rows),
        north=random.normal(0, 1.2 * _KM, rows),
        dead=_deaths(random, rows),
        spread=random.integers(0, 4, rows),
        chance=random.random(rows),
    )


def _pick(random: np.random.Generator, weights: np.ndarray | list[float], rows: int) -> np.ndarray:
    """Numbers of weights, drawn in proportion to them."""
    edges = np.cumsum(weights)
    return np.searchsorted(edges, random.random(rows) * edges[-1], side="right").clip(max=len(edges) - 1)


def _by_day() -> np.ndarray:
    """How much happens on each day: tenfold growth over the years, most in the dry season, least in the rains."""
    day = np.arange((_LAST - _FIRST).astype(int) + 1)
    growth = 0.1 + 0.9 / (1 + np.exp(-(day / 365.25 - 7.5)))
    return growth * (1 + 0.3 * np.cos(2 * np.pi * (day - 90) / 365.25))


def _burst(random: np.random.Generator, where: np.ndarray, day: np.ndarray, localities: pd.DataFrame) -> None:
    """Moves a share of the incidents into bursts of some days around one place, in place."""
    centre = _pick(random, localities["weight"].to_numpy(), _BURSTS)
    begins = _pick(random, _by_day(), _BURSTS)
    members = np.flatnonzero(random.random(len(day)) < _BURST_SHARE)
    burst = _pick(random, random.pareto(1.2, _BURSTS) + 0.2, len(members))
    day[members] = (begins[burst] + random.exponential(6, len(members)).astype(int)).clip(
        max=(_LAST - _FIRST).astype(int)
    )
    where[members] = centre[burst]


def _localities(random: np.random.Generator) -> pd.DataFrame:
    """Towns, hamlets around them and stops on the lines between them: place, region, town, latitude, longitude, named, weight.

    `named` ones are in the gazetteer; the others are made up and called so.
    """
    table = sigact.read(_DATA / "places.csv", ("name", "latitude", "longitude", "region_2012"))
    at = {row.name: (float(row.latitude), float(row.longitude), row.region_2012) for row in table.itertuples()}
    found = []
    for town, (latitude, longitude, region) in at.items():
        weight = _TOWNS.get(town, 0.3)
        found.append((town, region, town, latitude, longitude, True, weight * 0.4))
        count = 40
        angle, km = random.uniform(0, 2 * np.pi, count), random.exponential(13, count).clip(2, 35)
        share = weight * 0.5 * _zipf(count)
        for nr in range(count):
            north, east = km[nr] * np.sin(angle[nr]) * _KM, km[nr] * np.cos(angle[nr]) * _KM
            place = f"Synthetic hamlet {nr + 1} of {town}"
            found.append((place, region, town, latitude + north, longitude + east, False, share[nr]))
    for start, end in _lines():
        (y1, x1, region), (y2, x2, _region) = at[start], at[end]
        for nr, along in enumerate(np.sort(random.uniform(0.05, 0.95, 8))):
            place = f"Synthetic stop {nr + 1} between {start} and {end}"
            y, x = (y1 + along * (y2 - y1), x1 + along * (x2 - x1))
            found.append((place, region, start, y, x, False, 0.015))
    columns = ["place", "region", "town", "latitude", "longitude", "named", "weight"]
    return pd.DataFrame(found, columns=columns).astype({"place": object, "region": object, "town": object})


def _zipf(count: int) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1)
    return weights / weights.sum()


def _lines() -> list[tuple[str, str]]:
    roads = sigact.read(_DATA / "roads.csv", ("name", "sequence", "place"))
    stretches = [
        pair
        for _name, road in roads.groupby("name")
        for pair in zip(road["place"].iloc[:-1], road["place"].iloc[1:], strict=True)
    ]
    return [*stretches, *_LINES]


def _scenarios(random: np.random.Generator, region: np.ndarray, day: np.ndarray) -> np.ndarray:
    """A scenario for each incident, of those that its region and year have."""
    years = range(2012, 2026)
    weights = np.array(
        [
            [[_weight(each, name, year) for each in SCENARIOS] for year in years]
            for name in _REGIONS
        ]
    )  # fmt: skip
    edges = np.cumsum(weights, axis=2)
    edges /= edges[:, :, -1:]
    own = edges[pd.Index(_REGIONS).get_indexer(region), _year(day) - years[0]]
    return (random.random(len(day))[:, None] >= own).sum(axis=1).clip(max=len(SCENARIOS) - 1)


def _weight(scenario: Scenario, region: str, year: int) -> float:
    first, last = scenario.years
    return scenario.weight * scenario.regions.get(region, 0) if first <= year <= last else 0.0


def _year(day: np.ndarray) -> np.ndarray:
    return (_FIRST + day).astype("datetime64[Y]").astype(int) + 1970


def _deaths(random: np.random.Generator, rows: int) -> np.ndarray:
    """Nobody in nearly half of the incidents, one or two in most others, dozens in a few."""
    tail = np.minimum(1 + random.pareto(1.5, rows), 400).astype(int)
    return np.where(random.random(rows) < 0.45, 0, tail)


# --- the sheet of this project --------------------------------------------------------------------------------------


def _own(drawn: pd.DataFrame) -> dict[str, list | np.ndarray]:
    """The cells of the incident sheet by column."""
    begins, ends = _period(drawn)
    precision = _words(_PLACE_SHARES, drawn["place_precision"])
    stance = _words(_STANCE_SHARES, drawn["stance"])
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
        "date_precision": _words(_DATE_SHARES, drawn["date_precision"]),
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
    precision = _words(_DATE_SHARES, drawn["date_precision"])
    day = _FIRST + drawn["day"].to_numpy()
    monday = day - (day - np.datetime64("1969-12-29")).astype(int) % 7
    month = day.astype("datetime64[M]")
    ways = [precision == word for word in ("week", "month", "range", "on or before")]
    first = np.select(ways, [monday, month.astype("datetime64[D]"), day - drawn["before"].to_numpy(), day], day)
    last = np.select(
        ways,
        [monday + 6, (month + 1).astype("datetime64[D]") - 1, *[day + drawn["after"].to_numpy()] * 2],
        day,
    )
    begins, ends = (_DAYS[(edge - _EARLIEST).astype(int)] for edge in (first, last))
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
    kind, precision = _kind(drawn), _words(_PLACE_SHARES, drawn["place_precision"])
    disorder, event, sub_event = np.array([_ACLED_TYPES.get(each, _BATTLE) for each in kind.tolist()], dtype=object).T
    first, partner, target = (_said(drawn, role) for role in ("perpetrators", "partners", "targets"))
    second = np.array([each.partition("; ")[0] for each in target.tolist()], dtype=object)
    also = np.array([each.partition("; ")[2] for each in target.tolist()], dtype=object)
    years = _year(drawn["day"].to_numpy())
    actor1, inter1 = _acled_actors(np.where(first == "", "Unidentified armed group", first))
    actor2, inter2 = _acled_actors(second)
    vague = np.isin(precision, ("area", "unlocated"))
    everywhere = np.ones(len(drawn), dtype=bool)
    day = _FIRST + drawn["day"].to_numpy()
    empty = [""] * len(drawn)
    place = drawn["place"].to_numpy()
    return dict.fromkeys(_ACLED_COLUMNS, empty) | {
        "event_id_cnty": _ids(drawn),
        "event_date": _DAYS[(day - _EARLIEST).astype(int)],
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
