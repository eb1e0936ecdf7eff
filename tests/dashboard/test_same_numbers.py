"""What the map, the table, the counts and an export say of a filter is the same, and is so at once after a correction."""

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard import data, drawing
from geodata import demo
from geodata.cells import seen_at
from geodata.filters import POLICIES, ROLE_COVERS, SHARED, IncidentFilter
from geodata.prepare import Prepared, prepare
from geodata.readers.options import NOTHING_SAID
from geodata.schema import OUTSIDE, PLACE_PRECISIONS, STATUSES, UNLOCATED
from geodata.store import Store, keep
from geodata.views import View
from tests.geodata import sheets
from tests.geodata.sheets import row

ROWS, FEW = 4000, 300
MANY, CORRECTIONS = 60_000, 200
FRAME = (1200, 640)
# In the far north-west of Tombouctou, where no town of the demo is.
EMPTY = (seen_at(23.5, -5.5, 9.0, *FRAME), 9.0)


@pytest.fixture(scope="module")
def thousands(tmp_path_factory) -> Path:
    """A sheet of synthetic incidents."""
    sheet = tmp_path_factory.mktemp("demo") / "demo.csv"
    demo.write(sheet, ROWS, seed=11)
    return sheet


@pytest.fixture
def shown(thousands, monkeypatch) -> Store:
    """The app's store of that sheet; a map draws one by one up to `FEW`."""
    monkeypatch.setenv("INCIDENTS_DATA", str(thousands))
    monkeypatch.setattr(drawing, "MOST_ONE_BY_ONE", FEW)
    return data.store()


def a_filter(dice: random.Random, store: Store) -> IncidentFilter:
    """A filter in which each part is set now and then."""

    def some(values: list, odds: float = 0.2) -> tuple:
        return tuple(dice.sample(values, dice.randint(1, min(3, len(values))))) if dice.random() < odds else ()

    def one(values: list, odds: float) -> str:
        return (some(values, odds) or ("",))[0]

    actors, first = list(store.actors()["actor_id"]), date(2012, 1, 1) + timedelta(days=dice.randint(0, 4000))
    return IncidentFilter(
        date_from=first if dice.random() < 0.5 else None,
        date_to=first + timedelta(days=dice.randint(0, 1500)) if dice.random() < 0.4 else None,
        dates=dice.choice(POLICIES),
        precise=one(list(PLACE_PRECISIONS), 0.2),
        actors=some(actors),
        groups=some(store.groups()),
        role=dice.choice(list(ROLE_COVERS)),
        acting=one(actors, 0.1),
        against=one(actors, 0.1),
        regions=some([*store.boundaries.names, OUTSIDE, UNLOCATED]),
        types=some(store.values("event_type"), 0.15),
        statuses=some(list(STATUSES), 0.15),
        text=one(["market", "village", "patrol", "road", "nobody says this"], 0.15),
    )


def a_window(dice: random.Random) -> tuple:
    zoom = dice.choice([3.0, 5.0, 6.5, 8.0, 10.0, 13.0])
    return seen_at(dice.uniform(12, 21), dice.uniform(-9, 3), zoom, *FRAME), zoom


