"""What the documents leave open stays open: the expectations of the issue on certainty, worked out by hand, in one place.

For any filter and each policy visible and hidden are all:
`test_policies.test_for_any_filter_and_each_way_visible_and_hidden_are_all`.
"""

from datetime import date

import pandas as pd

from geodata.filters import IncidentFilter
from geodata.store import as_known

SEGOU, CONVOY = "MLI-2022-04-25-SEGOU", "MLI-2023-10-EARLY-KIDAL"
RN18 = ("MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18")


def test_the_abduction_is_contested_and_only_its_last_possible_day_is_known(store):
    """Claimed by JNIM; the government denies that Wagner is there at all; Jamestown judges the claim credible."""
    found = store.incident(SEGOU)
    said = {(claim["actor"], claim["stance"]) for claim in found["claims"]}
    assert said == {("JNIM", "claims"), ("Malian government", "denies"), ("Jamestown Foundation", "assesses")}
    assert found["status"] == "contested"
    assert (found["date_precision"], found["open_start"]) == ("on or before", True)
    assert found["last_day"].date() == date(2022, 4, 25)


def test_the_rn18_is_a_line_that_lies_in_gao_only(store, boundaries):
    gao = boundaries.shape("Gao").buffer(1e-9)
    for incident_id in RN18:
        found = store.incident(incident_id)
        shape = store.shapes[int(found["shape_no"])]
        assert (found["region_key"], found["place_precision"], shape.geom_type) == ("Gao", "road", "LineString")
        assert gao.contains(shape)


def test_areas_and_lines_are_no_points_and_have_no_distance_to_a_border(store):
    sheet = store.sheet(IncidentFilter()).set_index("incident_id")
    extended = sheet[sheet["place_precision"].isin(("area", "road"))]
    assert {CONVOY, *RN18} <= set(extended.index)
    assert len(extended) == 7  # five areas and twice the road
    assert extended[["border_km", "attached_km", "map_latitude", "map_longitude"]].isna().all(axis=None)
    assert "Polygon" in store.shapes[int(sheet.loc[CONVOY, "shape_no"])].geom_type


def test_6_april_2022_carries_its_note(store):
    note = store.incident("MLI-2022-04-06-SEGOU")["analyst_note"]
    assert "April 6" in note and "article of April 25" in note


def test_on_4_october_2023_the_incident_of_the_5th_is_not_known(store):
    known = as_known(store, date(2023, 10, 4)).incidents(IncidentFilter())
    assert "MLI-2023-10-05-RN18" not in set(known["incident_id"])
    assert (known["first_day"] <= pd.Timestamp(2023, 10, 4)).all()
