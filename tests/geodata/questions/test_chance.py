"""Chance: what was planted is found and flagged; what is independent is not, but for the share that p allows."""

import numpy as np
import pytest

from geodata.questions import chance as chance_module
from geodata.questions.chance import FEWEST, SHUFFLES, chance
from geodata.questions.distances import Outline
from geodata.questions.happened import Happened
from geodata.questions.pairing import pairs
from tests.geodata.questions.test_pairing import MIDDLE, ROAD, SMALL, WIDE

TOWNS = np.array([(16.27, -0.04), (16.77, -3.0), (18.44, 1.41), (14.5, -4.2), (15.92, 2.4), (16.95, 0.36)])
REGION_OF = np.array([0, 1, 0, 1, 0, 1])
GROUPS = 3
SHAPES = (ROAD, SMALL, MIDDLE, WIDE)


def made(
    day: np.ndarray, town: np.ndarray, group: np.ndarray, where: np.ndarray = TOWNS
) -> tuple[Happened, np.ndarray]:
    """Incidents of known days at towns, each of a group of its own, and the number of the region of each."""
    lat, lon = where[town].T
    none, everybody = np.full(len(day), -1), ~np.eye(GROUPS, dtype=bool)
    return (
        Happened(day, day, none > 0, lat, lon, np.full(len(day), 5.0), none, town, group, {}, everybody),
        REGION_OF[town],
    )