@pytest.mark.parametrize("seed", range(200))
def test_the_map_the_table_and_the_export_hold_the_same_incidents(shown, seed):
    dice = random.Random(seed)
    chosen, seen = a_filter(dice, shown), a_window(dice)
    exported = shown.sheet(chosen).set_index("incident_id")
    places = shown.incidents(chosen).set_index("incident_id")
    listed = data.listed(shown.version, chosen, None, ROWS)
    counts = data.counts(shown.version, chosen)
    assert set(listed["incident_id"]) == set(exported.index) == set(places.index)
    assert data.how_many(shown.version, chosen, None) == len(exported)
    assert counts.shown + sum(counts.hidden.values()) == pytest.approx(counts.total)
    if chosen.share() is None:
        assert counts.shown == len(exported)
    made = drawing.of(shown, View(chosen), seen)
    points, outlined = places[places["latitude"].notna()], places[places["shape_no"].notna()]
    assert made.placed == len(points) + len(outlined)
    json.dumps(made.content, allow_nan=False)  # the browser is sent numbers, never NaN
    if made.placed <= FEW:
        assert sorted(made.content["rows"][0]) == sorted([*points["no"], *outlined["no"]])
        return
    south, west, north, east, _level = made.window
    inside = points[points["latitude"].between(south, north) & points["longitude"].between(west, east)]
    if chosen.share() is None:
        assert sum(total for _kind, _shape, total, _parts in made.content["outlined"]) == len(outlined)
    if "cells" not in made.content:
        assert sorted(made.content["rows"][0]) == sorted(inside["no"])
    elif chosen.share() is None:
        assert sum(made.content["cells"]["at"][2]) == len(inside) > FEW


def test_the_random_filters_are_of_every_sort(shown):
    """Else the test before might compare nothing with nothing."""
    drawn = {"one by one": 0, "in view": 0, "cells": 0, "none": 0, "shared out": 0}
    for seed in range(200):
        dice = random.Random(seed)
        chosen = a_filter(dice, shown)
        made = drawing.of(shown, View(chosen), a_window(dice))
        drawn["shared out"] += chosen.share() is not None
        drawn[
            "none"
            if not made.placed
            else "cells"
            if "cells" in made.content
            else "in view"
            if made.window
            else "one by one"
        ] += 1
    assert min(drawn.values()) >= 5, drawn
    assert SHARED in POLICIES


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """The path of a store of many incidents."""
    place = tmp_path_factory.mktemp("large")
    demo.write(place / "demo.csv", MANY, seed=12)
    return place


def arrive(store: Store, place: Path, path: Path) -> None:
    place.mkdir()
    keep(store, Prepared(prepare(path, path.name, store.reference, place, NOTHING_SAID), place), "demo", "test")


def test_each_correction_shows_at_once_on_the_map_in_the_table_in_the_counts_and_in_the_export(large, monkeypatch):
    monkeypatch.delenv("INCIDENTS_DATA", raising=False)
    monkeypatch.setenv("INCIDENTS_STORE", str(large / "kept.duckdb"))
    store = data.store()
    arrive(store, large / "rows", large / "demo.csv")
    ids = list(data.listed(store.version, IncidentFilter(text="synthetic"), None, MANY)["incident_id"])
    total = data.counts(store.version, IncidentFilter()).total
    corrected, dice = IncidentFilter(text="corrected-by-hand"), random.Random(5)
    for done, incident_id in enumerate(dice.sample(ids, CORRECTIONS), start=1):
        sheet = sheets.write(
            large,
            row(incident_id=incident_id, place="a well", place_precision="exact", latitude=f"{23.4 + done / 2000:.5f}",
                longitude="-5.5", summary=f"corrected-by-hand {done}"),
            name="correction.csv",
        )  # fmt: skip
        arrive(store, large / f"correction-{done}", sheet.file("correction.csv"))
        no = store.number_of(incident_id)
        whole = drawing.of(store, View(), EMPTY)
        assert len(whole.content["rows"][0]) == done and no in whole.content["rows"][0], "the map of all incidents"
        assert no in drawing.of(store, View(corrected), EMPTY).content["rows"][0], "the map of a filter"
        counts = data.counts(store.version, corrected)
        assert (counts.shown, counts.total) == (done, total)
        assert data.facets(store.version, IncidentFilter())["data_sets"]["demo"] == len(ids)
        listed = data.listed(store.version, corrected, None, MANY).set_index("incident_id")
        assert len(listed) == done and listed.loc[incident_id, "summary"] == f"corrected-by-hand {done}"
        exported = store.sheet(corrected).set_index("incident_id")
        assert len(exported) == done and exported.loc[incident_id, "place"] == "a well"
