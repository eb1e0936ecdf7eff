"""An ACLED export as downloaded is on every page: involved actors, sources, folded rows, older versions. Rows are invented."""

from types import SimpleNamespace

import pytest

from dashboard import card, place_card
from geodata import lanes
from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.store import store_of
from geodata.table_words import table
from tests.geodata.readers.exports import ACLED_HEADER, acled, write

from .test_table_and_card import read

ROWS = (
    acled(),
    acled(actor1="Dozo"),
    acled(event_id_cnty="MLI2", event_type="Protests", sub_event_type="Peaceful protest", actor1="Protesters (Mali)", actor2=""),
    acled(event_id_cnty="MLI2", timestamp="1600000000"),
)  # fmt: skip


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    return write(tmp_path_factory.mktemp("acled"), ACLED_HEADER, *ROWS)


@pytest.fixture(scope="module")
def acled_store(export):
    return store_of(ingest(folder(str(export))))


def test_the_card_names_who_is_involved_and_the_sources_as_the_data_set_does(acled_store):
    row = SimpleNamespace(**acled_store.incident("MLI00001"))
    says = read(card._entries(row, place_card.lines(acled_store, acled_store.boundaries, row)))
    assert says["Involved"] == [
        "JNIM (as written: JNIM: Group for Support of Islam and Muslims)",
        "Malian army (as written: Military Forces of Mali (2021-))",
        "Dozo",
    ]
    assert "Perpetrator" not in says and "Target" not in says
    assert says["Says who"] == ["no claim on record; reported by the source"]
    assert "<li>Invented Press</li><li>Invented Radio</li>" in card._sources(row)


def test_the_table_has_a_column_for_the_involved_only_where_somebody_is(acled_store):
    everything = IncidentFilter()
    frame = table(acled_store.incidents(everything), acled_store.participations(everything)).set_index("Id")
    assert frame["Involved"].to_dict() == {"MLI00001": "JNIM; Malian army; Dozo", "MLI2": "Protesters (Mali)"}


def test_a_lane_of_somebody_involved_is_filled(acled_store):
    everything = IncidentFilter()
    rows = lanes.lane_rows(acled_store.incidents(everything), acled_store.participations(everything))
    assert rows["acts"].all()
    assert set(rows["role"]) == {"involved"}


@pytest.mark.parametrize("page", [None, "screens/data.py", "screens/about.py"])
def test_every_page_opens_on_an_export(open_page, export, page):
    app = open_page(export, page=page)
    assert not app.exception and not app.error


def test_the_data_page_adds_up_and_names_both_rows_of_an_older_version(open_page, export):
    app = open_page(export, page="screens/data.py")
    assert [(metric.label, metric.value) for metric in app.metric] == [
        ("Rows read", "4"),
        ("Accepted", "3"),
        ("Set aside", "0"),
        ("Exact duplicates", "0"),
        ("Older versions", "1"),
        ("Of the accepted: further actors", "1"),
    ]
    assert app.dataframe[0].value.to_numpy().tolist() == [[5, "MLI2", 4]]
