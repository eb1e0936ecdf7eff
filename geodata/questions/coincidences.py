"""Coincidences: different armed groups that fight at the same place, close in time; how sure that is, and what chance gives."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ..actors import fold
from ..errors import FilterError, nearest
from ..filters import IncidentFilter
from ..rows import rows
from ..schema import EVENT_CLASSES
from ..store import Store
from ..texts import _, did_you_mean, message
from . import asked as options
from .chance import Chance, chance
from .distances import Outline
from .happened import Happened
from .pairing import COUNTRY_KM, RELATIONS, Pairs, Tell, pairs

NON_STATE, ARMED, EVERY = AMONG = ("non-state", "armed", "every")
STATE, UNARMED = ("Malian government", "United Nations"), ("Civilians",)  # sides of actors, see data/actors.csv
FIGHTING = tuple(each for each in EVENT_CLASSES if each not in ("Movement or statement", "Protest or riot"))
PARTS = ("perpetrator", "partner", "target")  # who is only named beside it takes no part in the fighting
MOST_SHUFFLED = 30_000  # incidents; of more, dealing out anew takes minutes
_EPOCH = pd.Timestamp("1970-01-01")


@dataclass(frozen=True)
class Asked(options.Asked):
    """`among`: every pair of non-state groups, of armed actors, or of all but civilians; `groups`: of these alone (names or ids)."""

    hours: float = options.option(
        24.0,
        "hours",
        options.amount(message("number of hours"), 0, 24 * 60),
        message("hours between the two at the most"),
        "within-hours",
    )
    km: float = options.option(
        20.0,
        "km",
        options.amount(message("number of kilometres"), 0, 500),
        message("kilometres between the two at the most"),
        "within-km",
    )
    among: str = options.option(
        NON_STATE,
        "among",
        options.one_of(AMONG),
        message("whose pairs: non-state groups, armed actors, or every actor but civilians"),
    )
    groups: tuple[str, ...] = options.option(
        (), "between", options.any_text, message("name or id of a group: pairs among these alone")
    )


@dataclass(frozen=True)
class Found:
    """The pairs and what they are of. `no`: the incidents' numbers; `sets`: the groups (ids) of each cast; `names` by id.

    `cluster`: for each pair the number of its group of incidents, which share some of them, -1 where it is only possible.
    `chance` is None where it was not asked for. `unplaced`, `wide`: incidents without a place, and of areas as large as a country,
    which are in no pair; `is_open`: those of which only one end of the interval is known; `unassigned`: incidents with an actor
    whom nobody has put into a group. `alone`: a single group was asked for.
    """

    asked: Asked
    no: np.ndarray
    happened: Happened
    pairs: Pairs
    cluster: np.ndarray
    sets: tuple[frozenset[str], ...]
    names: dict[str, str]
    chance: Chance | None
    unplaced: int
    wide: int
    is_open: int
    unassigned: int
    alone: bool

    def count(self, relation: str) -> int:
        """How many pairs are of this relation."""
        return self.pairs.counts[RELATIONS.index(relation)]


def find(
    store: Store, chosen: IncidentFilter, asked: Asked, tell: Tell = lambda _part: None, by_chance: bool | None = None
) -> Found:
    """The coincidences among the incidents of a filter. Raises FilterError for a group that nobody knows.

    `by_chance`: whether chance is worked out; None: where there are no more than `MOST_SHUFFLED` incidents.
    """
    actors = store.actors()
    groups = _groups(actors, asked)
    members = store.cast_members()
    members = members[members["role"].isin(PARTS)]
    sets, cast_of = _sets(members, groups)
    found = store.bounds(chosen, FIGHTING, list(cast_of))
    unassigned = _unassigned(store, chosen, members, actors) if asked.among != EVERY and not asked.groups else 0
    unplaced = found["latitude"].isna() & found["shape_no"].isna()
    outlines = {int(n): Outline(store.shapes[int(n)]) for n in found["shape_no"].dropna().unique()}
    wide = found["shape_no"].isin([n for n, each in outlines.items() if each.across >= COUNTRY_KM])
    placed = found[~unplaced & ~wide]
    happened = _happened(placed, cast_of, sets, {n: each for n, each in outlines.items() if each.across < COUNTRY_KM})
    worth = len(happened) <= MOST_SHUFFLED if by_chance is None else by_chance
    share = 0.5 if worth else 1.0  # of the work
    made = pairs(happened, asked.hours, asked.km, lambda part: tell(part * share))
    region = pd.factorize(placed["region_key"])[0]
    expected = (
        chance(happened, region, asked.hours, asked.km, tell=lambda part: tell(share + part * (1 - share)))
        if worth
        else None
    )
    return Found(
        asked, placed["no"].to_numpy(), happened, made, _clusters(made, len(happened)), sets, dict(actors[["actor_id", "name"]].itertuples(index=False)),
        expected, int(unplaced.sum()), int(wide.sum()), int(placed["is_open"].sum()), unassigned, bool(asked.groups) and len(groups) < 2,
    )  # fmt: skip


def _groups(actors: pd.DataFrame, asked: Asked) -> set[str]:
    """The ids of the actors whose pairs are looked for."""
    if asked.groups:
        return {_known(actors, name) for name in asked.groups}
    without = (
        (*STATE, *UNARMED, "") if asked.among == NON_STATE else (*UNARMED, "") if asked.among == ARMED else UNARMED
    )
    return set(actors.loc[~actors["side"].isin(without), "actor_id"])


def _known(actors: pd.DataFrame, name: str) -> str:
    known = {fold(row.name): row.actor_id for row in rows(actors)} | {fold(key): key for key in actors["actor_id"]}
    if fold(name) in known:
        return known[fold(name)]
    like = nearest(name, [*actors["actor_id"], *actors["name"]])
    raise FilterError(_('This data has no actor "{value}".').format(value=name[:80]) + did_you_mean(like))


def _sets(members: pd.DataFrame, groups: set[str]) -> tuple[tuple[frozenset[str], ...], dict[int, int]]:
    """The different sets of groups that take part, and for each cast with one the number of its set."""
    mine = members[members["actor_id"].isin(groups)]
    by_cast = mine.groupby("cast_no")["actor_id"].agg(frozenset)
    sets = tuple(sorted(set(by_cast), key=sorted))
    at = {each: number for number, each in enumerate(sets)}
    return sets, {int(cast): at[each] for cast, each in by_cast.items()}


def _unassigned(store: Store, chosen: IncidentFilter, members: pd.DataFrame, actors: pd.DataFrame) -> int:
    nobody = actors.loc[actors["side"] == "", "actor_id"]
    casts = members.loc[members["actor_id"].isin(nobody), "cast_no"].unique().tolist()
    return store.count_of(chosen, FIGHTING, casts)


def _may_meet(sets: tuple[frozenset[str], ...]) -> np.ndarray:
    """Whether a group of one set and a group of another can pair: each lacks the other's, so that they are neither on one side nor
    on two sides of either incident."""
    everybody = sorted(set().union(*sets))
    takes = np.array([[actor in each for actor in everybody] for each in sets], dtype="int32").reshape(len(sets), -1)
    alone = takes.sum(axis=1)[:, None] - takes @ takes.T > 0
    return alone & alone.T


def _happened(
    placed: pd.DataFrame, cast_of: dict[int, int], sets: tuple[frozenset[str], ...], outlines: dict[int, Outline]
) -> Happened:
    def as_days(column: str) -> np.ndarray:
        return ((placed[column] - _EPOCH) // pd.Timedelta(days=1)).to_numpy("int64")

    codes, names = pd.factorize(placed["place"])
    folded = pd.factorize(pd.Series(names, dtype=str).map(fold))[0] if len(names) else np.zeros(0, "int64")
    empty = np.array([not each for each in names], dtype=bool)
    return Happened(
        first=as_days("first_day"),
        last=as_days("last_day"),
        is_open=placed["is_open"].to_numpy(bool),
        latitude=placed["latitude"].to_numpy(float),
        longitude=placed["longitude"].to_numpy(float),
        reach=placed["uncertainty_km"].to_numpy(float),
        shape=placed["shape_no"].fillna(-1).to_numpy("int64"),
        name=np.where(empty, -1, folded)[codes] if len(names) else codes,
        cast=placed["cast_no"].map(cast_of).to_numpy("int64"),
        outlines=outlines,
        may_meet=_may_meet(sets) if sets else np.zeros((0, 0), bool),
    )


def _clusters(made: Pairs, incidents: int) -> np.ndarray:
    """The number of the group of incidents that each pair belongs to, from 1 in the order of time; -1 for what is only possible."""
    sure = made.relation < RELATIONS.index("possible")
    cluster = np.full(len(made), -1)
    if sure.any():
        i, j = made.one[sure], made.other[sure]
        _count, of = connected_components(
            coo_array((np.ones(len(i)), (i, j)), shape=(incidents, incidents)), directed=False
        )
        _values, first, at = np.unique(of[i], return_index=True, return_inverse=True)
        cluster[sure] = np.argsort(np.argsort(first))[at.reshape(-1)] + 1
    return cluster


def occasions(store: Store, chosen: IncidentFilter) -> tuple[int, int]:
    """How many pairs the filter's actors have at the same place within a day, and how many only possibly; in whatever part they take."""
    asked = Asked(groups=chosen.actors)
    found = find(store, replace(chosen, actors=(), role="any"), asked, by_chance=False)
    return found.count("same place"), found.count("near") + found.count("possible")


# --- how it depends on what is asked ----------------------------------------------------------------------------------

HOURS, KM = (24, 48, 72, 168), (5, 10, 20, 50, 100)
MOST_DEPENDENT = 5_000  # incidents; of more it would take seconds


def dependence(found: Found) -> pd.DataFrame | None:
    """How many pairs there are at the same place or near for certain (`sure`) and only possibly (`possible`) for each of `HOURS` and
    `KM`: hours, km, sure, possible; None for more than `MOST_DEPENDENT` incidents."""
    if len(found.happened) > MOST_DEPENDENT:
        return None
    made = []
    for hours in HOURS:
        for km in KM:
            same, near, possible = pairs(found.happened, float(hours), float(km)).counts
            made.append((hours, km, same + near, possible))
    return pd.DataFrame(made, columns=["hours", "km", "sure", "possible"])
