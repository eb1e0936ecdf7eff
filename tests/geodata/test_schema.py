"""The vocabularies fit together: what one module writes another one knows."""

import pytest
import shapely
from pyproj import Geod, Transformer

from geodata.schema import (
    CRS,
    INCIDENT_COLUMNS,
    METRIC_CRS,
    OTHER_CLASS,
    PLACE_PRECISIONS,
    POINT_PRECISIONS,
    SHEET_STANCES,
    STANCES,
    UNCERTAINTY_KM,
    YEARS,
)
from geodata.symbols import SHAPE_OF_CLASS


def test_every_place_precision_has_an_uncertainty_or_no_place():
    assert {*UNCERTAINTY_KM, "unlocated"} == set(PLACE_PRECISIONS)
    assert set(POINT_PRECISIONS) == {precision for precision, km in UNCERTAINTY_KM.items() if km}


def test_words_of_the_sheet_are_words_of_the_ledger():
    assert {stance for stance in SHEET_STANCES.values() if stance} <= set(STANCES)
    assert OTHER_CLASS in SHAPE_OF_CLASS
    assert (YEARS[0], YEARS[-1]) == (1900, 2099)


def test_columns_are_named_once_and_the_needed_ones_are_these():
    names = [column.name for column in INCIDENT_COLUMNS]
    assert len(set(names)) == len(names)
    assert [column.name for column in INCIDENT_COLUMNS if column.required] == [
        "incident_id", "date_start", "date_end", "date_precision", "place", "place_precision", "event_type",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "ends",
    [((-0.04472, 16.27167), (1.40778, 18.44111)), ((-11.44, 14.45), (-8, 12.65)), ((-3.0, 24.9), (-3.0, 23.9))],
    ids=["Gao to Kidal", "Kayes to Bamako", "the far north"],
)
def test_distances_within_the_country_are_true_to_a_hundredth(ends):
    """Kilometres on the page are measured in the metric projection: it must agree with the ellipsoid."""
    (x1, y1), (x2, y2) = (Transformer.from_crs(CRS, METRIC_CRS, always_xy=True).transform(*end) for end in ends)
    _, _, true = Geod(ellps="WGS84").inv(*ends[0], *ends[1])
    assert shapely.Point(x1, y1).distance(shapely.Point(x2, y2)) == pytest.approx(true, rel=0.01)
