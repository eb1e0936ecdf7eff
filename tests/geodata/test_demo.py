"""Synthetic incidents are the same at every run, like real ones in shape, and can never be taken for real ones."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geodata import demo
from geodata.__main__ import main
from geodata.ingest import EMBEDDED, Dataset, folder, ingest
from geodata.readers import sigact
from geodata.schema import INCIDENT_COLUMNS

ROWS = 4000


@pytest.fixture(scope="module")
def sheet(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.csv"
    demo.write(path, ROWS, seed=7)
    return path


@pytest.fixture(scope="module")
def synthetic(sheet: Path) -> Dataset:
    return ingest(folder(str(sheet)))


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("shape", demo.SHAPES)
def test_a_seed_gives_the_same_bytes_and_another_one_others(tmp_path, shape):
    made = []
    for nr, seed in enumerate((7, 7, 8)):
        demo.write(tmp_path / f"{nr}.csv", 300, seed, shape)
        made.append((tmp_path / f"{nr}.csv").read_bytes())
    assert made[0] == made[1] != made[2]


def test_every_row_is_accepted(synthetic):
    assert (synthetic.read, len(synthetic.incidents), synthetic.set_aside, synthetic.duplicates) == (ROWS, ROWS, 0, 0)


@pytest.mark.parametrize("shape", demo.SHAPES)
def test_every_row_says_that_it_is_synthetic(tmp_path, shape):
    demo.write(tmp_path / "demo.csv", 300, 1, shape)
    key, said = {"own": ("incident_id", "summary"), "acled": ("event_id_cnty", "notes")}[shape]
    rows = cells(tmp_path / "demo.csv")
    assert len({row[key] for row in rows}) == 300
    for row in rows:
        assert row[key].startswith("SYN-")
        assert row[said].startswith("Synthetic incident ")
        assert row["country"] == "Mali"


def test_the_columns_are_those_of_the_sheet_and_of_acled_today(sheet, tmp_path):
    assert list(cells(sheet)[0]) == [column.name for column in INCIDENT_COLUMNS]
    demo.write(tmp_path / "acled.csv", 10, 1, "acled")
    header = list(cells(tmp_path / "acled.csv")[0])
    assert (len(header), header[0], header[7], header[-1]) == (31, "event_id_cnty", "actor1", "timestamp")


@pytest.mark.parametrize(
    ("column", "value", "least", "most"),
    [
        ("date_precision", "day", 0.82, 0.88),
        ("date_precision", "on or before", 0.03, 0.07),
        ("place_precision", "area", 0.06, 0.12),
        ("place_precision", "road", 0.03, 0.07),
        ("place_precision", "unlocated", 0.02, 0.06),
        ("status", "claimed", 0.12, 0.2),
        ("status", "contested", 0.015, 0.05),
    ],
)
def test_shares_are_about_those_of_real_data(synthetic, column, value, least, most):
    assert least < (synthetic.incidents[column] == value).mean() < most


def test_incidents_lie_around_towns_not_evenly(synthetic):
    """Evenly over the country, one in eight would lie within 40 km of one of these towns."""
    towns = sigact.read(EMBEDDED / "places.csv", ("latitude", "longitude"))
    at = synthetic.incidents.geometry
    points = at[at.geom_type == "Point"]
    north = points.y.to_numpy()[:, None] - towns["latitude"].astype(float).to_numpy()
    east = points.x.to_numpy()[:, None] - towns["longitude"].astype(float).to_numpy()
    km = np.hypot(north, east * np.cos(np.radians(16))).min(axis=1) * 111.2
    assert (km < 40).mean() > 0.8
    assert points.drop_duplicates().size > 300


def test_there_are_more_each_year_and_bursts_within_it(synthetic):
    days = synthetic.incidents["last_day"]
    by_year = days.dt.year.value_counts()
    assert by_year[2024] > 4 * by_year[2013]
    by_week = days[days.dt.year >= 2022].dt.to_period("W").value_counts()
    assert by_week.max() > 2 * by_week.median()


def test_fatalities_have_a_heavy_tail(synthetic):
    dead = synthetic.incidents["fatalities_best"].dropna().astype(int)
    assert 0.35 < (dead == 0).mean() < 0.55
    assert dead.median() <= 2
    assert dead.max() > 30


def test_actors_have_their_regions_and_years(synthetic):
    who = synthetic.participations.merge(synthetic.incidents[["no", "region_key", "last_day"]], on="no")
    acting = who[who["role"] == "perpetrator"]
    dan_na = acting[acting["original"] == "Dan Na Ambassagou"]
    assert dan_na["region_key"].value_counts(normalize=True)["Mopti"] > 0.8
    assert acting[acting["actor_id"] == "jnim"]["last_day"].min() >= pd.Timestamp("2017-01-01")
    assert acting["actor_id"].nunique() >= 8


def test_the_command_line_writes_a_file_that_the_command_line_reads(tmp_path, capsys):
    path = tmp_path / "demo.csv"
    assert main(["demo", "--rows", "50", "--seed", "3", "-o", str(path)]) == 0
    assert capsys.readouterr() == (f"50 synthetic incidents in {path}\n", "")
    assert main(["stats", "--data", str(path)]) == 0
    assert capsys.readouterr().out.startswith("50 of 50 incidents")


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    assert main(["demo", "--rows", "5", "-o", str(tmp_path / "no" / "demo.csv")]) == 2
    assert "can't be written (No such file or directory)" in capsys.readouterr().err


@pytest.mark.parametrize("rows", ["0", "many", "-3"])
def test_a_number_of_rows_that_is_none_is_refused(tmp_path, rows):
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--rows", rows, "-o", str(tmp_path / "demo.csv")])
    assert ended.value.code == 2
