"""What is drawn by lot: where, when and by whom synthetic incidents happen, as numbers."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..readers import sigact

_DATA = Path(__file__).parent.parent / "data"
FIRST, _LAST = np.datetime64("2012-01-01"), np.datetime64("2025-12-31")
# Days as text by their number since 1 January 2012, with room for periods that reach over both ends.
EARLIEST = np.datetime64("2011-11-01")
DAYS = np.arange(EARLIEST, np.datetime64("2026-04-01")).astype(str)
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
DATE_SHARES = {"day": 0.85, "week": 0.05, "month": 0.03, "range": 0.02, "on or before": 0.05}
PLACE_SHARES = {
    "exact": 0.12, "settlement": 0.54, "near settlement": 0.16, "area": 0.09, "road": 0.05, "unlocated": 0.04,
}  # fmt: skip
STANCE_SHARES = {"reported": 0.7, "claimed": 0.16, "confirmed": 0.11, "denied": 0.03}

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


def draw(rows: int, seed: int) -> pd.DataFrame:
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
        date_precision=_pick(random, list(DATE_SHARES.values()), rows),
        place_precision=_pick(random, list(PLACE_SHARES.values()), rows),
        stance=_pick(random, list(STANCE_SHARES.values()), rows),
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
    day = np.arange((_LAST - FIRST).astype(int) + 1)
    growth = 0.1 + 0.9 / (1 + np.exp(-(day / 365.25 - 7.5)))
    return growth * (1 + 0.3 * np.cos(2 * np.pi * (day - 90) / 365.25))


def _burst(random: np.random.Generator, where: np.ndarray, day: np.ndarray, localities: pd.DataFrame) -> None:
    """Moves a share of the incidents into bursts of some days around one place, in place."""
    centre = _pick(random, localities["weight"].to_numpy(), _BURSTS)
    begins = _pick(random, _by_day(), _BURSTS)
    members = np.flatnonzero(random.random(len(day)) < _BURST_SHARE)
    burst = _pick(random, random.pareto(1.2, _BURSTS) + 0.2, len(members))
    day[members] = (begins[burst] + random.exponential(6, len(members)).astype(int)).clip(
        max=(_LAST - FIRST).astype(int)
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
    own = edges[pd.Index(_REGIONS).get_indexer(region), year_of(day) - years[0]]
    return (random.random(len(day))[:, None] >= own).sum(axis=1).clip(max=len(SCENARIOS) - 1)


def _weight(scenario: Scenario, region: str, year: int) -> float:
    first, last = scenario.years
    return scenario.weight * scenario.regions.get(region, 0) if first <= year <= last else 0.0


def year_of(day: np.ndarray) -> np.ndarray:
    """The calendar years of days that are counted since `FIRST`."""
    return (FIRST + day).astype("datetime64[Y]").astype(int) + 1970


def _deaths(random: np.random.Generator, rows: int) -> np.ndarray:
    """Nobody in nearly half of the incidents, one or two in most others, dozens in a few."""
    tail = np.minimum(1 + random.pareto(1.5, rows), 400).astype(int)
    return np.where(random.random(rows) < 0.45, 0, tail)