def independent(seed: int, count: int = 120, days: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return random.integers(0, days, count), random.integers(0, len(TOWNS), count), random.integers(0, GROUPS, count)


def planted(seed: int, count: int = 30) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Independent incidents, and behind them pairs of the same town and day; the number of the first of these."""
    day, town, group = independent(seed)
    random = np.random.default_rng(1000 + seed)
    when, where = random.integers(0, 400, count), random.integers(0, len(TOWNS), count)
    one = random.integers(0, GROUPS, count)
    other = (one + random.integers(1, GROUPS, count)) % GROUPS
    return (
        np.concatenate([day, when, when]), np.concatenate([town, where, where]), np.concatenate([group, one, other]),
        len(day),
    )  # fmt: skip


def test_no_more_than_one_in_twenty_of_200_independent_data_is_flagged():
    """With 999 shuffles, as everywhere. p up to 0.01 lets about 1 in 100 through."""
    found = [chance(*made(*independent(seed)), 24, 20) for seed in range(200)]
    assert all(each.dealt >= FEWEST and not each.too_few for each in found)
    assert sum(each.more for each in found) <= 10
    # p is what it says: small no more often than so, whatever the limit.
    p = np.array([each.p for each in found])
    assert (p <= 0.05).mean() <= 0.08 and (p <= 0.5).mean() <= 0.58
    assert p.min() >= 1 / (1 + SHUFFLES)


@pytest.mark.parametrize("seed", range(5))
def test_planted_coincidences_are_all_found_and_are_more_than_chance(seed):
    *data, begin = planted(seed)
    happened, region = made(*data)
    found = pairs(happened, 24, 20)
    keys = {(min(i, j), max(i, j)) for i, j in zip(found.one.tolist(), found.other.tolist(), strict=True)}
    half = (len(happened) - begin) // 2
    assert {(begin + nr, begin + half + nr) for nr in range(half)} <= keys  # recall 1.0
    told = chance(happened, region, 24, 20)
    assert told.more and told.observed > told.high > told.expected


@pytest.mark.parametrize(("hours", "km", "apart"), [(24, 20, 1), (48, 20, 1), (48, 20, 2), (24, 5, 0)])
def test_planted_pairs_at_the_stated_bounds_are_found(hours, km, apart):
    """At days that lie as far apart as they may, and at other towns of the same name or place."""
    random = np.random.default_rng(hours + apart)
    day, town = random.integers(0, 400, 40), random.integers(0, len(TOWNS), 40)
    group = np.repeat([0, 1], 40)
    found = pairs(made(np.concatenate([day, day + apart]), np.tile(town, 2), group)[0], hours, km)
    keys = {(min(i, j), max(i, j)) for i, j in zip(found.one.tolist(), found.other.tolist(), strict=True)}
    assert {(nr, nr + 40) for nr in range(40)} <= keys


def test_the_number_observed_is_that_of_the_pairs_that_are_sure():
    """Else the sentence on chance would speak of other pairs than the table: points near each other, roads and areas."""
    random = np.random.default_rng(3)
    n = 300
    town = random.integers(0, 8, n)
    where = np.array(
        [(16.0, 0.0), (16.03, 0.06), (16.1, 0.0), (16.2, 0.1), (16.2, 0.25), (16.04, 0.08), (16.0, 0.19), (17, 1)]
    )
    shape = np.where(random.random(n) < 0.4, random.integers(0, 4, n), -1)
    lat, lon = (np.where(shape < 0, each, np.nan) for each in where[town].T)
    day = random.integers(0, 60, n)
    more = random.choice([0, 0, 0, 4], n)
    outlines = {number: Outline(each) for number, each in enumerate(SHAPES)}
    # A road or an area may be called otherwise, and may come with a reach: it is the same all the same.
    happened = Happened(
        day, day + more, random.random(n) < 0.1, lat, lon, random.choice([1.0, 5.0], n), shape, random.integers(-1, 3, n),
        random.integers(0, GROUPS, n), outlines, ~np.eye(GROUPS, dtype=bool),
    )  # fmt: skip
    for hours, km in ((0, 5), (24, 20), (24, 60), (25, 20), (48, 20), (48, 0)):
        same, near, _possible = pairs(happened, hours, km).counts
        assert chance(happened, np.zeros(n, int), hours, km, shuffles=1).observed == same + near, (hours, km)


def test_looking_days_up_counts_what_looking_at_each_pair_counts(monkeypatch):
    """Much data is counted in the other way: the number must not depend on how many incidents there are."""
    happened, region = made(*planted(1)[:3])
    listed = chance(happened, region, 48, 30, shuffles=60)
    monkeypatch.setattr(chance_module, "_MOST_LISTED", -1)
    assert chance(happened, region, 48, 30, shuffles=60) == listed


def test_the_same_data_give_the_same_p():
    assert chance(*made(*independent(7)), 24, 20) == chance(*made(*independent(7)), 24, 20)


def test_groups_that_are_active_in_the_same_months_only_are_no_coincidence():
    """The days are dealt out, not drawn anew: a rise of both groups stays in the shuffles."""
    random = np.random.default_rng(5)
    day = np.concatenate([random.integers(0, 12, 60), random.integers(300, 312, 60)])
    told = chance(*made(day, random.integers(0, len(TOWNS), 120), random.integers(0, GROUPS, 120)), 24, 20)
    assert told.observed > 50 and told.expected > 50 and not told.more


def test_too_few_incidents_can_t_be_told_from_chance():
    day, town, group = (each[:19] for each in independent(1))
    told = chance(*made(day, town, group), 24, 20)
    assert told.dealt < FEWEST and told.too_few and not told.more
    # Those of one day in a region have no other day to be dealt.
    day, town, group = independent(1)
    told = chance(*made(np.zeros_like(day), town, group), 24, 20)
    assert told.dealt == 0 and told.too_few and told.p == 1.0
    # Nor have those of one place: whose day is whose makes no difference there, and "can be chance" would be a guess.
    told = chance(*made(day, np.zeros_like(town), group), 24, 20)
    assert told.dealt == 0 and told.too_few and told.observed == told.expected


def test_of_no_incident_there_is_nothing_to_tell():
    none = np.zeros(0, int)
    told = chance(*made(none, none, none), 24, 20)
    assert (told.observed, told.expected, told.dealt, told.too_few) == (0, 0.0, 0, True)


def test_it_says_how_far_it_is():
    heard = []
    chance(*made(*independent(1)), 24, 20, tell=heard.append)
    assert heard == sorted(heard) and heard[0] == 0 and heard[-1] == 1.0 and len(heard) > 10
