"""Who acts against whom and who says what: a cell that counts otherwise than its filter sends the reader to other incidents."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.filters import POLICIES, IncidentFilter

from ..sheets import row
from ..test_filters import FILTERS

ALL = IncidentFilter()
SEGOU = "MLI-2022-04-25-SEGOU"


@settings(max_examples=40)
@given(chosen=FILTERS, dates=st.sampled_from(POLICIES))
def test_a_cell_is_the_number_of_incidents_of_its_filter(store, chosen, dates):
    chosen = replace(chosen, dates=dates)
    found = store.against(chosen)
    for cell in found.cells.itertuples():
        pair = replace(chosen, acting=cell.acting, against=cell.against)
        assert cell.incidents == pytest.approx(store.count(pair), abs=1e-5)
    assert found.shown == pytest.approx(store.count(chosen), abs=1e-5)


def test_a_joint_operation_is_one_incident(desk):
    """Two act against two: four cells, eight rows of who against whom at the most, one incident."""
    desk.keep(row(perpetrators="Malian army", partners="Wagner Group", targets="JNIM; Civilians"))
    found = desk.store.against(ALL)
    assert (found.incidents, found.shown, found.participations) == (1, 1, 4)
    assert found.cells["incidents"].tolist() == [1, 1, 1, 1]


def test_what_jnim_says_of_the_abduction_and_what_others_say_of_it(store):
    by, of = store.stances_by("jnim"), store.stances_of("jnim")
    assert by.loc[by["incident_id"] == SEGOU, "stance"].tolist() == ["claims"]
    others = of[of["incident_id"] == SEGOU]
    assert dict(zip(others["actor"], others["stance"], strict=True)) == {
        "Malian government": "denies", "Jamestown Foundation": "assesses",
    }  # fmt: skip
    assert set(others["status"]) == {"contested"}


def test_wagner_acts_as_a_partner_thrice_and_is_the_target_of_four(store):
    assert store.part_taken("wagner") == {"target": 4, "partner": 3}


def test_names_as_written_unknown_actors_and_groups(desk):
    desk.keep(
        row(perpetrators="JNIM", targets="The masked men"),
        row(incident_id="B", perpetrators="Group for Supporters of Islam and Muslims", targets="The masked men"),
        row(incident_id="C", perpetrators="JNIM"),
    )
    written = desk.store.written("jnim")
    assert written[["original", "incidents"]].to_numpy().tolist() == [
        ["JNIM", 2], ["Group for Supporters of Islam and Muslims", 1],
    ]  # fmt: skip
    assert desk.store.unknown_actors()[["name", "side", "incidents"]].to_numpy().tolist() == [["The masked men", "", 2]]
    assert desk.store.groups() == ["Salafi-jihadi", ""]
    assert desk.store.by_group(ALL) == {"Salafi-jihadi": 3, "": 2}
    assert desk.store.by_group(IncidentFilter(role="target")) == {"": 2}
